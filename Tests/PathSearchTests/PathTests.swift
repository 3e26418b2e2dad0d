import PathSearch
import Testing

@Suite struct ShortestPathTests {
  @Test func tiesGoToTheSmallestTargetThenLabel() {
    var edges = [(0, 2), (0, 1), (1, 3), (2, 3)].map {
      PlainEdge(from: $0.0, to: $0.1, label: 5, certain: true, cost: 1)
    }
    edges.append(PlainEdge(from: 0, to: 1, label: 4, certain: true, cost: 1))
    let graph = graph(nodes: 4, edges: edges)
    var search = BackwardDistances()
    search.run(on: graph, targets: [3])
    let path = ShortestPath.extract(from: 0, distances: search.distances, graph: graph)
    #expect(path?.map(graph.target(of:)) == [1, 3])
    #expect(path?.map(graph.label(of:)) == [4, 5])
  }

  @Test func aBlockedTwinOfAnEdgeIsNotTaken() throws {
    let twins = [1, 2].map { PlainEdge(from: 0, to: 1, label: $0, certain: $0 == 2, cost: 1) }
    let graph = graph(nodes: 2, edges: twins)
    var search = BackwardDistances()
    for filter in [SearchFilter(blockedEdges: [0]), SearchFilter(certainOnly: true)] {
      search.run(on: graph, targets: [1], filter: filter)
      #expect(ShortestPath.extract(from: 0, distances: search.distances, graph: graph) == [1])
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func isTheFirstOfAllPaths(block: UInt64) {
    var search = BackwardDistances()
    for seed in block * 50..<block * 50 + 50 {
      let random = RandomCase(seed: seed, nodes: 7, density: 3)
      search.run(on: random.graph, targets: random.targets, filter: random.filter)
      for start in 0..<Int32(random.graph.nodeCount) {
        let expected = ExhaustivePaths.all(
          on: random.graph, from: start, targets: random.targets, filter: random.filter)
        let found = ShortestPath.extract(
          from: start, distances: search.distances, graph: random.graph)
        #expect(found == expected.first, "seed \(seed), start \(start)")
      }
    }
  }
}

@Suite struct KShortestSimplePathsTests {
  @Test func startThatIsATargetHasTheEmptyPathOnly() {
    let graph = graph(nodes: 2, pairs: [(0, 1), (1, 0), (0, 0)])
    #expect(paths(on: graph, from: 0, to: [0, 1], count: 5) == [[]])
  }

  @Test func nothingIsAskedOrNothingIsThere() {
    let graph = graph(nodes: 2, pairs: [(1, 0)])
    #expect(paths(on: graph, from: 0, to: [1], count: 5) == [])
    #expect(paths(on: graph, from: 1, to: [0], count: 0) == [])
  }

  @Test func waysOverOtherFreeNodesAreTheSamePath() {
    let graph = graph(
      nodes: 5, free: [1, 2], pairs: [(0, 1), (0, 2), (1, 3), (2, 3), (0, 4), (4, 3)])
    let found = paths(on: graph, from: 0, to: [3], count: 5)
    #expect(found.map { $0.map(graph.target(of:)) } == [[1, 3], [4, 3]])
  }

  @Test func aSharedFreeNodeServesTwice() {
    // 0 and 2 both belong to set 1, whose members are 2 and 3: two paths between the stops.
    let graph = graph(nodes: 4, free: [1], pairs: [(0, 1), (2, 1), (1, 2), (1, 3)])
    let found = paths(on: graph, from: 0, to: [3], count: 5)
    #expect(found.map { $0.map(graph.target(of:)) } == [[1, 3], [1, 2, 1, 3]])
  }

  @Test func detourThatWouldRunBackIsSearchedAgain() {
    // From 2 the shortest way is back over 0; without it, the long way round.
    let graph = graph(
      nodes: 8,
      pairs: [(0, 1), (1, 7), (0, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7)])
    let found = paths(on: graph, from: 0, to: [7], count: 5)
    #expect(found.map { $0.map(graph.target(of:)) } == [[1, 7], [2, 3, 4, 5, 6, 7]])
  }

  @Test func denseFreeCyclesEnd() {
    let all = (0..<8 as Range<Int32>).flatMap { from in
      (0..<8 as Range<Int32>).map { (from, $0) }
    }
    let graph = graph(nodes: 8, free: [1, 2, 3, 4], pairs: all, cost: 0)
    let found = paths(on: graph, from: 0, to: [7], count: 5)
    #expect(
      found.map { $0.map(graph.target(of:)) } == [[7], [5, 7], [6, 7], [5, 6, 7], [6, 5, 7]])
  }

  @Test(arguments: 0..<80 as Range<UInt64>)
  func agreesWithAllPaths(block: UInt64) {
    var search = KShortestSimplePaths()
    var distances = BackwardDistances()
    for seed in block * 50..<block * 50 + 50 {
      let random = RandomCase(seed: seed, nodes: 8, density: 3)
      distances.run(on: random.graph, targets: random.targets, filter: random.filter)
      for start in random.starts {
        let all = ExhaustivePaths.all(
          on: random.graph, from: start, targets: random.targets, filter: random.filter)
        for count in [1, 2, 3, 5, 1000] {
          let found = search.run(
            from: start, count: count, distances: distances.distances, graph: random.graph)
          #expect(found == Array(all.prefix(count)), "seed \(seed), count \(count)")
        }
      }
    }
  }

  private func paths(
    on graph: Graph, from start: Int32, to targets: [Int32], count: Int
  ) -> [[Int]] {
    var distances = BackwardDistances()
    distances.run(on: graph, targets: targets)
    var search = KShortestSimplePaths()
    return search.run(from: start, count: count, distances: distances.distances, graph: graph)
  }
}
