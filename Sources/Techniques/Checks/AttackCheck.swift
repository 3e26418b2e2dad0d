import Documents

/// Checks whether the ATT&CK ids of an entry exist.
struct AttackCheck {
  let entry: CatalogueEntry

  func run(_ log: inout CheckLog) {
    if entry.technique.attack.isEmpty {
      log.add(.note, "attack", "no ATT&CK id says what it is", at: entry.value.origin)
    }
    for (position, id) in entry.technique.attack.enumerated() {
      check(id, at: entry.origin("attack", position), &log)
    }
  }

  private func check(_ id: String, at origin: Origin, _ log: inout CheckLog) {
    guard id.wholeMatch(of: /T[0-9]{4}(\.[0-9]{3})?/) != nil else {
      log.add(
        .error, "attack", "\"\(id)\" is no ATT&CK id", advice: "write it like T1098 or T1098.003",
        at: origin)
      return
    }
    guard let known = AttackTechnique.all[id] else {
      let near = NearWords.nearest(to: id, among: AttackTechnique.all.keys.sorted())
      let hint = near.flatMap { AttackTechnique.all[$0] }
        .map { "; did you mean \($0.id) (\($0.name))?" }
      log.add(.error, "attack", "ATT&CK has no technique \(id)" + (hint ?? ""), at: origin)
      return
    }
    if known.isDeprecated {
      log.add(
        .warning, "attack", "ATT&CK has withdrawn \(id) (\(known.name))", at: origin)
    }
  }
}
