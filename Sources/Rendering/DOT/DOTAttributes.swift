/// A list of attributes in the order in which they are written.
struct DOTAttributes {
  private var items: [String] = []

  /// Adds an attribute whose value is one of our own words or numbers, never text from a file.
  mutating func set(_ name: String, _ value: String) {
    items.append("\(name)=\"\(value)\"")
  }

  /// Adds an attribute of text lines that are already plain.
  mutating func set(_ name: String, lines: [String], lineEnd: Character = "n") {
    items.append("\(name)=\(DOTText.quoted(lines, lineEnd: lineEnd))")
  }

  /// Adds the text that is shown when the pointer rests on something; none when empty.
  mutating func setTooltip(_ text: String) {
    let line = DOTText.plain(text, limit: 400)
    if !line.isEmpty { items.append("tooltip=\(DOTText.quotedTooltip(line))") }
  }

  /// The list as DOT writes it.
  var text: String { "[\(items.joined(separator: " "))]" }
}
