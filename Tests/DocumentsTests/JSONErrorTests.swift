import Testing

import Documents

struct JSONErrorTests {
  @Test(arguments: [
    ("", "expected a value, found the end of the text", 1, 1),
    ("  ", "expected a value, found the end of the text", 1, 3),
    ("[1 2]", "expected ',' or ']' after a value, found '2'", 1, 4),
    ("{\"a\": 1\n \"b\": 2}", "expected ',' or '}' after a value, found '\"'", 2, 2),
    ("{\"a\" 1}", "expected ':' after a key, found '1'", 1, 6),
    ("{a: 1}", "expected a key in double quotes or '}', found 'a'", 1, 2),
    ("{\"a\": 1,\n}", "expected a key in double quotes after ',', found '}'", 2, 1),
    ("[1,]", "expected a value, found ']'", 1, 4),
    ("[", "expected a value or ']', found the end of the text", 1, 2),
    ("[}", "expected a value or ']', found '}'", 1, 2),
    ("{} x", "expected the end of the text after its value, found 'x'", 1, 4),
    ("\n\n\"abc", "this string has no closing '\"'", 3, 1),
    ("\"a\nb\"", "expected an escape for a control character, found U+000A", 1, 3),
    ("\"\\x\"", "expected one of '\"\\/bfnrtu' after a backslash, found 'x'", 1, 3),
    ("\"\\u12g4\"", "expected four hexadecimal digits after '\\u', found 'g'", 1, 6),
    ("\"\\ud800\"", "expected both halves of a surrogate pair, found one alone", 1, 2),
    ("\"\\udc00\\ud800\"", "expected both halves of a surrogate pair, found one alone", 1, 2),
    ("-", "expected a digit, found the end of the text", 1, 2),
    ("1.", "expected a digit, found the end of the text", 1, 3),
    ("1e+x", "expected a digit, found 'x'", 1, 4),
    ("01", "expected no further digit after a leading zero", 1, 1),
    ("nul", "expected a value, found 'n'", 1, 1),
    ("[é]", "expected a value or ']', found 0xC3", 1, 2),
  ])
  func aFaultHasAPlaceAndSaysWhatWasExpected(
    _ text: String, _ message: String, _ line: Int, _ column: Int
  ) throws {
    let error = try fault(in: text)
    #expect(error.message == message)
    #expect(error.line == line)
    #expect(error.column == column)
    #expect(error.code == "json.syntax")
    #expect(error.description == "test.json:\(line):\(column): \(message)")
    #expect(error.diagnostic.severity == .error)
    #expect(error.diagnostic.message == message)
  }

  @Test func commonMistakesHaveAdvice() throws {
    #expect(try fault(in: "[1,]").advice == "remove the ',' before it")
    #expect(try fault(in: "{'a': 1}").advice == "JSON has only double quotes")
    #expect(try fault(in: "[1, // one\n2]").advice == "JSON has no comments; remove it")
    #expect(try fault(in: "[1, 2").advice == "the text seems to be cut off; export it again")
    #expect(try fault(in: "[1 2]").advice == nil)
  }

  @Test func bytesThatAreNotUTF8AreRefused() throws {
    let sequences: [[UInt8]] = [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
      [0xE2, 0x82], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xFF], [0xE2, 0x28, 0xA1], [0xF0, 0x90, 0x28, 0xBC],
    ]
    for sequence in sequences {
      let error = try fault(in: Array("\"abcdefgh".utf8) + sequence + Array("\"".utf8))
      #expect(error.code == "json.encoding")
      #expect(error.offset == 9)
      #expect(error.advice == TextEncoding.advice)
    }
  }

  @Test func otherEncodingsAreNamed() throws {
    let text = "{\"a\": 1}"
    let little = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    for (bytes, name) in [
      ([0xFF, 0xFE] + little, "UTF-16 (little-endian)"), (little, "UTF-16 (little-endian)"),
      ([0xFE, 0xFF] + big, "UTF-16 (big-endian)"), (big, "UTF-16 (big-endian)"),
      ([0xFF, 0xFE, 0, 0, 0x7B, 0, 0, 0], "UTF-32 (little-endian)"),
      ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x7B], "UTF-32 (big-endian)"),
    ] {
      let error = try fault(in: bytes)
      #expect(error.code == "json.encoding")
      #expect(error.message == "expected UTF-8, found \(name)")
      #expect(error.advice?.contains("Out-File -Encoding utf8") == true)
    }
  }

  @Test func aByteOrderMarkIsSkipped() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array("{\"a\":\n 1}".utf8)
    let value = try JSONDocument.parse(bytes, file: "test.json").root
    #expect(value.origin.column == 1)
    #expect(value["a"]?.origin.line == 2)
    #expect(value["a"]?.origin.column == 2)
    let error = try fault(in: [0xEF, 0xBB, 0xBF] + Array("[x".utf8))
    #expect(error.column == 2)
  }

  @Test func nestingIsLimited() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array(String(repeating: "[", count: depth).utf8)
        + Array(String(repeating: "]", count: depth).utf8)
    }
    #expect(throws: Never.self) { try JSONDocument.parse(nested(512), file: "test.json") }
    let error = try fault(in: nested(513))
    #expect(error.code == "json.depth")
    #expect(error.message == "expected at most 512 levels of arrays and objects")
    #expect(error.column == 513)
    let deep = JSONLimits(maximumDepth: 2_000_000)
    let value = try JSONDocument.parse(nested(1_000_000), file: "test.json", limits: deep).root
    #expect(value.count == 1)
  }

  @Test func sizeIsLimited() throws {
    let error = try fault(in: Array("[1, 2, 3]".utf8), limits: JSONLimits(maximumBytes: 8))
    #expect(error.code == "json.size")
    #expect(error.message == "expected at most 8 bytes, found 9")
    #expect(JSONLimits(maximumBytes: .max).maximumBytes == 0xFFFF_FFFE)
  }
}
