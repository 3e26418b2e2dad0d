/// Hop distances to up to 64 targets at once, for a list of sources.
///
/// Algorithm: breadth-first search backward from all targets together, one bit a target, level by
/// level; free nodes are expanded inside the level. A node is visited again only when bits are new to
/// it. Source: Then, Kaufmann, Chirigati et al., "The More the Merrier: Efficient Multi-Source Graph
/// Traversal" (VLDB 2015).
///
/// Invariant: when a level is closed, `seen[v]` holds exactly the targets within that many hops.
/// Time O(levels × (nodes + edges)) at worst for all targets together.
package struct MultiTargetHops: Sendable {
  /// How many targets one run takes.
  package static let width = 64

  private var seen: ContiguousArray<UInt64> = []
  private var fresh: ContiguousArray<UInt64> = []
  private var next: ContiguousArray<UInt64> = []

  package init() {}

  /// Calls `found` once for each source and target with a path: their numbers in the lists, and
  /// the hops of the shortest path.
  ///
  /// - Parameter targets: at most ``width`` nodes; more are left out.
  package mutating func run(
    on graph: Graph, sources: [Int32], targets: [Int32], filter: SearchFilter = SearchFilter(),
    found: (_ source: Int, _ target: Int, _ hops: Int) -> Void
  ) {
    seen = ContiguousArray(repeating: 0, count: graph.nodeCount)
    fresh = seen
    next = seen
    var level: [Int32] = []
    for (bit, target) in targets.prefix(MultiTargetHops.width).enumerated()
    where filter.admits(node: target) {
      if next[Int(target)] == 0 { level.append(target) }
      next[Int(target)] |= 1 << UInt64(bit)
    }
    var recorded = [UInt64](repeating: 0, count: sources.count)
    var hops = 0
    while !level.isEmpty {
      level = close(level, graph, filter)
      for (number, source) in sources.enumerated() {
        var bits = seen[Int(source)] & ~recorded[number]
        recorded[number] |= bits
        while bits != 0 {
          found(number, bits.trailingZeroBitCount, hops)
          bits &= bits - 1
        }
      }
      hops += 1
    }
  }

  /// Visits all of one level, free nodes included, and answers the nodes of the next.
  private mutating func close(
    _ level: [Int32], _ graph: Graph, _ filter: SearchFilter
  ) -> [Int32] {
    var queue: [Int32] = []
    for node in level {
      let bits = next[Int(node)] & ~seen[Int(node)]
      next[Int(node)] = 0
      if bits == 0 { continue }
      seen[Int(node)] |= bits
      if fresh[Int(node)] == 0 { queue.append(node) }
      fresh[Int(node)] |= bits
    }
    var following: [Int32] = []
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      let bits = fresh[Int(node)]
      fresh[Int(node)] = 0
      let isFree = graph.isFree(node)
      for edge in graph.inEdges(of: node) where filter.admits(edge, in: graph) {
        let source = graph.source(of: edge)
        let new = bits & ~seen[Int(source)]
        if new == 0 { continue }
        if isFree {
          seen[Int(source)] |= new
          if fresh[Int(source)] == 0 { queue.append(source) }
          fresh[Int(source)] |= new
        } else {
          if next[Int(source)] == 0 { following.append(source) }
          next[Int(source)] |= new
        }
      }
    }
    return following
  }
}
