import Techniques

/// A technique drawn in one line: `principal ──[iam:PassRole, lambda:CreateFunction]──▶ new function
/// as ROLE`.
struct TechniquePicture {
  private let technique: Technique

  init(_ technique: Technique) { self.technique = technique }

  /// The picture in as few lines of 80 columns as it takes.
  var lines: [String] {
    let whole = from + " ──[" + actions.joined(separator: ", ") + "]──▶ " + to
    if whole.count <= 76 { return [whole] }
    var rows: [String] = []
    var row = "  ──["
    for (position, action) in actions.enumerated() {
      let last = position == actions.count - 1
      let word = action + (last ? "]──▶" : ",")
      if row.count + word.count > 74, row.contains(":") {
        rows.append(row)
        row = "     "
      }
      row += (row.hasSuffix("[") || row.hasSuffix("  ") ? "" : " ") + word
    }
    return [from] + rows + [row, "  " + to]
  }

  private var from: String { TechniqueWords.actor(technique) }

  /// Each action once, in order.
  private var actions: [String] {
    var seen: [String] = []
    for need in technique.permissions where !seen.contains(need.action) { seen.append(need.action) }
    return seen
  }

  private var to: String {
    let name = TechniqueWords.noun(technique.subject)
    switch technique.gain {
    case .session:
      return newThings.isEmpty
        ? "session of ROLE" : "new " + TechniquePicture.listed(newThings) + " as ROLE"
    case .keySession: return "USER, with a new access key"
    case .factorSession: return "USER, with a new access key and a new second factor"
    case .consoleSession: return "USER, at the console"
    case .factorActor: return "itself, with a new second factor"
    case .workload: return "\(name) ──(runs as)──▶ ROLE"
    case .rewritten: return "\(name.uppercased()), with policies of the attacker's choice"
    case .rewrittenActor: return "itself, with policies of the attacker's choice"
    case .switched: return "\(name.uppercased()), with another version of its policy"
    case .switchedActor: return "itself, with another version of its policy"
    case .unbounded: return "\(name.uppercased()), without its boundary"
    case .unboundedActor: return "itself, without its boundary"
    case .onward: return "roles that ROLE may assume"
    case .membership: return "member of GROUP"
    case .signIn: return "PERSON, signed in"
    case .administrator: return "administrator of ACCOUNT"
    case .tagged: return "tag of \(name.uppercased()), set"
    case .untagged: return "tag of \(name.uppercased()), removed"
    case .taggedSession: return "session of ROLE, with session tags of the attacker's choice"
    case .exfiltrate: return "objects of BUCKET, read"
    case .poison: return "objects of BUCKET, written"
    case .destroy: return "objects of BUCKET, destroyed"
    case .takeover: return "BUCKET, with a policy of the attacker's choice"
    case .backdoor: return "model in BUCKET, replaced"
    case .secret: return "value of \(name.uppercased())"
    }
  }

  /// What the attacker makes: for each action the first thing that it is asked on.
  private var newThings: [String] {
    var actions: Set<String> = ["iam:PassRole"]
    var things: [String] = []
    for need in technique.permissions {
      guard actions.insert(need.action).inserted, case .new(let name, _) = need.place else {
        continue
      }
      if !things.contains(name) { things.append(name) }
    }
    return things.map { $0.replacing("-", with: " ") }
  }

  private static func listed(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}
