import Analysis
import AttackGraph
import Environment

/// One finding, prepared for people.
package struct FindingView: Sendable {
  /// Its place among all findings, from 1.
  package var rank: Int
  /// The finding itself.
  package var finding: Finding
  /// Its best path.
  package var path: PathView
  /// A conditional path that is shorter than a certain best one.
  package var shorter: PathView?
  /// What the attacker does to the target, in one word: `control` for accounts.
  package var impact: String { finding.target.impact?.rawValue ?? "control" }

  init(_ finding: Finding, rank: Int, in graph: AttackGraph) {
    self.rank = rank
    self.finding = finding
    path = PathView(finding.path, in: graph)
    if finding.path.hops.isEmpty {
      path.hops[0].phrase =
        "\(name: finding.start.name) is \(name: finding.target.name), without a further hop."
    }
    shorter = finding.shorter.map { PathView($0, in: graph) }
  }

  /// `dana can overwrite corpus`, without a full stop.
  package var claim: Phrase { FindingView.claim(finding) }

  static func claim(_ finding: Finding) -> Phrase {
    let (start, target) = (finding.start.name, finding.target.name)
    return switch finding.target.impact {
    case .exfiltrate: "\(name: start) can read \(name: target)"
    case .poison: "\(name: start) can overwrite \(name: target)"
    case .destroy: "\(name: start) can destroy \(name: target)"
    case .takeover: "\(name: start) can decide who uses \(name: target)"
    case .backdoor: "\(name: start) can replace the model \(name: target)"
    case .secret: "\(name: start) can learn the secret \(name: target)"
    case nil: "\(name: start) can become \(name: target)"
    }
  }

  /// Where what makes the start one is stated, at most three places.
  var startPlaces: [String] {
    var seen: Set<String> = []
    let places = finding.start.ways.map(\.origin).filter { !$0.statedFile.isEmpty }.map(\.place)
    return Array(places.filter { seen.insert($0).inserted }.prefix(3))
  }

  /// Who else does the same, where anyone can; nil where that is nobody or not looked for.
  var others: String? {
    if finding.others == 0 { return nil }
    let starts = Wording.count(finding.others, "further start")
    let listed = finding.others == 1 ? "is not listed" : "are not listed"
    return "\(starts) can do the same, no sooner, and \(listed)"
  }

  /// `in 3 hops`, or that it has it already.
  var length: String {
    finding.path.hops.isEmpty ? "directly" : "in " + Wording.count(finding.path.hops.count, "hop")
  }

  /// The number of hops, 0 for a start that has what is asked.
  var hopCount: Int { finding.path.hops.count }
}

/// A whole result, prepared once for every format that people read.
package struct ReportView: Sendable {
  /// The findings, most urgent first.
  package var findings: [FindingView]
  /// The findings that someone answers for; they are counted nowhere else.
  package var accepted: [AcceptedView]
  /// The first hops that a finding shares with a more urgent one, by rank.
  let sharedHops: [Int: SharedHops]
  /// What the snapshot lacks, what hides most first.
  package var gaps: [GapView]
  let result: AnalysisResult

  /// Prepares a result. Linear in its size.
  package init(_ result: AnalysisResult) {
    self.result = result
    findings = result.findings.enumerated().map {
      FindingView($1, rank: $0 + 1, in: result.graph)
    }
    sharedHops = SharedHops.of(findings)
    accepted = result.accepted.map { AcceptedView($0, in: result.graph) }
    gaps = GapView.all(of: result.graph.environment.coverage, result.graph.catalogue)
  }

  /// Findings with one target, in the order of the most urgent of each.
  struct TargetGroup {
    var target: Target
    var findings: [FindingView]
  }

  /// All findings by the thing that is reached, whatever the impact.
  var groups: [TargetGroup] {
    var groups: [TargetGroup] = []
    var numbers: [String: Int] = [:]
    for view in findings {
      if let number = numbers[view.finding.target.id] {
        groups[number].findings.append(view)
      } else {
        numbers[view.finding.target.id] = groups.count
        groups.append(TargetGroup(target: view.finding.target, findings: [view]))
      }
    }
    return groups
  }

  /// The account of an id, by name and id.
  func account(_ id: String) -> String {
    if id.isEmpty { return "an account that is not known" }
    let name = result.names.accountName(id)
    return name == id ? id : "\(name) (\(id))"
  }
}

// MARK: The answer

extension ReportView {
  /// The answer in one sentence.
  var answer: String {
    let starts = result.starts.count
    let targets = Set(result.targets.map(\.id)).count
    if starts == 0 { return "Nobody was found from whom an attacker could start." }
    if targets == 0 { return "Nothing was found that an attacker would want." }
    guard !findings.isEmpty else {
      if !accepted.isEmpty { return "Every path that was found is an accepted risk." }
      let counts = [Wording.count(starts, "start"), Wording.count(targets, "target")]
      return "No start reaches a target, of \(Wording.list(counts))."
    }
    let reaching = Set(findings.map(\.finding.start.id)).count
    let reached = Set(findings.map(\.finding.target.id)).count
    let who = "\(bound(reaching, starts))\(reaching) of \(Wording.count(starts, "start"))"
    let what = "\(bound(reached, targets))\(reached) of \(Wording.count(targets, "target"))"
    let verb = reaching == 1 ? "reaches" : "reach"
    return Wording.capitalized("\(who) \(verb) \(what): \(severities).")
  }

  /// What is shown may be less than there is.
  private func bound(_ count: Int, _ all: Int) -> String {
    result.isCut && count < all ? "at least " : ""
  }

  /// `2 critical and 4 high findings`.
  private var severities: String {
    let counts = Finding.Severity.allCases.reversed().compactMap { severity in
      let count = findings.count { $0.finding.severity == severity }
      return count == 0 ? nil : (count: count, text: "\(count) \(severity.rawValue)")
    }
    // The noun follows the last number: "3 critical and 1 high finding".
    return Wording.list(counts.map(\.text)) + (counts.last?.count == 1 ? " finding" : " findings")
  }

  /// What the answer does not say; nil when there is nothing to add.
  var caveat: String? {
    if result.starts.isEmpty {
      return "A start is a person who can be phished, or a user with an active key. "
        + "Name others in postern.yaml."
    }
    if result.targets.isEmpty {
      return "A target is a bucket with training data, as jobs, tags and names tell, or control "
        + "of an account. Name others in postern.yaml."
    }
    if findings.isEmpty {
      return gaps.isEmpty
        ? nil
        : "That holds as far as the snapshot goes; it has \(Wording.count(gaps.count, "gap"))."
    }
    guard result.isCut else { return nil }
    return "The \(findings.count) most urgent of \(result.reachedPairs) pairs of start and target "
      + "are shown."
  }

  /// The most urgent finding as a sentence.
  var worst: Phrase? {
    guard let view = findings.first else { return nil }
    let certainty = view.path.certainty == "certain" ? "certain" : "under conditions"
    let rest = " \(view.length) (\(view.impact), \(certainty)); the way in: "
    return Phrase(view.claim.parts + [.words(rest + view.finding.start.reason + ".")])
  }
}
