import Documents
import Testing
import YAMLDocuments

/// The root of a YAML text.
func yaml(_ text: String, limits: YAMLLimits = YAMLLimits()) throws(JSONError) -> JSONValue {
  try YAMLReader.parse(text, file: "test.yaml", limits: limits).root
}

/// What is wrong with a YAML text; fails the test if nothing is.
func fault(
  in text: String, limits: YAMLLimits = YAMLLimits(),
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> JSONError {
  try #require(throws: JSONError.self, sourceLocation: sourceLocation) {
    try yaml(text, limits: limits)
  }
}

struct YAMLReaderTests {
  @Test(arguments: [
    "5120\u{07AC}\u{0332}0", "1\u{0301}", "0.5\u{0301}", "1e5\u{0301}", "-3\u{20E3}",
  ])
  func digitsUnderMarksAreText(text: String) throws {
    #expect(try yaml("a: \(text)")["a"]?.string == text)
  }

  @Test func structureIsRead() throws {
    let value = try yaml(
      """
      # a comment
      accounts:
        - name: prod
          id: "111122223333"
        - {name: test, ids: [1, 2]}
      note: |
        two
        lines
      folded: >-
        one
        line
      """)
    let accounts = try #require(value["accounts"])
    #expect(accounts.elements.map { $0["name"]?.string } == ["prod", "test"])
    #expect(accounts.listed.first?["id"]?.string == "111122223333")
    #expect(accounts.listed.last?["ids"]?.elements.map(\.int) == [1, 2])
    #expect(value["note"]?.string == "two\nlines\n")
    #expect(value["folded"]?.string == "one line")
  }

  @Test func valuesKnowTheirPlace() throws {
    let value = try yaml("a: 1\nlist:\n  - x\n  - key: [7,\n      eight]\n")
    #expect(value.origin.line == 1)
    let entry = try #require(value["list"]?.listed.last?["key"])
    #expect(entry.origin.file == "test.yaml")
    #expect(entry.origin.line == 4)
    #expect(entry.origin.column == 10)
    #expect(entry.origin.pointer == "/list/1/key")
    let eight = try #require(entry.listed.last)
    #expect(eight.origin.description == "test.yaml:5:7")
    #expect(eight.origin.pointer == "/list/1/key/1")
    #expect(value["list"]?.listed.first?.origin.line == 3)
  }

  @Test(
    arguments: [
      ("yes", "\"yes\""), ("on", "\"on\""), ("true", "true"), ("False", "false"), ("~", "null"),
      ("null", "null"), ("", "null"), ("17", "17"), ("-17", "-17"), ("+5", "5"), ("0", "0"),
      ("012345678901", "\"012345678901\""), ("111122223333", "111122223333"), ("0x1F", "31"),
      ("0o17", "15"), ("0x", "\"0x\""), ("0x+1", "\"0x+1\""), ("1.50", "1.50"), (".5", "0.5"),
      ("1.", "1.0"), ("-1e3", "-1e3"), ("1e", "\"1e\""), ("1.2.3", "\"1.2.3\""),
      (".", "\".\""), ("-", nil), ("2012-10-17", "\"2012-10-17\""), ("12:30", "\"12:30\""),
      ("'17'", "\"17\""), ("\"true\"", "\"true\""), ("!!str 17", "\"17\""), ("1_000", "\"1_000\""),
      ("arn:aws:iam::111122223333:role/x", "\"arn:aws:iam::111122223333:role/x\""),
      ("123456789012345678901234567890", "123456789012345678901234567890"),
    ] as [(String, String?)])
  func plainScalarsFollowTheCoreSchema(_ text: String, _ json: String?) throws {
    guard let json else { return }
    #expect(try yaml("key: \(text)")["key"]?.sourceText == json)
  }

  @Test func aliasesAreReplaced() throws {
    let value = try yaml(
      """
      base: &base
        actions: ["s3:*", '*']
        text: a *word & more
      one: *base
      two: [*base, &x plain, *x]
      """)
    #expect(value["one"]?["actions"]?.elements.map(\.string) == ["s3:*", "*"])
    #expect(value["one"]?["text"]?.string == "a *word & more")
    #expect(value["one"]?["text"]?.origin.pointer == "/one/text")
    #expect(value["one"]?["text"]?.origin.line == 3)
    #expect(value["two"]?.listed.first?["actions"]?.count == 2)
    #expect(value["two"]?.listed.last?.string == "plain")
  }

  @Test func theLatestAnchorOfANameCounts() throws {
    let value = try yaml("[&a 1, *a, &a 2, *a, &b [&a 3], *b, *a]")
    #expect(value.elements.map(\.sourceText) == ["1", "1", "2", "2", "[3]", "[3]", "3"])
  }

  @Test func anEmptyTextIsNull() throws {
    #expect(try yaml("").isNull)
    #expect(try yaml("# nothing\n").isNull)
    #expect(try yaml("---\n").isNull)
  }

  @Test func jsonIsYAML() throws {
    #expect(
      try yaml("{\"a\": [1, true, null, \"x\\u00e9\"]}").sourceText
        == "{\"a\":[1,true,null,\"xé\"]}")
  }

  @Test func aByteOrderMarkIsSkipped() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array("a: 1".utf8)
    #expect(try YAMLReader.parse(bytes, file: "x").root["a"]?.int == 1)
  }
}
