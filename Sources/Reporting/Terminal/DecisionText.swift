import Policy

/// A decision for a terminal: what `postern can` prints.
package enum DecisionText {
  /// The answer as a sentence, then the statements that it rests on.
  ///
  /// - Parameters:
  ///   - decision: The decision.
  ///   - principal: Who asks, as the user knows them.
  ///   - action: What is asked for.
  ///   - resource: What it is asked on.
  ///   - width: The columns of the terminal; no line is wider. At least 40.
  ///   - colour: Whether the answer is coloured.
  package static func text(
    _ decision: Decision, principal: String, action: String, resource: String, width: Int = 80,
    colour: Bool = false
  ) -> String {
    let view = DecisionView(decision, principal: principal, action: action, resource: resource)
    var page = TerminalPage(width: width, colour: colour)
    page.add(view.explanation, style: .bold)
    let others = view.missing.filter { view.explanation != "No: \($0.text)." }
    for missing in others { page.add("also, \(missing.text)", lead: "  ", further: 2) }
    for statement in view.statements where !statement.isCeilingAllow { add(statement, to: &page) }
    return page.text
  }

  private static func add(_ statement: StatementView, to page: inout TerminalPage) {
    let verb =
      switch (statement.effect, statement.isCertain) {
      case (Effect.deny.rawValue, true): "denied by"
      case (Effect.deny.rawValue, false): "perhaps denied by"
      case (_, true): "allowed by"
      case (_, false): "perhaps allowed by"
      }
    page.add("\(verb) \(statement.name)", lead: "  ", further: 2)
    page.add(statement.place, lead: "    ", style: .faint)
    for condition in statement.conditions {
      page.add("where \(condition)", lead: "    ", further: 2)
    }
  }
}
