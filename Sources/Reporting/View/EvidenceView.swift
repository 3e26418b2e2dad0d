import AttackGraph
import Documents

/// One statement or fact that a hop rests on, prepared for people: a statement that several actions
/// need is cited once.
struct CitationView: Sendable {
  private var evidence: Evidence
  /// The actions that it was asked for.
  var actions: [String]

  /// The citations of a hop, in order.
  static func all(of evidence: [Evidence]) -> [CitationView] {
    var views: [CitationView] = []
    var numbers: [Evidence: Int] = [:]
    for item in evidence {
      var key = item
      key.action = nil
      if let number = numbers[key] {
        views[number].actions += item.action.map { [$0] } ?? []
      } else {
        numbers[key] = views.count
        views.append(CitationView(evidence: key, actions: item.action.map { [$0] } ?? []))
      }
    }
    return views
  }

  /// What it does for the hop, in what policy, under what Sid and for which actions.
  var phrase: Phrase {
    var parts: [Phrase.Part] = [.words("\(purpose) the \(policyWords) "), .name(evidence.policy)]
    if let sid = evidence.sid { parts += [.words(", Sid "), .name(sid)] }
    for (number, action) in actions.enumerated() {
      let joint = number == 0 ? ", for " : number == actions.count - 1 ? " and " : ", "
      parts += [.words(joint), .name(action)]
    }
    return Phrase(parts)
  }

  /// The file and line, as editors open it; empty for what no file states.
  var place: String { evidence.origin.statedFile.isEmpty ? "" : evidence.origin.place }

  /// The JSON pointer; empty where there is none.
  var pointer: String { evidence.origin.pointer }

  private var purpose: String {
    switch evidence.role {
    case "identity": "allowed by"
    case "trust": "trusted by"
    case "resource": "let in by"
    case "boundary", "session": "left open by"
    case "workload": "bound to its role by"
    case "access point": "through the access point of"
    case "assignment": "assigned"
    case "membership": "by being in"
    case "model": "named as a model by"
    case "access list": "let in by the access list in"
    case "version": "granted by the version that is put in force,"
    case "loads": "loaded and run by"
    default: evidence.role
    }
  }

  /// Policies that carry the name of what they belong to are said to be of it.
  private var policyWords: String {
    switch evidence.policyKind {
    case "trust policy", "resource policy", "configuration": "\(evidence.policyKind) of"
    default: evidence.policyKind
    }
  }
}

extension Origin {
  /// The file; empty for what no file states.
  var statedFile: String { line > 0 ? file : "" }

  /// The file and line, as editors open it; the file alone where no line is known.
  var place: String { line > 0 ? "\(file):\(line)" : file }
}
