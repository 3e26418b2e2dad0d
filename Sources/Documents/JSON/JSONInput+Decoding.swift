extension JSONInput {
  /// The UTF-8 bytes that a string or key record stands for, its escapes resolved.
  func decodedBytes(of node: JSONNode) -> [UInt8] {
    let start = Int(node.start) + 1
    let length = Int(node.end) - 1 - start
    return [UInt8](unsafeUninitializedCapacity: length) { buffer, written in
      written = decode(node, into: buffer)
    }
  }

  /// The text that a string or key record stands for.
  func decodedText(of node: JSONNode) -> String {
    let start = Int(node.start) + 1
    let length = Int(node.end) - 1 - start
    guard node.isEscaped else {
      return String(decoding: bytes(from: start, count: length), as: UTF8.self)
    }
    return String(unsafeUninitializedCapacity: length) { decode(node, into: $0) }
  }

  /// Writes the decoded bytes of a checked string, which are never more than its source has.
  ///
  /// - Returns: How many bytes were written.
  private func decode(_ node: JSONNode, into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var offset = Int(node.start) + 1
    let end = Int(node.end) - 1
    var written = 0
    func write(_ byte: UInt8) {
      buffer[written] = byte
      written += 1
    }
    while offset < end {
      let byte = byte(offset)
      guard byte == UInt8(ascii: "\\") else {
        write(byte)
        offset += 1
        continue
      }
      let kind = self.byte(offset + 1)
      guard kind == UInt8(ascii: "u") else {
        write(JSONInput.character(ofEscape: kind))
        offset += 2
        continue
      }
      let (scalar, length) = unicodeEscape(offset)
      UTF8.encode(scalar)?.forEach(write)
      offset += length
    }
    return written
  }

  /// The character of a `\u` escape, or of the pair of them, and how many bytes they take.
  private func unicodeEscape(_ offset: Int) -> (scalar: UnicodeScalar, length: Int) {
    // The parser has checked these digits; the replacement character is never reached.
    let first = (try? hexadecimal(offset + 2)) ?? 0xFFFD
    guard first & 0xFC00 == 0xD800 else {
      return (UnicodeScalar(first) ?? "\u{FFFD}", 6)
    }
    let second = (try? hexadecimal(offset + 8)) ?? 0xDC00
    let value = 0x10000 + (first & 0x3FF) << 10 + second & 0x3FF
    return (UnicodeScalar(value) ?? "\u{FFFD}", 12)
  }

  private static func character(ofEscape letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: letter
    }
  }

  /// Whether a string or key record stands for exactly these bytes.
  @inline(__always)
  func isEqual(_ node: JSONNode, to wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(node.start) + 1
    let length = Int(node.end) - 1 - start
    guard !node.isEscaped else {
      return length >= wanted.count && decodedBytes(of: node).elementsEqual(wanted)
    }
    guard length == wanted.count else { return false }
    let other = UnsafeRawPointer(wanted.baseAddress ?? UnsafePointer(bitPattern: 1))
    guard let other else { return true }
    var offset = 0
    while offset + 8 <= length {
      let expected = other.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      guard word(start + offset) == UInt64(littleEndian: expected) else { return false }
      offset += 8
    }
    while offset < length {
      guard byte(start + offset) == wanted[offset] else { return false }
      offset += 1
    }
    return true
  }
}
