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
  /// All values that it can have, where they are few and known.
  package var only: [String]?

  package init(
    _ owner: Owner, isAlwaysPresent: Bool = false, isMultivalued: Bool = false,
    prefix: String? = nil, notBefore: Double? = nil, only: [String]? = nil
  ) {
    self.owner = owner
    self.isAlwaysPresent = isAlwaysPresent
    self.isMultivalued = isMultivalued
    self.prefix = prefix
    self.notBefore = notBefore
    self.only = only
  }

  /// Whether the key can have this value.
  func admits(_ text: String) -> Bool {
    if let prefix, !text.hasPrefix(prefix) { return false }
    if let only, !only.contains(text) { return false }
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
  /// What follows from the caller and the resource of a request, where nothing else is stated.
  var facts: RequestFacts?
  /// The tags of the resource by lower-case key, where they are known.
  private var resourceTags: [String: String]?
  /// What is known of single tags of the resource, by lower-case key, whatever else is.
  private var resourceTagStates: [String: KeyState] = [:]
  /// Whether the caller has whatever tags the attacker chooses.
  package var hasFreePrincipalTags = false
  /// What can be made of the tags of things; asked for whole sets of them.
  package var retagging: Retagging?

  package init(world: World = .closed, states: [String: KeyState] = [:]) {
    self.world = world
    self.states = states
  }

  package subscript(key: String) -> KeyState {
    get { self[AskedKey.named(key)] }
    set { states[key] = newValue }
  }

  subscript(key: AskedKey) -> KeyState {
    if let state = states[key.name] { return state }
    if let value = facts?.value(of: key) { return .values([value]) }
    if let name = key.resourceTag {
      if let state = resourceTagStates[name] { return state }
      if let resourceTags { return resourceTags[name].map { .values([$0]) } ?? .absent }
    }
    if hasFreePrincipalTags, key.principalTag != nil { return .free(FreeKey(.attacker)) }
    return world == .closed ? .absent : key.openState
  }

  /// Adds facts that no other statement about the key overrides.
  package mutating func add(facts: [String: [String]]) {
    for (key, values) in facts where states[key] == nil { states[key] = .values(values) }
  }

  /// Fixes all resource-tag keys; nil leaves them as the world says.
  package mutating func setResourceTags(_ tags: [String: String]?) { resourceTags = tags }

  /// Says what is known of one tag of the resource, by its key in lower case.
  package mutating func setResourceTag(_ name: String, _ state: KeyState) {
    resourceTagStates[name] = state
  }

  package func has(_ key: String) -> Bool {
    states[key] != nil || facts?.value(of: AskedKey.named(key)) != nil
  }

  /// Whether the key's value is not fixed.
  func isFree(_ key: AskedKey) -> Bool {
    if case .free = self[key] { true } else { false }
  }

  /// The single value of a variable's key; multivalued keys have none.
  package func variable(_ key: String) -> String? {
    guard case .values(let values) = self[key], values.count == 1 else { return nil }
    return values[0]
  }
}

/// The context keys that follow from the caller and the resource of a request.
final class RequestFacts: Sendable {
  private let caller: Caller
  private let resourceAccount: String?
  /// Whether the action is one of S3.
  private let isStorage: Bool

  init(caller: Caller, resourceAccount: String?, isStorage: Bool) {
    self.caller = caller
    self.resourceAccount = resourceAccount
    self.isStorage = isStorage
  }

  /// The value of a key; nil where nothing follows for it. O(1).
  func value(of key: AskedKey) -> String? {
    switch key.fact {
    case .viaService: "false"
    case .secureTransport: "true"
    case .resourceAccount: resourceAccount
    case .storageAccount: isStorage ? resourceAccount : nil
    case .caller(let fact): caller.value(of: fact)
    case nil: key.principalTag.flatMap { caller.tag(named: $0) }
    }
  }

  /// What a key says of the caller, the resource or the way of asking.
  enum Fact: Sendable {
    case viaService, secureTransport, resourceAccount, storageAccount
    case caller(CallerFact)

    static let byKey: [String: Fact] = {
      var facts: [String: Fact] = [
        "aws:viaawsservice": .viaService, "aws:securetransport": .secureTransport,
        "aws:resourceaccount": .resourceAccount, "s3:resourceaccount": .storageAccount,
      ]
      for fact in CallerFact.allCases { facts[fact.rawValue] = .caller(fact) }
      return facts
    }()
  }
}
