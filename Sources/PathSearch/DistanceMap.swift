/// How far each node is from the nearest target, as `BackwardDistances` found it.
///
/// Encoding invariant: `hops` is -1 where no target can be reached; elsewhere `hops` and the
/// packed `weights` (see `PathWeight`) are those of the least path by `PathKey`. `reached` holds
/// exactly the nodes whose hops are not -1, by ascending hops, and is what a new run has to reset.
package struct DistanceMap: Sendable {
  var hops: ContiguousArray<Int32> = []
  var weights: ContiguousArray<UInt64> = []
  var reached: ContiguousArray<Int32> = []

  /// The targets of the run, in the order given.
  package internal(set) var targets: [Int32] = []
  /// What the run was allowed to use.
  package internal(set) var filter = SearchFilter()

  init() {}

  /// The nodes that reach a target, by ascending hops; targets come first.
  package var reachedNodes: ContiguousArray<Int32> { reached }

  /// Hops and cost of the best path from the node to the nearest target; nil if there is none.
  package subscript(node: Int32) -> (hops: Int, cost: Int)? {
    key(of: node).map { ($0.hops, $0.cost) }
  }

  /// The full length of the best path from the node to the nearest target; nil if there is none.
  package func key(of node: Int32) -> PathKey? {
    let hops = hops[Int(node)]
    guard hops >= 0 else { return nil }
    let weight = weights[Int(node)]
    return PathKey(
      hops: Int(hops), cost: PathWeight.cost(of: weight), edges: PathWeight.edges(of: weight))
  }

  /// Whether the node was a target of the run: only there is the best path empty.
  package func isTarget(_ node: Int32) -> Bool {
    hops[Int(node)] == 0 && weights[Int(node)] == 0
  }

  /// Forgets the last run, in time proportional to what it reached.
  mutating func prepare(nodeCount: Int) {
    if hops.count == nodeCount {
      for node in reached { hops[Int(node)] = -1 }
    } else {
      hops = ContiguousArray(repeating: -1, count: nodeCount)
      weights = ContiguousArray(repeating: 0, count: nodeCount)
    }
    reached.removeAll(keepingCapacity: true)
  }
}
