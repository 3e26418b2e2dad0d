/// Reads one shortest path out of a distance map.
///
/// Algorithm: from each node, follow the first edge in forward order whose length and the distance
/// of its target add up to the node's own distance. Among all shortest paths this is the one with
/// the lexicographically smallest list of edge ids: smallest next node, then smallest label.
///
/// Progress: lengths are compared by `PathKey`, whose edge count falls by one at each step, so no
/// node occurs twice, whatever cycles of free nodes and edges without cost the graph holds.
package enum ShortestPath {
  /// The edge ids of the path from `start` to the nearest target, in the order walked; empty if
  /// `start` is a target, nil if it reaches none. `distances` must come from a run on `graph`; its
  /// filter is respected. O(sum of the out-degrees on the path).
  package static func extract(
    from start: Int32, distances: DistanceMap, graph: Graph
  ) -> [Int]? {
    guard distances.hops[Int(start)] >= 0 else { return nil }
    var path: [Int] = []
    path.reserveCapacity(PathWeight.edges(of: distances.weights[Int(start)]))
    var node = start
    while !distances.isTarget(node) {
      guard
        let edge = graph.outEdges(of: node).first(where: {
          lies(onShortest: $0, from: node, distances, graph)
        })
      else { preconditionFailure("the distances belong to another graph") }
      path.append(edge)
      node = graph.target(of: edge)
    }
    return path
  }

  @inline(__always)
  private static func lies(
    onShortest edge: Int, from node: Int32, _ distances: DistanceMap, _ graph: Graph
  ) -> Bool {
    let target = graph.target(of: edge)
    let beyond = distances.hops[Int(target)]
    guard beyond >= 0 else { return false }
    return beyond + (graph.isFree(target) ? 0 : 1) == distances.hops[Int(node)]
      && distances.weights[Int(target)] + graph.traits[edge].weight == distances.weights[Int(node)]
      && distances.filter.admits(edge, in: graph)
  }
}
