/// A context key whose value the snapshot does not fix.
package struct FreeKey: Sendable, Hashable {
  package enum Owner: Sendable, Hashable {
    /// Nobody here knows the value.
    case unknown
    /// The caller writes it into the request.
    case attacker
  }

  package var owner: Owner
  package var isAlwaysPresent: Bool
  package var isMultivalued: Bool
  /// What every value begins with, where that much is known.
  package var prefix: String?
  /// The earliest value of a time, in seconds since 1970.
  package var notBefore: Double?

  package init(
    _ owner: Owner, isAlwaysPresent: Bool = false, isMultivalued: Bool = false,
    prefix: String? = nil, notBefore: Double? = nil
  ) {
    self.owner = owner
    self.isAlwaysPresent = isAlwaysPresent
    self.isMultivalued = isMultivalued
    self.prefix = prefix
    self.notBefore = notBefore
  }

  /// Whether the key can have this value.
  func admits(_ text: String) -> Bool {
    if let prefix, !text.hasPrefix(prefix) { return false }
    if let notBefore, let instant = Instant.parse(text), instant < notBefore { return false }
    return true
  }

  /// A value that the key can have and that no list is likely to name.
  var ordinary: String {
    if let notBefore { return String(Int(notBefore) + 1) }
    return (prefix ?? "") + "postern-other"
  }
}

/// What is known of one context key.
package enum KeyState: Sendable, Hashable {
  case absent
  case values([String])
  case free(FreeKey)
}

/// What is known of a request's context keys; key names in lower case.
package struct RequestContext: Sendable {
  /// How keys that nobody mentioned are judged.
  package enum World: Sendable, Hashable {
    /// They are absent.
    case closed
    /// They are what `ContextKeys` says of their class.
    case open
  }

  package var world: World
  private var states: [String: KeyState]
  /// The tags of the resource by lower-case key, where they are known.
  private var resourceTags: [String: String]?

  package init(world: World = .closed, states: [String: KeyState] = [:]) {
    self.world = world
    self.states = states
  }

  package subscript(key: String) -> KeyState {
    get {
      if let state = states[key] { return state }
      if let resourceTags, let name = PrincipalFacts.tagName(of: key) {
        return resourceTags[name].map { .values([$0]) } ?? .absent
      }
      return world == .closed ? .absent : ContextKeys.openState(of: key)
    }
    set { states[key] = newValue }
  }

  /// Adds facts that no other statement about the key overrides.
  package mutating func add(facts: [String: [String]]) {
    for (key, values) in facts where states[key] == nil { states[key] = .values(values) }
  }

  /// Fixes all resource-tag keys; nil leaves them as the world says.
  package mutating func setResourceTags(_ tags: [String: String]?) { resourceTags = tags }

  package func has(_ key: String) -> Bool { states[key] != nil }

  /// The single value of a variable's key; multivalued keys have none.
  package func variable(_ key: String) -> String? {
    guard case .values(let values) = self[key], values.count == 1 else { return nil }
    return values[0]
  }
}
