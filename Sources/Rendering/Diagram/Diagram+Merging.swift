extension Diagram {
  /// The diagram small enough for Graphviz to draw in seconds and for a person to read.
  ///
  /// Nodes that differ in nothing but their name (same kind and cluster, the same hops to and from
  /// the same nodes) are drawn as one of them and a node "214 more like this". If that is not
  /// enough, hops count as the same whatever their label and certainty; then what matters least is
  /// left out, counted in ``omittedNodes`` and ``omittedEdges``. Nodes that are emphasised or on
  /// the best path are never merged. The same diagram gives the same result, in time linear in its
  /// size but for sorting.
  ///
  /// - Parameters:
  ///   - limitNodes: The most nodes that are kept.
  ///   - limitEdges: The most edges that are kept. Edges are what costs: Graphviz 2.42 draws 600
  ///     in seconds and 2,000 in about a minute.
  package func merged(limitNodes: Int = 300, limitEdges: Int = 600) -> Diagram {
    var result = simplified().mergingEquivalents(ignoringLabels: false)
    if result.exceeds(limitNodes, limitEdges) {
      result = result.mergingEquivalents(ignoringLabels: true)
    }
    return result.exceeds(limitNodes, limitEdges)
      ? result.limited(toNodes: limitNodes, edges: limitEdges) : result
  }

  private func exceeds(_ limitNodes: Int, _ limitEdges: Int) -> Bool {
    nodes.count > limitNodes || edges.count > limitEdges
  }

  private func mergingEquivalents(ignoringLabels: Bool) -> Diagram {
    let signatures = NodeSignature.all(of: self, ignoringLabels: ignoringLabels)
    let protected = keysOfBestPath
    var members: [NodeSignature: [Int]] = [:]
    for index in nodes.indices {
      members[signatures[index], default: []].append(index)
    }
    var replacement: [Int: Int] = [:]
    var result = self
    for indices in members.values where indices.count > 1 {
      let free = indices.filter { !protected.contains(nodes[$0].key) }
      // One is shown by name; when another member is shown anyway, none of the free ones need be.
      let merged = free.count == indices.count ? free.dropFirst() : free[...]
      guard merged.count > 1, let first = merged.first else { continue }
      result.nodes[first] = more(like: nodes[first], standingFor: merged.map { nodes[$0] })
      for index in merged.dropFirst() { replacement[nodes[index].key] = nodes[first].key }
    }
    result.nodes.removeAll { replacement[$0.key] != nil }
    for index in result.edges.indices {
      result.edges[index].from = replacement[edges[index].from] ?? edges[index].from
      result.edges[index].to = replacement[edges[index].to] ?? edges[index].to
    }
    return result.simplified()
  }

  /// The keys of the nodes that are emphasised or on the best path.
  var keysOfBestPath: Set<Int> {
    var keys = Set(nodes.lazy.filter { $0.emphasis != .none }.map(\.key))
    for edge in edges where edge.isOnBestPath {
      keys.insert(edge.from)
      keys.insert(edge.to)
    }
    return keys
  }

  private func more(like node: DiagramNode, standingFor nodes: [DiagramNode]) -> DiagramNode {
    let count = nodes.reduce(0) { $0 + $1.count }
    var result = node
    result.name = "\(count) more like this"
    result.details = []
    result.count = count
    let shown = nodes.prefix(10).map(\.name).joined(separator: ", ")
    result.tooltip = nodes.count > 10 ? "\(shown), …" : shown
    return result
  }
}

/// What makes two nodes equivalent.
private struct NodeSignature: Hashable {
  var kind: DiagramNodeKind
  var cluster: Int?
  var outgoing: Set<Hop>
  var incoming: Set<Hop>

  /// A hop as one of its ends sees it.
  struct Hop: Hashable {
    var neighbour: Int
    var label: String
    var certainty: DiagramEdge.Certainty
  }

  /// The signatures of all nodes, in their order.
  static func all(of diagram: Diagram, ignoringLabels: Bool) -> [NodeSignature] {
    var outgoing: [Int: Set<Hop>] = [:]
    var incoming: [Int: Set<Hop>] = [:]
    for edge in diagram.edges {
      let label = ignoringLabels ? "" : edge.label
      let certainty = ignoringLabels ? .certain : edge.certainty
      outgoing[edge.from, default: []].insert(
        Hop(neighbour: edge.to, label: label, certainty: certainty))
      incoming[edge.to, default: []].insert(
        Hop(neighbour: edge.from, label: label, certainty: certainty))
    }
    return diagram.nodes.map { node in
      NodeSignature(
        kind: node.kind, cluster: node.cluster, outgoing: outgoing[node.key] ?? [],
        incoming: incoming[node.key] ?? [])
    }
  }
}
