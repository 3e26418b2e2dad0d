/// A picture that can stand in a page: the still parts of an SVG, and nothing else of it.
///
/// The picture that Postern draws is tidy already; this holds for any text. Elements that a diagram
/// does not need go with all that they contain, and so do attributes. The size is left to the page.
struct InlinePicture {
  /// The picture as HTML.
  private(set) var markup = ""
  /// Its width divided by its height; 1 when it states no size.
  private(set) var proportion = 1.0
  private var open: [String] = []
  /// How many elements that are left out are open.
  private var omitted = 0

  private static let elements: Set<String> = [
    "svg", "g", "title", "text", "tspan", "polygon", "polyline", "path", "ellipse", "circle",
    "rect",
    "line",
  ]

  private static let attributes: Set<String> = [
    "viewBox", "width", "id", "class", "role", "transform", "fill", "stroke", "stroke-width",
    "stroke-dasharray", "fill-opacity", "stroke-opacity", "points", "d", "cx", "cy", "r", "rx",
    "ry", "x", "y", "x1", "x2", "y1", "y2", "text-anchor", "font-family", "font-size",
    "font-weight", "font-style", "letter-spacing",
  ]

  /// Takes over an SVG; nil when it is not one picture with balanced tags. Linear in the text.
  init?(_ svg: String) {
    guard let tokens = MarkupTokens.all(of: svg) else { return nil }
    for (index, token) in tokens.enumerated() {
      let isWhole = open.isEmpty && !markup.isEmpty
      switch token {
      case .open(let tag):
        guard !isWhole, !open.isEmpty || tag.name == "svg" else { return nil }
        begin(tag, tooltip: Self.tooltip(tokens[(index + 1)...].prefix(3)))
      case .close(let name):
        guard open.popLast() == name else { return nil }
        end(name)
      case .text(let text):
        if !open.isEmpty && omitted == 0 { markup += Self.safe(text) }
      }
    }
    guard open.isEmpty, !markup.isEmpty else { return nil }
  }

  private mutating func begin(_ tag: MarkupTokens.Tag, tooltip: String?) {
    let isKept = omitted == 0 && Self.elements.contains(tag.name)
    if isKept {
      var attributes = tag.attributes.filter(Self.isKept)
      if tag.name == "svg" {
        measure(tag)
        attributes.append(("aria-label", "The attack paths as a picture"))
      } else if let tooltip, isNode(tag) {
        // What the node stands for, by the same id as the hops of the findings.
        attributes.append(("data-node", tooltip))
      }
      markup += "<\(tag.name)"
      for (name, value) in attributes { markup += " \(name)=\"\(Self.safe(value))\"" }
      markup += tag.isClosed ? "></\(tag.name)>" : ">"
    }
    if tag.isClosed { return }
    open.append(tag.name)
    if !isKept { omitted += 1 }
  }

  private mutating func end(_ name: String) {
    if omitted > 0 { omitted -= 1 } else { markup += "</\(name)>" }
  }

  private mutating func measure(_ tag: MarkupTokens.Tag) {
    let box = tag.attributes.first { $0.name == "viewBox" }?.value.split(separator: " ") ?? []
    guard box.count == 4, let width = Double(box[2]), let height = Double(box[3]), height > 0
    else { return }
    proportion = width / height
  }

  private func isNode(_ tag: MarkupTokens.Tag) -> Bool {
    tag.name == "g" && tag.attributes.contains { $0.name == "class" && $0.value.hasPrefix("node ") }
  }

  private static func isKept(_ attribute: MarkupTokens.Attribute) -> Bool {
    guard attributes.contains(attribute.name) else { return false }
    return !attribute.value.lowercased().contains("url(")
  }

  /// The text of a `<title>` that follows right away.
  private static func tooltip(_ tokens: ArraySlice<MarkupTokens.Token>) -> String? {
    var rest = tokens
    if case .text? = rest.first { rest = rest.dropFirst() }
    guard case .open(let tag)? = rest.first, tag.name == "title", !tag.isClosed,
      case .text(let text)? = rest.dropFirst().first
    else { return nil }
    return text.split(separator: "\n").first.map(String.init)
  }

  /// Entities stay as they are; nothing can end a value or a text.
  private static func safe(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\n": result.append(scalar)
      default: result.append(isHidden(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(result)
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
