import Documents

extension Comparison {
  /// Whether the operator can compare with a listed value.
  func reads(_ text: String) -> Bool {
    switch self {
    case .bool, .null: ["true", "false"].contains(text.asciiLowercasedText)
    case .ipAddress, .notIPAddress: AddressRange(text) != nil
    case .binaryEquals: Base64.decode(text) != nil
    default:
      rawValue.hasPrefix("Numeric")
        ? number(text) != nil : !rawValue.hasPrefix("Date") || Instant.parse(text) != nil
    }
  }

  /// What the operator's values look like, for advice.
  var expectation: String {
    switch self {
    case .bool, .null: "\"true\" or \"false\""
    case .ipAddress, .notIPAddress: "an address or a range such as \"203.0.113.0/24\""
    case .binaryEquals: "Base64"
    default:
      rawValue.hasPrefix("Numeric")
        ? "a decimal number" : "a date such as \"2026-05-01T00:00:00Z\", or epoch seconds"
    }
  }

  /// Advice for a name that is no operator's.
  static func suggestion(for name: String) -> String? {
    let folded = name.asciiLowercasedText
    let quantifiers: [Condition.Quantifier] = [.forAllValues, .forAnyValue]
    let quantifier = quantifiers.map(\.rawValue).first {
      folded.hasPrefix($0.asciiLowercasedText)
    }
    let suffix = folded.hasSuffix("ifexists") ? "IfExists" : ""
    let plain = name.dropFirst(quantifier?.count ?? 0).dropLast(suffix.count)
    guard let near = NearWords.nearest(to: String(plain), among: allCases.map(\.rawValue)) else {
      return nil
    }
    let takesSuffix = near != Comparison.null.rawValue
    return "did you mean \"\(quantifier ?? "")\(near)\(takesSuffix ? suffix : "")\"?"
  }
}
