extension PolicyDocument {
  /// Whether it may grant something that another version of the same policy does not: an Allow that
  /// the other lacks, or none of the other's Denies. Statements that say the same in other words count
  /// as different.
  ///
  /// - Complexity: O(statements of both).
  package func grantsMore(than other: PolicyDocument) -> Bool {
    if hasVariables != other.hasVariables { return true }
    let own = Set(statements.map(\.meaning))
    let others = Set(other.statements.map(\.meaning))
    return own.subtracting(others).contains { $0.effect == .allow }
      || others.subtracting(own).contains { $0.effect == .deny }
  }
}

extension Statement {
  /// All of it but its name and place.
  fileprivate struct Meaning: Hashable {
    var effect: Effect
    var actions: ActionElement
    var resources: ResourceElement
    var conditions: [String]
  }

  fileprivate var meaning: Meaning {
    Meaning(
      effect: effect, actions: actions, resources: resources,
      conditions: conditions.map { OpenCondition(test: $0, mustHold: true).text }.sorted())
  }
}
