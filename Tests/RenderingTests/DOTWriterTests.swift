import Rendering
import Testing

@Suite("Writing DOT")
struct DOTWriterTests {
  private func nodeLine(_ node: DiagramNode, form: DOTWriter.Form = .pretty) -> String {
    let text = DOTWriter.text(for: Diagram(nodes: [node]), form: form)
    return text.split(separator: "\n").first { $0.contains("n0 [") }.map(String.init) ?? ""
  }

  @Test("escapes what Graphviz would interpret")
  func escaping() {
    let line = nodeLine(DiagramNode(key: 7, kind: .role, name: "a\"b\\c&lt;\\"))
    #expect(line.contains(#"label="ROLE\na\"b\\c&amp;lt;\\""#))
  }

  @Test("replaces what is not to be seen")
  func controlCharacters() {
    let line = nodeLine(DiagramNode(key: 7, kind: .role, name: "a\nb\u{1B}[0m\u{202E}c\u{200B}"))
    #expect(line.contains("ROLE\\na b\u{FFFD}[0m\u{FFFD}c\u{FFFD}\""))
  }

  @Test("never asks for HTML labels, whatever the names are", arguments: DOTWriter.Form.allCases)
  func noMarkup(form: DOTWriter.Form) {
    let text = DOTWriter.text(for: SampleDiagrams.hostileNames, form: form)
    #expect(!text.contains("=<"))
    #expect(
      text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
  }

  @Test("cuts long names in the middle and keeps both ends")
  func longNames() {
    let name = "begin" + String(repeating: "x", count: 10_000) + "end"
    let line = nodeLine(DiagramNode(key: 1, kind: .role, name: name))
    #expect(line.utf8.count < 500)
    #expect(line.contains("begin") && line.contains("…") && line.contains("end"))
  }

  @Test("breaks names where a reader would")
  func wrapping() {
    let line = nodeLine(
      DiagramNode(key: 1, kind: .role, name: "service-role/AmazonSageMakerExecutionRole"))
    #expect(line.contains(#"service-role/\nAmazonSageMaker\nExecutionRole"#))
  }

  @Test("leaves out loops, doubles and edges to nowhere")
  func simplifying() {
    let diagram = Diagram(
      nodes: [1, 2].map { DiagramNode(key: $0, kind: .role, name: "r\($0)") },
      edges: [
        DiagramEdge(from: 1, to: 1, label: "loop"), DiagramEdge(from: 1, to: 9, label: "nowhere"),
        DiagramEdge(from: 1, to: 2, label: "a", certainty: .conditional),
        DiagramEdge(from: 1, to: 2, label: "b"), DiagramEdge(from: 1, to: 2, label: "c"),
        DiagramEdge(from: 1, to: 2, label: "b"), DiagramEdge(from: 2, to: 1, label: "back"),
      ])
    let simple = diagram.simplified()
    #expect(simple.edges.map(\.label) == ["b\na\n+1 more", "back"])
    #expect(simple.edges.first?.certainty == .certain)
    #expect(simple.edges.first?.weight == 4)
  }

  @Test("names the account inside the box where there are no frames")
  func strictForm() {
    let text = DOTWriter.text(for: SampleDiagrams.phishedDeveloper, form: .strict)
    #expect(!text.contains("subgraph"))
    #expect(text.contains(#"push MFA: phishable\nresearch-dev"#))
  }

  @Test("gives every node and edge an id and a class")
  func idsAndClasses() {
    for form in DOTWriter.Form.allCases {
      let lines = DOTWriter.text(for: SampleDiagrams.phishedDeveloper, form: form)
        .split(separator: "\n").filter { $0.contains(" n") && !$0.contains("style=invis") }
        .filter { $0.contains("[id=") }
      #expect(lines.count == 24)
      #expect(lines.allSatisfy { $0.contains("class=\"") })
    }
  }

  @Test("explains only the lines that occur, and what is missing")
  func legend() {
    var diagram = Diagram(
      nodes: [1, 2].map { DiagramNode(key: $0, kind: .role, name: "r\($0)") },
      edges: [DiagramEdge(from: 1, to: 2)])
    diagram.omittedNodes = 3
    let text = DOTWriter.text(for: diagram, form: .strict)
    #expect(text.contains("other path") && !text.contains("best path"))
    #expect(text.contains("not shown: 3 nodes, 0 edges"))
  }

  @Test("labels only the best path where edges are too many to read")
  func crowded() {
    let diagram = SampleDiagrams.random(seed: 4, nodes: 100, edges: 400)
    let text = DOTWriter.text(for: diagram, form: .pretty)
    #expect(text.contains("① step"))
    #expect(!text.contains("assume role"))
  }

  @Test("gives the same text every time")
  func deterministic() {
    let diagram = SampleDiagrams.random(seed: 8, nodes: 60, edges: 90)
    let texts = Set((0..<5).map { _ in DOTWriter.text(for: diagram.merged(), form: .pretty) })
    #expect(texts.count == 1)
  }
}
