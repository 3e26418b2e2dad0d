import PathSearch
import Testing

@Suite struct MultiTargetHopsTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func agreesWithOneSearchPerTarget(block: UInt64) {
    var search = MultiTargetHops()
    for seed in block * 20..<block * 20 + 20 {
      let random = RandomCase(seed: seed, nodes: 90, density: 2)
      var generator = SplitMix64(seed: seed)
      let targets = (0..<generator.below(65)).map { _ in
        Int32(generator.below(random.graph.nodeCount))
      }
      let sources = (0..<random.graph.nodeCount).map { Int32($0) }
      var found: [[Int?]] = targets.map { _ in sources.map { _ in nil } }
      search.run(on: random.graph, sources: sources, targets: targets, filter: random.filter) {
        source, target, hops in
        #expect(found[target][source] == nil, "each pair is told once")
        found[target][source] = hops
      }
      for (number, target) in targets.enumerated() {
        let keys = relaxationDistances(
          on: random.graph, roots: [target], backward: true, filter: random.filter)
        #expect(found[number] == keys.map { $0?.hops }, "seed \(seed), target \(target)")
      }
    }
  }

  @Test func freeNodesCostNoHopAndCyclesEnd() {
    let world = graph(nodes: 5, free: [1, 2], pairs: [(0, 1), (1, 2), (2, 1), (2, 3), (3, 4)])
    var search = MultiTargetHops()
    var hops: [Int: Int] = [:]
    search.run(on: world, sources: [0, 1, 3, 4], targets: [4]) {
      hops[$0] = $2; #expect($1 == 0)
    }
    #expect(hops == [0: 2, 1: 2, 2: 1, 3: 0])
  }
}
