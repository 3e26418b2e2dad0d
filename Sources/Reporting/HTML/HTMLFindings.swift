import Analysis
import AttackGraph

/// The findings of a report in HTML.
enum HTMLFindings {
  /// All findings as a table.
  static func overview(_ view: ReportView) -> HTMLMarkup {
    guard !view.findings.isEmpty else { return "" }
    let names = ["#", "Severity", "Start", "Target", "Impact", "Hops", "Certainty"]
    let heads = names.map { name in
      HTMLMarkup.line("th", ["scope": "col", "class": alignment(name)], .text(name))
    }
    let table = HTMLMarkup.block(
      "table", [:],
      [
        .block("thead", [:], [.block("tr", [:], heads)]),
        .block("tbody", [:], view.findings.map(row)),
      ])
    return .block(
      "section", ["id": "findings"],
      [
        .line("h2", [:], "Findings"),
        .block(
          "div",
          ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": "All findings"],
          [table]),
      ])
  }

  private static func alignment(_ name: String) -> String? {
    name == "#" || name == "Hops" ? "number" : nil
  }

  private static func row(_ view: FindingView) -> HTMLMarkup {
    let finding = view.finding
    return .block(
      "tr", ["data-finding": finding.id],
      [
        .line(
          "td", ["class": "number"],
          .inline("a", ["href": "#finding-\(view.rank)"], .text("\(view.rank)"))),
        .line("td", [:], severity(finding.severity)),
        .line("td", [:], .code(finding.start.name)),
        .line("td", [:], .code(finding.target.name)),
        .line("td", [:], .text(view.impact)),
        .line("td", ["class": "number"], .text("\(view.hopCount)")),
        .line("td", [:], .text(view.path.certainty)),
      ])
  }

  private static func severity(_ severity: Finding.Severity) -> HTMLMarkup {
    .inline("span", ["class": "severity \(severity.rawValue)"], .text(severity.rawValue))
  }

  /// The findings that lead to one target.
  static func section(_ group: ReportView.TargetGroup, _ view: ReportView) -> HTMLMarkup {
    let number = view.groups.firstIndex { $0.target.id == group.target.id } ?? 0
    let heading: [HTMLMarkup] = [
      .line("h2", [:], "Paths to ", .code(group.target.name)), about(group.target, view),
    ]
    return .block(
      "section",
      ["class": "target", "id": "target-\(number + 1)", "data-target": group.target.id],
      heading + protections(of: group.target, view) + group.findings.map { finding($0, view) })
  }

  private static func protections(of target: Target, _ view: ReportView) -> [HTMLMarkup] {
    let items = view.protections(of: target).map { protection in
      let place = protection.place
      return HTMLMarkup.line(
        "li", ["data-protection": protection.name, "data-state": protection.state.rawValue],
        .text(protection.words),
        place.isEmpty
          ? "" : .list([" ", .inline("span", ["class": "place"], .code(place))]))
    }
    if items.isEmpty { return [] }
    return [
      .line("p", [:], "What makes it harder:"), .block("ul", ["class": "citations"], items),
    ]
  }

  private static func about(_ target: Target, _ view: ReportView) -> HTMLMarkup {
    let account = HTMLMarkup.text(view.account(target.account))
    let id = HTMLMarkup.code(target.id)
    if target.kind == "aws:account" {
      return .line("p", ["class": "about"], "Control of the account ", account, ", ", id, ".")
    }
    return .line(
      "p", ["class": "about"], "The ", .text(KindWords.of(target.kind)), " ", id, " of ", account,
      ". A target because: ", .text(target.reason), ".")
  }

  // MARK: One finding

  private static func finding(_ view: FindingView, _ report: ReportView) -> HTMLMarkup {
    let finding = view.finding
    let anchor = "finding-\(view.rank)"
    let heading = HTMLMarkup.line(
      "h3", ["id": "id-\(finding.id)"], severity(finding.severity),
      .inline(
        "a", ["href": "#id-\(finding.id)"], .text("\(view.rank)."), " ", .phrase(view.claim)))
    var content = [heading, facts(view, report), hops(view.path, anchor)]
    if let shorter = view.shorter { content.append(self.shorter(shorter, anchor)) }
    return .block(
      "article",
      [
        "class": "finding", "id": anchor, "data-finding": finding.id, "data-path": view.path.id,
        "data-rank": "\(view.rank)", "data-severity": finding.severity.rawValue,
        "data-certainty": view.path.certainty, "data-impact": view.impact,
        "data-start": finding.start.id, "data-target": finding.target.id,
      ], content)
  }

