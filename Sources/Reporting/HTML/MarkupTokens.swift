/// Cuts a picture into tags and texts, without judging them.
///
/// A tag ends at the first `>` outside of quotation marks; comments, processing instructions and
/// document types are dropped. Linear in the text.
struct MarkupTokens {
  /// A name and a value, as written between quotation marks.
  typealias Attribute = (name: String, value: String)

  /// The beginning of an element.
  struct Tag {
    var name: String
    var attributes: [Attribute]
    var isClosed: Bool
  }

  /// A piece of a picture.
  enum Token {
    case open(Tag)
    case close(String)
    case text(String)
  }

  private let bytes: [UInt8]
  private var position = 0

  /// All pieces; nil when some tag is malformed or does not end.
  static func all(of text: String) -> [Token]? {
    var reader = MarkupTokens(bytes: Array(text.utf8))
    var tokens: [Token] = []
    while reader.position < reader.bytes.count {
      guard let token = reader.next() else { return nil }
      if case .text("") = token { continue }
      tokens.append(token)
    }
    return tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func next() -> Token? {
    if skip("<!--") { return take(through: "-->").map { _ in .text("") } }
    if skip("<?") { return take(through: "?>").map { _ in .text("") } }
    if skip("<!") { return take(through: ">").map { _ in .text("") } }
    if skip("</") {
      let name = take(while: Self.isNameByte)
      skipSpace()
      return skip(">") ? .close(name) : nil
    }
    if skip("<") { return tag().map(Token.open) }
    return .text(take { $0 != UInt8(ascii: "<") })
  }

  private mutating func tag() -> Tag? {
    var tag = Tag(name: take(while: Self.isNameByte), attributes: [], isClosed: false)
    guard !tag.name.isEmpty else { return nil }
    while true {
      skipSpace()
      if skip(">") { return tag }
      if skip("/>") {
        tag.isClosed = true
        return tag
      }
      let name = take(while: Self.isNameByte)
      guard !name.isEmpty, skip("=") else { return nil }
      let quote: StaticString = bytes[position...].first == UInt8(ascii: "'") ? "'" : "\""
      guard skip(quote), let value = take(through: quote) else { return nil }
      tag.attributes.append((name, value))
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "-"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private mutating func skipSpace() { _ = take { $0 == 0x20 || (0x09...0x0D).contains($0) } }

  private mutating func take(while isWanted: (UInt8) -> Bool) -> String {
    let start = position
    while position < bytes.count && isWanted(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func skip(_ prefix: StaticString) -> Bool {
    let isThere = prefix.withUTF8Buffer { bytes[position...].starts(with: $0) }
    if isThere { position += prefix.utf8CodeUnitCount }
    return isThere
  }

  private mutating func take(through end: StaticString) -> String? {
    let start = position
    while position < bytes.count {
      let stop = position
      if skip(end) { return String(decoding: bytes[start..<stop], as: UTF8.self) }
      position += 1
    }
    return nil
  }
}
