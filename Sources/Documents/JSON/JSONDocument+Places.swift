/// What a document remembers about its places, so that the thousandth question is cheap.
struct JSONPlaces: Sendable {
  /// The line that a byte is in, counted from 0, and where that line begins.
  struct Line: Sendable {
    var number: Int
    var start: Int
  }

  /// The line of the first byte of each block of ``blockSize`` bytes.
  var blocks: [Line] = []
  /// For each container with many children that was asked about, the indices of their records.
  var children: [UInt32: [UInt32]] = [:]

  /// Bytes per entry of ``blocks``.
  static let blockSize = 4096
}

extension JSONPlaces.Line {
  /// The line of the byte at `end`, if this is that of the byte at `start`.
  func advanced(from start: Int, to end: Int, in bytes: [UInt8]) -> JSONPlaces.Line {
    var line = self
    for index in start..<end where bytes[index] == 0x0A {
      line.number += 1
      line.start = index + 1
    }
    return line
  }
}

extension JSONDocument {
  /// The line and the column (in bytes) of an offset, both counted from 1.
  ///
  /// The first call for a document looks for all its line ends; later calls look at 4 KB at most,
  /// however long the lines are.
  func place(at offset: UInt32) -> (line: Int, column: Int) {
    switch source {
    case .embedded(let outer): return (outer.line, outer.column)
    case .converted(let map): return map.place(at: offset)
    case .file(let first):
      let block = Int(offset) / JSONPlaces.blockSize
      let before = places.withLock { places in
        if places.blocks.isEmpty { places.blocks = JSONDocument.blocks(of: bytes, first: first) }
        return places.blocks[block]
      }
      // The first block begins after the byte order mark, which takes no column.
      let start = max(block * JSONPlaces.blockSize, first)
      let line = before.advanced(from: start, to: max(Int(offset), start), in: bytes)
      return (line.number + 1, Int(offset) - line.start + 1)
    }
  }

  private static func blocks(of bytes: [UInt8], first: Int) -> [JSONPlaces.Line] {
    var blocks: [JSONPlaces.Line] = []
    blocks.reserveCapacity(bytes.count / JSONPlaces.blockSize + 1)
    var line = JSONPlaces.Line(number: 0, start: first)
    var start = 0
    repeat {
      blocks.append(line)
      let end = min(start + JSONPlaces.blockSize, bytes.count)
      line = line.advanced(from: start, to: end, in: bytes)
      start += JSONPlaces.blockSize
    } while start <= bytes.count
    return blocks
  }

  /// The line and column of an offset in bytes that are no document, because they are faulty.
  static func linearPlace(
    of offset: Int, in bytes: [UInt8], first: Int
  ) -> (line: Int, column: Int) {
    let line = JSONPlaces.Line(number: 0, start: first)
      .advanced(from: first, to: max(offset, first), in: bytes)
    return (line.number + 1, offset - line.start + 1)
  }
}
