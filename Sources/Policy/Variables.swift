/// A part of a text that may hold policy variables: `${key}`, `${key, 'default'}`, `${*}`, `${?}`, `${$}`.
/// Source: IAM User Guide, "IAM policy elements: Variables and tags".
enum VariablePiece: Sendable, Hashable {
  case text(String)
  /// `${*}`, `${?}` and `${$}`: the character itself, never a wildcard.
  case character(String)
  case variable(key: String, fallback: String?)
  /// Something that opens as a variable and is none: it can never be replaced.
  case malformed

  var fixedPiece: Glob.Piece? {
    switch self {
    case .text(let text): .pattern(text)
    case .character(let text): .literal(text)
    case .variable, .malformed: nil
    }
  }

  static func split(_ text: String) -> [VariablePiece] {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return [.text(text)] }
    var pieces: [VariablePiece] = []
    var rest = text[...]
    while let open = rest.firstRange(of: "${") {
      if open.lowerBound > rest.startIndex {
        pieces.append(.text(String(rest[..<open.lowerBound])))
      }
      guard let close = rest[open.upperBound...].firstIndex(of: "}") else {
        pieces.append(.text(String(rest[open.lowerBound...])))
        return pieces
      }
      pieces.append(parse(rest[open.upperBound..<close]))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }

  private static func parse(_ inside: Substring) -> VariablePiece {
    if ["*", "?", "$"].contains(inside) { return .character(String(inside)) }
    guard let comma = inside.firstIndex(of: ",") else {
      let key = inside.trimmingSpaces
      return key.isEmpty ? .malformed : .variable(key: key.asciiLowercasedText, fallback: nil)
    }
    let key = inside[..<comma].trimmingSpaces
    let fallback = inside[inside.index(after: comma)...].trimmingSpaces
    guard !key.isEmpty, fallback.count >= 2, fallback.hasPrefix("'"), fallback.hasSuffix("'") else {
      return .malformed
    }
    return .variable(
      key: key.asciiLowercasedText, fallback: String(fallback.dropFirst().dropLast()))
  }

  static func resolve(_ pieces: [VariablePiece], _ value: (String) -> String?) -> [Glob.Piece]? {
    var resolved: [Glob.Piece] = []
    for piece in pieces {
      switch piece {
      case .text(let text): resolved.append(.pattern(text))
      case .character(let text): resolved.append(.literal(text))
      case .malformed: return nil
      case .variable(let key, let fallback):
        guard let text = value(key) ?? fallback else { return nil }
        resolved.append(.literal(text))
      }
    }
    return resolved
  }
}

extension StringProtocol {
  var trimmingSpaces: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }

  func firstRange(of needle: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
      start = index(after: start)
    }
    return nil
  }
}
