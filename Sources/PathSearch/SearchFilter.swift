/// Which edges and nodes a search may use. The default lets everything through.
package struct SearchFilter: Sendable, Equatable {
  /// Whether only certain edges may be used.
  package var certainOnly: Bool
  /// Edge ids that may not be used.
  package var blockedEdges: BitMask
  /// Nodes that may not be entered, left, started from or arrived at.
  package var blockedNodes: BitMask

  /// A filter; what is not given is not restricted.
  package init(
    certainOnly: Bool = false, blockedEdges: BitMask = [], blockedNodes: BitMask = []
  ) {
    self.certainOnly = certainOnly
    self.blockedEdges = blockedEdges
    self.blockedNodes = blockedNodes
  }

  /// Whether a search may walk this edge, both of its ends considered. O(1).
  @inline(__always)
  package func admits(_ edge: Int, in graph: Graph) -> Bool {
    if certainOnly && !graph.isCertain(edge) { return false }
    if blockedEdges.contains(edge) { return false }
    if blockedNodes.isEmpty { return true }
    return admits(node: graph.source(of: edge)) && admits(node: graph.target(of: edge))
  }

  /// Whether a search may be at this node. O(1).
  @inline(__always)
  package func admits(node: Int32) -> Bool { !blockedNodes.contains(Int(node)) }

  /// Whether every edge passes, so that a kernel need not ask edge by edge.
  var admitsEverything: Bool { !certainOnly && blockedEdges.isEmpty && blockedNodes.isEmpty }
}
