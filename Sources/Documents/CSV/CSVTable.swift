/// A table of comma-separated values (RFC 4180) whose first record names its columns: IAM's
/// credential report, for example.
package struct CSVTable: Sendable {
  /// The names of the columns, each different.
  package var header: [String] { storage.header }
  /// The records below the header, in order, as many fields each as the header has.
  package let rows: [CSVRow]

  private let storage: CSVStorage

  /// Reads a table. Linear in its size. Empty lines are skipped.
  ///
  /// - Parameters:
  ///   - bytes: The text: UTF-8, perhaps after a byte order mark.
  ///   - file: The path as shown to the user.
  /// - Throws: The first thing that is wrong.
  package static func parse(_ bytes: [UInt8], file: String) throws(CSVError) -> CSVTable {
    try parse(bytes, from: TextSource(file: file, isTable: true))
  }

  /// Reads a table that is the text of a string in a document. Its rows' origins have the line of
  /// the string.
  ///
  /// - Parameters:
  ///   - bytes: The text, decoded if the string is Base 64.
  ///   - string: Where the string is.
  /// - Throws: The first thing that is wrong; with the string as its origin.
  package static func parse(
    _ bytes: [UInt8], embeddedIn string: Origin
  ) throws(CSVError) -> CSVTable {
    try parse(bytes, from: TextSource(file: string.file, enclosing: string, isTable: true))
  }

  private static func parse(
    _ bytes: [UInt8], from source: TextSource
  ) throws(CSVError) -> CSVTable {
    let first = try start(of: bytes, from: source)
    var scanner = CSVScanner(bytes, from: first)
    guard let header = try next(&scanner, from: source) else {
      throw error("csv.syntax", "expected a header and rows, found nothing", at: 1, from: source)
    }
    var columns: [String: Int] = [:]
    for (index, name) in header.fields.enumerated() {
      guard columns.updateValue(index, forKey: name) == nil else {
        throw error(
          "csv.columns", "expected different column names, found \(JSONText.quoted(name)) twice",
          at: header.line, from: source)
      }
    }
    let storage = CSVStorage(source: source, header: header.fields, columns: columns)
    var rows: [CSVRow] = []
    while let record = try next(&scanner, from: source) {
      guard record.fields.count == header.fields.count else {
        throw error(
          "csv.columns",
          "expected \(header.fields.count) fields as in the header, found \(record.fields.count)",
          at: record.line, from: source)
      }
      rows.append(
        CSVRow(
          storage: storage, fields: record.fields, line: record.line, record: rows.count + 2))
    }
    return CSVTable(rows: rows, storage: storage)
  }

  /// The offset of the first byte after the byte order mark.
  private static func start(
    of bytes: [UInt8], from source: TextSource
  ) throws(CSVError) -> Int {
    switch TextEncoding.guess(bytes) {
    case .other(let name):
      throw error(
        "csv.encoding", "expected UTF-8, found \(name)", advice: TextEncoding.advice, at: 1,
        from: source)
    case .utf8(let mark):
      guard let invalid = firstInvalidUTF8(in: bytes) else { return mark }
      let line = bytes[..<invalid].reduce(into: 1) { line, byte in
        if byte == 0x0A { line += 1 }
      }
      throw error(
        "csv.encoding",
        "expected UTF-8, found the byte \(JSONFailure.describe(invalid, in: bytes))",
        advice: TextEncoding.advice, at: line, from: source)
    }
  }

  private static func next(
    _ scanner: inout CSVScanner, from source: TextSource
  ) throws(CSVError) -> (fields: [String], line: Int)? {
    do {
      scanner.skipEmptyLines()
      let line = scanner.line
      return try scanner.next().map { ($0, line) }
    } catch {
      throw self.error(
        "csv.syntax", error.message, at: error.line, column: error.column, from: source)
    }
  }

  private static func error(
    _ code: String, _ message: String, advice: String? = nil, at line: Int, column: Int = 1,
    from source: TextSource
  ) -> CSVError {
    guard let string = source.enclosing else {
      let origin = Origin(file: source.file, line: line, column: column)
      return CSVError(code: code, message: message, advice: advice, origin: origin)
    }
    let inner = "in line \(line) of the table in this string: \(message)"
    return CSVError(code: code, message: inner, advice: advice, origin: string)
  }
}

/// What the rows of one table share.
final class CSVStorage: Sendable {
  let source: TextSource
  let header: [String]
  let columns: [String: Int]

  init(source: TextSource, header: [String], columns: [String: Int]) {
    self.source = source
    self.header = header
    self.columns = columns
  }
}

/// One record of a table.
package struct CSVRow: Sendable {
  let storage: CSVStorage
  /// The fields, in the order of the header.
  package let fields: [String]
  /// The line on which the record begins, counted from 1.
  package let line: Int
  let record: Int

  /// The field in a column, or nil if the table has no such column.
  package subscript(_ column: String) -> String? {
    storage.columns[column].map { fields[$0] }
  }

  /// Where the record is.
  package var origin: Origin {
    Origin(
      ground: .text(storage.source), start: UInt32(clamping: line), end: UInt32(clamping: record))
  }
}
