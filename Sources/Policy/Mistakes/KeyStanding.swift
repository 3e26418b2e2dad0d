/// What is known of one condition key, worked out once.
final class KeyStanding {
  /// The key in lower case.
  let folded: String
  /// Whether it can be there whatever the action is: a global key, or one of an identity provider,
  /// whose keys are its own.
  let isEverywhere: Bool
  /// The key as the service authorization reference lists it, `*` standing for what varies.
  let listed: String?
  /// Whether the reference says for which actions or resources the key is there.
  private(set) lazy var isListed = listed.map(ConditionKeyNames.isListed) ?? false
  /// What was found for the actions that were asked about.
  private var fits: [ObjectIdentifier: Bool] = [:]

  init(_ key: String) {
    folded = key.asciiLowercasedText
    isEverywhere = ConditionKeyNames.isGlobal(folded) || ConditionKeyNames.isProviders(folded)
    listed = isEverywhere ? nil : ConditionKeyNames.written(folded)
  }

  var isKnown: Bool { isEverywhere || listed != nil }

  /// Whether an action has the key; worked out once for each action.
  func fits(_ action: ActionCoverage, _ isFit: () -> Bool) -> Bool {
    let key = ObjectIdentifier(action)
    if let known = fits[key] { return known }
    let isFit = isFit()
    fits[key] = isFit
    return isFit
  }
}
