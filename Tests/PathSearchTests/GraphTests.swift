import PathSearch
import Testing

@Suite struct GraphTests {
  @Test func emptyGraphHasNothing() {
    var builder = GraphBuilder(nodeCount: 0)
    let graph = builder.build()
    #expect(graph.nodeCount == 0)
    #expect(graph.edgeCount == 0)
    #expect(builder.addNodes(3) == 0)
    #expect(builder.addNodes(2) == 3)
    #expect(builder.build().nodeCount == 5)
  }

  @Test func parallelEdgesStayApartAndDuplicatesMerge() {
    let graph = graph(
      nodes: 2,
      edges: [
        PlainEdge(from: 0, to: 1, label: 7, certain: false, cost: 2),
        PlainEdge(from: 0, to: 1, label: -7, certain: false, cost: 9),
        PlainEdge(from: 0, to: 1, label: 7, certain: true, cost: 5),
        PlainEdge(from: 1, to: 1, label: 0, certain: false, cost: 255),
      ])
    #expect(graph.edgeCount == 3)
    #expect((0..<3).map(graph.label(of:)) == [-7, 7, 0])
    #expect((0..<3).map(graph.isCertain) == [false, true, false])
    #expect((0..<3).map(graph.cost(of:)) == [9, 2, 255])
    #expect(graph.outEdges(of: 0) == 0..<2)
    #expect(Array(graph.inEdges(of: 1)) == [0, 1, 2])
    #expect(graph.inEdges(of: 0).isEmpty)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func encodingIsTheSortedEdgeListWhateverTheOrder(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let nodes = 1 + generator.below(12)
    let edges = randomEdges(nodes: nodes, edges: 40, costs: 4, generator: &generator)
    let graph = graph(nodes: nodes, edges: edges)
    #expect(plainEdges(of: graph) == sortedAndMerged(edges))
    for _ in 0..<5 {
      let shuffled = edges.shuffled(using: &generator)
      let again = PathSearchTests.graph(nodes: nodes, edges: shuffled)
      #expect(plainEdges(of: again) == plainEdges(of: graph))
    }
    for node in 0..<Int32(nodes) {
      let all = 0..<graph.edgeCount
      #expect(Array(graph.outEdges(of: node)) == all.filter { graph.source(of: $0) == node })
      #expect(Array(graph.inEdges(of: node)) == all.filter { graph.target(of: $0) == node })
    }
  }

  @Test func buildingAgainKeepsWhatWasAdded() {
    var builder = GraphBuilder(nodeCount: 3)
    builder.addEdge(from: 2, to: 0, label: 1, certain: true, cost: 1)
    #expect(builder.build().edgeCount == 1)
    builder.addEdge(from: 0, to: 1, label: 1, certain: true, cost: 1)
    builder.setFree(1)
    let graph = builder.build()
    #expect((0..<2).map(graph.source(of:)) == [0, 2])
    #expect((0..<3).map(graph.isFree) == [false, true, false])
  }

  private func plainEdges(of graph: Graph) -> [PlainEdge] {
    (0..<graph.edgeCount).map {
      PlainEdge(
        from: graph.source(of: $0), to: graph.target(of: $0), label: graph.label(of: $0),
        certain: graph.isCertain($0), cost: graph.cost(of: $0))
    }
  }

  private func sortedAndMerged(_ edges: [PlainEdge]) -> [PlainEdge] {
    Dictionary(grouping: edges) { [$0.from, $0.to, $0.label] }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { key, group in
        PlainEdge(
          from: key[0], to: key[1], label: key[2], certain: group.contains { $0.certain },
          cost: group.reduce(255) { min($0, $1.cost) })
      }
  }
}

@Suite struct BitMaskTests {
  @Test func behavesLikeASet() {
    var generator = SplitMix64(seed: 1)
    var mask: BitMask = []
    var members: Set<Int> = []
    for _ in 0..<2000 {
      let member = generator.below(300)
      if generator.once(in: 2) {
        mask.insert(member)
        members.insert(member)
      } else {
        mask.remove(member)
        members.remove(member)
      }
      #expect(mask.count == members.count)
    }
    #expect((0..<1000).filter(mask.contains) == members.sorted())
    #expect(mask == BitMask(members))
    var union: BitMask = [1, 900]
    union.formUnion(mask)
    #expect((0..<1000).filter(union.contains) == members.union([1, 900]).sorted())
    #expect(union.count == members.union([1, 900]).count)
  }

  @Test func emptyAgainIsEqualToEmpty() {
    var mask: BitMask = [5, 70]
    mask.remove(5)
    mask.remove(70)
    #expect(mask.isEmpty)
    #expect(mask == [])
    #expect(!mask.contains(-1))
  }
}
