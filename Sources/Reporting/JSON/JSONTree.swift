import Documents

/// A JSON value to write; members keep their order, so that the same result gives the same bytes.
package indirect enum JSONTree: Sendable {
  case text(String)
  case number(Int)
  case bool(Bool)
  case null
  case list([JSONTree])
  case object([(String, JSONTree)])

  /// The value as text: two spaces of indentation, a newline at the end.
  package func serialized() -> String {
    var text = ""
    write(to: &text, indent: 0)
    text.append("\n")
    return text
  }

  /// The value on one line.
  package func compact() -> String {
    var text = ""
    write(to: &text, indent: nil)
    return text
  }

  private func write(to text: inout String, indent: Int?) {
    switch self {
    case .text(let value): text.append(JSONText.quoted(value))
    case .number(let value): text.append(String(value))
    case .bool(let value): text.append(value ? "true" : "false")
    case .null: text.append("null")
    case .list(let items):
      JSONTree.write(items, to: &text, brackets: ("[", "]"), indent) { item, text, indent in
        item.write(to: &text, indent: indent)
      }
    case .object(let members):
      JSONTree.write(members, to: &text, brackets: ("{", "}"), indent) { member, text, indent in
        text.append(JSONText.quoted(member.0))
        text.append(indent == nil ? ":" : ": ")
        member.1.write(to: &text, indent: indent)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], to text: inout String, brackets: (String, String), _ indent: Int?,
    each: (Item, inout String, Int?) -> Void
  ) {
    text.append(brackets.0)
    for (position, item) in items.enumerated() {
      if position > 0 { text.append(",") }
      if let indent { text.append("\n" + String(repeating: " ", count: indent + 2)) }
      each(item, &text, indent.map { $0 + 2 })
    }
    if let indent, !items.isEmpty { text.append("\n" + String(repeating: " ", count: indent)) }
    text.append(brackets.1)
  }

  /// An optional text: null where there is none.
  package static func optional(_ text: String?) -> JSONTree { text.map { .text($0) } ?? .null }

  /// A list of texts.
  package static func texts(_ texts: [String]) -> JSONTree { .list(texts.map { .text($0) }) }
}
