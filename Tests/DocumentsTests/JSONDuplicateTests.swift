import Testing

import Documents

struct JSONDuplicateTests {
  @Test func theLastOfEqualKeysCounts() throws {
    let value = try json(#"{"a": 1, "b": 2, "a": 3}"#)
    #expect(value["a"]?.int == 3)
    #expect(value.count == 2)
    #expect(value.members.map(\.key) == ["b", "a"])
  }

  @Test func eachEarlierOneIsReported() throws {
    let document = try document("{\n\"a\": 1,\n\"x\": {\"a\": 0},\n\"a\": 2,\n\"a\": 3}")
    let warnings = document.duplicateKeys
    #expect(warnings.map(\.origin.line) == [2, 4])
    #expect(warnings.allSatisfy { $0.severity == .warning && $0.code == "json.duplicate-key" })
    #expect(
      warnings.first?.message
        == "the key \"a\" on line 2 is given again on line 5 of the same object; "
        + "only the last one counts")
    #expect(warnings.first?.origin.pointer == "/a")
  }

  @Test func reportsComeInTheOrderOfTheText() throws {
    let text = "{\"k\": 1,\n\"in\": {\"m\": 1,\n\"m\": 2},\n\"k\": {\"n\": 1, \"n\": 2}}"
    #expect(try document(text).duplicateKeys.map(\.origin.pointer) == ["/k", "/in/m", "/k/n"])
  }

  @Test func escapesDoNotHideADuplicate() throws {
    let value = try json(#"{"Action": 1, "\u0041ction": 2}"#)
    #expect(value["Action"]?.int == 2)
    #expect(value.count == 1)
    #expect(value.document.duplicateKeys.count == 1)
  }

  @Test func differentKeysAreNotReported() throws {
    let keys = (0..<5000).map { "key-\($0)" } + ["", "k", "ke", "key"]
    for count in [2, 10, 32, 33, 100, keys.count] {
      let members = keys.suffix(count).map { "\"\($0)\": 0" }.joined(separator: ", ")
      let value = try json("{\(members)}")
      #expect(value.count == count)
      #expect(value.document.duplicateKeys.isEmpty)
    }
  }

  @Test func equalKeysAreFoundInObjectsOfEverySize() throws {
    for count in 1...80 {
      for twin in [0, count / 2, count - 1] {
        let members = (0..<count).map { "\"some-key-\($0)\": \($0)" } + ["\"some-key-\(twin)\": -1"]
        let value = try json("{\(members.joined(separator: ","))}")
        #expect(value.count == count)
        #expect(value["some-key-\(twin)"]?.int == -1)
        #expect(value.document.duplicateKeys.count == 1)
      }
    }
  }

  @Test func manyAreCountedAndNotListed() throws {
    let members = Array(repeating: "\"a\": 0", count: 1502).joined(separator: ",")
    let warnings = try document("{\(members)}").duplicateKeys
    #expect(warnings.count == 1001)
    #expect(warnings.last?.message == "501 more keys are given twice in one object")
  }
}
