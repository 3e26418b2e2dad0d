extension Condition {
  /// Whether no single value of their common key can pass this test and another one.
  ///
  /// Says yes only where that is plain: tests with quantifiers, with variables or that an absent key
  /// passes are taken to agree.
  func excludes(_ other: Condition) -> Bool {
    guard quantifier == .single, other.quantifier == .single else { return false }
    if comparison == .null || other.comparison == .null {
      return isAbsence && other.needsValue || other.isAbsence && needsValue
    }
    guard needsValue || other.needsValue else { return false }
    if let first = span, let second = other.span {
      return first.lower > second.upper || second.lower > first.upper
    }
    if comparison.isNegated || other.comparison.isNegated {
      return needsValue && other.comparison.isNegated && other.forbids(self)
        || other.needsValue && comparison.isNegated && forbids(other)
    }
    // Case is ignored: that only makes texts agree that do not.
    guard let mine = texts(folded: true), let theirs = other.texts(folded: true) else {
      return false
    }
    return !mine.contains { text in theirs.contains { text.meets($0) } }
  }

  /// Whether only a request that lacks the key passes.
  private var isAbsence: Bool {
    comparison == .null && !values.isEmpty
      && values.allSatisfy { $0.text.asciiLowercasedText == "true" }
  }

  /// Whether a request that lacks the key fails.
  private var needsValue: Bool { !ifExists && !comparison.isNegated && comparison != .null }

  /// The values between which a number or a time must be; nil for other operators.
  private var span: (lower: Double, upper: Double)? {
    let amounts = operands.compactMap { operand -> Double? in
      if case .amount(let amount) = operand { amount } else { nil }
    }
    guard let lower = amounts.min(), let upper = amounts.max(), !comparison.isNegated else {
      return nil
    }
    switch comparison {
    case .numericLessThan, .dateLessThan: return (-.infinity, upper.nextDown)
    case .numericLessThanEquals, .dateLessThanEquals: return (-.infinity, upper)
    case .numericGreaterThan, .dateGreaterThan: return (lower.nextUp, .infinity)
    case .numericGreaterThanEquals, .dateGreaterThanEquals: return (lower, .infinity)
    default: return (lower, upper)
    }
  }

  /// Whether a negated test forbids each of the texts that another one lists.
  private func forbids(_ other: Condition) -> Bool {
    guard let forbidden = texts(folded: false), let wanted = other.texts(folded: false) else {
      return false
    }
    return wanted.allSatisfy { text in
      guard let literal = text.literal else { return false }
      return forbidden.contains { $0.matches(literal) }
    }
  }

  /// The listed texts as patterns; nil for operators that compare no texts, and for variables.
  private func texts(folded: Bool) -> [Glob]? {
    let hasVariable = values.contains { $0.hasVariables && $0.text.utf8.contains(0x24) }
    guard !hasVariable, !values.isEmpty, values.count <= 100 else { return nil }
    switch comparison {
    case .stringEquals, .stringNotEquals, .bool:
      return values.map { Glob(pieces: [.literal($0.text)], folded: folded) }
    case .stringEqualsIgnoreCase, .stringNotEqualsIgnoreCase:
      return values.map { Glob(pieces: [.literal($0.text)], folded: true) }
    default:
      guard comparison.takesPatterns else { return nil }
      return values.map { Glob($0.text, folded: folded) }
    }
  }
}
