import Rendering
import Testing

@Suite("Making diagrams small")
struct MergingTests {
  /// Many people who can all assume one role that reads one bucket.
  private func crowd(_ count: Int) -> Diagram {
    let people = (0..<count).map { DiagramNode(key: $0, kind: .person, name: "user\($0)") }
    return Diagram(
      nodes: people + [
        DiagramNode(key: 9000, kind: .role, name: "role"),
        DiagramNode(key: 9001, kind: .bucket, name: "bucket", emphasis: .target),
      ],
      edges: people.map { DiagramEdge(from: $0.key, to: 9000, label: "assume") }
        + [DiagramEdge(from: 9000, to: 9001, label: "read")])
  }

  @Test("draws one of many equals and a node for the others")
  func merging() {
    let merged = crowd(215).merged()
    #expect(merged.nodes.map(\.name) == ["user0", "214 more like this", "role", "bucket"])
    #expect(merged.nodes[1].count == 214)
    #expect(merged.nodes[1].tooltip.hasPrefix("user1, user2"))
    #expect(merged.edges.map(\.weight) == [1, 214, 1])
    #expect(merged.omittedNodes == 0)
  }

  @Test("leaves two equals as they are")
  func pair() {
    #expect(crowd(2).merged() == crowd(2).simplified())
  }

  @Test("never merges what is emphasised or on the best path")
  func protected() {
    var diagram = crowd(50)
    diagram.nodes[7].emphasis = .start
    diagram.edges[9].bestPathStep = 1
    let merged = diagram.merged()
    #expect(merged.nodes.map(\.name) == ["48 more like this", "user7", "user9", "role", "bucket"])
  }

  @Test("keeps apart what differs in cluster, kind, label or certainty")
  func differences() {
    var diagram = crowd(4)
    diagram.nodes[0].cluster = 1
    diagram.nodes[1].kind = .machine
    diagram.edges[2].label = "other"
    diagram.edges[3].certainty = .conditional
    #expect(diagram.merged().nodes.count == 6)
  }

  @Test("overlooks labels when the picture would be too large")
  func coarseMerging() {
    var diagram = crowd(100)
    for index in 0..<100 { diagram.edges[index].label = "label \(index)" }
    #expect(diagram.merged().nodes.count == 102)
    #expect(diagram.merged(limitNodes: 50).nodes.count == 4)
  }

  @Test("keeps the best path when even merging is not enough", arguments: 1...6)
  func limiting(seed: UInt64) {
    let diagram = SampleDiagrams.random(seed: seed, nodes: 500, edges: 1500)
    let small = diagram.merged(limitNodes: 300, limitEdges: 600)
    #expect(small.nodes.count <= 300 && small.edges.count <= 600)
    #expect(small.edges.filter(\.isOnBestPath).count == 4)
    #expect(small.omittedNodes > 0 && small.omittedEdges > 0)
    let keys = Set(small.nodes.map(\.key))
    #expect(small.edges.allSatisfy { keys.contains($0.from) && keys.contains($0.to) })
    #expect(small == diagram.merged(limitNodes: 300, limitEdges: 600))
  }

  @Test("obeys limits of nothing")
  func zero() {
    #expect(crowd(5).merged(limitNodes: 0, limitEdges: 0).nodes.isEmpty)
  }
}
