import Documents

/// One test of a `Condition` block: an operator, a key and the values it is compared with.
package struct Condition: Sendable {
  /// How a context with several values is judged.
  package enum Quantifier: String, Sendable, Hashable {
    case single = ""
    case forAllValues = "ForAllValues:"
    case forAnyValue = "ForAnyValue:"
  }

  package let quantifier: Quantifier
  package let comparison: Comparison
  package let ifExists: Bool
  /// The key as written.
  package var writtenKey: String
  /// The key in lower case, as contexts hold it.
  package var key: String { askedKey.name }
  let askedKey: AskedKey
  package let values: [PatternText]
  package var origin: Origin
  /// The values as the operator compares them, in the order of `values`.
  let operands: [Operand]
  /// Whether some value holds a variable.
  let hasVariables: Bool
  /// What the test comes to over the values of a free key.
  let freeOutcomes = FreeOutcomes()

  package init(
    _ comparison: Comparison, key: String, values: [String], quantifier: Quantifier = .single,
    ifExists: Bool = false, hasVariables: Bool = true, origin: Origin = .nowhere
  ) {
    self.quantifier = quantifier
    self.comparison = comparison
    self.ifExists = ifExists
    writtenKey = key
    askedKey = AskedKey.named(key.asciiLowercasedText)
    self.values = values.map {
      PatternText($0, hasVariables: hasVariables && comparison.takesVariables)
    }
    self.origin = origin
    operands = self.values.map { Operand($0, for: comparison) }
    self.hasVariables = self.values.contains { !$0.isFixed }
  }

  /// Every context key the test reads: its own and those of its variables.
  package var mentionedKeys: [String] { [key] + values.flatMap(\.variableKeys) }
}

/// A comparison operator without its quantifier and `IfExists`.
/// Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
package enum Comparison: String, Sendable, Hashable, CaseIterable {
  case stringEquals = "StringEquals"
  case stringNotEquals = "StringNotEquals"
  case stringEqualsIgnoreCase = "StringEqualsIgnoreCase"
  case stringNotEqualsIgnoreCase = "StringNotEqualsIgnoreCase"
  case stringLike = "StringLike"
  case stringNotLike = "StringNotLike"
  case numericEquals = "NumericEquals"
  case numericNotEquals = "NumericNotEquals"
  case numericLessThan = "NumericLessThan"
  case numericLessThanEquals = "NumericLessThanEquals"
  case numericGreaterThan = "NumericGreaterThan"
  case numericGreaterThanEquals = "NumericGreaterThanEquals"
  case dateEquals = "DateEquals"
  case dateNotEquals = "DateNotEquals"
  case dateLessThan = "DateLessThan"
  case dateLessThanEquals = "DateLessThanEquals"
  case dateGreaterThan = "DateGreaterThan"
  case dateGreaterThanEquals = "DateGreaterThanEquals"
  case bool = "Bool"
  case binaryEquals = "BinaryEquals"
  case ipAddress = "IpAddress"
  case notIPAddress = "NotIpAddress"
  case arnEquals = "ArnEquals"
  case arnLike = "ArnLike"
  case arnNotEquals = "ArnNotEquals"
  case arnNotLike = "ArnNotLike"
  case null = "Null"

  /// Whether the operator is a negated one: it holds when the value equals none of those listed.
  package var isNegated: Bool {
    switch self {
    case .stringNotEquals, .stringNotEqualsIgnoreCase, .stringNotLike, .numericNotEquals,
      .dateNotEquals, .notIPAddress, .arnNotEquals, .arnNotLike:
      true
    default: false
    }
  }

  /// Whether listed values are patterns.
  var takesPatterns: Bool {
    switch self {
    case .stringLike, .stringNotLike, .arnEquals, .arnLike, .arnNotEquals, .arnNotLike: true
    default: false
    }
  }

  var takesVariables: Bool {
    switch self {
    case .stringEquals, .stringNotEquals, .stringEqualsIgnoreCase, .stringNotEqualsIgnoreCase: true
    default: takesPatterns
    }
  }

  private static let byName = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.rawValue.asciiLowercasedText, $0) })

  /// Reads an operator name such as `ForAnyValue:StringLikeIfExists`; nil when there is none such.
  package static func parse(
    _ name: String
  ) -> (quantifier: Condition.Quantifier, comparison: Comparison, ifExists: Bool)? {
    var rest = name.asciiLowercasedText[...]
    var quantifier = Condition.Quantifier.single
    for candidate in [Condition.Quantifier.forAllValues, .forAnyValue]
    where rest.hasPrefix(candidate.rawValue.asciiLowercasedText) {
      quantifier = candidate
      rest = rest.dropFirst(candidate.rawValue.count)
    }
    let ifExists = rest.hasSuffix("ifexists")
    if ifExists { rest = rest.dropLast("ifexists".count) }
    guard let comparison = byName[String(rest)], !(ifExists && comparison == .null) else {
      return nil
    }
    return (quantifier, comparison, ifExists)
  }
}
