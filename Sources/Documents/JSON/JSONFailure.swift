/// What stopped the parser. Two words, so that the hot loops can throw it at no cost; it becomes a
/// ``JSONError`` with a sentence once, at the end.
struct JSONFailure: Error {
  /// What was expected, or what is wrong.
  enum Reason: UInt8 {
    case value, valueOrBracket, key, keyOrBrace, colon, commaOrBrace, commaOrBracket, end
    case unterminatedString, controlCharacter, escape, hexadecimal, surrogate, notUTF8
    case digit, leadingZero, depth
  }

  let reason: Reason
  let offset: Int

  init(_ reason: Reason, _ offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}

extension JSONFailure {
  /// The stable id of this kind of failure.
  var code: String {
    switch reason {
    case .notUTF8: "json.encoding"
    case .depth: "json.depth"
    default: "json.syntax"
    }
  }

  /// The failure in words, for the text that it was found in.
  func message(in bytes: [UInt8]) -> String {
    let found = JSONFailure.describe(offset, in: bytes)
    return switch reason {
    case .value: "expected a value, found \(found)"
    case .valueOrBracket: "expected a value or ']', found \(found)"
    case .key: "expected a key in double quotes after ',', found \(found)"
    case .keyOrBrace: "expected a key in double quotes or '}', found \(found)"
    case .colon: "expected ':' after a key, found \(found)"
    case .commaOrBrace: "expected ',' or '}' after a value, found \(found)"
    case .commaOrBracket: "expected ',' or ']' after a value, found \(found)"
    case .end: "expected the end of the text after its value, found \(found)"
    case .unterminatedString: "this string has no closing '\"'"
    case .controlCharacter: "expected an escape for a control character, found \(found)"
    case .escape: "expected one of '\"\\/bfnrtu' after a backslash, found \(found)"
    case .hexadecimal: "expected four hexadecimal digits after '\\u', found \(found)"
    case .surrogate: "expected both halves of a surrogate pair, found one alone"
    case .notUTF8: "expected UTF-8, found the byte \(found)"
    case .digit: "expected a digit, found \(found)"
    case .leadingZero: "expected no further digit after a leading zero"
    case .depth: "arrays and objects are nested too deeply here"
    }
  }

  /// What to do about it, for the mistakes that people make by hand.
  func advice(in bytes: [UInt8]) -> String? {
    guard offset < bytes.count else {
      return reason == .notUTF8 ? nil : "the text seems to be cut off; export it again"
    }
    return switch (reason, bytes[offset]) {
    case (.key, UInt8(ascii: "}")), (.value, UInt8(ascii: "]")):
      "remove the ',' before it"
    case (.value, UInt8(ascii: "'")), (.valueOrBracket, UInt8(ascii: "'")),
      (.key, UInt8(ascii: "'")), (.keyOrBrace, UInt8(ascii: "'")):
      "JSON has only double quotes"
    case (.value, UInt8(ascii: "/")), (.key, UInt8(ascii: "/")),
      (.keyOrBrace, UInt8(ascii: "/")):
      "JSON has no comments; remove it"
    case (.notUTF8, _): TextEncoding.advice
    default: nil
    }
  }

  /// What stands at an offset: a visible character as itself, anything else by its number.
  static func describe(_ offset: Int, in bytes: [UInt8]) -> String {
    guard offset < bytes.count else { return "the end of the text" }
    let byte = bytes[offset]
    if (0x21...0x7E).contains(byte) { return "'\(Character(UnicodeScalar(byte)))'" }
    let digits = String(byte, radix: 16, uppercase: true)
    let padded = digits.count < 2 ? "0" + digits : digits
    return byte < 0x80 ? "U+00" + padded : "0x" + padded
  }
}
