import Analysis
import Environment

/// The result of an analysis for a terminal: its first ten lines are the answer.
package enum TerminalReport {
  /// How many findings are shown hop by hop.
  private static let detailLimit = 3
  /// How many gaps are shown.
  private static let gaps = 3

  /// The report.
  ///
  /// - Parameters:
  ///   - result: What the analysis found.
  ///   - width: The columns of the terminal; no line is wider. At least 40.
  ///   - colour: Whether severities and headings are coloured.
  ///   - limit: How many findings are listed.
  package static func text(
    _ result: AnalysisResult, width: Int = 80, colour: Bool, limit: Int
  ) -> String {
    let view = ReportView(result)
    var page = TerminalPage(width: width, colour: colour)
    page.add(view.answer, style: .bold)
    if let worst = view.worst { page.add("The most urgent: \(worst.text)") }
    if let gain = view.factorGain { page.add(gain.text) }
    if let caveat = view.caveat { page.add(caveat) }
    if result.attacker != .standard { page.add(Wording.capitalized(view.attacker) + ".") }
    if let accepted = view.acceptedSentence { page.add(accepted) }
    let shown = view.findings.prefix(max(limit, 0))
    if !shown.isEmpty { FindingTable(shown).add(to: &page) }
    for finding in detailed(shown) { add(finding, view, to: &page) }
    let more = view.findings.count - shown.count
    if more > 0 {
      page.addBlank()
      page.add(
        "\(Wording.count(more, "more finding")) not listed here; the reports that -o writes have all."
      )
    }
    for unused in view.unusedRisks { page.add(unused, further: 2) }
    addGaps(view, to: &page)
    return page.text
  }

  /// The first findings, one for each pair of start and target: further impacts on the same target
  /// mostly differ in the last hop.
  private static func detailed(_ findings: ArraySlice<FindingView>) -> [FindingView] {
    var seen: Set<[String]> = []
    let distinct = findings.filter {
      seen.insert([$0.finding.start.id, $0.finding.target.id]).inserted
    }
    return Array(distinct.prefix(detailLimit))
  }

  private static func add(
    _ view: FindingView, _ report: ReportView, to page: inout TerminalPage
  ) {
    page.addBlank()
    page.add(view.claim.text + " (\(view.impact))", lead: "\(view.rank)  ", style: .bold)
    page.add("start: \(view.finding.start.reason)", lead: "   ", further: 2)
    for place in view.startPlaces { page.add(place, lead: "     ", style: .faint) }
    let protection = ProtectionWording.line(report.protections(of: view.finding.target))
    for line in [protection, view.others, view.lapse].compactMap(\.self) {
      page.add(line, lead: "   ", further: 2)
    }
    HopText.add(view.path, to: &page, indent: 3)
    if let shorter = view.shorter {
      let hops = Wording.count(shorter.hops.count, "hop")
      page.add(
        "shorter, in \(hops), if \(Wording.list(shorter.conditions))", lead: "   ", further: 2)
    }
  }

  private static func addGaps(_ view: ReportView, to page: inout TerminalPage) {
    let coverage = view.result.graph.environment.coverage
    let broken = coverage.files.count { $0.status == .broken }
    guard !view.gaps.isEmpty || broken > 0 else { return }
    page.addBlank()
    let shown = view.gaps.prefix(gaps)
    let count = shown.count < view.gaps.count ? " (\(shown.count) of \(view.gaps.count))" : ""
    page.add("Not looked at\(count):", style: .bold)
    for gap in shown {
      let account = gap.account.isEmpty ? "" : "in \(view.account(gap.account)): "
      page.add("\(account)\(gap.what); \(gap.why)", lead: "- ")
      page.addCommand(gap.command, lead: "  $ ")
    }
    if let latent = LatentWording.sentence(view.gaps) { page.add(latent, lead: "- ") }
    if broken > 0 { page.add("\(Wording.count(broken, "file")) could not be read", lead: "- ") }
  }
}

/// The list of findings in aligned columns.
struct FindingTable {
  private let findings: ArraySlice<FindingView>
  private let rankWidth: Int

  init(_ findings: ArraySlice<FindingView>) {
    self.findings = findings
    rankWidth = String(findings.last?.rank ?? 1).count
  }

  private static let severityWidth = 8
  private static let hopsWidth = 4
  private static let certaintyWidth = 11

  func add(to page: inout TerminalPage) {
    let fixed = rankWidth + Self.severityWidth + Self.hopsWidth + Self.certaintyWidth + 4 * 2
    let room = max(page.width - fixed, 12)
    page.addBlank()
    page.addRow(
      row("#", "SEVERITY", "START → TARGET (IMPACT)", "HOPS", "CERTAINTY", room).map {
        ($0, .faint)
      })
    for view in findings { add(view, room, to: &page) }
  }

  /// One line, or a second one for the target where both names do not fit into one: a name that is
  /// cut may look like another.
  private func add(_ view: FindingView, _ room: Int, to page: inout TerminalPage) {
    let severity = view.finding.severity.rawValue
    let start = VisibleText.line(view.finding.start.name)
    let target = VisibleText.line(Self.shortName(of: view.finding.target))
    let impact = " (\(view.impact))"
    let route = "\(start) → \(target)\(impact)"
    let fits = DisplayWidth.of(route) <= room
    let cells = row(
      String(view.rank), severity, fits ? route : DisplayWidth.shortened(start, to: room),
      String(view.hopCount), view.path.certainty, room)
    page.addRow(
      cells.enumerated().map { ($1, $0 == 1 ? TerminalStyle.severity(severity) : .plain) })
    guard !fits else { return }
    let lead = String(repeating: " ", count: rankWidth + Self.severityWidth + 4) + "→ "
    let rest = page.width - DisplayWidth.of(lead) - impact.count
    page.addRow([(lead + DisplayWidth.shortened(target, to: rest) + impact, .plain)])
  }

  private func row(
    _ rank: String, _ severity: String, _ route: String, _ hops: String, _ certainty: String,
    _ room: Int
  ) -> [String] {
    [
      DisplayWidth.padded(rank, to: rankWidth, isRight: true) + "  ",
      DisplayWidth.padded(severity, to: Self.severityWidth) + "  ",
      DisplayWidth.padded(route, to: room) + "  ",
      DisplayWidth.padded(hops, to: Self.hopsWidth, isRight: true) + "  ", certainty,
    ]
  }

  /// What stands for a target where there is little room: the account for control of one.
  private static func shortName(of target: Target) -> String {
    let words = "administrator of "
    guard target.kind == "aws:account", target.name.hasPrefix(words) else { return target.name }
    return "account " + target.name.dropFirst(words.count)
  }
}
