/// URL encoding (RFC 3986, section 2.1), in which the IAM API returns policies.
package enum PercentEncoding {
  /// Resolves each `%` and its two hexadecimal digits; `+` stays, as RFC 3986 has it.
  ///
  /// - Returns: The text, or nil if a `%` has not two digits or the result is not UTF-8.
  package static func decode(_ text: String) -> String? {
    guard let bytes = decodeBytes(text), firstInvalidUTF8(in: bytes) == nil else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// As ``decode(_:)``, with the bytes as they come, UTF-8 or not.
  package static func decodeBytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.next().flatMap(hexadecimalDigit),
        let low = rest.next().flatMap(hexadecimalDigit)
      else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }
}
