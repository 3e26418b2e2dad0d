import Synchronization

/// A context key as tests ask for it: where its value may come from, found out once.
final class AskedKey: Sendable {
  /// In lower case.
  let name: String
  /// What it says of the caller or of where the resource is, if anything.
  let fact: RequestFacts.Fact?
  /// The principal's tag that it asks for, in lower case.
  let principalTag: String?
  /// The resource's tag that it asks for, in lower case.
  let resourceTag: String?
  /// How it is judged in the open world when nothing is known of it.
  let openState: KeyState

  private init(_ name: String) {
    self.name = name
    fact = RequestFacts.Fact.byKey[name]
    principalTag = PrincipalFacts.principalTagName(of: name)
    resourceTag = PrincipalFacts.tagName(of: name)
    openState = ContextKeys.openState(of: name)
  }

  /// The key of a name in lower case. The last names asked for are kept: documents and contexts
  /// mention the same few. O(1) for those.
  static func named(_ name: String) -> AskedKey {
    known.withLock { known in
      if let key = known[name] { return key }
      // Names come from files, so that what is kept must have an end.
      if known.count >= 4_096 { known.removeAll() }
      let key = AskedKey(name)
      known[name] = key
      return key
    }
  }

  private static let known = Mutex<[String: AskedKey]>([:])
}
