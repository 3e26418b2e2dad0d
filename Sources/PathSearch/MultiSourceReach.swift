/// Which of up to 64 targets each node reaches, in however many hops.
///
/// Algorithm: bit-parallel breadth-first search, backward from all targets at once (Then et al.,
/// "The More the Merrier: Efficient Multi-Source Graph Traversal", VLDB 2014).
///
/// Encoding invariant: bit `i` of `masks[node]` says that the node reaches `targets[i]`; bits in
/// `pending[node]` are set in the mask but not yet passed on, and a node waits in the queue once
/// exactly while some are pending. A target reaches itself.
///
/// O(nodes + 64 · edges) at worst, commonly a few passes over the edges in all. One value serves
/// any number of runs and keeps its memory.
package struct MultiSourceReach: Sendable {
  /// The largest number of targets of one run.
  package static let width = 64

  /// The mask of each node after the last run.
  package private(set) var masks: ContiguousArray<UInt64> = []
  private var pending: ContiguousArray<UInt64> = []
  private var queue: ContiguousArray<Int32> = []
  private var next: ContiguousArray<Int32> = []

  /// A search that has no memory yet.
  package init() {}

  /// The mask of one node: bit `i` is set if it reaches target `i` of the last run. O(1).
  package subscript(node: Int32) -> UInt64 { masks[Int(node)] }

  /// Finds what each node reaches. Blocked targets are reached by nothing, themselves included;
  /// a target given twice has two bits. Traps if there are more than 64 targets or one of them is
  /// not a node of the graph.
  package mutating func run(
    on graph: Graph, targets: [Int32], filter: SearchFilter = SearchFilter()
  ) {
    precondition(targets.count <= Self.width, "at most 64 targets at once")
    masks = refilled(masks, count: graph.nodeCount)
    pending = refilled(pending, count: graph.nodeCount)
    queue.removeAll(keepingCapacity: true)
    for (bit, target) in targets.enumerated() where filter.admits(node: target) {
      if masks[Int(target)] == 0 { queue.append(target) }
      masks[Int(target)] |= 1 << UInt64(bit)
      pending[Int(target)] |= 1 << UInt64(bit)
    }
    let selective = !filter.admitsEverything
    while !queue.isEmpty {
      next.removeAll(keepingCapacity: true)
      for node in queue { passOn(node, on: graph, filter: selective ? filter : nil) }
      swap(&queue, &next)
    }
  }

  @inline(__always)
  private mutating func passOn(_ node: Int32, on graph: Graph, filter: SearchFilter?) {
    let sources = graph.backwardSources.span
    let row = Int(graph.backwardOffsets[Int(node)])..<Int(graph.backwardOffsets[Int(node) + 1])
    let bits = pending[Int(node)]
    pending[Int(node)] = 0
    for position in row {
      let source = Int(sources[position])
      let fresh = bits & ~masks[source]
      if fresh == 0 { continue }
      if let filter, !filter.admits(Int(graph.backwardEdges[position]), in: graph) { continue }
      masks[source] |= fresh
      if pending[source] == 0 { next.append(Int32(source)) }
      pending[source] |= fresh
    }
  }

  private func refilled(
    _ old: consuming ContiguousArray<UInt64>, count: Int
  ) -> ContiguousArray<UInt64> {
    guard old.count == count else { return ContiguousArray(repeating: 0, count: count) }
    for index in old.indices { old[index] = 0 }
    return old
  }
}
