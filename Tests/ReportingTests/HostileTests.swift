import Documents
import Rendering
import Testing

@testable import Reporting

@Suite("Hostile names in every format")
struct HostileTests {
  @Test("the terminal gets text alone, in lines that fit", arguments: HostileNames.all)
  func terminal(name: String) {
    let result = Worlds.hostile(name).analyzed()
    #expect(!result.findings.isEmpty)
    for width in [40, 80] {
      HostileNames.expectHarmless(terminal: Outputs.terminal(result, width: width), width: width)
      HostileNames.expectHarmless(terminal: Outputs.pathText(result, width: width), width: width)
    }
    // Every escape of a coloured page is one of the page's own.
    let coloured = Outputs.terminal(result, colour: true)
    HostileNames.expectVisible(coloured.replacing(/\u{1B}\[(0|1|2|31|33|1;31)m/, with: ""))
  }

  @Test("Markdown has the lines of a report on plain names", arguments: HostileNames.all)
  func markdown(name: String) {
    let text = Outputs.markdown(Worlds.hostile(name).analyzed())
    HostileNames.expectVisible(text)
    let plain = Outputs.markdown(Worlds.hostile("plain").analyzed())
    // Names stand within lines: they make no line, and begin none.
    #expect(Self.skeleton(text) == Self.skeleton(plain))
    let bare = BareMarkdown.of(text)
    for tag in ["<script", "<b>", "<!--", "](javascript", "](https:", "http://", "https://"] {
      #expect(!bare.contains(tag), "\(tag)")
    }
  }

  /// What makes each line a heading, an item, a row or a block of its own, nested ones too.
  private static func skeleton(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard
        let start = line.prefixMatch(of: /( *(#{1,6} |[-*+] |[0-9]+[.)] |\||>|```|~~~|<|=+$|-+$))+/)
      else { return line.isEmpty ? "" : "text" }
      return String(start.output.0)
    }
  }

  @Test("JSON is read back as it was meant", arguments: HostileNames.all)
  func json(name: String) throws {
    let result = Worlds.hostile(name).analyzed()
    for text in [Outputs.json(result), Outputs.pathsJSON(result)] {
      let document = try JSONDocument.parse(Array(text.utf8), file: "report.json")
      #expect(document.duplicateKeys.isEmpty)
      HostileNames.expectVisible(text, isStrict: false)
    }
    let report = try JSONDocument.parse(Array(Outputs.json(result).utf8), file: "report.json")
    #expect(report.root["findings"]?.listed.first?["start"]?["name"]?.string == name)
    #expect(report.root["coverage"]?["gaps"]?.listed.first?["command"]?.string == name)
  }

  @Test("a picture has the statements of one with plain names", arguments: HostileNames.all)
  func picture(name: String) {
    let result = Worlds.hostile(name).analyzed()
    for form in DOTWriter.Form.allCases {
      let text = Outputs.dot(result, form: form)
      HostileNames.expectVisible(text, isStrict: false)
      let outsideQuotes = text.replacing(/"(?:[^"\\]|\\.)*"/, with: "")
      let plain = Outputs.dot(Worlds.hostile("plain").analyzed(), form: form)
      #expect(outsideQuotes == plain.replacing(/"(?:[^"\\]|\\.)*"/, with: ""))
    }
  }
}

@Suite("The sanitisers")
struct SanitizerTests {
  @Test(
    "words in Markdown",
    arguments: [
      ("plain words, s3:GetObject (twice)", "plain words, s3:GetObject (twice)"),
      ("a*b_c`d", #"a\*b\_c\`d"#), ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
      ("[x](y)", #"\[x\](y)"#), ("![x]", #"\!\[x\]"#), ("a|b", #"a\|b"#), (#"\|"#, #"\\\|"#),
      ("https://evil.example", #"https\://evil\.example"#), ("1.2.3", #"1\.2.3"#),
      ("version 1.2.3", "version 1.2.3"), ("- x", #"\- x"#), ("+ x", #"\+ x"#),
      ("12) x", #"12\) x"#),
      ("# x", "\\# x"), ("a\nb\tc", "a b c"), ("  a  ", "a"), ("\u{202E}x", "\u{FFFD}x"),
      ("\u{1B}[31m", "\u{FFFD}\\[31m"), ("~~x~~ $y$", #"\~\~x\~\~ \$y\$"#), ("", "(empty)"),
    ])
  func words(text: String, expected: String) { #expect(MarkdownText.inline(text) == expected) }

  @Test(
    "code in Markdown",
    arguments: [
      ("plain", "`plain`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("``a", #"\`\`a"#),
      ("a\\", "`a\\`"), ("", "(empty)"), ("\n", "(empty)"), ("a\n# b", "`a # b`"),
      ("<script>", "`<script>`"),
    ])
  func code(text: String, expected: String) { #expect(MarkdownText.code(text) == expected) }

  @Test(
    "cells in Markdown",
    arguments: [
      ("plain", "`plain`"), ("a|b", #"a\|b"#), (#"a\"#, #"a\\"#), ("a`b", "``a`b``"),
      ("a``b", #"a\`\`b"#),
    ])
  func cell(text: String, expected: String) { #expect(MarkdownText.cell(text) == expected) }

  @Test("one line of what can be seen", arguments: HostileNames.all)
  func visible(name: String) {
    let line = VisibleText.line(name)
    HostileNames.expectVisible(line)
    #expect(!line.contains("\n"))
    #expect(line.unicodeScalars.count <= VisibleText.limit)
    #expect(VisibleText.line(line) == line)
    #expect(VisibleText.line(name, limit: 9).unicodeScalars.count <= 9)
  }

  @Test("marks pile up two high at most")
  func marks() {
    #expect(VisibleText.line("e\u{301}\u{301}\u{301}\u{301}x") == "e\u{301}\u{301}x")
  }
}
