import Testing

import Documents

struct JSONValueTests {
  @Test func kindsAreTold() throws {
    let kinds = try json(#"[{}, [], "a", 1, true, false, null]"#).elements.map(\.kind)
    #expect(kinds == [.object, .array, .string, .number, .true, .false, .null])
  }

  @Test func aMemberIsFoundByItsKey() throws {
    let value = try json(#"{"Effect": "Allow", "Sid": null, "long-enough-for-words": [1]}"#)
    #expect(value["Effect"]?.string == "Allow")
    #expect(value["long-enough-for-words"]?.count == 1)
    #expect(value["effect"] == nil)
    #expect(value["Effec"] == nil)
    #expect(value["long-enough-for-wordz"] == nil)
    #expect(value["Sid"]?.isNull == true)
    #expect(value.has("Sid"))
    #expect(!value.has("Nothing"))
    #expect(value[""] == nil)
    #expect(try json(#"{"": 7}"#)[""]?.int == 7)
  }

  @Test func nothingIsFoundInOtherKinds() throws {
    for text in ["[1]", "\"a\"", "1", "true", "null"] {
      #expect(try json(text)["a"] == nil)
      #expect(try Array(json(text).members).isEmpty)
    }
    #expect(try Array(json(#"{"a": 1}"#).elements).isEmpty)
  }

  @Test func anEscapedKeyIsFoundByWhatItMeans() throws {
    let value = try json(#"{"a\u0062\/c": 1, "\ud83d\ude00": 2, "\n": 3}"#)
    #expect(value["ab/c"]?.int == 1)
    #expect(value["😀"]?.int == 2)
    #expect(value["\n"]?.int == 3)
    #expect(value.members.map(\.key) == ["ab/c", "😀", "\n"])
  }

  @Test func keysAreComparedAsBytes() throws {
    let value = try json("{\"\u{E9}\": 1, \"e\u{301}\": 2}")
    #expect(value["\u{E9}"]?.int == 1)
    #expect(value["e\u{301}"]?.int == 2)
    #expect(value.document.duplicateKeys.isEmpty)
  }

  @Test func stringsAreDecoded() throws {
    let cases: [(String, String)] = [
      (#""""#, ""), (#""plain""#, "plain"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
      (#""\u0041\u00e9\u20AC""#, "Aé€"), (#""\uD834\uDD1E""#, "𝄞"), (#""é€𝄞""#, "é€𝄞"),
      (#""\u0000""#, "\0"),
      (
        #""a long string with one \n escape in its middle""#,
        "a long string with one \n escape in its middle"
      ),
    ]
    for (source, meaning) in cases { #expect(try json(source).string == meaning) }
    #expect(try json("1").string == nil)
  }

  @Test func numbersAreKeptAsWritten() throws {
    for text in ["0", "-0", "1.50", "1e5", "-1E-7", "123456789012345678901234567890"] {
      #expect(try json(text).numberText == text)
      #expect(try json(text).scalarText == text)
    }
    #expect(try json("\"1\"").numberText == nil)
  }

  @Test func integersAreExact() throws {
    #expect(try json("9223372036854775807").int == .max)
    #expect(try json("-9223372036854775808").int == .min)
    #expect(try json("-0").int == 0)
    for text in ["9223372036854775808", "1.0", "1e3", "\"1\"", "true"] {
      #expect(try json(text).int == nil)
    }
  }

  @Test func truthValuesAreTold() throws {
    #expect(try json("true").bool == true)
    #expect(try json("false").bool == false)
    #expect(try json("\"true\"").bool == nil)
    #expect(try json("0").bool == nil)
  }

  @Test func scalarsHaveText() throws {
    let texts = try json(#"["a", 1.0, true, false, null, [], {}]"#).elements.map(\.scalarText)
    #expect(texts == ["a", "1.0", "true", "false", nil, nil, nil])
  }

  @Test func oneOrMoreIsAList() throws {
    #expect(try json(#"["a", "b"]"#).listed.map(\.string) == ["a", "b"])
    #expect(try json(#""a""#).listed.map(\.string) == ["a"])
    #expect(try json("[]").listed.isEmpty)
    #expect(try json("{}").listed.map(\.kind) == [.object])
  }

  @Test func containersAreCounted() throws {
    let value = try json(#"{"a": [1, [2, 3], {"x": 0, "y": 0, "z": 0}], "b": {}}"#)
    #expect(value.count == 2)
    #expect(value["a"]?.count == 3)
    #expect(value["a"]?.elements.map(\.count) == [0, 2, 3])
    #expect(value["b"]?.count == 0)
  }

  @Test func aNestedValueOutlivesItsDocumentVariable() throws {
    func inner() throws -> JSONValue? { try json(#"{"a": {"b": "c"}}"#)["a"] }
    #expect(try inner()?["b"]?.string == "c")
    #expect(try inner()?.sourceText == #"{"b": "c"}"#)
  }
}
