/// The sanitiser of everything that goes into HTML.
///
/// Names come from files that an attacker may have written. What leaves here is one line of
/// characters that can be seen, without any that could end a text or a quoted value.
/// Source: "HTML Living Standard", section 13.1.2, on attribute values and text.
package enum HTMLText {
  /// A text between tags; `(empty)` for nothing.
  package static func text(_ text: String) -> String {
    let line = VisibleText.line(text)
    return line.isEmpty ? "(empty)" : escaped(line)
  }

  /// A value between quotation marks; nothing stays nothing.
  package static func attribute(_ text: String) -> String { escaped(VisibleText.line(text)) }

  /// Words of a sentence, with the spaces at their ends.
  static func words(_ text: String) -> String {
    if text.allSatisfy({ $0 == " " }) { return text }
    let lead = text.hasPrefix(" ") ? " " : ""
    let trail = text.hasSuffix(" ") ? " " : ""
    return lead + escaped(VisibleText.line(text)) + trail
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