  private static func facts(_ view: FindingView, _ report: ReportView) -> HTMLMarkup {
    let start = view.finding.start
    let doubt = start.isKnown ? "" : " (not proven to be usable)"
    var rows: [HTMLMarkup] = [
      .line("dt", [:], "Way in"),
      .line(
        "dd", [:], .text(Wording.capitalized(start.reason)), .words(doubt),
        .list(
          view.startPlaces.map {
            .list([" ", .inline("span", ["class": "place"], .code($0))])
          })),
      .line("dt", [:], "Start"),
      .line(
        "dd", [:], .code(start.id),
        start.account.isEmpty ? "" : .list([" in ", .text(report.account(start.account))])),
      .line("dt", [:], "Impact"),
      .line("dd", [:], .text("\(view.impact), \(view.path.certainty), \(view.length)")),
    ]
    rows += [
      .line("dt", [:], "Severity"), .line("dd", [:], .text(Wording.capitalized(view.because))),
    ]
    for (source, found) in [("ATLAS", view.atlas), ("ATT&CK", view.attack)] where !found.isEmpty {
      let names = found.map { HTMLMarkup.list([.code($0.id), " ", .text($0.name)]) }
      rows += [.line("dt", [:], .text(source)), .line("dd", [:], .list(names, ", "))]
    }
    rows += remarks(view)
    rows += [.line("dt", [:], "Finding"), .line("dd", [:], .code(view.finding.id))]
    return .block("dl", [:], rows)
  }

  /// What a finding may have beside what each has.
  private static func remarks(_ view: FindingView) -> [HTMLMarkup] {
    var rows: [HTMLMarkup] = []
    if let others = view.others {
      rows += [
        .line("dt", [:], "Others"), .line("dd", [:], .text(Wording.capitalized(others))),
      ]
    }
    if !view.path.conditions.isEmpty {
      rows.append(.line("dt", [:], "Only if"))
      rows += view.path.conditions.map { .line("dd", [:], .text($0)) }
    }
    if let lapse = view.lapse {
      rows += [
        .line("dt", [:], "Was accepted"), .line("dd", [:], .text(Wording.capitalized(lapse))),
      ]
    }
    return rows
  }

  private static func shorter(_ path: PathView, _ anchor: String) -> HTMLMarkup {
    let words = "A shorter path of \(Wording.count(path.hops.count, "hop")) works under conditions:"
    return .block(
      "div", ["class": "shorter", "data-path": path.id],
      [.line("p", [:], .text(words))] + path.conditions.map(condition)
        + [hops(path, anchor + "-shorter")])
  }

  private static func condition(_ text: String) -> HTMLMarkup {
    .line("p", ["class": "condition"], "Only if ", .text(text))
  }

  // MARK: Hops

  private static func hops(_ path: PathView, _ anchor: String) -> HTMLMarkup {
    let items = path.hops.enumerated().map { number, hop in
      HTMLMarkup.block(
        "li",
        [
          "class": "hop", "id": "\(anchor)-hop-\(number + 1)", "data-from": hop.fromID,
          "data-to": hop.toID, "data-via": hop.viaID, "data-technique": hop.techniqueID,
          "data-certainty": hop.certainty,
        ], details(hop))
    }
    return .block("ol", ["class": "hops"], items)
  }

  private static func details(_ hop: HopView) -> [HTMLMarkup] {
    let citations = CitationView.all(of: hop.evidence).map(citation)
    var lines: [HTMLMarkup] = [.line("p", ["class": "sentence"], .phrase(hop.phrase))]
    lines.append(.block("ul", ["class": "citations"], citations))
    lines += hop.conditions.map(condition)
    if let close = hop.close {
      lines.append(
        .line("p", ["class": "close"], .inline("b", [:], "How to close it:"), " ", .text(close)))
    }
    let attack = hop.attack.map(HTMLMarkup.code)
    lines.append(
      .line(
        "p", ["class": "technique"], "Technique: ", .text(hop.techniqueName), " (",
        .code(hop.techniqueID), ")",
        attack.isEmpty ? "" : .list([", ATT&CK ", .list(attack, ", ")])))
    return lines
  }

  private static func citation(_ citation: CitationView) -> HTMLMarkup {
    var phrase = citation.phrase
    if case .words(let first)? = phrase.parts.first {
      phrase.parts[0] = .words(Wording.capitalized(first))
    }
    let pointer: HTMLMarkup =
      citation.pointer.isEmpty ? "" : .list([" at ", .code(citation.pointer)])
    return .line(
      "li",
      ["class": "citation", "data-place": citation.place, "data-pointer": citation.pointer],
      .phrase(phrase),
      citation.place.isEmpty
        ? "" : .inline("span", ["class": "place"], .code(citation.place), pointer))
  }
}
