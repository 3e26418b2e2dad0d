/// The length of a path as searches order it: fewest hops, then least cost, then fewest edges.
///
/// Every edge adds at least one to the last component. A path with a loop is therefore always
/// longer than the same path without it, even where the loop is made of free nodes and edges of
/// cost zero; that is what guarantees that searches end and that extracted paths have no loop.
package struct PathKey: Comparable, Sendable {
  /// The number of nodes entered that are not free.
  package var hops: Int
  /// The sum of the costs of the edges.
  package var cost: Int
  /// The number of edges.
  package var edges: Int

  /// The key of the empty path.
  package static let zero = PathKey(hops: 0, cost: 0, edges: 0)

  /// Orders by hops, then cost, then edges.
  package static func < (left: PathKey, right: PathKey) -> Bool {
    (left.hops, left.cost, left.edges) < (right.hops, right.cost, right.edges)
  }

  /// The key of two paths, one after the other.
  package static func + (left: PathKey, right: PathKey) -> PathKey {
    PathKey(
      hops: left.hops + right.hops, cost: left.cost + right.cost, edges: left.edges + right.edges)
  }

  /// The key of a list of edges walked in order. O(length).
  package init(of edges: some Sequence<Int>, in graph: Graph) {
    self = edges.reduce(.zero) { $0 + PathKey(of: $1, in: graph) }
  }

  /// The key of one edge.
  package init(of edge: Int, in graph: Graph) {
    hops = graph.isFree(graph.target(of: edge)) ? 0 : 1
    cost = Int(graph.cost(of: edge))
    edges = 1
  }

  init(hops: Int, cost: Int, edges: Int) {
    self.hops = hops
    self.cost = cost
    self.edges = edges
  }
}

/// Cost and edge count in one word, so that one comparison orders by cost, then edges.
///
/// 36 bits of cost over 28 bits of edges. A graph has fewer than 2²⁷ nodes (`GraphBuilder` sees
/// to it), so a path and one more path after it have fewer than 2²⁸ edges and cost less than
/// 255 · 2²⁸ < 2³⁶: sums never overflow into one another.
enum PathWeight {
  static let edgeBits: UInt64 = 28
  static let nodeLimit = 1 << 27

  @inline(__always)
  static func packed(cost: UInt64, edges: UInt64) -> UInt64 { cost << edgeBits | edges }

  static func cost(of weight: UInt64) -> Int { Int(weight >> edgeBits) }
  static func edges(of weight: UInt64) -> Int { Int(weight & (1 << edgeBits - 1)) }
}
