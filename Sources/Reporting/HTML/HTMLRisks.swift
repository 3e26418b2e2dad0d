/// Accepted risks in HTML.
enum HTMLRisks {
  /// The section of a report; empty where nothing is accepted.
  static func section(_ view: ReportView) -> HTMLMarkup {
    guard !view.accepted.isEmpty || !view.unusedRisks.isEmpty else { return "" }
    var parts: [HTMLMarkup] = [.line("h2", [:], "Accepted risks")]
    if !view.accepted.isEmpty { parts += table(view.accepted) }
    let unused = view.unusedRisks.map { HTMLMarkup.line("li", [:], .text($0)) }
    if !unused.isEmpty { parts.append(.block("ul", ["class": "notes"], unused)) }
    return .block("section", ["id": "accepted-risks"], parts)
  }

  private static func table(_ accepted: [AcceptedView]) -> [HTMLMarkup] {
    let heads = ["Finding", "Severity", "Owner", "Until", "Reason"].map {
      HTMLMarkup.line("th", ["scope": "col"], .text($0))
    }
    let table = HTMLMarkup.block(
      "table", [:],
      [
        .block("thead", [:], [.block("tr", [:], heads)]),
        .block("tbody", [:], accepted.map(row)),
      ])
    return [
      .line(
        "p", [:],
        "These findings are counted nowhere above: someone answers for each until the day given."),
      .block(
        "div",
        ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Accepted risks"],
        [table]),
    ]
  }

  private static func row(_ view: AcceptedView) -> HTMLMarkup {
    .block(
      "tr", ["data-finding": view.finding.id],
      [
        .line("td", [:], .phrase(view.claim)),
        .line("td", [:], .text(view.finding.severity.rawValue)),
        .line("td", [:], .text(view.risk.owner)), .line("td", [:], .text(view.risk.expires)),
        .line("td", [:], .text(view.risk.reason)),
      ])
  }
}
