import Documents
import Testing
import YAMLDocuments

struct YAMLFaultTests {
  @Test(arguments: [
    ("a: 1\nb: [1, 2", "yaml.syntax", 2), ("a: 1\n b: 2", "yaml.syntax", 2),
    ("a: \"x", "yaml.syntax", 1), ("- a\nb: 1", "yaml.syntax", 2), ("a: \u{1}", "yaml.syntax", 1),
    ("a: 1\n---\nb: 2", "yaml.syntax", 2), ("a: 1\nb: 2\na: 3", "yaml.duplicate-key", 1),
    ("x:\n  a: 1\n  \"a\": 3", "yaml.duplicate-key", 2), ("a: *nothing", "yaml.alias", 1),
    ("b: &b 1\na: *nothing", "yaml.alias", 2), ("a: &a [1, *a]", "yaml.alias", 1),
    ("a: &a x\n*a : 1", "yaml.key", 2), ("1: x", "yaml.key", 1), ("true: x", "yaml.key", 1),
    ("~: x", "yaml.key", 1), ("? [a, b]\n: x", "yaml.key", 1),
    ("a: &a {b: 1}\nc:\n  <<: *a", "yaml.key", 3),
    ("a: !!binary Zg==", "yaml.tag", 1), ("a: !own x", "yaml.tag", 1),
    ("a: !own [x]", "yaml.tag", 1),
    ("a: !!set {x}", "yaml.tag", 1), ("a: .inf", "yaml.number", 1), ("a: -.INF", "yaml.number", 1),
    ("a: .nan", "yaml.number", 1), ("a: \"\\ud800\"", "yaml.syntax", 1),
  ])
  func aFaultHasAPlace(_ text: String, _ code: String, _ line: Int) throws {
    let error = try fault(in: text)
    #expect(error.code == code, "\(error)")
    #expect(error.line == line, "\(error)")
    #expect(error.file == "test.yaml")
    #expect(!error.message.isEmpty)
  }

  @Test func messagesSayWhatToDo() throws {
    let key = try fault(in: "111122223333: prod")
    #expect(key.message == "expected a string as a key, found 111122223333")
    #expect(key.advice == "put it in quotes")
    let twin = try fault(in: "a*: 1\nb: &x 2\na*: 3")
    #expect(twin.message == "expected each key once, found \"a*\" twice")
    let many = try fault(in: "a: 1\n---\nb: 2")
    #expect(many.message == "expected a single document, but found another document")
  }

  @Test func otherEncodingsAreNamed() throws {
    let error = try #require(throws: JSONError.self) {
      try YAMLReader.parse([0xFF, 0xFE, 0x61, 0], file: "x")
    }
    #expect(error.message == "expected UTF-8, found UTF-16 (little-endian)")
    #expect(throws: JSONError.self) { try YAMLReader.parse([0x61, 0x3A, 0x20, 0xFF], file: "x") }
  }

  /// Nine levels of nine aliases: 3 GB as JSON, if one believed it.
  private func laughs(last: String) -> String {
    var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    return text + last
  }

  @Test func aliasesThatStandForBillionsAreRefused() throws {
    let error = try fault(in: laughs(last: ""), limits: YAMLLimits(maximumNodes: 20_000))
    #expect(error.code == "yaml.alias")
    #expect(error.message == "expected at most 20000 keys and values, aliases replaced")
  }

  @Test(arguments: ["? *a9\n: x", "? [*a9, *a9]\n: x", "{*a9 : x}", "b: {[*a9]: x, *a9}"])
  func suchAliasesAsKeysAreRefusedAsWell(_ last: String) throws {
    let few = YAMLLimits(maximumNodes: 20_000)
    // Refused before the expansion is complete, by whichever rule comes first.
    #expect(throws: JSONError.self) { try yaml(laughs(last: last), limits: few) }
    let short = "x: &a9 [1]\n" + last
    #expect(throws: JSONError.self) { try yaml(short) }
  }

  @Test func longTextsThatAreRepeatedAreRefused() throws {
    let long = String(repeating: "x", count: 10_000)
    let aliases = Array(repeating: "*a", count: 1000).joined(separator: ", ")
    let error = try fault(
      in: "a: &a \(long)\nb: [\(aliases)]", limits: YAMLLimits(maximumOutput: 1 << 20))
    #expect(error.code == "yaml.alias")
  }

  @Test func nestingIsLimited() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(throws: Never.self) { try yaml(nested(100)) }
    #expect(try fault(in: nested(101)).code == "yaml.depth")
    #expect(try fault(in: nested(900)).code == "yaml.depth")
    #expect(try fault(in: nested(100_000)).line == 1)
    let block = (0..<3000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
    #expect(throws: JSONError.self) { try yaml(block) }
  }

  @Test func sizeIsLimited() throws {
    #expect(try fault(in: "a: 12345", limits: YAMLLimits(maximumBytes: 4)).code == "yaml.size")
    let nodes = try fault(in: "[1, 2, 3]", limits: YAMLLimits(maximumNodes: 3))
    #expect(nodes.code == "yaml.alias")
  }

  @Test func textsCutOffOrChangedAnywhereNeverCrash() throws {
    let text =
      "a: &x [1, 'b c', \"d\\u00e9\"]\nk: {m: *x, n: |\n    t\n  }\n? q\n: !!str 5\né: - ~\n"
    let bytes = Array(text.utf8)
    for index in bytes.indices {
      _ = try? YAMLReader.parse(Array(bytes[..<index]), file: "x")
      for byte in Array("*&[]{}:?-!|>'\"#%@\n\t \0".utf8) + [0x80, 0xFF] {
        var changed = bytes
        changed[index] = byte
        _ = try? YAMLReader.parse(changed, file: "x")
      }
    }
  }

  @Test(
    "Whatever is wrong, it is said what to do",
    arguments: [
      "{\nname: *ce:\n", "a: *b", "a:\n\t- b", "a: [", "a: b: c", "a: 1\na: 2", "? [a]\n: b",
      "1: a",
      "a: .inf", "a: !!set {}", "<<: {a: b}", "a: 1\n---\nb: 1", "a: \u{7}", "- a\nb: c",
      "a: \"\\q\"", String(repeating: "[", count: 3000),
    ])
  func advice(text: String) throws {
    let error = try #require(throws: JSONError.self) {
      try YAMLReader.parse(text, file: "x.yaml")
    }
    #expect(error.advice?.isEmpty == false, "\(error)")
    #expect(error.line >= 1 && error.file == "x.yaml")
  }
}
