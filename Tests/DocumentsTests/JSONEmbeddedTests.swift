import Testing

import Documents

struct JSONEmbeddedTests {
  private func embedded(_ text: String) throws -> JSONDocument {
    let outer = try json("{\n\"Policy\": \(JSONText.quoted(text))}")
    return try JSONDocument.parse(embeddedIn: #require(outer["Policy"]))
  }

  @Test func aDocumentInAStringKeepsItsPlace() throws {
    let value = try embedded("{\"Statement\": [\n{\"Effect\": \"Deny\"}]}").root
    let effect = try #require(value["Statement"]?.listed.first?["Effect"])
    #expect(effect.string == "Deny")
    #expect(effect.origin.pointer == "/Policy#/Statement/0/Effect")
    #expect(effect.origin.file == "test.json")
    #expect(effect.origin.line == 2)
    #expect(effect.origin.column == 11)
    #expect(value.origin.pointer == "/Policy#")
  }

  @Test func aDocumentInADocumentInAStringKeepsItsPlace() throws {
    let middle = try embedded("{\"inner\": \"[1, 2]\"}").root
    let inner = try JSONDocument.parse(embeddedIn: #require(middle["inner"]))
    #expect(inner.root.listed.last?.origin.pointer == "/Policy#/inner#/1")
    #expect(inner.root.origin.line == 2)
  }

  @Test func urlEncodingIsResolved() throws {
    let text = " %7B%22a%22%3A%20%22x+y%25%C3%A9%22%7D"
    #expect(try embedded(text).root["a"]?.string == "x+y%é")
  }

  @Test func percentSignsOfPlainTextStay() throws {
    #expect(try embedded("{\"a\": \"%41\"}").root["a"]?.string == "%41")
  }

  @Test(arguments: ["", "{", "%7", "%zz", "%7B%FF%7D", "nonsense"])
  func aFaultIsAtTheString(_ text: String) throws {
    let error = try #require(throws: JSONError.self) { try embedded(text) }
    #expect(error.line == 2)
    #expect(error.origin.pointer == "/Policy")
  }

  @Test func aFaultNamesTheByteWithin() throws {
    let error = try #require(throws: JSONError.self) { try embedded("{\"a\" 1}") }
    #expect(
      error.message
        == "in the JSON text in this string, at byte 5: expected ':' after a key, found '1'")
    #expect(error.offset == 5)
  }

  @Test func otherKindsAreRefused() throws {
    let value = try json("{\"a\": {}}")
    let error = try #require(throws: JSONError.self) {
      try JSONDocument.parse(embeddedIn: #require(value["a"]))
    }
    #expect(error.message == "expected a JSON text in a string, found an object")
    #expect(error.origin.pointer == "/a")
  }

  @Test func duplicatesInAStringAreReportedThere() throws {
    let warnings = try embedded("{\"a\": 1, \"a\": 2}").duplicateKeys
    #expect(warnings.map(\.origin.pointer) == ["/Policy#/a"])
    #expect(warnings.map(\.origin.line) == [2])
  }
}
