extension Targets {
  /// Reads any bytes as a table, as Base 64 and as URL-encoded text.
  static func csv(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    _ = PercentEncoding.decode(text)
    if let decoded = Base64.decode(text) {
      precondition(decoded.count <= bytes.count / 4 * 3)
    }
    guard let table = try? CSVTable.parse(bytes, file: "fuzz.csv") else { return }
    var line = 1
    for row in table.rows {
      precondition(row.fields.count == table.header.count)
      precondition(row.line > line && row.origin.line == row.line)
      line = row.line
      for (column, field) in zip(table.header, row.fields) { precondition(row[column] == field) }
    }
  }
}
