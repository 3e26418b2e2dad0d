import PathSearch

/// Verifier for the distance kernels: relaxes every edge until nothing changes.
///
/// Algorithm: Bellman, "On a routing problem", Quarterly of Applied Mathematics 16 (1958), on
/// `PathKey`. Backward, the value of a node is its distance to the nearest root; forward, the
/// distance from the nearest root. O(nodes · edges).
func relaxationDistances(
  on graph: Graph, roots: [Int32], backward: Bool, filter: SearchFilter
) -> [PathKey?] {
  var keys = [PathKey?](repeating: nil, count: graph.nodeCount)
  for root in roots where !filter.blockedNodes.contains(Int(root)) { keys[Int(root)] = .zero }
  var changed = true
  while changed {
    changed = false
    for edge in 0..<graph.edgeCount where allowed(edge, in: graph, by: filter) {
      let source = Int(graph.source(of: edge))
      let target = Int(graph.target(of: edge))
      let (near, far) = backward ? (target, source) : (source, target)
      guard let base = keys[near] else { continue }
      let offer = base + PathKey(of: edge, in: graph)
      if keys[far].map({ offer < $0 }) ?? true {
        keys[far] = offer
        changed = true
      }
    }
  }
  return keys
}

/// The filter's meaning, spelled out apart from `SearchFilter.admits`.
func allowed(_ edge: Int, in graph: Graph, by filter: SearchFilter) -> Bool {
  !(filter.certainOnly && !graph.isCertain(edge)) && !filter.blockedEdges.contains(edge)
    && !filter.blockedNodes.contains(Int(graph.source(of: edge)))
    && !filter.blockedNodes.contains(Int(graph.target(of: edge)))
}
