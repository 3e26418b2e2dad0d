/// Base 64 (RFC 4648, section 4), in which the command line prints the credential report.
package enum Base64 {
  /// Decodes a text, which may be broken into lines.
  ///
  /// - Returns: The bytes, or nil if the text is not Base 64 to the bit: another character, missing
  ///   padding, or something after it.
  package static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 4 * 3)
    var group: UInt32 = 0
    var digits = 0
    var padding = 0
    var isFinished = false
    for byte in text.utf8 {
      if [0x20, 0x09, 0x0A, 0x0D].contains(byte) { continue }
      guard !isFinished else { return nil }
      if byte == UInt8(ascii: "=") {
        padding += 1
        group <<= 6
      } else {
        guard padding == 0, let value = value(of: byte) else { return nil }
        group = group << 6 | value
      }
      digits += 1
      guard digits == 4 else { continue }
      guard append(group, padding: padding, to: &bytes) else { return nil }
      (group, digits) = (0, 0)
      isFinished = padding > 0
    }
    return digits == 0 ? bytes : nil
  }

  /// Appends the bytes of four digits; false if the padding is not possible or hides bits.
  private static func append(_ group: UInt32, padding: Int, to bytes: inout [UInt8]) -> Bool {
    let all = [UInt8(group >> 16 & 255), UInt8(group >> 8 & 255), UInt8(group & 255)]
    guard padding <= 2, all.suffix(padding).allSatisfy({ $0 == 0 }) else { return false }
    bytes += all.dropLast(padding)
    return true
  }

  private static func value(of digit: UInt8) -> UInt32? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a") + 26)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0") + 52)
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
