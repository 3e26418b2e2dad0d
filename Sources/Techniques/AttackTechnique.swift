import CEmbedded

/// A technique of MITRE ATT&CK for enterprises.
package struct AttackTechnique: Sendable, Hashable {
  /// For example `T1098.003`.
  package var id: String
  package var name: String
  /// What an adversary wants with it, for example `privilege-escalation`.
  package var tactics: [String]
  /// Whether MITRE has withdrawn it.
  package var isDeprecated: Bool

  /// All of them by id; the table is read when it is first asked for.
  package static let all: [String: AttackTechnique] = {
    let file = postern_attack_techniques()
    let text = String(
      decoding: UnsafeBufferPointer(start: file.bytes, count: file.count), as: UTF8.self)
    var all: [String: AttackTechnique] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 4 else { continue }
      all[cells[0]] = AttackTechnique(
        id: cells[0], name: cells[1], tactics: cells[2].split(separator: ",").map(String.init),
        isDeprecated: !cells[3].isEmpty)
    }
    return all
  }()
}
