/// A piece of an SVG file. Values stay as they were written, with their entities.
enum SVGToken: Equatable {
  case open(name: String, attributes: [SVGAttribute], isClosed: Bool)
  case close(name: String)
  case text(String)
}

/// A name and a value, as written between quotation marks.
struct SVGAttribute: Equatable {
  var name: String
  var value: String
}

/// What is wrong with a picture that Graphviz wrote.
struct SVGError: Error, Equatable {
  var reason: String
}

/// Cuts the SVG that Graphviz writes into pieces, and accepts no other XML: no CDATA, no processing
/// instruction but the first line, no entity but the five of XML and numbers.
///
/// Comments, the XML declaration and the document type are dropped. Linear in the text.
struct SVGTokens {
  private let bytes: [UInt8]
  private var position = 0

  /// All pieces of a file.
  static func all(of bytes: [UInt8]) throws(SVGError) -> [SVGToken] {
    var reader = SVGTokens(bytes: bytes)
    var tokens: [SVGToken] = []
    while let token = try reader.next() { tokens.append(token) }
    return tokens
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func next() throws(SVGError) -> SVGToken? {
    while position < bytes.count {
      if skip("<!--") {
        _ = try take(through: "-->")
      } else if skip("<?xml ") {
        _ = try take(through: "?>")
      } else if skip("<!DOCTYPE ") {
        _ = try take(through: ">")
      } else if skip("</") {
        return .close(name: try take(through: ">"))
      } else if skip("<") {
        return try openTag()
      } else {
        return .text(try checked(take { $0 != UInt8(ascii: "<") }))
      }
    }
    return nil
  }

  private mutating func openTag() throws(SVGError) -> SVGToken {
    let name = take(while: Self.isNameByte)
    guard !name.isEmpty else { throw SVGError(reason: "a tag has no name") }
    var attributes: [SVGAttribute] = []
    while true {
      _ = take { $0 == 0x20 || (0x09...0x0D).contains($0) }
      if skip("/>") { return .open(name: name, attributes: attributes, isClosed: true) }
      if skip(">") { return .open(name: name, attributes: attributes, isClosed: false) }
      let attribute = take(while: Self.isNameByte)
      guard !attribute.isEmpty, skip("=\"") else {
        throw SVGError(reason: "an attribute of <\(name)> is malformed")
      }
      let value = try checked(take(through: "\""))
      attributes.append(SVGAttribute(name: attribute, value: value))
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

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

  private mutating func take(through end: StaticString) throws(SVGError) -> String {
    let start = position
    while position < bytes.count {
      let stop = position
      if skip(end) { return String(decoding: bytes[start..<stop], as: UTF8.self) }
      position += 1
    }
    throw SVGError(reason: "the picture ends in the middle of a tag")
  }

  /// Text or a value in which nothing but plain entities starts with `&`, and no tag starts.
  private func checked(_ text: String) throws(SVGError) -> String {
    var rest = text.utf8[...]
    guard !rest.contains(UInt8(ascii: "<")) else {
      throw SVGError(reason: "a value contains a tag")
    }
    while let ampersand = rest.firstIndex(of: UInt8(ascii: "&")) {
      rest = rest[rest.index(after: ampersand)...]
      guard let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")),
        Self.isEntity(String(Substring(rest[..<end])))
      else { throw SVGError(reason: "an entity is malformed") }
    }
    return text
  }

  private static func isEntity(_ name: String) -> Bool {
    if ["lt", "gt", "amp", "quot", "apos"].contains(name) { return true }
    guard name.hasPrefix("#") else { return false }
    let digits = name.dropFirst()
    let value =
      digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    guard let value, let scalar = Unicode.Scalar(value) else { return false }
    return scalar.properties.generalCategory != .control
  }
}
