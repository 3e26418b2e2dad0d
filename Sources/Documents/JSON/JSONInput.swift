/// The bytes of a JSON text, and the scanners of its tokens.
///
/// Every scanner takes the offset to start from and returns the offset after what it has read.
/// Nothing here reads at or beyond `count`.
struct JSONInput {
  private let base: UnsafeRawPointer
  let count: Int

  init(_ bytes: UnsafeRawBufferPointer) {
    // An empty buffer may have no address; nothing is read from it.
    base = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped
    count = bytes.count
  }

  @inline(__always)
  func byte(_ offset: Int) -> UInt8 {
    base.load(fromByteOffset: offset, as: UInt8.self)
  }

  /// A range of the bytes.
  func bytes(from start: Int, count: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + start, count: count)
  }

  /// The eight bytes from an offset on, the first in the lowest bits.
  @inline(__always)
  func word(_ offset: Int) -> UInt64 {
    UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The byte at an offset, or 0 at the end: no token has that byte.
  @inline(__always)
  func byteOrZero(_ offset: Int) -> UInt8 {
    offset < count ? byte(offset) : 0
  }

  /// Skips spaces, tabs and line ends. Indentation goes by eight bytes at once.
  @inline(__always)
  func skipSpace(_ start: Int) -> Int {
    guard start < count, byte(start) <= 0x20 else { return start }
    return skipLongSpace(start)
  }

  @inline(__always)
  private func skipLongSpace(_ start: Int) -> Int {
    var offset = start
    while offset < count {
      switch byte(offset) {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      default: return offset
      }
      while offset + 8 <= count {
        let other = word(offset) ^ 0x2020_2020_2020_2020
        guard other == 0 else {
          offset += other.trailingZeroBitCount >> 3
          break
        }
        offset += 8
      }
    }
    return offset
  }

  /// Reads `true`, `false` or `null`; nil if there is none of them.
  func literal(_ start: Int) -> (kind: JSONValue.Kind, end: Int)? {
    let rest = count - start
    if rest >= 4 {
      let first = base.loadUnaligned(fromByteOffset: start, as: UInt32.self).littleEndian
      if first == 0x6575_7274 { return (.true, start + 4) }
      if first == 0x6C6C_756E { return (.null, start + 4) }
      if rest >= 5, first == 0x736C_6166, byte(start + 4) == 0x65 { return (.false, start + 5) }
    }
    return nil
  }

  /// Reads a number: `-? (0 | [1-9][0-9]*) (\. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
  @inline(__always)
  func number(_ start: Int) throws(JSONFailure) -> Int {
    var offset = start
    if byte(offset) == 0x2D { offset += 1 }
    if byteOrZero(offset) == 0x30 {
      offset += 1
      if isDigit(byteOrZero(offset)) { throw JSONFailure(.leadingZero, offset - 1) }
    } else {
      offset = try digits(offset)
    }
    if byteOrZero(offset) == 0x2E { offset = try digits(offset + 1) }
    if byteOrZero(offset) | 0x20 == 0x65 {
      offset += 1
      let sign = byteOrZero(offset)
      if sign == 0x2B || sign == 0x2D { offset += 1 }
      offset = try digits(offset)
    }
    return offset
  }

  @inline(__always)
  private func digits(_ start: Int) throws(JSONFailure) -> Int {
    var offset = start
    while isDigit(byteOrZero(offset)) { offset += 1 }
    guard offset > start else { throw JSONFailure(.digit, start) }
    return offset
  }

  @inline(__always)
  private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
