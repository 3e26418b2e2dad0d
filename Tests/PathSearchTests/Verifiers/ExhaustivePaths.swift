import PathSearch

/// Verifier for `KShortestSimplePaths` and `ShortestPath`: walks every way there is.
///
/// Depth first from the start; a stop (start, target, node that is not free) is not entered twice,
/// a free node not twice between two stops. Of the ways with the same stops the best is kept.
/// Exponential; for graphs of a handful of nodes.
struct ExhaustivePaths {
  private let graph: Graph
  private let targets: Set<Int32>
  private let filter: SearchFilter
  private let start: Int32
  private var best: [[Int32]: [Int]] = [:]

  static func all(
    on graph: Graph, from start: Int32, targets: [Int32], filter: SearchFilter
  ) -> [[Int]] {
    let usable = Set(targets).filter { !filter.blockedNodes.contains(Int($0)) }
    if filter.blockedNodes.contains(Int(start)) { return [] }
    var search = ExhaustivePaths(graph: graph, targets: usable, filter: filter, start: start)
    search.walk(at: start, path: [], stops: [start], between: [])
    return search.best.values.sorted { search.isBetter($0, than: $1) }
  }

  private init(graph: Graph, targets: Set<Int32>, filter: SearchFilter, start: Int32) {
    self.graph = graph
    self.targets = targets
    self.filter = filter
    self.start = start
  }

  private func isBetter(_ left: [Int], than right: [Int]) -> Bool {
    let leftKey = PathKey(of: left, in: graph)
    let rightKey = PathKey(of: right, in: graph)
    return leftKey != rightKey ? leftKey < rightKey : left.lexicographicallyPrecedes(right)
  }

  private mutating func walk(at node: Int32, path: [Int], stops: [Int32], between: Set<Int32>) {
    if targets.contains(node) {
      if let known = best[stops], !isBetter(path, than: known) { return }
      best[stops] = path
      return
    }
    for edge in graph.outEdges(of: node) where allowed(edge, in: graph, by: filter) {
      let next = graph.target(of: edge)
      if graph.isFree(next) && next != start && !targets.contains(next) {
        if between.contains(next) { continue }
        walk(at: next, path: path + [edge], stops: stops, between: between.union([next]))
      } else if !stops.contains(next) {
        walk(at: next, path: path + [edge], stops: stops + [next], between: [])
      }
    }
  }
}
