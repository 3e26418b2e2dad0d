import CEmbedded

/// A text table in the binary: tab-separated lines sorted by their first cell, under one head line.
/// Nothing is parsed before it is asked for.
package struct EmbeddedTable: Sendable {
  // The bytes are constant data of the program, so sharing the pointer is safe.
  nonisolated(unsafe) private let bytes: UnsafeBufferPointer<UInt8>

  init(_ file: postern_embedded_file) {
    bytes = UnsafeBufferPointer(start: file.bytes, count: file.count)
  }

  /// The AWS managed policies by ARN: version, time of update, document.
  package static let managedPolicies = EmbeddedTable(postern_aws_managed_policies())

  /// The service authorization reference by lower-case action.
  package static let serviceAuthorization = EmbeddedTable(postern_service_authorization())

  /// The types of resource of the reference by lower-case `service:type`.
  package static let resourceTypes = EmbeddedTable(postern_resource_types())

  /// The condition keys of the reference in lower case, `*` standing for what varies.
  package static let conditionKeys = EmbeddedTable(postern_condition_keys())

  /// The cells of the head line behind its `#`.
  package var head: [String] { cells(line(at: 0)).dropFirst().map { $0 } }

  /// The cells of the line whose first cell is `key`; nil where there is none. O(log lines).
  package func cells(of key: String) -> [String]? {
    guard let range = find(key) else { return nil }
    return cells(range)
  }

  /// All lines' first cells, in order. O(table).
  package var keys: [String] {
    var keys: [String] = []
    var position = line(at: 0).upperBound + 1
    while position < bytes.count {
      let range = line(at: position)
      keys.append(text(range.lowerBound..<firstTab(range)))
      position = range.upperBound + 1
    }
    return keys
  }

  /// The first cells, at most `limit` of each, of the lines that begin with `prefix`, in order.
  /// O(log lines + found).
  package func lines(withPrefix prefix: some StringProtocol, cells limit: Int) -> [[String]] {
    let wanted = Array(prefix.utf8)
    var found: [[String]] = []
    var position = firstLine(from: wanted)
    while position < bytes.count {
      let range = line(at: position)
      guard bytes[range].starts(with: wanted) else { break }
      found.append(cells(range, limit))
      position = range.upperBound + 1
    }
    return found
  }

  /// Whether some line begins with `prefix`. O(log lines).
  package func hasLine(withPrefix prefix: some StringProtocol) -> Bool {
    let wanted = Array(prefix.utf8)
    return bytes[firstLine(from: wanted)...].starts(with: wanted)
  }

  /// Where the first line begins that is not before `wanted`.
  private func firstLine(from wanted: [UInt8]) -> Int {
    var low = line(at: 0).upperBound + 1
    var high = bytes.count
    while low < high {
      let range = line(at: low + (high - low) / 2)
      if order(of: range.lowerBound, against: wanted) < 0 {
        low = range.upperBound + 1
      } else {
        high = range.lowerBound
      }
    }
    return low
  }

  private func find(_ key: String) -> Range<Int>? {
    let wanted = Array(key.utf8)
    var low = line(at: 0).upperBound + 1
    var high = bytes.count
    while low < high {
      let range = line(at: low + (high - low) / 2)
      let order = order(of: range.lowerBound, against: wanted)
      if order == 0 { return range }
      if order < 0 {
        low = range.upperBound + 1
      } else {
        high = range.lowerBound
      }
    }
    return nil
  }

  /// Whether the first cell of the line at `start` is before (-1), equal to or behind `wanted`.
  private func order(of start: Int, against wanted: [UInt8]) -> Int {
    var index = 0
    while true {
      let byte = start + index < bytes.count ? bytes[start + index] : 0x0A
      let isEnd = byte == 0x09 || byte == 0x0A
      if index == wanted.count { return isEnd ? 0 : 1 }
      if isEnd { return -1 }
      if byte != wanted[index] { return byte < wanted[index] ? -1 : 1 }
      index += 1
    }
  }

  /// The line that holds the byte at `position`.
  private func line(at position: Int) -> Range<Int> {
    var start = min(position, bytes.count)
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    var end = start
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    return start..<end
  }

  private func firstTab(_ range: Range<Int>) -> Int {
    bytes[range].firstIndex(of: 0x09) ?? range.upperBound
  }

  private func cells(_ range: Range<Int>) -> [String] {
    text(range).split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
  }

  private func cells(_ range: Range<Int>, _ limit: Int) -> [String] {
    bytes[range].split(separator: 0x09, maxSplits: limit, omittingEmptySubsequences: false)
      .prefix(limit).map { String(decoding: $0, as: UTF8.self) }
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
