/// Turns the SVG that Graphviz writes into the SVG that Postern shows.
///
/// * What depends on the Graphviz version, or loads something, goes: comments, the document type,
///   the names `n0` as tooltips, links. Tooltips become `<title>` elements, which browsers show.
/// * Only elements and attributes that a still picture needs pass; anything else is an error.
/// * The parts of a label get their own weight and size, as attributes, so that programs without
///   style sheets show them too.
struct SVGTidier {
  private var output = ""
  private var stack: [Element] = []
  /// How deep inside a `<title>` of Graphviz we are; its text is dropped.
  private var isInTitle = false
  private var width = 0.0
  /// The token after the one that is being read: a label's text, while its tag is read.
  private var upcoming: SVGToken?
  private var isDone = false

  /// An element that is open.
  private struct Element {
    var name: String
    /// Whether the tag was written, so that its end must be too.
    var isWritten: Bool
    var lines: TextLines?
    var hasTooltip = false
  }

  /// The tidy form of a picture.
  ///
  /// - Throws: ``SVGError`` when the bytes are not one well-formed picture of the kind that Graphviz
  ///   writes for a diagram of ours. Linear in the bytes.
  static func tidy(_ bytes: [UInt8]) throws(SVGError) -> [UInt8] {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw SVGError(reason: "the picture is not UTF-8")
    }
    var tidier = SVGTidier()
    let tokens = try SVGTokens.all(of: bytes)
    for index in tokens.indices {
      tidier.upcoming = index + 1 < tokens.count ? tokens[index + 1] : nil
      try tidier.read(tokens[index])
    }
    guard tidier.isDone else { throw SVGError(reason: "the picture is not complete") }
    return Array((tidier.output + "\n").utf8)
  }

  private mutating func read(_ token: SVGToken) throws(SVGError) {
    switch token {
    case .open(let name, let attributes, let isClosed):
      guard !isDone else { throw SVGError(reason: "something follows the picture") }
      try open(name, attributes, isClosed: isClosed)
    case .close(let name): try close(name)
    case .text(let text): try read(text: text)
    }
  }

  private mutating func read(text: String) throws(SVGError) {
    if isInTitle { return }
    if let last = stack.last, last.name == "text" {
      output += text
    } else if text.contains(where: { !$0.isWhitespace }) {
      throw SVGError(reason: "there is text outside of a label")
    } else if !stack.isEmpty && output.last != "\n" {
      output += "\n"
    }
  }
}

extension SVGTidier {
  private mutating func open(
    _ name: String, _ attributes: [SVGAttribute], isClosed: Bool
  ) throws(SVGError) {
    guard SVGVocabulary.elements.contains(name), stack.isEmpty == (name == "svg") else {
      throw SVGError(reason: "the picture contains <\(name)>")
    }
    let checked = try SVGVocabulary.checked(attributes, of: name)
    switch name {
    case "title":
      isInTitle = !isClosed
      if !isClosed { stack.append(Element(name: name, isWritten: false)) }
      return
    case "a":
      addTooltip(from: attributes)
      stack.append(Element(name: name, isWritten: false, lines: stack.last?.lines))
      return
    case "g" where attributes.contains { $0.name == "id" && $0.value.hasPrefix("a_") }:
      // Graphviz's group around a link; the link goes, and so does the group.
      stack.append(Element(name: name, isWritten: false, lines: stack.last?.lines))
      return
    default: break
    }
    write(name, attributes: styled(checked, of: name), isClosed: isClosed)
    if !isClosed {
      stack.append(Element(name: name, isWritten: true, lines: TextLines(attributes)))
    }
  }

  private mutating func close(_ name: String) throws(SVGError) {
    guard let element = stack.popLast(), element.name == name else {
      throw SVGError(reason: "</\(name)> has no beginning")
    }
    if name == "title" { isInTitle = false }
    if element.isWritten { output += "</\(name)>" }
    isDone = stack.isEmpty
  }

  private mutating func write(_ name: String, attributes: [SVGAttribute], isClosed: Bool) {
    output += "<\(name)"
    for attribute in attributes { output += " \(attribute.name)=\"\(attribute.value)\"" }
    output += isClosed ? "/>" : ">"
  }

  /// Writes the tooltip into the group that stands for the node or edge, once.
  private mutating func addTooltip(from attributes: [SVGAttribute]) {
    guard let tooltip = attributes.first(where: { $0.name == "xlink:title" })?.value,
      let owner = stack.lastIndex(where: \.isWritten), !stack[owner].hasTooltip
    else { return }
    stack[owner].hasTooltip = true
    output += "<title>\(tooltip)</title>\n"
  }

  private mutating func styled(_ attributes: [SVGAttribute], of name: String) -> [SVGAttribute] {
    switch name {
    case "svg":
      width = SVGVocabulary.width(of: attributes)
      return attributes + [
        SVGAttribute(name: "class", value: "postern-diagram"),
        SVGAttribute(name: "role", value: "img"),
      ]
    case "text":
      guard let owner = stack.lastIndex(where: { $0.isWritten && $0.lines != nil }) else {
        return attributes
      }
      var length = 0
      if case .text(let text) = upcoming { length = text.unicodeScalars.count }
      return stack[owner].lines?.style(attributes, length: length, room: width - 60)
        ?? attributes
    default: return attributes
    }
  }
}
