/// A directed graph in compressed sparse rows, forward and backward.
///
/// Encoding invariants:
/// - Nodes are `0..<nodeCount`; an edge id is its position in the forward rows, which are sorted
///   by source, then target, then label. No two edges agree in all three. The ids are therefore
///   the same whatever the order of insertion.
/// - The forward row of a node is `forwardOffsets[node]..<forwardOffsets[node + 1]`; the backward
///   row likewise, and holds edge ids in ascending order.
/// - `backwardSources` and `backwardTraits` repeat what the edge says, so that a backward search
///   reads memory in sequence.
///
/// A *free* node stands between others for brevity only: entering it is not a hop.
package struct Graph: Sendable {
  let forwardOffsets: ContiguousArray<Int32>
  let sources: ContiguousArray<Int32>
  let targets: ContiguousArray<Int32>
  let labels: ContiguousArray<Int32>
  let traits: ContiguousArray<EdgeTraits>
  let backwardOffsets: ContiguousArray<Int32>
  let backwardEdges: ContiguousArray<Int32>
  let backwardSources: ContiguousArray<Int32>
  let backwardTraits: ContiguousArray<EdgeTraits>
  let free: ContiguousArray<Bool>
  /// Whether no node is free and all edges cost the same: hops alone then order all paths.
  let isPlain: Bool

  /// The number of nodes; ids are `0..<nodeCount`.
  package var nodeCount: Int { free.count }

  /// The number of edges after exact duplicates were merged; ids are `0..<edgeCount`.
  package var edgeCount: Int { targets.count }

  /// Whether entering the node costs no hop.
  @inline(__always)
  package func isFree(_ node: Int32) -> Bool { free[Int(node)] }

  /// The ids of the edges that leave the node, by ascending target, then label. O(1).
  @inline(__always)
  package func outEdges(of node: Int32) -> Range<Int> {
    Int(forwardOffsets[Int(node)])..<Int(forwardOffsets[Int(node) + 1])
  }

  /// The edges that enter the node: indices are positions in the backward rows, elements are edge
  /// ids in ascending order. O(1).
  package func inEdges(of node: Int32) -> IncomingEdges {
    let bounds = Int(backwardOffsets[Int(node)])..<Int(backwardOffsets[Int(node) + 1])
    return IncomingEdges(edges: backwardEdges[bounds])
  }

  /// The node that the edge leaves.
  @inline(__always)
  package func source(of edge: Int) -> Int32 { sources[edge] }

  /// The node that the edge enters.
  @inline(__always)
  package func target(of edge: Int) -> Int32 { targets[edge] }

  /// The label given when the edge was added.
  @inline(__always)
  package func label(of edge: Int) -> Int32 { labels[edge] }

  /// Whether the edge holds without any open condition.
  @inline(__always)
  package func isCertain(_ edge: Int) -> Bool { traits[edge].isCertain }

  /// The cost of the edge, in the unit of whoever added it.
  @inline(__always)
  package func cost(of edge: Int) -> UInt8 { traits[edge].cost }
}

/// The edges that enter one node: a view of one row of the backward rows.
package struct IncomingEdges: RandomAccessCollection, Sendable {
  let edges: ContiguousArray<Int32>.SubSequence

  /// The first position of the row.
  package var startIndex: Int { edges.startIndex }
  /// The position after the row's last.
  package var endIndex: Int { edges.endIndex }
  /// The id of the edge at this position of the backward rows.
  package subscript(position: Int) -> Int { Int(edges[position]) }
}

/// Cost (bits 0 to 7) and certainty (bit 8) of an edge.
struct EdgeTraits: Sendable, Equatable {
  private let bits: UInt16

  init(cost: UInt8, certain: Bool) { bits = UInt16(cost) | (certain ? 0x100 : 0) }

  @inline(__always) var cost: UInt8 { UInt8(truncatingIfNeeded: bits) }
  @inline(__always) var isCertain: Bool { bits & 0x100 != 0 }

  /// What the edge adds to a packed path weight.
  @inline(__always) var weight: UInt64 { PathWeight.packed(cost: UInt64(cost), edges: 1) }
}
