import Testing

import Documents

struct CSVTests {
  private func table(_ text: String) throws(CSVError) -> CSVTable {
    try CSVTable.parse(Array(text.utf8), file: "report.csv")
  }

  @Test func fieldsAreFoundByColumn() throws {
    let table = try table("user,mfa_active\r\nalice,true\r\nbob,false\r\n")
    #expect(table.header == ["user", "mfa_active"])
    #expect(table.rows.map { $0["user"] } == ["alice", "bob"])
    #expect(table.rows.map { $0["mfa_active"] } == ["true", "false"])
    #expect(table.rows.first?["none"] == nil)
    #expect(table.rows.map(\.line) == [2, 3])
    #expect(
      table.rows.map(\.origin) == [
        table.rows[0].origin, table.rows[1].origin,
      ])
    #expect(table.rows[1].origin.description == "report.csv:3:1")
    #expect(table.rows[1].origin.pointer == "")
  }

  @Test func quotesHoldAnything() throws {
    let table = try table("a,b\n\"x,\"\"y\"\"\",\"two\r\nlines\"\n,\"\"\nlast,é")
    #expect(table.rows.map(\.fields) == [["x,\"y\"", "two\r\nlines"], ["", ""], ["last", "é"]])
    #expect(table.rows.map(\.line) == [2, 4, 5])
  }

  @Test func everyLineEndIsAccepted() throws {
    for end in ["\n", "\r\n", "\r"] {
      let table = try table(["a,b", "", "1,2", "3,4", ""].joined(separator: end))
      #expect(table.rows.map(\.fields) == [["1", "2"], ["3", "4"]])
      #expect(table.rows.map(\.line) == [3, 4])
    }
  }

  @Test func aHeaderAloneIsATable() throws {
    #expect(try table("a,b").rows.isEmpty)
    #expect(try table("a,b").header == ["a", "b"])
  }

  @Test(arguments: [
    ("", "csv.syntax", "expected a header and rows, found nothing", 1),
    ("\n\n", "csv.syntax", "expected a header and rows, found nothing", 1),
    ("a,a\n", "csv.columns", "expected different column names, found \"a\" twice", 1),
    ("a,b\n1,2\n3", "csv.columns", "expected 2 fields as in the header, found 1", 3),
    ("a,b\n1,2,3", "csv.columns", "expected 2 fields as in the header, found 3", 2),
    ("a\n\"x", "csv.syntax", "this field has no closing '\"'", 2),
    ("a\nx\"y", "csv.syntax", "expected no '\"' within a field that does not begin with one", 2),
    (
      "a\n\"x\"y", "csv.syntax",
      "expected ',' or the end of the line after a closing '\"', found 'y'", 2
    ),
  ])
  func aFaultHasAPlace(_ text: String, _ code: String, _ message: String, _ line: Int) throws {
    let error = try #require(throws: CSVError.self) { try table(text) }
    #expect(error.code == code)
    #expect(error.message == message)
    #expect(error.line == line)
    #expect(error.file == "report.csv")
    #expect(error.diagnostic.origin == error.origin)
  }

  @Test func encodingsAreChecked() throws {
    let marked = [0xEF, 0xBB, 0xBF] + Array("a\n1".utf8)
    #expect(try CSVTable.parse(marked, file: "x").header == ["a"])
    let wide = try #require(throws: CSVError.self) {
      try CSVTable.parse([0xFF, 0xFE, 0x61, 0], file: "x")
    }
    #expect(wide.message == "expected UTF-8, found UTF-16 (little-endian)")
    let latin = try #require(throws: CSVError.self) {
      try CSVTable.parse(Array("a\nb\n".utf8) + [0xE9], file: "x")
    }
    #expect(latin.code == "csv.encoding")
    #expect(latin.line == 3)
  }

  @Test func aTableInAStringKeepsItsPlace() throws {
    let value = try json("{\n\"Content\": \"dXNlcgphbGljZQpib2IK\"}")
    let content = try #require(value["Content"])
    let bytes = try #require(content.string.flatMap(Base64.decode))
    let table = try CSVTable.parse(bytes, embeddedIn: content.origin)
    #expect(table.rows.map { $0["user"] } == ["alice", "bob"])
    #expect(table.rows.map(\.origin.pointer) == ["/Content#row=2", "/Content#row=3"])
    #expect(table.rows.map(\.origin.line) == [2, 2])
    #expect(table.rows.map(\.origin.file) == ["test.json", "test.json"])
    #expect(table.rows[0].origin != table.rows[1].origin)
    let error = try #require(throws: CSVError.self) {
      try CSVTable.parse(Array("a\n1,2".utf8), embeddedIn: content.origin)
    }
    #expect(error.origin == content.origin)
    #expect(error.message.hasPrefix("in line 2 of the table in this string: expected 1 fields"))
  }
}
