import Analysis
import AttackGraph
import Environment

/// A finding that someone answers for, prepared for every format.
package struct AcceptedView: Sendable {
  /// The finding itself.
  package var finding: Finding
  /// Its best path.
  package var path: PathView
  /// Who answers for it, why, and until when.
  package var risk: AcceptedRisk

  init(_ accepted: AcceptedFinding, in graph: AttackGraph) {
    finding = accepted.finding
    path = PathView(accepted.finding.path, in: graph)
    risk = accepted.risk
  }

  /// `dana can overwrite corpus`, without a full stop.
  package var claim: Phrase { FindingView.claim(finding) }
}

extension ReportView {
  /// `2 findings are accepted risks, of mira until 2027-03-31.`; nil without any.
  var acceptedSentence: String? {
    guard !accepted.isEmpty else { return nil }
    let owners = Set(accepted.map(\.risk.owner)).sorted()
    let first = accepted.map(\.risk).min { $0.end < $1.end }?.expires ?? ""
    let verb = accepted.count == 1 ? "is an accepted risk" : "are accepted risks"
    let named = owners.count > 3 ? Array(owners.prefix(3)) + ["others"] : owners
    let until = Set(accepted.map(\.risk.expires)).count == 1 ? "until" : "the first until"
    return "\(Wording.count(accepted.count, "further finding")) \(verb) of "
      + "\(Wording.list(named)), \(until) \(first)."
  }

  /// Says where an accepted risk covers nothing any more.
  var unusedRisks: [String] {
    result.unusedRisks.map { risk in
      "\(risk.origin.place): this accepted risk of \(risk.owner) covers nothing that was found; "
        + "remove it"
    }
  }
}

extension FindingView {
  /// What to say of an acceptance that has expired; nil where there was none.
  var lapse: String? {
    finding.lapsed.map { "accepted by \($0.owner) until \($0.expires), which has passed" }
  }
}
