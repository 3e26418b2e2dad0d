import Analysis
import AttackGraph

/// The findings of a report in Markdown.
enum MarkdownFindings {
  /// The most findings that the overview lists.
  private static let overviewLimit = 100

  /// All findings as a table.
  static func overview(_ view: ReportView) -> [String] {
    guard !view.findings.isEmpty else { return [] }
    var lines = [
      "## Findings", "", "| # | Severity | Start | Target | Impact | Hops | Certainty |",
      "|--:|:--|:--|:--|:--|--:|:--|",
    ]
    lines += view.findings.prefix(overviewLimit).map(row)
    let more = view.findings.count - overviewLimit
    if more > 0 { lines += ["", "\(more) more follow below."] }
    return lines + [""]
  }

  private static func row(_ view: FindingView) -> String {
    let finding = view.finding
    let cells = [
      "[\(view.rank)](#finding-\(view.rank))", finding.severity.rawValue,
      MarkdownText.cell(finding.start.name), MarkdownText.cell(finding.target.name), view.impact,
      String(view.hopCount), view.path.certainty,
    ]
    return "| \(cells.joined(separator: " | ")) |"
  }

  /// The findings that lead to one target.
  static func section(_ group: ReportView.TargetGroup, _ view: ReportView) -> [String] {
    var lines = [
      "## Target: \(MarkdownText.code(group.target.name))", "", about(group.target, view), "",
    ]
    let protections = view.protections(of: group.target)
    if !protections.isEmpty { lines += ["What makes it harder:", ""] }
    for protection in protections {
      let place = protection.place
      let citation = place.isEmpty ? "" : ", \(MarkdownText.code(place))"
      lines.append("- \(MarkdownText.inline(protection.words))\(citation)")
    }
    if !protections.isEmpty { lines.append("") }
    for finding in group.findings { lines += self.finding(finding, view) }
    return lines
  }

  private static func about(_ target: Target, _ view: ReportView) -> String {
    let account = MarkdownText.inline(view.account(target.account))
    let id = MarkdownText.code(target.id)
    if target.kind == "aws:account" { return "Control of the account \(account), \(id)." }
    let kind = MarkdownText.inline(KindWords.of(target.kind))
    let reason = MarkdownText.inline(target.reason)
    return "The \(kind) \(id) of \(account). A target because: \(reason)."
  }

  // MARK: One finding

  private static func finding(_ view: FindingView, _ report: ReportView) -> [String] {
    let finding = view.finding
    let start = finding.start
    var lines = [
      "<a id=\"finding-\(view.rank)\"></a>", "",
      "### \(view.rank). \(Wording.capitalized(finding.severity.rawValue)): "
        + MarkdownText.phrase(view.claim), "",
      "- Severity **\(finding.severity.rawValue)**, **\(view.path.certainty)**, impact "
        + "**\(view.impact)**, \(Wording.count(view.hopCount, "hop")), finding "
        + MarkdownText.code(finding.id),
      "- Start: \(MarkdownText.code(start.id))"
        + (start.account.isEmpty
          ? "" : " in \(MarkdownText.inline(report.account(start.account)))") + ": "
        + MarkdownText.inline(start.reason) + (start.isKnown ? "" : " (not proven to be usable)")
        + view.startPlaces.map { ", \(MarkdownText.code($0))" }.joined(),
    ]
    lines.append("- \(MarkdownText.inline(Wording.capitalized(view.because)))")
    for (source, found) in [("ATLAS", view.atlas), ("ATT&CK", view.attack)] where !found.isEmpty {
      let names = found.map { "\(MarkdownText.code($0.id)) \(MarkdownText.inline($0.name))" }
      lines.append("- MITRE \(MarkdownText.inline(source)): \(names.joined(separator: ", "))")
    }
    if let others = view.others { lines.append("- \(Wording.capitalized(others))") }
    if let lapse = view.lapse {
      lines.append("- \(MarkdownText.inline(Wording.capitalized(lapse)))")
    }
    lines += conditions(view.path.conditions, indent: "")
    lines += [""] + hops(view.path, report.sharedHops[view.rank]) + [""]
    if let shorter = view.shorter { lines += self.shorter(shorter) }
    return lines
  }

  private static func shorter(_ path: PathView) -> [String] {
    let count = Wording.count(path.hops.count, "hop")
    return ["A shorter path of \(count) works under conditions:", ""]
      + conditions(path.conditions, indent: "") + [""] + hops(path) + [""]
  }

  private static func conditions(_ conditions: [String], indent: String) -> [String] {
    conditions.map { "\(indent)- Only if \(MarkdownText.inline($0))" }
  }

  // MARK: Hops

  /// All hops, or those that another finding has not told yet.
  private static func hops(_ path: PathView, _ shared: SharedHops? = nil) -> [String] {
    let first = shared?.count ?? 0
    var lines: [String] = []
    if let shared {
      lines = ["\(shared.words)[finding \(shared.rank)](#finding-\(shared.rank)).", ""]
    }
    return lines
      + path.hops.enumerated().dropFirst(first).flatMap { number, hop in
        let marker = "\(number + 1). "
        let indent = String(repeating: " ", count: marker.count)
        return [marker + MarkdownText.phrase(hop.phrase)] + details(hop).map { indent + $0 }
      }
  }

  private static func details(_ hop: HopView) -> [String] {
    var lines = CitationView.all(of: hop.evidence).map { "- " + citation($0) }
    lines += conditions(hop.conditions, indent: "")
    if let close = hop.close { lines.append("- How to close it: \(MarkdownText.inline(close))") }
    let technique =
      "- Technique: \(MarkdownText.inline(hop.techniqueName)) "
      + "(\(MarkdownText.code(hop.techniqueID)))"
    let attack =
      hop.attack.isEmpty
      ? "" : ", ATT&CK " + hop.attack.map(MarkdownText.code).joined(separator: ", ")
    return lines + [technique + attack]
  }

  private static func citation(_ citation: CitationView) -> String {
    let text = Wording.capitalized(MarkdownText.phrase(citation.phrase))
    if citation.place.isEmpty { return text }
    let place = "\(text): \(MarkdownText.code(citation.place))"
    return citation.pointer.isEmpty ? place : "\(place) at \(MarkdownText.code(citation.pointer))"
  }
}
