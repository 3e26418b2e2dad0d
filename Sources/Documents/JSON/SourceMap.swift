/// The places in an original text of the bytes of a text made from it.
package struct SourceMap: Sendable {
  private var offsets: [UInt32] = []
  private var lines: [UInt32] = []
  private var columns: [UInt32] = []

  /// Makes an empty map.
  package init() {}

  /// Says where the bytes from an offset on come from, up to the offset of the next call.
  ///
  /// - Parameters:
  ///   - offset: An offset in the text that was made; not less than that of the call before.
  ///   - line: The line in the original, counted from 1.
  ///   - column: The column in the original, counted from 1.
  package mutating func add(offset: Int, line: Int, column: Int) {
    offsets.append(UInt32(clamping: offset))
    lines.append(UInt32(clamping: line))
    columns.append(UInt32(clamping: column))
  }

  /// The place that the byte at an offset comes from. Logarithmic in the size of the map.
  func place(at offset: UInt32) -> (line: Int, column: Int) {
    var low = 0
    var high = offsets.count
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? (1, 1) : (Int(lines[low - 1]), Int(columns[low - 1]))
  }
}
