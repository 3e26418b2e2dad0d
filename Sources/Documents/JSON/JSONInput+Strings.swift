extension JSONInput {
  /// Reads a string from its opening quote, checking its escapes and that it is UTF-8.
  ///
  /// Plain ASCII goes by eight bytes at once: the usual test for a zero byte in a word, here for
  /// quotes, backslashes, control characters and bytes beyond ASCII together. Its lowest hit is
  /// exact, because a borrow only disturbs the bytes above a true hit.
  @inline(__always)
  func string(_ open: Int) throws(JSONFailure) -> (end: Int, isEscaped: Bool) {
    var offset = open + 1
    var isEscaped = false
    while true {
      while offset + 8 <= count {
        let hits = JSONInput.specialBytes(word(offset))
        guard hits == 0 else {
          offset += hits.trailingZeroBitCount >> 3
          break
        }
        offset += 8
      }
      guard offset < count else { throw JSONFailure(.unterminatedString, open) }
      let byte = byte(offset)
      if byte == 0x22 { return (offset + 1, isEscaped) }
      if byte == 0x5C {
        isEscaped = true
        offset = try escape(offset)
      } else if byte >= 0x80 {
        offset = try sequence(offset)
      } else if byte < 0x20 {
        throw JSONFailure(.controlCharacter, offset)
      } else {
        offset += 1
      }
    }
  }

  /// Bit 7 of each byte that a string cannot simply contain.
  @inline(__always)
  private static func specialBytes(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    let hits =
      ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
      | ((word &- ones &* 0x20) & ~word) | word
    return hits & (ones &* 0x80)
  }

  /// Reads an escape from its backslash; both halves, if it is a surrogate pair.
  private func escape(_ start: Int) throws(JSONFailure) -> Int {
    switch byteOrZero(start + 1) {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return start + 2
    case 0x75: break
    default: throw JSONFailure(.escape, start + 1)
    }
    let unit = try hexadecimal(start + 2)
    guard unit & 0xF800 == 0xD800 else { return start + 6 }
    guard unit < 0xDC00, byteOrZero(start + 6) == 0x5C, byteOrZero(start + 7) == 0x75,
      try hexadecimal(start + 8) & 0xFC00 == 0xDC00
    else { throw JSONFailure(.surrogate, start) }
    return start + 12
  }

  /// Reads the four digits of a `\u` escape.
  func hexadecimal(_ start: Int) throws(JSONFailure) -> UInt32 {
    var unit: UInt32 = 0
    for offset in start..<start + 4 {
      guard let digit = hexadecimalDigit(byteOrZero(offset)) else {
        throw JSONFailure(.hexadecimal, offset)
      }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }

  /// Reads one character beyond ASCII, well-formed as table 3-7 of the Unicode Standard has it.
  private func sequence(_ start: Int) throws(JSONFailure) -> Int {
    let length = utf8SequenceLength(lead: byte(start), second: byteOrZero(start + 1))
    guard length > 0, start + length <= count else { throw JSONFailure(.notUTF8, start) }
    for offset in start + 2..<max(start + length, start + 2) where byte(offset) & 0xC0 != 0x80 {
      throw JSONFailure(.notUTF8, start)
    }
    return start + length
  }
}
