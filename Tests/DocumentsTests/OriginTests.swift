import Testing

import Documents

struct OriginTests {
  @Test func aValueKnowsItsPlace() throws {
    let value = try json("{\n  \"Statement\": [\n    {\"Sid\": \"a/b~c\"},\n    17\n  ]\n}")
    let sid = try #require(value["Statement"]?.elements.first { $0.kind == .object }?["Sid"])
    #expect(sid.origin.file == "test.json")
    #expect(sid.origin.line == 3)
    #expect(sid.origin.column == 13)
    #expect(sid.origin.pointer == "/Statement/0/Sid")
    #expect(sid.origin.description == "test.json:3:13")
    let last = try #require(value["Statement"]?.listed.last)
    #expect(last.origin.line == 4)
    #expect(last.origin.column == 5)
    #expect(last.origin.pointer == "/Statement/1")
    #expect(value.origin.pointer == "")
    #expect(value.origin.line == 1)
  }

  @Test func pointersEscapeTildeAndSlash() throws {
    let value = try json(#"{"a/b": {"m~n": {"": {"x\"y": 1}}}}"#)
    let inner = value["a/b"]?["m~n"]?[""]?["x\"y"]
    #expect(inner?.origin.pointer == "/a~1b/m~0n//x\"y")
  }

  @Test func pointersAreRightInLargeContainers() throws {
    let elements = (0..<300).map { "[\($0), {\"k\($0)\": [\($0)]}]" }.joined(separator: ",\n")
    let members = (0..<300).map { "\"key\($0)\": \($0)" }.joined(separator: ",\n")
    let value = try json("{\"list\": [\(elements)],\n\"map\": {\(members)}}")
    for (index, element) in try #require(value["list"]).elements.enumerated() {
      #expect(element.origin.line == index + 1)
      let leaf = element.listed.last?["k\(index)"]?.listed.first
      #expect(leaf?.origin.pointer == "/list/\(index)/1/k\(index)/0")
    }
    for (index, member) in try #require(value["map"]).members.enumerated() {
      #expect(member.value.origin.pointer == "/map/key\(index)")
      #expect(member.value.origin.line == 301 + index)
    }
  }

  @Test func linesAreRightInLongTexts() throws {
    let value = try json(
      "[\(String(repeating: "\n", count: 10_000))1,\n2\(String(repeating: " ", count: 9000)), 3]")
    #expect(value.elements.map(\.origin.line) == [10_001, 10_002, 10_002])
    #expect(value.elements.map(\.origin.column) == [1, 1, 9004])
  }

  @Test func columnsAreRightInLongLines() throws {
    let value = try json("[" + (0..<20_000).map(String.init).joined(separator: ",") + "]")
    let source = Array(value.sourceText.utf8)
    for element in value.elements {
      let origin = element.origin
      #expect(origin.line == 1)
      #expect(source[(origin.column - 1)...].starts(with: element.sourceText.utf8))
    }
  }

  @Test func originsAreEqualWhenTheyAreTheSameBytesOfOneDocument() throws {
    let value = try json(#"{"a": [1], "b": [1]}"#)
    let again = try json(#"{"a": [1], "b": [1]}"#)
    #expect(value["a"]?.origin == value["a"]?.origin)
    #expect(value["a"]?.origin != value["b"]?.origin)
    #expect(value["a"]?.origin != value["a"]?.listed.first?.origin)
    #expect(value["a"]?.origin != again["a"]?.origin)
    #expect(Set(value.members.map(\.value.origin) + value.members.map(\.value.origin)).count == 2)
  }

  @Test func originsWithoutADocumentAreEqualByName() {
    #expect(Origin(file: "a", line: 3) == Origin(file: "a", line: 3))
    #expect(Origin(file: "a", line: 3) != Origin(file: "a", line: 4))
    #expect(Origin(file: "a") != Origin(file: "b"))
    #expect(Origin(file: "a").hashValue == Origin(file: "a").hashValue)
    #expect(Origin(file: "a") != .nowhere)
    #expect(Origin.nowhere == .nowhere)
  }

  @Test func originsWithoutADocumentHaveNoPointer() {
    let row = Origin(file: "report.csv", line: 7)
    #expect(row.file == "report.csv")
    #expect(row.line == 7)
    #expect(row.column == 1)
    #expect(row.pointer == "")
    #expect(Origin.nowhere.line == 0)
    #expect(Origin.nowhere.pointer == "")
    #expect(Origin.nowhere.description == "built-in")
  }

  @Test func anOriginIsSmall() {
    #expect(MemoryLayout<Origin>.size == 16)
    #expect(MemoryLayout<JSONNode>.stride == 16)
    #expect(MemoryLayout<JSONValue>.size <= 16)
  }
}
