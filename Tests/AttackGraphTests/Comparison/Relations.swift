import AttackGraph
import PathSearch
import Policy

/// What one technique gives one actor.
struct Relation: Hashable {
  var actor: Int32
  var technique: Int
  var target: Int32
}

/// The hops that a graph holds, read edge by edge.
struct Relations {
  /// The most certain edges of each hop.
  private(set) var found: [Relation: (isCertain: Bool, edges: [Int])] = [:]
  private(set) var administrators: Set<Int32> = []
  let graph: AttackGraph

  init(_ graph: AttackGraph) {
    self.graph = graph
    for actor in graph.actors { follow(actor.node, actor.node, nil, [], true) }
  }

  private mutating func follow(
    _ actor: Int32, _ node: Int32, _ technique: Int?, _ edges: [Int], _ isCertain: Bool
  ) {
    for edge in graph.graph.outEdges(of: node) {
      var technique = technique
      switch graph.technique(of: edge) {
      case .catalogue(let number): technique = number
      case .builtIn(.structure): break
      case .builtIn(.administrator):
        administrators.insert(actor)
        continue
      case .builtIn: continue
      }
      let target = graph.graph.target(of: edge)
      let certain = isCertain && graph.graph.isCertain(edge)
      var isEnd = !graph.graph.isFree(target)
      if case .workload = graph.kinds[Int(target)] { isEnd = true }
      guard isEnd else {
        follow(actor, target, technique, edges + [edge], certain)
        continue
      }
      guard let technique else { continue }
      let relation = Relation(actor: actor, technique: technique, target: target)
      if found[relation]?.isCertain != true { found[relation] = (certain, edges + [edge]) }
    }
  }
}
