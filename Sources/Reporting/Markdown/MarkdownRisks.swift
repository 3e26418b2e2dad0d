/// Accepted risks in Markdown.
enum MarkdownRisks {
  /// The section of a report; empty where nothing is accepted.
  static func section(_ view: ReportView) -> [String] {
    guard !view.accepted.isEmpty || !view.unusedRisks.isEmpty else { return [] }
    var lines = ["## Accepted risks", ""]
    if !view.accepted.isEmpty {
      lines += [
        "These findings are counted nowhere above: someone answers for each until the day given.",
        "", "| Finding | Severity | Impact | Hops | Owner | Until | Reason |",
        "|:--|:--|:--|--:|:--|:--|:--|",
      ]
      lines += view.accepted.map(row) + [""]
    }
    return lines + view.unusedRisks.map { "- \(MarkdownText.inline($0))" }
      + (view.unusedRisks.isEmpty ? [] : [""])
  }

  private static func row(_ view: AcceptedView) -> String {
    let claim =
      "\(MarkdownText.cell(view.finding.start.name)) → "
      + MarkdownText.cell(view.finding.target.name)
    let (risk, impact) = (view.risk, view.finding.target.impact?.rawValue ?? "control")
    let cells = [
      "\(claim) \(MarkdownText.code(view.finding.id))", view.finding.severity.rawValue, impact,
      String(view.path.hops.count), MarkdownText.inline(risk.owner), risk.expires,
      MarkdownText.inline(risk.reason),
    ]
    return "| \(cells.joined(separator: " | ")) |"
  }
}
