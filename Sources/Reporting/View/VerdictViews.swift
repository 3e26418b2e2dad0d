import Analysis
import AttackGraph
import Techniques

/// An id of MITRE's with its name.
struct VerdictView: Sendable, Hashable {
  var id: String
  var name: String
}

extension FindingView {
  /// What the severity is made of, without what adds and takes nothing away: `password without a
  /// second factor (35 of 35), certain (25 of 25), …: 88 of 100`.
  var because: String {
    let parts = finding.factors.filter { $0.points != 0 }.map { factor in
      let most = factor.most > 0 ? " of \(factor.most)" : ""
      return "\(factor.reason) (\(factor.points)\(most))"
    }
    return "\(finding.severity.rawValue) because: \(parts.joined(separator: ", ")); "
      + "together \(finding.score) of 100"
  }

  /// The techniques of MITRE ATLAS that the impact is.
  var atlas: [VerdictView] { VerdictView.atlas(finding) }

  /// The techniques of MITRE ATT&CK that the hops are, each once, in the order of the path.
  var attack: [VerdictView] { VerdictView.attack(path) }
}

extension VerdictView {
  static func atlas(_ finding: Finding) -> [VerdictView] {
    let impact = finding.target.impact?.rawValue ?? "control"
    return AtlasTechnique.of(impact: impact, uses: finding.target.uses.map(\.rawValue)).map {
      VerdictView(id: $0.id, name: $0.name)
    }
  }

  static func attack(_ path: PathView) -> [VerdictView] {
    var found: [VerdictView] = []
    for id in path.hops.flatMap(\.attack) where !found.contains(where: { $0.id == id }) {
      found.append(VerdictView(id: id, name: AttackTechnique.all[id]?.name ?? ""))
    }
    return found
  }
}
