import Policy

/// Everybody who may do one thing, for a terminal: what `postern can --who` prints.
package enum WhoText {
  /// How many are listed of each sort unless all are wanted.
  private static let listLimit = 50

  /// The whole answer.
  ///
  /// - Parameters:
  ///   - view: Who may.
  ///   - width: The columns of the terminal; no line is wider. At least 40.
  ///   - colour: Whether headings are coloured.
  ///   - isVerbose: Whether lists are given whole.
  package static func text(
    _ view: WhoView, width: Int = 80, colour: Bool, isVerbose: Bool
  ) -> String {
    var page = TerminalPage(width: width, colour: colour)
    page.add(view.answer, style: .bold)
    let limit = isVerbose ? Int.max : listLimit
    let certain = view.rows.filter { $0.decision.answer == .allowed }
    let conditional = view.rows.filter { $0.decision.answer != .allowed }
    add("For certain", certain, limit, &page)
    add("Under conditions", conditional, limit, &page)
    if !view.outside.isEmpty {
      heading("From outside, as far as the resource's own side goes", &page)
      for (name, decision) in view.outside.prefix(limit) {
        page.add(name, lead: "- ")
        addReasons(decision, to: &page)
      }
      more(view.outside.count - limit, &page)
    }
    addWays(view, limit, &page)
    return page.text
  }

  private static func heading(_ text: String, _ page: inout TerminalPage) {
    page.addBlank()
    page.add(text + ":", style: .bold)
  }

  private static func more(_ count: Int, _ page: inout TerminalPage) {
    if count > 0 { page.add("\(count) more; --verbose shows them", lead: "- ") }
  }

  private static func add(
    _ title: String, _ rows: [WhoView.Row], _ limit: Int, _ page: inout TerminalPage
  ) {
    guard !rows.isEmpty else { return }
    heading(title, &page)
    for row in rows.prefix(limit) {
      page.add("\(KindWords.of(row.kind)) \(row.name) in \(row.account)", lead: "- ")
      addReasons(row.decision, to: &page)
    }
    more(rows.count - limit, &page)
  }

  /// The statements that allow it, and what must be so.
  private static func addReasons(_ decision: DecisionView, to page: inout TerminalPage) {
    let allows = decision.statements.filter { $0.effect == Effect.allow.rawValue }
    for statement in allows where !statement.isCeilingAllow {
      page.add("by \(statement.name)", lead: "  ", further: 2)
      page.add(statement.place, lead: "    ", style: .faint)
    }
    for condition in decision.conditions {
      page.add("only if \(condition)", lead: "  ", further: 2)
    }
  }

  private static func addWays(_ view: WhoView, _ limit: Int, _ page: inout TerminalPage) {
    guard !view.ways.isEmpty else { return }
    heading("By hops", &page)
    for way in view.ways.prefix(limit) {
      let hops = Wording.count(way.path.hops.count, "hop")
      page.add(
        "\(way.path.sourceName), \(hops) to \(way.path.targetName), \(way.certainty)", lead: "- ")
      for (number, hop) in way.path.hops.enumerated() {
        page.add(hop.sentence, lead: "  \(number + 1). ")
      }
      for condition in way.conditions { page.add("only if \(condition)", lead: "  ", further: 2) }
    }
    more(view.ways.count - limit, &page)
  }
}
