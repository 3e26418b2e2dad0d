/// Which lines of a label are its heading, its name and its details, and how each is set.
struct TextLines: Equatable {
  /// What the lines belong to.
  private enum Owner: Equatable {
    case picture
    case account
    case node
    case edge
  }

  private var owner: Owner
  private var headings: Int
  private var names: Int
  private var isBestPath: Bool
  private var next = 0

  /// Reads the class that the DOT writer gave an element; `nil` for elements that own no lines.
  init?(_ attributes: [SVGAttribute]) {
    guard let classes = attributes.first(where: { $0.name == "class" })?.value else { return nil }
    let words = classes.split(separator: "&#45;", omittingEmptySubsequences: false)
      .joined(separator: "-").split(separator: " ")
    switch words.first {
    case "graph": owner = .picture
    case "cluster": owner = .account
    case "node": owner = .node
    case "edge": owner = .edge
    default: return nil
    }
    isBestPath = words.contains("best-path")
    let layout = words.first { $0.hasPrefix("text-") }?.split(separator: "-").dropFirst() ?? []
    let counts = layout.compactMap { Int($0) }
    headings = counts.first ?? 0
    names = counts.count > 1 ? counts[1] : 0
  }

  /// The attributes of the next line's `<text>` element.
  ///
  /// - Parameters:
  ///   - length: How many characters the line has.
  ///   - room: The width that a title may take; Graphviz has measured it in a smaller size.
  mutating func style(
    _ attributes: [SVGAttribute], length: Int, room: Double
  ) -> [SVGAttribute] {
    let line = next
    next += 1
    var result = attributes
    let isName = line >= headings && line < headings + names
    switch owner {
    case .picture where isName:
      result.set("font-size", "\(Self.titleSize(length: length, room: room))")
      result.shift(by: -5)
      result.set("font-weight", "bold")
    case .picture: result.set("font-size", "9.5")
    case .account:
      result.shift(by: 3)
      result.set("font-weight", "bold")
    case .node where isName: result.set("font-weight", "bold")
    case .node where line < headings:
      result.set("font-size", "8")
      result.set("letter-spacing", "0.6")
      result.set("fill-opacity", "0.75")
    case .node:
      result.set("font-size", "9")
      result.set("fill-opacity", "0.85")
    case .edge:
      result.shift(by: -2)
      result.set("font-size", "9.5")
      if isBestPath { result.set("font-weight", "bold") }
    }
    return result
  }

  /// A size between 10 and 16 in which a bold title fits; such letters are 0.7 wide on average.
  private static func titleSize(length: Int, room: Double) -> Int {
    let fitting = room / (0.7 * Double(max(length, 1)))
    return Int(min(max(fitting, 10), 16))
  }
}

extension [SVGAttribute] {
  fileprivate mutating func set(_ name: String, _ value: String) {
    removeAll { $0.name == name }
    append(SVGAttribute(name: name, value: value))
  }

  /// Moves a line down, or up, away from what is below it, by a negative distance.
  fileprivate mutating func shift(by distance: Double) {
    guard let value = first(where: { $0.name == "y" })?.value, let y = Double(value) else { return }
    set("y", "\(((y + distance) * 100).rounded() / 100)")
  }
}
