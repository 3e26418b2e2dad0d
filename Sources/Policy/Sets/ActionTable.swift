/// The actions that are asked about, numbered, so that statements are matched against each once.
package final class ActionTable {
  package typealias Index = Int

  package let names: [String]
  private let indexes: [String: Index]
  private var masks: [ActionElement: ActionMask] = [:]
  private var elements: [ResourceElement: CompiledElement] = [:]
  /// By action: whether it is authorised against the literal `*` alone.
  private(set) lazy var isStarOnly: [Bool] = names.map { ServiceReference.isStarOnly($0) }

  /// By action: whether it edits roles or policies, which those of AWS do not allow.
  private(set) lazy var isEdit: [Bool] = names.map { FixedRules.isEdit($0) }
  /// By action: whether on some resources the callers' own policies count only where the resource
  /// policy names their account.
  private(set) lazy var mayNeedDelegation: [Bool] = names.map { FixedRules.mayNeedDelegation($0) }

  /// - Parameter names: for example `s3:GetObject`; repeated names count once.
  package init(_ names: some Sequence<String>) {
    self.names = Set(names.map(\.asciiLowercasedText)).sorted()
    indexes = Dictionary(uniqueKeysWithValues: self.names.enumerated().map { ($1, $0) })
  }

  package func index(of action: String) -> Index? { indexes[action.asciiLowercasedText] }

  /// The compiled form of a Resource element; the same for equal elements.
  func element(of element: ResourceElement) -> CompiledElement {
    if let known = elements[element] { return known }
    let compiled = CompiledElement(element)
    elements[element] = compiled
    return compiled
  }

  /// The actions that an element covers; computed once per distinct element.
  func mask(of element: ActionElement) -> ActionMask {
    if let known = masks[element] { return known }
    var mask = ActionMask(count: names.count)
    for (index, name) in names.enumerated() where element.matches(name) { mask.insert(index) }
    masks[element] = mask
    return mask
  }
}

/// A Resource element with the keys of its variables; one object for all equal elements of a table,
/// told apart by identity.
final class CompiledElement: Hashable {
  let element: ResourceElement
  /// Keys of variables, sorted.
  let variables: [String]

  init(_ element: ResourceElement) {
    self.element = element
    variables = Set(element.patterns.flatMap(\.variableKeys)).sorted()
  }

  static func == (left: CompiledElement, right: CompiledElement) -> Bool { left === right }

  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// A statement with what is asked of it again and again.
final class CompiledStatement {
  let statement: Statement
  let mask: ActionMask
  let element: CompiledElement
  let polarity: Polarity
  /// Keys among its conditions that depend on the candidate, sorted.
  let candidateKeys: [String]
  /// All keys its conditions read, sorted.
  private let keys: [String]
  /// Whether some key has a value of its own for nearly every principal: answers are not kept.
  private let isPersonal: Bool
  private var outcomes: [[KeyState]: Tri] = [:]

  init(_ statement: Statement, in table: ActionTable) {
    self.statement = statement
    mask = table.mask(of: statement.actions)
    element = table.element(of: statement.resources)
    polarity = Polarity(statement.effect)
    keys = Set(statement.conditions.flatMap(\.mentionedKeys)).sorted()
    candidateKeys = keys.filter(PrincipalFacts.isCandidateKey)
    isPersonal = keys.contains(where: PrincipalFacts.isPersonal)
  }

