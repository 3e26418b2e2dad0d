/// The actions that are asked about, numbered, so that statements are matched against each once.
package final class ActionTable {
  package typealias Index = Int

  package let names: [String]
  private let indexes: [String: Index]
  private var masks: [ActionElement: ActionMask] = [:]
  /// By action: whether it is authorised against the literal `*` alone.
  private(set) lazy var isStarOnly: [Bool] = names.map { ServiceReference.isStarOnly($0) }

  /// - Parameter names: for example `s3:GetObject`; repeated names count once.
  package init(_ names: some Sequence<String>) {
    self.names = Set(names.map(\.asciiLowercasedText)).sorted()
    indexes = Dictionary(uniqueKeysWithValues: self.names.enumerated().map { ($1, $0) })
  }

  package func index(of action: String) -> Index? { indexes[action.asciiLowercasedText] }

  /// The actions that an element covers; computed once per distinct element.
  func mask(of element: ActionElement) -> ActionMask {
    if let known = masks[element] { return known }
    var mask = ActionMask(count: names.count)
    for (index, name) in names.enumerated() where element.matches(name) { mask.insert(index) }
    masks[element] = mask
    return mask
  }
}

/// A set of actions of a table.
struct ActionMask: Hashable {
  private var words: [UInt64]

  init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

  mutating func insert(_ index: Int) { words[index >> 6] |= 1 << UInt64(index & 63) }

  func contains(_ index: Int) -> Bool { words[index >> 6] & (1 << UInt64(index & 63)) != 0 }

  mutating func formUnion(_ other: ActionMask) {
    for index in words.indices { words[index] |= other.words[index] }
  }
}

/// A policy document with the actions of a table that each statement covers.
package final class CompiledPolicy {
  package let document: PolicyDocument
  let masks: [ActionMask]
  private let whole: ActionMask
  /// Keys of principal facts that the statements mention, in conditions or variables.
  package let principalKeys: Set<String>

  package init(_ document: PolicyDocument, in table: ActionTable) {
    self.document = document
    masks = document.statements.map { table.mask(of: $0.actions) }
    var whole = ActionMask(count: table.names.count)
    for mask in masks { whole.formUnion(mask) }
    self.whole = whole
    var keys: Set<String> = []
    for statement in document.statements { keys.formUnion(PrincipalFacts.keys(in: statement)) }
    principalKeys = keys
  }

  /// Whether any statement covers the action.
  package func mentions(_ action: ActionTable.Index) -> Bool { whole.contains(action) }

  /// The statements that cover an action, by number.
  func statements(for action: ActionTable.Index) -> [Int] {
    guard whole.contains(action) else { return [] }
    return masks.indices.filter { masks[$0].contains(action) }
  }
}

/// Which context keys follow from who calls.
package enum PrincipalFacts {
  package static func isPrincipalKey(_ key: String) -> Bool {
    switch key {
    case "aws:principalarn", "aws:username", "aws:userid", "aws:principaltype",
      "aws:multifactorauthpresent", "aws:multifactorauthage":
      true
    default: key.hasPrefix("aws:principaltag/")
    }
  }

  /// The principal keys that a statement mentions.
  static func keys(in statement: Statement) -> Set<String> {
    var keys = Set(statement.conditions.flatMap(\.mentionedKeys).filter(isPrincipalKey))
    for pattern in statement.resources.patterns {
      keys.formUnion(pattern.variableKeys.filter(isPrincipalKey))
    }
    return keys
  }

  /// Whether a key's value depends on the candidate.
  static func isCandidateKey(_ key: String) -> Bool { tagName(of: key) != nil }

  /// The tag that a resource-tag key asks for.
  static func tagName(of key: String) -> String? {
    for prefix in ["aws:resourcetag/", "iam:resourcetag/", "ec2:resourcetag/", "ssm:resourcetag/"]
    where key.hasPrefix(prefix) {
      return String(key.dropFirst(prefix.count))
    }
    return nil
  }
}
