import Analysis
import Environment

/// The whole result as Markdown: `report.md`.
///
/// Who reads only this can name the person, what is reached, each hop with the statement that
/// allows it, and how to close it.
package enum MarkdownReport {
  /// The report. The same result gives the same bytes.
  ///
  /// - Parameters:
  ///   - result: What the analysis found.
  ///   - version: The version of Postern, as printed.
  ///   - picture: The name of the picture's file beside the report; nil when none was drawn.
  package static func text(_ result: AnalysisResult, version: String, picture: String?) -> String {
    let view = ReportView(result)
    var lines = heading(view, version)
    lines += answer(view)
    if let picture { lines += ["![The attack paths as a picture](\(link(picture)))", ""] }
    lines += MarkdownFindings.overview(view)
    for group in view.groups { lines += MarkdownFindings.section(group, view) }
    lines += MarkdownRisks.section(view)
    lines += MarkdownCoverage.section(view)
    lines += howToRead
    return lines.joined(separator: "\n") + "\n"
  }

  private static func heading(_ view: ReportView, _ version: String) -> [String] {
    let environment = view.result.graph.environment
    let accounts = environment.accounts.keys.sorted().map(view.account)
    let shown = accounts.prefix(8).map(MarkdownText.inline)
    let more = accounts.count > 8 ? ["\(accounts.count - 8) more"] : []
    var facts = [MarkdownText.inline("Postern \(version)")]
    if !accounts.isEmpty {
      facts.append("\(accounts.count == 1 ? "account" : "accounts") " + Wording.list(shown + more))
    }
    if let time = environment.asOf.flatMap(CalendarDate.text) {
      facts.append("time conditions judged as of \(time)")
    }
    facts.append(view.attacker)
    return ["# Attack paths", "", facts.joined(separator: " · "), ""]
  }

  private static func answer(_ view: ReportView) -> [String] {
    var lines = ["## The answer", "", "**\(MarkdownText.inline(view.answer))**", ""]
    if let worst = view.worst {
      lines += ["The most urgent: \(MarkdownText.phrase(worst)) [Finding 1](#finding-1)", ""]
    }
    if let gain = view.factorGain { lines += [MarkdownText.phrase(gain), ""] }
    if let caveat = view.caveat { lines += [MarkdownText.inline(caveat), ""] }
    if let accepted = view.acceptedSentence { lines += [MarkdownText.inline(accepted), ""] }
    if !view.gaps.isEmpty {
      lines += [
        "The snapshot has \(Wording.count(view.gaps.count, "gap")): see "
          + "[what was not looked at](#coverage).", "",
      ]
    }
    return lines
  }

  /// A file's name as the target of a link: everything but letters, digits and `-._/` in percent
  /// encoding.
  private static func link(_ name: String) -> String {
    let kept = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/".utf8)
    let digits = Array("0123456789ABCDEF")
    return name.utf8.map { byte in
      if kept.contains(byte) { return String(Character(Unicode.Scalar(byte))) }
      return "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }.joined()
  }

  private static let howToRead = [
    "## How to read this", "",
    "- A **start** is someone an attacker can become today: a person who can be phished, or a user "
      + "with an active access key, which is a session without a second factor. A **target** is "
      + "training data, or control of an account. A **hop** is one step that the policies allow.",
    "- **Certain**: the policies in the snapshot allow every hop. **Conditional**: they allow it if "
      + "the conditions under *Only if* hold, which the snapshot does not tell.",
    "- **Exfiltrate**: read the data. **Poison**: overwrite it. **Destroy**: delete it for "
      + "good, or make it unreadable. **Takeover**: decide who may use it. **Backdoor**: replace the "
      + "model, or answer in its place. **Secret**: learn its value. **Control**: do anything in the "
      + "account.",
    "- **Severity** adds up how easily the start is taken, whether the path is certain, how short "
      + "it is, what it leads to, and what says that the target is one.",
    "- Each statement is cited with its file, line and JSON pointer (RFC 6901) in the snapshot; "
      + "`#` leads into a document that a string holds.",
    "- What is not in the snapshot was not judged. No finding does not mean no path.",
  ]
}
