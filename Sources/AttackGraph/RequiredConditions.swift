import Policy

extension Decision {
  /// The open conditions without which the request is not allowed, whatever else holds: those of a
  /// layer's Allow where it is that layer's only one. Of several Allows one is enough.
  var requiredConditions: [OpenCondition] {
    guard answer == .conditional else { return [] }
    let layers = Dictionary(grouping: allows, by: \.layer).filter { $0.value.count == 1 }
    return layers.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { _, reasons in
      reasons[0].applies == .maybe ? reasons[0].open : []
    }.map { OpenCondition(test: $0, mustHold: true) }
  }
}
