/// Distances from every node to the nearest of a set of targets, searched backward from them.
///
/// Algorithm: breadth-first search by levels of hops (Moore, "The shortest path through a maze",
/// 1959); inside a level, Dijkstra's algorithm (Numerische Mathematik 1, 1959) over the free nodes
/// only. Entering a node costs the same hop by whatever edge, so the whole row of a free node
/// stays in its level and the whole row of any other node belongs to the next one.
///
/// Encoding invariant: `reached[levelStart..<levelEnd]` is the level. Once its free nodes are
/// drained from the heap in order of weight, the weights of the level are final, because nodes
/// that are not free relax only the next level. Weights rise with each edge (`PathKey`), so a
/// cycle of free nodes is walked once.
///
/// O(nodes + edges + f · log f), where f counts relaxations of free nodes; without free nodes it
/// is plain breadth-first search, and where all edges cost the same as well, the first visit of a
/// node settles it. One value serves any number of runs and keeps its memory; a new
/// run resets only what the last one reached.
package struct BackwardDistances: Sendable {
  /// What the last run found. A copy that is kept across the next run makes that run copy it.
  package internal(set) var distances = DistanceMap()
  /// The level at which the last run was told to end.
  var lastLevel: Int32 = .max
  private var heap = MinimumHeap()

  /// A search that has no memory yet.
  package init() {}

  /// Finds the distances to the nearest of `targets`, which are at distance zero themselves.
  /// Blocked targets are passed over. With `maximumHops`, nodes farther than that count as not
  /// reaching a target, and the search ends there. Traps if a target is not a node of the graph.
  package mutating func run(
    on graph: Graph, targets: [Int32], filter: SearchFilter = SearchFilter(),
    maximumHops: Int? = nil
  ) {
    prepare(for: graph, targets: targets, filter: filter)
    let selective = !filter.admitsEverything
    lastLevel = maximumHops.map { Int32(clamping: $0) } ?? .max
    var levelStart = 0
    var level: Int32 = 0
    while levelStart < distances.reached.count {
      while let next = heap.pop() {
        if next.weight != distances.weights[Int(next.node)] { continue }
        relax(into: next.node, level: level, on: graph, selective: selective)
      }
      if level >= lastLevel { break }
      let levelEnd = distances.reached.count
      for index in levelStart..<levelEnd {
        let node = distances.reached[index]
        if graph.isFree(node) { continue }
        relax(into: node, level: level + 1, on: graph, selective: selective)
      }
      levelStart = levelEnd
      level += 1
    }
  }

  private mutating func prepare(for graph: Graph, targets: [Int32], filter: SearchFilter) {
    distances.prepare(nodeCount: graph.nodeCount)
    distances.targets = targets
    distances.filter = filter
    heap.removeAll()
    for target in targets where filter.admits(node: target) && distances.hops[Int(target)] < 0 {
      distances.hops[Int(target)] = 0
      distances.weights[Int(target)] = 0
      distances.reached.append(target)
      if graph.isFree(target) { heap.push(weight: 0, node: target) }
    }
  }

  /// Offers every node with an edge into `node` the path over that edge; they are on `level`.
  @inline(__always)
  private mutating func relax(
    into node: Int32, level: Int32, on graph: Graph, selective: Bool
  ) {
    let sources = graph.backwardSources.span
    let traits = graph.backwardTraits.span
    let row = Int(graph.backwardOffsets[Int(node)])..<Int(graph.backwardOffsets[Int(node) + 1])
    let plain = graph.isPlain
    let base = distances.weights[Int(node)]
    for position in row {
      let source = sources[position]
      let known = distances.hops[Int(source)]
      if known >= 0 && (plain || known != level) { continue }
      let weight = base + traits[position].weight
      if known == level && weight >= distances.weights[Int(source)] { continue }
      if selective && !distances.filter.admits(Int(graph.backwardEdges[position]), in: graph) {
        continue
      }
      distances.weights[Int(source)] = weight
      if known < 0 {
        distances.hops[Int(source)] = level
        distances.reached.append(source)
      }
      if graph.isFree(source) { heap.push(weight: weight, node: source) }
    }
  }
}
