import PathSearch

/// Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number below `bound`; the slight bias does not matter here.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// True once in `times` calls.
  mutating func once(in times: Int) -> Bool { below(times) == 0 }
}

/// A graph as plain lists, for verifiers that must not depend on `Graph`'s encoding.
struct PlainEdge: Equatable {
  var from: Int32
  var to: Int32
  var label: Int32
  var certain: Bool
  var cost: UInt8
}

/// Random edges: loops, parallel edges, exact duplicates and cost zero are all common.
func randomEdges(
  nodes: Int, edges: Int, costs: Int, generator: inout SplitMix64
) -> [PlainEdge] {
  (0..<edges).map { _ in
    PlainEdge(
      from: Int32(generator.below(nodes)), to: Int32(generator.below(nodes)),
      label: Int32(generator.below(3)) - 1, certain: !generator.once(in: 3),
      cost: UInt8(generator.below(costs)))
  }
}

func graph(nodes: Int, free: [Int32] = [], edges: [PlainEdge]) -> Graph {
  var builder = GraphBuilder(nodeCount: nodes)
  for node in free { builder.setFree(node) }
  for edge in edges {
    builder.addEdge(
      from: edge.from, to: edge.to, label: edge.label, certain: edge.certain, cost: edge.cost)
  }
  return builder.build()
}

/// Edges of cost 1 and label 0 given as pairs.
func graph(nodes: Int, free: [Int32] = [], pairs: [(Int32, Int32)], cost: UInt8 = 1) -> Graph {
  graph(
    nodes: nodes, free: free,
    edges: pairs.map { PlainEdge(from: $0.0, to: $0.1, label: 0, certain: true, cost: cost) })
}

/// One random question: a small graph, targets, starts, and a filter that is sometimes trivial.
struct RandomCase {
  var graph: Graph
  var targets: [Int32]
  var starts: [Int32]
  var filter: SearchFilter

  init(seed: UInt64, nodes nodeLimit: Int, density: Int) {
    var generator = SplitMix64(seed: seed)
    let nodes = generator.once(in: 4) ? 1 + generator.below(nodeLimit) : nodeLimit
    let freeOneIn = [1, 2, 2, 3, 3, 5, 1000, 1000][generator.below(8)]
    let costs = [1, 2, 5, 256][generator.below(4)]
    let edges = randomEdges(
      nodes: nodes, edges: generator.once(in: 4) ? generator.below(nodes + 1) : nodes * density,
      costs: costs,
      generator: &generator)
    let free = (0..<Int32(nodes)).filter { _ in generator.once(in: freeOneIn) }
    let graph = PathSearchTests.graph(nodes: nodes, free: free, edges: edges)
    self.graph = graph
    targets = (0..<1 + generator.below(2)).map { _ in Int32(generator.below(nodes)) }
    starts = (0..<1 + generator.below(2)).map { _ in Int32(generator.below(nodes)) }
    filter = SearchFilter(certainOnly: generator.once(in: 3))
    if generator.once(in: 2) {
      filter.blockedEdges = BitMask((0..<graph.edgeCount).filter { _ in generator.once(in: 6) })
    }
    if generator.once(in: 3) {
      filter.blockedNodes = BitMask((0..<nodes).filter { _ in generator.once(in: 6) })
    }
  }
}
