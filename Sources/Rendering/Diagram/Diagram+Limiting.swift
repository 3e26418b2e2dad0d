extension Diagram {
  /// The part of the diagram that matters most: first the best path and what is emphasised, then
  /// what is fewest hops away from it in either direction, heavier edges and earlier nodes first.
  func limited(toNodes limitNodes: Int, edges limitEdges: Int) -> Diagram {
    let kept = Set(nodesByImportance().prefix(max(limitNodes, 0)))
    var result = self
    result.nodes = nodes.filter { kept.contains($0.key) }
    let candidates = edges.enumerated().filter {
      kept.contains($0.element.from) && kept.contains($0.element.to)
    }
    let heaviest = candidates.sorted { Self.matters($0, before: $1) }.prefix(max(limitEdges, 0))
    result.edges = heaviest.sorted { $0.offset < $1.offset }.map(\.element)
    result.omittedNodes += nodes.reduce(0) { $0 + (kept.contains($1.key) ? 0 : $1.count) }
    result.omittedEdges += edges.count - result.edges.count
    return result
  }

  /// All node keys, breadth first from the best path.
  private func nodesByImportance() -> [Int] {
    let protected = keysOfBestPath
    var order = nodes.map(\.key).filter(protected.contains)
    var reached = Set(order)
    var neighbours: [Int: [Int]] = [:]
    for (_, edge) in edges.enumerated().sorted(by: { Self.matters($0, before: $1) }) {
      neighbours[edge.from, default: []].append(edge.to)
      neighbours[edge.to, default: []].append(edge.from)
    }
    var next = 0
    while next < order.count {
      for neighbour in neighbours[order[next]] ?? [] where reached.insert(neighbour).inserted {
        order.append(neighbour)
      }
      next += 1
    }
    return order + nodes.map(\.key).filter { !reached.contains($0) }
  }

  private static func matters(
    _ one: (offset: Int, element: DiagramEdge), before other: (offset: Int, element: DiagramEdge)
  ) -> Bool {
    if one.element.isOnBestPath != other.element.isOnBestPath { return one.element.isOnBestPath }
    if one.element.weight != other.element.weight {
      return one.element.weight > other.element.weight
    }
    return one.offset < other.offset
  }
}
