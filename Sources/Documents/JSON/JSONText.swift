/// Writing JSON.
package enum JSONText {
  /// A string as a JSON string, with its quotes. Control and format characters (escape sequences,
  /// marks that turn letters around, what cannot be seen) and U+2028/2029 become escapes, so that
  /// a terminal that shows the text obeys nothing in it; everything else stands for itself.
  package static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    appendQuoted(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends a string as a JSON string, with its quotes.
  package static func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\"")]
      case "\\": bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
      case "\n": bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case "\t": bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      case " "..."~": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      case _ where isHidden(scalar):
        for unit in String(scalar).utf16 { appendEscape(unit, to: &bytes) }
      default: bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether a character shows nothing of itself and may move or hide what others show.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  private static func appendEscape(_ unit: UInt16, to bytes: inout [UInt8]) {
    let digits = String(unit, radix: 16)
    bytes += "\\u".utf8
    bytes += repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count)
    bytes += digits.utf8
  }
}
