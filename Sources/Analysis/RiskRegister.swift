import Environment

/// Which findings are accepted, by whom and until when.
struct RiskRegister {
  private let risks: [AcceptedRisk]
  private let asOf: Double?

  /// - Parameter asOf: When it is judged whether an acceptance has expired, in seconds since 1970;
  ///   without it none has.
  init(_ risks: [AcceptedRisk], asOf: Double?) {
    self.risks = risks
    self.asOf = asOf
  }

  var isEmpty: Bool { risks.isEmpty }

  /// The entries that cover a finding, by number: one that holds before one that has expired.
  ///
  /// - Complexity: linear in the number of entries.
  func entries(start: Start, target: Target) -> [Int] {
    let impact = target.impact?.rawValue ?? "control"
    let id = Finding.id(start: start, target: target)
    return risks.indices.filter {
      risks[$0].covers(finding: id, start: start.id, target: target.id, impact: impact)
    }.sorted { (hasExpired($0) ? 1 : 0, $0) < (hasExpired($1) ? 1 : 0, $1) }
  }

  func hasExpired(_ entry: Int) -> Bool { asOf.map { $0 >= risks[entry].end } ?? false }

  func risk(_ entry: Int) -> AcceptedRisk { risks[entry] }

  /// The entries that covered nothing.
  func unused(besides used: Set<Int>) -> [AcceptedRisk] {
    risks.indices.filter { !used.contains($0) }.map { risks[$0] }
  }
}

/// A finding that someone answers for.
package struct AcceptedFinding: Sendable {
  package var finding: Finding
  package var risk: AcceptedRisk
}
