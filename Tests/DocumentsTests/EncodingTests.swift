import Testing

import Documents

struct EncodingTests {
  @Test(arguments: [
    ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"),
    ("Zm9vYmE=", "fooba"), ("Zm9vYmFy", "foobar"), ("Zm9v\nYmFy\r\n", "foobar"),
  ])
  func base64IsDecoded(_ text: String, _ meaning: String) {
    #expect(Base64.decode(text) == Array(meaning.utf8))
  }

  @Test func base64HasAllBytes() {
    #expect(Base64.decode("AP+/+/8=") == [0, 0xFF, 0xBF, 0xFB, 0xFF])
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Zg===", "====", "Z===", "=Zg=", "Zg==Zg==", "Zg==Z", "Zm9v=", "Zh==", "Zm9=",
    "Zm-_", "Zm9vé",
  ])
  func otherTextIsNotBase64(_ text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test(arguments: [
    ("", ""), ("plain+text", "plain+text"), ("%7B%22a%22%7d", "{\"a\"}"), ("%C3%A9", "é"),
    ("100%25", "100%"),
  ])
  func percentEncodingIsDecoded(_ text: String, _ meaning: String) {
    #expect(PercentEncoding.decode(text) == meaning)
  }

  @Test(arguments: ["%", "%4", "%4g", "a%", "%%41", "%FF", "%C3"])
  func otherTextIsNotPercentEncoded(_ text: String) {
    #expect(PercentEncoding.decode(text) == nil)
  }

  @Test func quotingIsReadBack() throws {
    let text = String((0..<0x300).compactMap(UnicodeScalar.init).map(Character.init)) + "\u{2028}😀"
    #expect(try json(JSONText.quoted(text)).string == text)
    #expect(JSONText.quoted("a\"\\\n\u{1}é") == #""a\"\\\n\u0001é""#)
  }

  @Test("what a terminal would obey, or nobody would see, is written as an escape")
  func hiddenCharacters() throws {
    let text = "a\u{1B}[2J\u{9B}1m\u{202E}gpj\u{2066}\u{200B}\u{FEFF}\u{E0041}z"
    let quoted = JSONText.quoted(text)
    #expect(
      quoted == #""a\u001b[2J\u009b1m\u202egpj\u2066\u200b\ufeff\udb40\udc41z""#)
    #expect(try json(quoted).string == text)
  }
}
