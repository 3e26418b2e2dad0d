import Analysis
import Testing

@testable import Rendering

@Suite("Findings as a picture")
struct DiagramTests {
  private let result = Worlds.acme().analyzed()
  private var diagram: Diagram { FindingsDiagram.diagram(result, title: "Paths") }

  private func node(_ name: String) -> DiagramNode? { diagram.nodes.first { $0.name == name } }

  @Test("what each thing is")
  func kinds() {
    #expect(node("dana")?.kind == .person)
    #expect(node("jenkins")?.kind == .machine)
    #expect(node("build-badge")?.kind == .workload)
    #expect(node("trainer")?.kind == .role)
    #expect(node("corpus")?.kind == .bucket)
    #expect(node("acme-dev")?.kind == .account)
  }

  @Test("what each thing says of itself")
  func details() {
    #expect(node("dana")?.details == ["no second factor"])
    #expect(node("erik")?.details == ["TOTP: phishable"])
    #expect(node("jenkins")?.details == ["access key"])
    #expect(node("corpus")?.details == ["exfiltrate + poison"])
    #expect(node("trainer")?.details == ["6 of 7 paths"])
  }

  @Test("starts, targets and the place to cut stand out")
  func emphasis() {
    #expect(node("dana")?.emphasis == .start)
    #expect(node("corpus")?.emphasis == .target)
    #expect(node("trainer")?.emphasis == .chokePoint)
    #expect(node("build")?.emphasis == DiagramNode.Emphasis.none)
  }

  @Test("a workload stands between who takes it and the role it runs as")
  func workload() throws {
    let (dana, badge) = (try #require(node("dana")), try #require(node("build-badge")))
    let build = try #require(node("build"))
    let taken = diagram.edges.first { $0.from == dana.key && $0.to == badge.key }
    let running = diagram.edges.first { $0.from == badge.key && $0.to == build.key }
    #expect(taken?.label == "Code of function replaced")
    #expect(running?.label == "runs as")
    #expect(taken?.weight == 2)
    #expect(!diagram.edges.contains { $0.from == dana.key && $0.to == build.key })
  }

  @Test("the first finding's path is numbered without a hole")
  func bestPath() {
    #expect(diagram.edges.compactMap(\.bestPathStep).sorted() == [1, 2, 3, 4])
  }

  @Test("conditions are dashed and told")
  func conditions() throws {
    let erik = try #require(node("erik"))
    let edge = try #require(diagram.edges.first { $0.from == erik.key })
    #expect(edge.certainty == .conditional)
    #expect(edge.tooltip.contains("only if aws:SourceIp is in 203.0.113.0/24"))
  }

  @Test("accounts are frames")
  func clusters() {
    #expect(diagram.clusters.map(\.accountID) == ["111122223333", "444455556666"])
    #expect(diagram.clusters.map(\.name) == ["acme-dev", "acme-ml"])
    #expect(node("dana")?.cluster == 0)
    #expect(node("corpus")?.cluster == 1)
  }

  @Test("many findings are cut to what a page can show")
  func limit() {
    let result = Worlds.crowd(120).analyzed(limit: 500)
    let diagram = FindingsDiagram.diagram(result, title: "")
    #expect(diagram.nodes.filter { $0.emphasis == .start }.count == FindingsDiagram.findingLimit)
    #expect(diagram.edges.allSatisfy { $0.weight >= 1 && $0.from != $0.to })
  }

  @Test("nothing found is an empty picture, and a start that is there one node")
  func edges() {
    #expect(FindingsDiagram.diagram(Worlds.empty().analyzed(), title: "x").nodes.isEmpty)
    let start = result.findings[0].path.source
    let there = AttackPath(source: start, target: start, hops: [])
    let diagram = FindingsDiagram.diagram(paths: [there], graph: result.graph)
    #expect(diagram.nodes.map(\.emphasis) == [.target])
    #expect(diagram.edges.isEmpty)
  }

  @Test(
    "techniques' names fit beside an arrow",
    arguments: [
      ("Role assumed", "Role assumed"),
      ("New version of one's own policy", "New version of one's own policy"),
      ("Code of a function replaced and invoked", "Code of function replaced"),
      (
        "Role passed to a new job that a trigger starts",
        "Role passed to new job that trigger starts"
      ),
      ("Console password of another user reset", "Console password of another user…"),
      ("Supercalifragilisticexpialidocious", "Supercalifragilisticexpialidocious"), ("", ""),
    ])
  func labels(name: String, expected: String) { #expect(EdgeLabel.short(name) == expected) }
}
