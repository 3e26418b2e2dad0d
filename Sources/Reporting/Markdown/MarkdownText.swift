/// The sanitiser of everything that goes into Markdown.
///
/// Names come from files that an attacker may have written, and Markdown is read as CommonMark, with
/// the tables, links and formulas of GitHub's dialect, and with HTML inside. What leaves here is one
/// line without any of that. Two things stay, which no escape turns off: GitHub's own page makes
/// links of mail addresses, and of names after `@` where the text is pasted into a comment; names in
/// code spans are free of them too.
/// Source: "GitHub Flavored Markdown Spec", version 0.29, sections 2.3, 4.10, 6.1, 6.9.
package enum MarkdownText {
  /// A text as plain words within a line; `(empty)` for nothing.
  package static func inline(_ text: String) -> String {
    let scalars = Array(VisibleText.line(text).unicodeScalars)
    if scalars.isEmpty { return "(empty)" }
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      let previous = index > 0 ? scalars[index - 1] : nil
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case _ where needsEscape(scalar, after: previous, before: next):
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return escapingListMarker(result)
  }

  /// A name or value as a code span; `(empty)` for nothing. A name with two backticks in a row
  /// would need a longer fence than that, which could begin a block; it is set as words.
  package static func code(_ text: String) -> String {
    let text = VisibleText.line(text)
    if text.isEmpty || text.contains("``") { return inline(text) }
    guard text.contains("`") else { return "`\(text)`" }
    let pad = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return "``" + pad + text + pad + "``"
  }

  /// A name or value as the cell of a table. Cells are cut at every bar, within code spans too, so
  /// that names with one are set as words.
  package static func cell(_ text: String) -> String {
    let text = VisibleText.line(text, limit: cellLimit)
    return text.contains("|") || text.contains("\\") ? inline(text) : code(text)
  }

  private static let cellLimit = 80

  /// A sentence, its names as code.
  static func phrase(_ phrase: Phrase) -> String { phrase.text(words: words, name: code) }

  /// Words between names, with the spaces at their ends.
  private static func words(_ text: String) -> String {
    if text.allSatisfy({ $0 == " " }) { return text }
    let lead = text.hasPrefix(" ") ? " " : ""
    let trail = text.hasSuffix(" ") ? " " : ""
    return lead + inline(text) + trail
  }

  private static func needsEscape(
    _ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, before next: Unicode.Scalar?
  ) -> Bool {
    switch scalar {
    case "\\", "`", "*", "_", "[", "]", "|", "~", "$", "#", "!": true
    // `https://…` is a link of its own in GitHub's dialect, and `www.…` as well; some readers go
    // as far as `name.com`.
    case ":": next == "/"
    case ".": isLetter(previous) && isWordScalar(next) || isWordScalar(previous) && isLetter(next)
    default: false
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar?) -> Bool {
    scalar?.properties.isAlphabetic ?? false
  }

  private static func isWordScalar(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
  }

  /// At the beginning of an item `- `, `+ `, `= ` and `1. ` would begin a block.
  private static func escapingListMarker(_ text: String) -> String {
    guard let first = text.first else { return text }
    if "-+=".contains(first) { return "\\" + text }
    let digits = text.prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty, digits.count < text.count else { return text }
    let mark = text[digits.endIndex]
    return mark == "." || mark == ")" ? digits + "\\" + text[digits.endIndex...] : text
  }
}
