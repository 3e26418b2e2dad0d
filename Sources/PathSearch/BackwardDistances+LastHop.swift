extension BackwardDistances {
  /// Adds to a run with `maximumHops` the distances of the next level, for some sources only: what
  /// leads into a level is most of a graph, but little of it lies between that level and a few
  /// sources. Afterwards `ShortestPath` finds the best paths from those of them that are one hop
  /// farther than the run went. Their distances, and those of the free nodes on such paths, are what
  /// a run with one hop more would have found.
  ///
  /// Algorithm: from each source forward through free nodes to nodes of the last level, then back
  /// along the edges walked until no weight falls. O(edges of the free nodes that a source reaches).
  package mutating func extend(from sources: [Int32], on graph: Graph) {
    var walk = LastHop(level: lastLevel)
    for source in sources where distances.hops[Int(source)] < 0 {
      if distances.filter.admits(node: source) { walk.visit(source, distances, graph) }
    }
    let level = lastLevel + 1
    for (node, weight) in walk.settled() {
      distances.hops[Int(node)] = level
      distances.weights[Int(node)] = weight
      distances.reached.append(node)
    }
  }
}

/// The free nodes between sources and the last level of a search.
private struct LastHop {
  private struct Step {
    var from: Int32
    var to: Int32
    var weight: UInt64
  }

  let level: Int32
  private var visited: Set<Int32> = []
  private var steps: [Step] = []
  private var weights: [Int32: UInt64] = [:]

  init(level: Int32) { self.level = level }

  /// Walks from a node whose distance is not known.
  mutating func visit(_ start: Int32, _ distances: DistanceMap, _ graph: Graph) {
    guard visited.insert(start).inserted else { return }
    var waiting = [start]
    while let node = waiting.popLast() {
      for edge in graph.outEdges(of: node) where distances.filter.admits(edge, in: graph) {
        let target = graph.target(of: edge)
        let hops = distances.hops[Int(target)]
        let weight = graph.traits[edge].weight
        if hops == (graph.isFree(target) ? level + 1 : level) {
          offer(distances.weights[Int(target)] + weight, to: node)
        } else if hops < 0, graph.isFree(target) {
          steps.append(Step(from: node, to: target, weight: weight))
          if visited.insert(target).inserted { waiting.append(target) }
        }
      }
    }
  }

  private mutating func offer(_ weight: UInt64, to node: Int32) {
    weights[node] = min(weight, weights[node] ?? .max)
  }

  /// The nodes from which the last level is reached, with the weights of their best paths, in
  /// ascending order.
  mutating func settled() -> [(Int32, UInt64)] {
    var isChanged = true
    while isChanged {
      isChanged = false
      for step in steps.reversed() {
        guard let beyond = weights[step.to] else { continue }
        let weight = beyond + step.weight
        if weight < weights[step.from] ?? .max {
          weights[step.from] = weight
          isChanged = true
        }
      }
    }
    return weights.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
