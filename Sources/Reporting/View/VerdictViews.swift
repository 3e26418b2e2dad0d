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

extension ReportView {
  /// What makes harm to a target harder, each with its state and place.
  func protections(of target: Target) -> [Protection] {
    Protection.all(of: target, in: result.graph.environment)
  }
}

extension Protection {
  /// The file and line where it is stated; empty where the snapshot does not tell.
  var place: String { state == .unknown ? "" : origin.place }

  /// `versioning on: what is overwritten can be restored`.
  var words: String {
    switch state {
    case .on: note.isEmpty ? "\(name) on" : "\(name) on: \(note)"
    case .off: "\(name) off"
    case .unknown: "\(name) not in the snapshot"
    }
  }
}

/// What makes harm to a target harder, in one line.
enum ProtectionWording {
  /// `protection on: customer key; off: versioning; not in the snapshot: Object Lock`; nil where nothing could.
  static func line(_ protections: [Protection]) -> String? {
    if !protections.isEmpty, protections.allSatisfy({ $0.state == .unknown }) {
      return "protection: not in the snapshot"
    }
    let groups: [(state: Protection.State, words: String)] = [
      (.on, "on"), (.off, "off"), (.unknown, "not in the snapshot"),
    ]
    let parts = groups.compactMap { state, words -> String? in
      let names = protections.filter { $0.state == state }.map(\.name)
      return names.isEmpty ? nil : "\(words): \(names.joined(separator: ", "))"
    }
    return parts.isEmpty ? nil : "protection " + parts.joined(separator: "; ")
  }
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
