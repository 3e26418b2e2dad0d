import Analysis
import Environment

/// The whole result as one page: `report.html`.
///
/// It loads nothing, runs nothing, and can be sent by mail, printed and read without colours. What a
/// script would need to find its way is in `data-` attributes: findings, hops and the picture's nodes
/// carry the ids of the JSON report.
package enum HTMLReport {
  /// What the page may do: show itself, in its own style.
  /// Source: "Content Security Policy Level 3", W3C, section 3.3 on policies within a page.
  package static let policy =
    "default-src 'none'; style-src 'sha256-\(HTMLStyle.hash)'; img-src data:; "
    + "base-uri 'none'; form-action 'none'"

  /// The page. The same result gives the same bytes.
  ///
  /// - Parameters:
  ///   - result: What the analysis found.
  ///   - version: The version of Postern, as printed.
  ///   - picture: The picture as SVG; nil when none was drawn. Of an SVG only what shows a still
  ///     picture is taken over, and nothing of a text that is no SVG.
  package static func text(_ result: AnalysisResult, version: String, picture: String?) -> String {
    let view = ReportView(result)
    let picture = picture.flatMap(InlinePicture.init)
    let isWide = picture.map { $0.proportion > 1.6 } ?? false
    let front = HTMLMarkup.block(
      "div", ["class": isWide ? "front wide" : "front"],
      [heading(view, version), answer(view), figure(picture)])
    let main = HTMLMarkup.block(
      "main", [:],
      [front, HTMLFindings.overview(view)] + view.groups.map { HTMLFindings.section($0, view) }
        + [HTMLRisks.section(view), HTMLCoverage.section(view), HTMLGuide.section])
    let end = HTMLMarkup.block("footer", [:], [.line("p", [:], .text("Postern \(version)"))])
    let page = HTMLMarkup.block(
      "html", ["lang": "en"], [head(view), .block("body", [:], [main, end])])
    return "<!DOCTYPE html>\n" + page.source
  }

  private static func head(_ view: ReportView) -> HTMLMarkup {
    .block(
      "head", [:],
      [
        .void("meta", ["charset": "utf-8"]),
        .void("meta", ["http-equiv": "Content-Security-Policy", "content": policy]),
        .void(
          "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        .void("meta", ["name": "referrer", "content": "no-referrer"]),
        .void("meta", ["name": "color-scheme", "content": "light"]),
        .line("title", [:], .text("Attack paths: \(Wording.list(accounts(view)))")), .style,
      ])
  }

  private static func heading(_ view: ReportView, _ version: String) -> HTMLMarkup {
    let environment = view.result.graph.environment
    let names = accounts(view)
    var facts = ["Postern \(version)"]
    if !environment.accounts.isEmpty {
      let noun = environment.accounts.count == 1 ? "account" : "accounts"
      facts.append("\(noun) \(Wording.list(names))")
    }
    if let time = environment.asOf.flatMap(CalendarDate.text) {
      facts.append("time conditions judged as of \(time)")
    }
    facts.append(view.attacker)
    return .block(
      "header", [:],
      [
        .line("h1", [:], "Attack paths"),
        .line("p", ["class": "facts"], .list(facts.map(HTMLMarkup.text), " · ")),
      ])
  }

  private static func accounts(_ view: ReportView) -> [String] {
    let accounts = view.result.graph.environment.accounts.keys.sorted()
    if accounts.isEmpty { return ["no accounts"] }
    let more = accounts.count > 8 ? ["\(accounts.count - 8) more"] : []
    return accounts.prefix(8).map(view.account) + more
  }

  private static func answer(_ view: ReportView) -> HTMLMarkup {
    var lines: [HTMLMarkup] = [.line("p", ["class": "answer"], .text(view.answer))]
    if let worst = view.worst {
      lines.append(
        .line(
          "p", ["class": "worst"], "The most urgent: ", .phrase(worst), " ",
          .inline("a", ["href": "#finding-1"], "Finding 1")))
    }
    if let gain = view.factorGain { lines.append(.line("p", [:], .phrase(gain))) }
    if let caveat = view.caveat { lines.append(.line("p", [:], .text(caveat))) }
    if let accepted = view.acceptedSentence { lines.append(.line("p", [:], .text(accepted))) }
    if !view.gaps.isEmpty {
      lines.append(
        .line(
          "p", [:], .text("The snapshot has \(Wording.count(view.gaps.count, "gap")): see"), " ",
          .inline("a", ["href": "#coverage"], "what was not looked at"), "."))
    }
    return .block("section", ["id": "answer"], lines + [contents(view)])
  }

  private static func contents(_ view: ReportView) -> HTMLMarkup {
    var places: [(String, HTMLMarkup)] = []
    if !view.findings.isEmpty { places.append(("#findings", "All findings")) }
    for (number, group) in view.groups.enumerated().prefix(8) {
      let name = VisibleText.line(group.target.name, limit: 60)
      places.append(("#target-\(number + 1)", .list(["Paths to ", .text(name)])))
    }
    places += [("#coverage", "What was looked at"), ("#how-to-read", "How to read this")]
    let items = places.map { HTMLMarkup.line("li", [:], .inline("a", ["href": $0.0], $0.1)) }
    return .block("nav", ["aria-label": "On this page"], [.block("ul", [:], items)])
  }

  private static func figure(_ picture: InlinePicture?) -> HTMLMarkup {
    guard let picture else { return "" }
    return .block(
      "figure", ["id": "picture"],
      [
        .block(
          "div",
          [
            "class": "scroll", "tabindex": "0", "role": "region",
            "aria-label": "The attack paths as a picture",
          ], [.picture(picture)])
      ])
  }
}
