extension Diagram {
  /// The same diagram without what Graphviz cannot be trusted with: no edge from a node to itself,
  /// at most one edge from one node to another, no edge to a node that does not exist, no two
  /// nodes or clusters with one key.
  ///
  /// Parallel edges become one that carries the labels of the first two and the number of the
  /// others; it is certain when one of them is. Linear in the size of the diagram.
  package func simplified() -> Diagram {
    var result = self
    var nodeKeys: Set<Int> = []
    result.nodes = nodes.filter { nodeKeys.insert($0.key).inserted }
    var clusterKeys: Set<Int> = []
    result.clusters = clusters.filter { clusterKeys.insert($0.key).inserted }

    var bundles: [EdgeEnds: [DiagramEdge]] = [:]
    var order: [EdgeEnds] = []
    for edge in edges
    where edge.from != edge.to && nodeKeys.contains(edge.from) && nodeKeys.contains(edge.to) {
      let ends = EdgeEnds(from: edge.from, to: edge.to)
      if bundles[ends] == nil { order.append(ends) }
      bundles[ends, default: []].append(edge)
    }
    result.edges = order.compactMap { ends in bundles[ends].flatMap(Self.joined) }
    return result
  }

  /// The two ends of an edge, in order.
  struct EdgeEnds: Hashable {
    var from: Int
    var to: Int
  }

  /// One edge for several between the same nodes; `nil` for none.
  private static func joined(_ parallel: [DiagramEdge]) -> DiagramEdge? {
    guard var edge = parallel.min(by: matters(more:than:)) else { return nil }
    guard parallel.count > 1 else { return edge }
    let others = parallel.filter { $0.label != edge.label }.map(\.label)
    edge.label = labels([edge.label] + others).joined(separator: "\n")
    edge.tooltip = distinct(parallel.map(\.tooltip)).joined(separator: "\n")
    edge.certainty = parallel.contains { $0.certainty == .certain } ? .certain : .conditional
    edge.weight = parallel.reduce(0) { $0.addingReportingOverflow($1.weight).partialValue }
    return edge
  }

  private static func matters(more edge: DiagramEdge, than other: DiagramEdge) -> Bool {
    func rank(_ edge: DiagramEdge) -> (Int, Int) {
      (edge.bestPathStep ?? Int.max, edge.certainty == .certain ? 0 : 1)
    }
    return rank(edge) < rank(other)
  }

  private static func labels(_ all: [String]) -> [String] {
    let shown = distinct(all)
    return shown.count <= 2 ? shown : shown.prefix(2) + ["+\(shown.count - 2) more"]
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { !$0.isEmpty && seen.insert($0).inserted }
  }
}
