/// A listed value, parsed once for the operator that compares it.
enum Operand: Sendable {
  case text(PatternText)
  /// Nil where the value is none of its operator's kind; it then equals nothing.
  case range(AddressRange?)
  case amount(Double?)
  /// The six components of an ARN pattern; nil for fewer.
  case arn([PatternText]?)
  case anyARN

  init(_ value: PatternText, for comparison: Comparison) {
    switch comparison {
    case .ipAddress, .notIPAddress: self = .range(AddressRange(value.text))
    case .arnEquals, .arnLike, .arnNotEquals, .arnNotLike:
      self = value.text == "*" ? .anyARN : .arn(ARNPattern.components(of: value))
    case .numericEquals, .numericNotEquals, .numericLessThan, .numericLessThanEquals,
      .numericGreaterThan, .numericGreaterThanEquals:
      self = .amount(number(value.text))
    case .dateEquals, .dateNotEquals, .dateLessThan, .dateLessThanEquals, .dateGreaterThan,
      .dateGreaterThanEquals:
      self = .amount(Instant.parse(value.text))
    default: self = .text(value)
    }
  }
}
