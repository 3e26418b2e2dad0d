/// All nodes that a set of starts reaches, with the fewest hops to each.
///
/// Algorithm: breadth-first search by levels of hops (Moore, "The shortest path through a maze",
/// 1959). Whether entering a node is a hop depends on that node alone, so the first visit is final.
///
/// Encoding invariant: `reached` is the queue. Free nodes that are found join the level being
/// scanned; the others wait in `next` until it is done. `hops` is -1 where nothing was reached,
/// and `reached` lists exactly the others, by ascending hops.
///
/// O(nodes + edges). One value serves any number of runs and keeps its memory.
package struct ForwardReach: Sendable {
  private var hops: ContiguousArray<Int32> = []
  private var reached: ContiguousArray<Int32> = []
  private var next: ContiguousArray<Int32> = []

  /// A search that has no memory yet.
  package init() {}

  /// The nodes that the last run reached, starts included, by ascending hops.
  package var reachedNodes: ContiguousArray<Int32> { reached }

  /// The fewest hops from any start to the node; nil if none reaches it. O(1).
  package func hops(to node: Int32) -> Int? {
    let hops = hops[Int(node)]
    return hops < 0 ? nil : Int(hops)
  }

  /// Finds all that the starts reach. Blocked starts are passed over. Traps if a start is not a
  /// node of the graph.
  package mutating func run(
    on graph: Graph, starts: [Int32], filter: SearchFilter = SearchFilter()
  ) {
    prepare(nodeCount: graph.nodeCount)
    for start in starts where filter.admits(node: start) && hops[Int(start)] < 0 {
      hops[Int(start)] = 0
      reached.append(start)
    }
    let selective = !filter.admitsEverything
    var scanned = 0
    var level: Int32 = 0
    while scanned < reached.count {
      while scanned < reached.count {
        expand(reached[scanned], level: level, on: graph, filter: selective ? filter : nil)
        scanned += 1
      }
      reached.append(contentsOf: next)
      next.removeAll(keepingCapacity: true)
      level += 1
    }
  }

  @inline(__always)
  private mutating func expand(
    _ node: Int32, level: Int32, on graph: Graph, filter: SearchFilter?
  ) {
    let targets = graph.targets.span
    for edge in graph.outEdges(of: node) {
      let target = targets[edge]
      if hops[Int(target)] >= 0 { continue }
      if let filter, !filter.admits(edge, in: graph) { continue }
      if graph.isFree(target) {
        hops[Int(target)] = level
        reached.append(target)
      } else {
        hops[Int(target)] = level + 1
        next.append(target)
      }
    }
  }

  private mutating func prepare(nodeCount: Int) {
    if hops.count == nodeCount {
      for node in reached { hops[Int(node)] = -1 }
    } else {
      hops = ContiguousArray(repeating: -1, count: nodeCount)
    }
    reached.removeAll(keepingCapacity: true)
    next.removeAll(keepingCapacity: true)
  }
}
