import PathSearch
import Testing

@Suite struct BackwardDistancesTests {
  @Test func chainOfFreeNodesCostsNoHop() {
    let graph = graph(nodes: 5, free: [1, 2, 3], pairs: [(0, 1), (1, 2), (2, 3), (3, 4)])
    var search = BackwardDistances()
    search.run(on: graph, targets: [4])
    #expect((0..<4).map { search.distances[$0]?.hops } == [1, 1, 1, 1])
    #expect((0..<5).map { search.distances[$0]?.cost } == [4, 3, 2, 1, 0])
  }

  @Test func freeCyclesWithoutCostEnd() {
    let graph = graph(
      nodes: 5, free: [1, 2, 3], pairs: [(0, 1), (1, 2), (2, 3), (3, 1), (1, 1), (2, 4)], cost: 0)
    var search = BackwardDistances()
    search.run(on: graph, targets: [4])
    #expect(search.distances.key(of: 0)?.edges == 3)
    let path = ShortestPath.extract(from: 0, distances: search.distances, graph: graph)
    #expect(path?.map(graph.target(of:)) == [1, 2, 4])
  }

  @Test func fewerHopsBeatLessCostAndLessCostBreaksTies() {
    let graph = graph(
      nodes: 5,
      edges: [
        PlainEdge(from: 0, to: 4, label: 0, certain: false, cost: 200),
        PlainEdge(from: 0, to: 1, label: 0, certain: true, cost: 9),
        PlainEdge(from: 0, to: 2, label: 0, certain: true, cost: 1),
        PlainEdge(from: 1, to: 4, label: 0, certain: true, cost: 0),
        PlainEdge(from: 2, to: 4, label: 0, certain: true, cost: 1),
      ])
    var search = BackwardDistances()
    search.run(on: graph, targets: [4])
    #expect(search.distances[0]?.hops == 1)
    #expect(search.distances[0]?.cost == 200)
    search.run(on: graph, targets: [4], filter: SearchFilter(certainOnly: true))
    #expect(search.distances[0]?.hops == 2)
    #expect(search.distances[0]?.cost == 2)
    search.run(on: graph, targets: [4], filter: SearchFilter(blockedNodes: [4]))
    #expect(search.distances.reachedNodes.isEmpty)
    #expect(search.distances[4] == nil)
  }

  /// One search runs over all cases, so that memory left by one graph would spoil the next.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func agreesWithRelaxation(block: UInt64) {
    var search = BackwardDistances()
    for seed in block * 100..<block * 100 + 100 {
      let random = RandomCase(seed: seed, nodes: 14, density: 4)
      for targets in [random.targets, random.starts, []] {
        search.run(on: random.graph, targets: targets, filter: random.filter)
        let expected = relaxationDistances(
          on: random.graph, roots: targets, backward: true, filter: random.filter)
        let found = (0..<Int32(random.graph.nodeCount)).map { search.distances.key(of: $0) }
        #expect(found == expected, "seed \(seed)")
        let reached = search.distances.reachedNodes
        #expect(reached.sorted() == (0..<Int32(found.count)).filter { expected[Int($0)] != nil })
        let hops = reached.compactMap { search.distances[$0]?.hops }
        #expect(hops == hops.sorted())
      }
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func maximumHopsCutsOffWhatIsFarther(seed: UInt64) {
    let random = RandomCase(seed: seed, nodes: 14, density: 2)
    var search = BackwardDistances()
    let expected = relaxationDistances(
      on: random.graph, roots: random.targets, backward: true, filter: random.filter)
    for maximum in 0..<5 {
      search.run(
        on: random.graph, targets: random.targets, filter: random.filter, maximumHops: maximum)
      let found = (0..<Int32(random.graph.nodeCount)).map { search.distances.key(of: $0) }
      #expect(found == expected.map { key in key.flatMap { $0.hops <= maximum ? $0 : nil } })
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func oneMoreHopIsAsIfTheSearchHadGoneOn(seed: UInt64) {
    let random = RandomCase(seed: seed, nodes: 16, density: 3)
    var whole = BackwardDistances()
    whole.run(on: random.graph, targets: random.targets, filter: random.filter)
    for maximum in 0..<3 {
      var search = BackwardDistances()
      search.run(
        on: random.graph, targets: random.targets, filter: random.filter, maximumHops: maximum)
      for start in random.starts {
        search.extend(from: [start], on: random.graph)
        let isNear = whole.distances[start].map { $0.hops <= maximum + 1 } ?? false
        let expected = isNear ? start : nil
        #expect(search.distances.key(of: start) == expected.flatMap(whole.distances.key))
        #expect(
          ShortestPath.extract(from: start, distances: search.distances, graph: random.graph)
            == expected.flatMap {
              ShortestPath.extract(from: $0, distances: whole.distances, graph: random.graph)
            })
      }
    }
  }

  @Test func largeGraphsAgreeWithRelaxation() {
    var search = BackwardDistances()
    for seed in 0..<8 as Range<UInt64> {
      let random = RandomCase(seed: seed, nodes: 2000, density: 4)
      search.run(on: random.graph, targets: random.targets, filter: random.filter)
      let expected = relaxationDistances(
        on: random.graph, roots: random.targets, backward: true, filter: random.filter)
      #expect(
        (0..<Int32(random.graph.nodeCount)).map { search.distances.key(of: $0) } == expected)
    }
  }
}

@Suite struct ForwardReachTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func agreesWithRelaxation(block: UInt64) {
    var search = ForwardReach()
    for seed in block * 100..<block * 100 + 100 {
      let random = RandomCase(seed: seed, nodes: 14, density: 3)
      search.run(on: random.graph, starts: random.starts, filter: random.filter)
      let expected = relaxationDistances(
        on: random.graph, roots: random.starts, backward: false, filter: random.filter)
      let nodes = 0..<Int32(random.graph.nodeCount)
      #expect(nodes.map { search.hops(to: $0) } == expected.map { $0?.hops }, "seed \(seed)")
      #expect(search.reachedNodes.sorted() == nodes.filter { expected[Int($0)] != nil })
      let hops = search.reachedNodes.compactMap { search.hops(to: $0) }
      #expect(hops == hops.sorted())
    }
  }
}

@Suite struct MultiSourceReachTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func agreesWithOneSearchPerTarget(block: UInt64) {
    var search = MultiSourceReach()
    for seed in block * 20..<block * 20 + 20 {
      let random = RandomCase(seed: seed, nodes: 90, density: 2)
      var generator = SplitMix64(seed: seed)
      let targets = (0..<generator.below(65)).map { _ in
        Int32(generator.below(random.graph.nodeCount))
      }
      search.run(on: random.graph, targets: targets, filter: random.filter)
      var expected = [UInt64](repeating: 0, count: random.graph.nodeCount)
      for (bit, target) in targets.enumerated() {
        let keys = relaxationDistances(
          on: random.graph, roots: [target], backward: true, filter: random.filter)
        for node in keys.indices where keys[node] != nil { expected[node] |= 1 << UInt64(bit) }
      }
      #expect(expected.indices.map { search[Int32($0)] } == expected, "seed \(seed)")
    }
  }
}
