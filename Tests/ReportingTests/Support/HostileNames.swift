import Testing

@testable import Reporting

/// Names that somebody wrote to be seen as something else.
enum HostileNames {
  static let all = [
    "a|b*c*_d_`e``f` <script>alert(1)</script>",
    "[click](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "x\n# Heading\n- item\r\n\r\n1. one\n```\ncode",
    "\u{1B}[2J\u{1B}]0;owned\u{7}\u{9B}31m\u{8}\u{7F}\u{0}",
    "\u{202E}gpj.exe\u{2066}\u{200F}\u{200B}\u{FEFF}\u{2028}\u{2029}",
    "https://evil.example/ www.evil.example evil.example",
    "\"},{\"schema\":\"x\"}] \\\" \\N \\l \\",
    "&lt;b&gt; &#x41; \\| \\\\ $x^2$ ~~gone~~",
    "{from} {to} {via}", "<!-- --> <a id=\"finding-1\">", "-->", "- [ ] done", "1. one", "# one",
    "> quoted", "===", "---", "`", "``", "|", "   ", "\\", "",
    String(repeating: "A", count: 5000), String(repeating: "long words ", count: 500),
    "日本語の名前とても長い名前です日本語の名前とても長い名前です日本語の名前とても長い名前です",
    "e" + String(repeating: "\u{301}", count: 400), "👩‍👩‍👧‍👦🏳️‍🌈", "\u{E0041}\u{E007F}\u{115F}\u{3164}",
  ]

  /// Expects that nothing but text gets to a terminal, in lines that fit.
  static func expectHarmless(
    terminal text: String, width: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectVisible(text, sourceLocation: sourceLocation)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(
        DisplayWidth.of(line) <= width, "\(line.debugDescription)", sourceLocation: sourceLocation)
    }
  }

  /// Expects no scalar but line ends that is not to be seen.
  ///
  /// - Parameter isStrict: Whether letters without a shape count too; a picture may have them.
  static func expectVisible(
    _ text: String, isStrict: Bool = true, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let hidden = text.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        scalar != "\n"
      default: isStrict && scalar.properties.isDefaultIgnorableCodePoint
      }
    }
    #expect(hidden.isEmpty, "\(hidden.map(\.value))", sourceLocation: sourceLocation)
  }
}

/// What of a Markdown text could mean something: without code spans and escaped characters.
/// Source: "GitHub Flavored Markdown Spec", version 0.29, sections 6.1 and 6.3.
enum BareMarkdown {
  static func of(_ text: String) -> String {
    var result = ""
    var rest = Array(text)[...]
    while let first = rest.first {
      if first == "\\", rest.dropFirst().first?.isASCIIPunctuation == true {
        rest = rest.dropFirst(2)
      } else if first == "`" {
        let fence = rest.prefix { $0 == "`" }.count
        rest = afterSpan(rest.dropFirst(fence), fence) ?? rest.dropFirst(fence)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  private static func afterSpan(
    _ text: ArraySlice<Character>, _ fence: Int
  ) -> ArraySlice<Character>? {
    var rest = text
    while let tick = rest.firstIndex(of: "`") {
      let run = rest[tick...].prefix { $0 == "`" }
      rest = rest[run.endIndex...]
      if run.count == fence { return rest }
    }
    return nil
  }
}

extension Character {
  fileprivate var isASCIIPunctuation: Bool {
    isASCII && !isLetter && !isNumber && !isWhitespace
  }
}
