import Documents

extension Condition {
  /// Whether the test holds for what the context says of its key.
  ///
  /// - Parameters:
  ///   - present: the key's values, nil when the key is absent.
  ///   - value: the single value of a variable's key, nil when it has none.
  /// Source: IAM User Guide, "Condition operators" and "Multivalued context keys".
  package func holds(_ present: [String]?, replacing value: (String) -> String?) -> Bool {
    if comparison == .null {
      let wanted = values.contains { $0.text.asciiLowercasedText == "true" }
      return wanted == (present == nil)
    }
    switch quantifier {
    case .forAllValues:
      guard let present, !present.isEmpty, present != [""] else { return true }
      return present.allSatisfy { passes($0, value) }
    case .forAnyValue:
      guard let present else { return ifExists }
      guard !present.isEmpty, present != [""] else { return false }
      return present.contains { passes($0, value) }
    case .single:
      guard let present, !present.isEmpty else { return ifExists || comparison.isNegated }
      return comparison.isNegated
        ? present.allSatisfy { passes($0, value) } : present.contains { passes($0, value) }
    }
  }

  /// Whether one value of the context passes: it equals some listed value, or none if negated.
  private func passes(_ text: String, _ value: (String) -> String?) -> Bool {
    operands.contains { equals(text, $0, value) } != comparison.isNegated
  }

  private func equals(_ text: String, _ operand: Operand, _ value: (String) -> String?) -> Bool {
    switch operand {
    case .text(let listed): return equals(text, listed, value)
    case .range(let range):
      guard let range, let address = AddressRange(text) else { return false }
      return range.contains(address)
    case .amount(let listed): return ordered(text, listed)
    case .anyARN: return ARNPattern.components(of: text) != nil
    case .arn(let wanted): return ARNPattern.matches(wanted, text, value)
    }
  }

  private func equals(_ text: String, _ listed: PatternText, _ value: (String) -> String?) -> Bool {
    switch comparison {
    case .stringEquals, .stringNotEquals:
      // Byte by byte: Swift takes different spellings of one character for equal.
      return listed.plain(replacing: value)?.utf8.elementsEqual(text.utf8) ?? false
    case .stringEqualsIgnoreCase, .stringNotEqualsIgnoreCase:
      return listed.plain(replacing: value)?.lowercased().utf8
        .elementsEqual(text.lowercased().utf8) ?? false
    case .stringLike, .stringNotLike:
      return listed.glob(replacing: value)?.matches(text) ?? false
    case .bool:
      return listed.text.asciiLowercasedText == text.asciiLowercasedText
    case .binaryEquals:
      guard let left = Base64.decode(listed.text), let right = Base64.decode(text) else {
        return false
      }
      return left == right
    default: return false
    }
  }

  /// The numeric and date operators.
  private func ordered(_ text: String, _ listed: Double?) -> Bool {
    let isDate = comparison.rawValue.hasPrefix("Date")
    guard let right = listed, let left = isDate ? Instant.parse(text) : number(text) else {
      return false
    }
    switch comparison {
    case .numericLessThan, .dateLessThan: return left < right
    case .numericLessThanEquals, .dateLessThanEquals: return left <= right
    case .numericGreaterThan, .dateGreaterThan: return left > right
    case .numericGreaterThanEquals, .dateGreaterThanEquals: return left >= right
    default: return left == right
    }
  }
}

/// A decimal number as policies and contexts write it; nil for anything else.
func number(_ text: String) -> Double? {
  guard let first = text.utf8.first, first != UInt8(ascii: "+"),
    text.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || "+-.eE".utf8.contains($0) })
  else { return nil }
  return Double(text)
}

/// ARN operators: six components, each a pattern of its own.
/// Source: IAM User Guide, "Amazon Resource Name (ARN) condition operators".
enum ARNPattern {
  /// Whether each component of an ARN matches its pattern.
  static func matches(
    _ wanted: [PatternText]?, _ text: String, _ value: (String) -> String?
  ) -> Bool {
    guard let wanted, let given = components(of: text) else { return false }
    for (pattern, part) in zip(wanted, given) {
      guard let glob = pattern.glob(replacing: value), glob.matches(part) else {
        return false
      }
    }
    return true
  }

  /// The six components of an ARN; nil for what is none.
  static func components(of text: String) -> [Substring]? {
    guard text.utf8.starts(with: "arn:".utf8) else { return nil }
    let parts = text.utf8.split(
      separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
    return parts.count == 6 ? parts.map { Substring($0) } : nil
  }

  /// The six components of a pattern; nil for fewer.
  static func components(of listed: PatternText) -> [PatternText]? {
    let parts = split(listed.text, sparingVariables: listed.hasVariables)
    guard parts.count == 6 else { return nil }
    return parts.map { PatternText($0, hasVariables: listed.hasVariables) }
  }

  /// Splits at the first five colons, of those that are not inside a `${variable}` if wished.
  private static func split(_ text: String, sparingVariables: Bool) -> [String] {
    var parts: [String] = []
    var current = ""
    var depth = 0
    for character in text {
      if sparingVariables && character == "{" { depth += 1 }
      if character == "}" { depth = max(0, depth - 1) }
      if character == ":" && depth == 0 && parts.count < 5 {
        parts.append(current)
        current = ""
      } else {
        current.append(character)
      }
    }
    return parts + [current]
  }
}