  /// Whether the conditions hold; answers are kept by what the context says of their keys.
  func outcome(in context: RequestContext) -> Tri {
    if isPersonal { return context.outcome(of: statement.conditions, for: polarity) }
    let states = keys.map { context[$0] }
    if let known = outcomes[states] { return known }
    let outcome = context.outcome(of: statement.conditions, for: polarity)
    if outcomes.count > 4096 { outcomes.removeAll() }
    outcomes[states] = outcome
    return outcome
  }
}

/// A set of actions of a table.
package struct ActionMask: Hashable, Sendable {
  private var words: [UInt64]

  init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

  package mutating func insert(_ index: Int) { words[index >> 6] |= 1 << UInt64(index & 63) }

  package func contains(_ index: Int) -> Bool {
    index >> 6 < words.count && words[index >> 6] & (1 << UInt64(index & 63)) != 0
  }

  /// How many of the actions another set lacks.
  func count(besides other: ActionMask) -> Int {
    words.indices.reduce(0) { sum, index in
      let known = index < other.words.count ? other.words[index] : 0
      return sum + (words[index] & ~known).nonzeroBitCount
    }
  }

  mutating func formUnion(_ other: ActionMask) {
    if words.isEmpty { words = other.words }
    for index in other.words.indices { words[index] |= other.words[index] }
  }
}

/// A policy document with the actions of a table that each statement covers.
package final class CompiledPolicy {
  package let document: PolicyDocument
  let statements: [CompiledStatement]
  let whole: ActionMask
  /// The actions that its Deny statements cover.
  private let denied: ActionMask
  /// Keys of principal facts that the statements mention, in conditions or variables.
  package let principalKeys: Set<String>
  /// All keys that the statements' conditions mention.
  let conditionKeys: Set<String>

  package init(_ document: PolicyDocument, in table: ActionTable) {
    self.document = document
    statements = document.statements.map { CompiledStatement($0, in: table) }
    var whole = ActionMask(count: table.names.count)
    for statement in statements { whole.formUnion(statement.mask) }
    self.whole = whole
    var denied = ActionMask(count: 0)
    for statement in statements where statement.statement.effect == .deny {
      denied.formUnion(statement.mask)
    }
    self.denied = denied
    var keys: Set<String> = []
    for statement in document.statements { keys.formUnion(PrincipalFacts.keys(in: statement)) }
    principalKeys = keys
    conditionKeys = Set(document.statements.flatMap { $0.conditions.flatMap(\.mentionedKeys) })
  }

  /// The actions that some of several policies speak of.
  package static func mentioned(by policies: [CompiledPolicy]) -> ActionMask {
    var mask = ActionMask(count: 0)
    for policy in policies { mask.formUnion(policy.whole) }
    return mask
  }

  /// Whether any Deny statement covers the action.
  func denies(_ action: ActionTable.Index) -> Bool { denied.contains(action) }

  /// Whether some statement is a Deny.
  package var hasDenials: Bool { document.statements.contains { $0.effect == .deny } }

  /// Whether any statement covers the action.
  package func mentions(_ action: ActionTable.Index) -> Bool { whole.contains(action) }
}

/// Which context keys follow from who calls.
package enum PrincipalFacts {
  package static func isPrincipalKey(_ key: String) -> Bool {
    switch key {
    case "aws:principalarn", "aws:username", "aws:userid", "aws:principaltype",
      "aws:multifactorauthpresent", "aws:multifactorauthage", "aws:tokenissuetime":
      true
    default: key.hasPrefix(tagPrefix)
    }
  }

  /// Whether nearly every principal has a value of its own.
  static func isPersonal(_ key: String) -> Bool {
    ["aws:principalarn", "aws:userid", "aws:username"].contains(key)
  }

  /// The principal keys that a statement mentions.
  static func keys(in statement: Statement) -> Set<String> {
    var keys = Set(statement.conditions.flatMap(\.mentionedKeys).filter(isPrincipalKey))
    for pattern in statement.resources.patterns {
      keys.formUnion(pattern.variableKeys.filter(isPrincipalKey))
    }
    return keys
  }

  package static let tagPrefix = "aws:principaltag/"

  /// The principal's tag that a key asks for.
  package static func principalTagName(of key: String) -> String? {
    key.hasPrefix(tagPrefix) ? String(key.dropFirst(tagPrefix.count)) : nil
  }

  /// Whether a key's value depends on the candidate.
  static func isCandidateKey(_ key: String) -> Bool {
    tagName(of: key) != nil || AccessPointRoute.keys.contains(key)
  }

  /// The tag that a resource-tag key asks for: of the global key, or of a service's own form of it.
  /// Source: Service Authorization Reference, condition keys `…:ResourceTag/${TagKey}`.
  package static func tagName(of key: String) -> String? {
    guard let range = key.firstRange(of: resourceTag) else { return nil }
    return String(key[range.upperBound...])
  }

  private static let resourceTag = ":resourcetag/"
}
