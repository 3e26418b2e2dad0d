import Testing

@testable import Reporting

@Suite("What every format says of one organisation")
struct GoldenTests {
  private let result = Worlds.acme().analyzed()

  @Test func markdownReport() { Golden.expect(Outputs.markdown(result), is: "report.md") }
  @Test func jsonReport() { Golden.expect(Outputs.json(result), is: "report.json") }
  @Test func terminalReport() { Golden.expect(Outputs.terminal(result), is: "terminal.txt") }
  @Test func pathsAsJSON() { Golden.expect(Outputs.pathsJSON(result), is: "paths.json") }
  @Test func pathsAsText() { Golden.expect(Outputs.pathText(result), is: "paths.txt") }
  @Test func diagram() { Golden.expect(Outputs.dot(result), is: "paths.dot") }

  @Test("nothing to report")
  func nothing() {
    Golden.expect(Outputs.terminal(Worlds.empty().analyzed()), is: "empty.txt")
    Golden.expect(Outputs.markdown(Worlds.empty().analyzed()), is: "empty.md")
    Golden.expect(Outputs.terminal(Worlds.safe().analyzed()), is: "safe.txt")
  }

  @Test("more findings than are listed")
  func crowd() {
    let result = Worlds.crowd(30).analyzed(limit: 40)
    Golden.expect(
      TerminalReport.text(result, width: 80, colour: false, limit: 5), is: "crowd.txt")
  }
}

@Suite("Properties of every format")
struct FormatTests {
  @Test("the same input gives the same bytes")
  func determinism() {
    #expect(Outputs.all(Worlds.acme().analyzed()) == Outputs.all(Worlds.acme().analyzed()))
    #expect(Outputs.all(Worlds.crowd(60).analyzed()) == Outputs.all(Worlds.crowd(60).analyzed()))
  }

  @Test("all formats tell of the same findings")
  func agreement() {
    let result = Worlds.acme().analyzed()
    #expect(result.findings.count == 7)
    let (markdown, json) = (Outputs.markdown(result), Outputs.json(result))
    let (terminal, dot) = (Outputs.terminal(result), Outputs.dot(result))
    for view in ReportView(result).findings {
      let finding = view.finding
      #expect(markdown.contains("finding `\(finding.id)`"))
      #expect(json.contains("\"id\": \"\(finding.id)\""))
      let target = finding.target.name.replacing("administrator of", with: "account")
      #expect(terminal.contains("\(finding.start.name) → \(target) (\(view.impact))"))
      #expect(dot.contains("\"\(finding.start.id)\"") && dot.contains("\"\(finding.target.id)\""))
      for hop in view.path.hops {
        #expect(Outputs.pathText(result).replacing("\n", with: " ").contains(hop.toName))
        #expect(json.contains(hop.sentence))
      }
    }
  }

  @Test("the terminal's first ten lines are the answer")
  func answerFirst() {
    let lines = Outputs.terminal(Worlds.acme().analyzed()).split(separator: "\n").prefix(10)
    let text = lines.joined(separator: "\n")
    #expect(text.contains("3 of 3 starts reach"))
    #expect(text.contains("dana can"))
    #expect(text.contains("critical"))
  }

  @Test("no line is wider than the terminal", arguments: [40, 60, 80, 132])
  func columns(width: Int) {
    for world in [Worlds.acme(), Worlds.crowd(12), Worlds.empty(), Worlds.safe()] {
      let result = world.analyzed()
      for text in [
        Outputs.terminal(result, width: width), Outputs.pathText(result, width: width),
      ] {
        for line in text.split(separator: "\n") {
          #expect(DisplayWidth.of(line) <= width, "\(line)")
        }
      }
    }
  }

  @Test("colours are all that they add")
  func colours() {
    let result = Worlds.acme().analyzed()
    let coloured = Outputs.terminal(result, colour: true)
    #expect(coloured.contains("\u{1B}[1;31mcritical"))
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == Outputs.terminal(result))
  }
}
