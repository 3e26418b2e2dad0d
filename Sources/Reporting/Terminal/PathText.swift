/// Attack paths for a terminal: what `postern paths` prints.
package enum PathText {
  /// The paths with their hops and the statements that these rest on.
  ///
  /// - Parameters:
  ///   - paths: The paths, in the order in which they are shown.
  ///   - width: The columns of the terminal; no line is wider. At least 40.
  ///   - colour: Whether headings are coloured.
  package static func text(paths: [PathView], width: Int, colour: Bool) -> String {
    var page = TerminalPage(width: width, colour: colour)
    guard !paths.isEmpty else {
      page.add("No path was found, as far as the snapshot goes.", style: .bold)
      return page.text
    }
    page.add(Wording.count(paths.count, "path"), style: .bold)
    for (number, path) in paths.enumerated() {
      page.addBlank()
      add(path, number: number + 1, to: &page)
    }
    return page.text
  }

  private static func add(_ path: PathView, number: Int, to page: inout TerminalPage) {
    let lead = "\(number)  "
    let impact = path.impact.map { " (\($0))" } ?? ""
    page.add("\(path.sourceName) → \(path.targetName)\(impact)", lead: lead, style: .bold)
    let indent = String(repeating: " ", count: lead.count)
    let hops = Wording.count(path.hops.count, "hop")
    page.add("\(hops), \(path.certainty), cost \(path.cost)", lead: indent)
    HopText.add(path, to: &page, indent: lead.count)
  }
}
