/// Plain lines of at most 80 columns, for texts that are no report; nothing of the input reaches
/// the terminal but what can be seen.
package struct PlainPage {
  private var page: TerminalPage

  package init() { page = TerminalPage(width: 80, colour: false) }

  /// All lines, each with its end.
  package var text: String { page.text }

  /// An empty line, but never two.
  package mutating func addBlank() { page.addBlank() }

  /// A text in as many lines as it takes, the further ones below the first one's beginning.
  ///
  /// - Parameters:
  ///   - lead: What stands before the first line.
  ///   - further: How much farther the lines after the first are indented.
  package mutating func add(_ text: String, lead: String = "", further: Int = 0) {
    page.add(text, lead: lead, further: further)
  }

  /// One line, however long, of what can be seen.
  package static func line(_ text: String) -> String { VisibleText.line(text) }
}
