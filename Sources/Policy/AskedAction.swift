import Synchronization

/// An action as decisions ask for it: its name once in lower case, and what the service
/// authorization reference and the fixed rules say of it, looked up once.
final class AskedAction: Sendable {
  /// In lower case.
  let name: String
  /// The part before the colon, in lower case.
  let service: String
  /// Whether it is authorised against the literal `*` alone.
  let isStarOnly: Bool
  /// Whether resource control policies reach it.
  let isResourceControlled: Bool
  /// Whether it edits policies, or roles.
  let changesPolicies: Bool
  let changesRoles: Bool

  private init(_ text: String) {
    name = text.asciiLowercasedText
    service = String(name.prefix { $0 != ":" })
    isStarOnly = ServiceReference.isStarOnly(name)
    isResourceControlled =
      ServiceReference.isResourceControlled(name) && name != "kms:retiregrant"
    changesPolicies = FixedRules.changesPolicies(name)
    changesRoles = FixedRules.changesRoles(name)
  }

  /// The action of a name in any case. The facts of the last names asked for are kept, since few
  /// actions are asked about in many requests. O(1) for those, O(log actions) for others.
  static func named(_ text: String) -> AskedAction {
    known.withLock { known in
      if let action = known[text] { return action }
      // Names come from files too, so that what is kept must have an end.
      if known.count >= 4_096 { known.removeAll() }
      let action = AskedAction(text)
      known[text] = action
      return action
    }
  }

  private static let known = Mutex<[String: AskedAction]>([:])
}
