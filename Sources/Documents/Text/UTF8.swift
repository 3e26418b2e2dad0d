/// The length of a well-formed UTF-8 sequence beyond ASCII that begins with two given bytes, or 0
/// if none does (Unicode Standard, table 3-7). The third and fourth byte are for the caller to
/// check: they need only be continuation bytes.
func utf8SequenceLength(lead: UInt8, second: UInt8) -> Int {
  switch (lead, second) {
  case (0xC2...0xDF, 0x80...0xBF): 2
  case (0xE0, 0xA0...0xBF), (0xED, 0x80...0x9F): 3
  case (0xE1...0xEC, 0x80...0xBF), (0xEE...0xEF, 0x80...0xBF): 3
  case (0xF0, 0x90...0xBF), (0xF1...0xF3, 0x80...0xBF), (0xF4, 0x80...0x8F): 4
  default: 0
  }
}

/// The offset of the first byte that is not part of well-formed UTF-8, or nil if there is none.
func firstInvalidUTF8(in bytes: [UInt8]) -> Int? {
  var offset = 0
  while offset < bytes.count {
    guard bytes[offset] >= 0x80 else {
      offset += 1
      continue
    }
    let second = offset + 1 < bytes.count ? bytes[offset + 1] : 0
    let length = utf8SequenceLength(lead: bytes[offset], second: second)
    guard length > 0, offset + length <= bytes.count,
      bytes[offset..<offset + length].dropFirst(2).allSatisfy({ $0 & 0xC0 == 0x80 })
    else { return offset }
    offset += length
  }
  return nil
}

/// The value of a hexadecimal digit, or nil for any other byte.
func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x37
  case 0x61...0x66: byte - 0x57
  default: nil
  }
}
