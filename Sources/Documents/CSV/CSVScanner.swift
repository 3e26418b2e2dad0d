/// Splits the bytes of a table into records and fields (RFC 4180).
///
/// Beyond the RFC, lines may end in a line feed or a carriage return alone, and empty lines are
/// skipped.
struct CSVScanner {
  /// What is wrong, and where.
  struct Failure: Error {
    let message: String
    let line: Int
    let column: Int
  }

  private let bytes: [UInt8]
  private var offset: Int
  private var lineStart: Int
  /// The line that comes next, counted from 1.
  private(set) var line = 1

  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    offset = start
    lineStart = start
  }

  /// Steps over empty lines, so that ``line`` is that of the next record.
  mutating func skipEmptyLines() {
    while offset < bytes.count, isLineEnd(bytes[offset]) { endLine() }
  }

  /// The fields of the next record, or nil at the end.
  mutating func next() throws(Failure) -> [String]? {
    guard offset < bytes.count else { return nil }
    var fields: [String] = []
    while true {
      let isQuoted = offset < bytes.count && bytes[offset] == UInt8(ascii: "\"")
      fields.append(isQuoted ? try quotedField() : try plainField())
      guard offset < bytes.count else { return fields }
      guard bytes[offset] == UInt8(ascii: ",") else {
        endLine()
        return fields
      }
      offset += 1
    }
  }

  /// Reads a field without quotes, up to the comma or line end after it.
  private mutating func plainField() throws(Failure) -> String {
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: ","), !isLineEnd(bytes[offset]) {
      guard bytes[offset] != UInt8(ascii: "\"") else {
        throw failure("expected no '\"' within a field that does not begin with one")
      }
      offset += 1
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// Reads a field in quotes, in which two quotes mean one, up to the comma or line end after it.
  private mutating func quotedField() throws(Failure) -> String {
    let opening = failure("this field has no closing '\"'")
    var text: [UInt8] = []
    offset += 1
    while true {
      guard offset < bytes.count else { throw opening }
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        offset += 1
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { break }
        text.append(byte)
        offset += 1
      } else if isLineEnd(byte) {
        let start = offset
        endLine()
        text += bytes[start..<offset]
      } else {
        text.append(byte)
        offset += 1
      }
    }
    guard offset == bytes.count || bytes[offset] == UInt8(ascii: ",") || isLineEnd(bytes[offset])
    else {
      let found = JSONFailure.describe(offset, in: bytes)
      throw failure("expected ',' or the end of the line after a closing '\"', found \(found)")
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Steps over one line end.
  private mutating func endLine() {
    let isPair =
      bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
    offset += isPair ? 2 : 1
    line += 1
    lineStart = offset
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private func failure(_ message: String) -> Failure {
    Failure(message: message, line: line, column: offset - lineStart + 1)
  }
}
