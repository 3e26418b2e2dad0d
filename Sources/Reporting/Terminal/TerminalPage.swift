/// How a piece of text looks on a terminal with colours.
enum TerminalStyle: Sendable {
  case plain
  case bold
  case faint
  case critical
  case high
  case medium

  /// The parameters of "select graphic rendition" (ECMA-48, 8.3.117).
  var parameters: String? {
    switch self {
    case .plain: nil
    case .bold: "1"
    case .faint: "2"
    case .critical: "1;31"
    case .high: "31"
    case .medium: "33"
    }
  }

  /// The style of a severity's word.
  static func severity(_ word: String) -> TerminalStyle {
    switch word {
    case "critical": .critical
    case "high": .high
    case "medium": .medium
    default: .plain
    }
  }
}

/// Lines for a terminal: the sanitiser of everything that is printed.
///
/// Every text passes ``VisibleText``, so that no escape sequence of the input, in 7 or 8 bits, and
/// no mark that turns letters around reaches the terminal; the only escapes are the page's own
/// colours. No line is wider than the page.
struct TerminalPage {
  let width: Int
  let hasColour: Bool
  private(set) var lines: [String] = []

  init(width: Int, colour: Bool) {
    self.width = max(width, 40)
    hasColour = colour
  }

  /// All lines, each with its end.
  var text: String { lines.map { $0 + "\n" }.joined() }

  /// An empty line, but never two.
  mutating func addBlank() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  /// A text in as many lines as it takes.
  ///
  /// - Parameters:
  ///   - lead: What stands before the first line; further lines are as far indented.
  ///   - further: How much farther lines after the first are indented.
  mutating func add(
    _ text: String, lead: String = "", further: Int = 0, style: TerminalStyle = .plain
  ) {
    let lead = TerminalPage.keepingSpaces(lead)
    let indent = min(DisplayWidth.of(lead), width - 20)
    let wrapped = TerminalPage.wrapped(
      VisibleText.line(text), first: width - indent, rest: width - indent - further)
    let rest = String(repeating: " ", count: indent + further)
    for (number, line) in wrapped.enumerated() {
      lines.append((number == 0 ? lead : rest) + painted(line, style))
    }
  }

  /// A text that is meant to be copied into a shell: lines that do not fit end in a backslash.
  mutating func addCommand(_ text: String, lead: String) {
    let indent = String(repeating: " ", count: DisplayWidth.of(lead) + 2)
    let room = width - indent.count - 2
    let wrapped = TerminalPage.wrapped(VisibleText.line(text), first: room, rest: room)
    for (number, line) in wrapped.enumerated() {
      let end = number == wrapped.count - 1 ? "" : " \\"
      lines.append((number == 0 ? lead : indent) + line + end)
    }
  }

  /// One line of cells that are as wide as they are to be; the last is cut.
  mutating func addRow(_ cells: [(text: String, style: TerminalStyle)]) {
    var room = width
    var line = ""
    for cell in cells {
      let text = DisplayWidth.shortened(TerminalPage.keepingSpaces(cell.text), to: room)
      room -= DisplayWidth.of(text)
      line += painted(text, cell.style)
    }
    while line.last == " " { line.removeLast() }
    lines.append(line)
  }

  private func painted(_ text: String, _ style: TerminalStyle) -> String {
    guard hasColour, let parameters = style.parameters, !text.isEmpty else { return text }
    return "\u{1B}[\(parameters)m\(text)\u{1B}[0m"
  }

  /// The text made safe; the spaces at its ends stay.
  private static func keepingSpaces(_ text: String) -> String {
    let lead = text.prefix { $0 == " " }
    let rest = text.dropFirst(lead.count)
    let trail = rest.reversed().prefix { $0 == " " }.count
    return lead + VisibleText.line(String(rest)) + String(repeating: " ", count: trail)
  }
}

extension TerminalPage {
  /// Lines that end at spaces; a word that is longer than a line is cut, after a separator of names
  /// and paths where it has one.
  static func wrapped(_ text: String, first: Int, rest: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      var word = String(word)
      while true {
        let room = lines.isEmpty ? first : rest
        let joined = line.isEmpty ? word : line + " " + word
        if DisplayWidth.of(joined) <= room {
          line = joined
          break
        }
        if !line.isEmpty {
          lines.append(line)
          line = ""
          continue
        }
        let head = pieceOfName(DisplayWidth.head(of: word, width: max(room, 2)))
        lines.append(head)
        word = String(word.unicodeScalars.dropFirst(head.unicodeScalars.count))
      }
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }

  /// What is cut off a long word, back to its last separator, unless that would leave the line all
  /// but empty. Parts of paths and ARNs stay whole before parts of names.
  private static func pieceOfName(_ head: String) -> String {
    for (separators, share) in [("/:", 4), ("-_,=@", 2)] {
      guard let last = head.lastIndex(where: { separators.contains($0) }) else { continue }
      let piece = head[...last]
      if DisplayWidth.of(String(piece)) * share >= DisplayWidth.of(head) { return String(piece) }
    }
    return head
  }
}
