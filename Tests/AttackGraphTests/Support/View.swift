import Analysis
import AttackGraph
import Environment
import Policy
import Techniques

/// The techniques of the product.
let builtIn = Catalogue.builtIn()

/// A world's attack graph, with the questions that tests ask of it.
struct View {
  let analyzer: Analyzer
  var graph: AttackGraph { analyzer.graph }

  init(_ world: World, _ catalogue: Catalogue = builtIn) {
    analyzer = Analyzer(environment: world.environment, catalogue: catalogue)
  }

  /// A world of few techniques.
  init(_ world: World, _ techniques: [Technique]) {
    self.init(world, Catalogue(techniques: techniques))
  }

  /// The best path, with a shorter conditional one beside it, between what two ids stand for.
  func best(
    from source: String, to target: String, _ impact: Impact? = nil
  ) -> (best: AttackPath, shorter: AttackPath?)? {
    let resolver = StateResolver(graph)
    guard let sources = resolver.sources(source),
      let targets = resolver.targets(target, impact: impact)
    else { return nil }
    return best(from: sources, to: targets)
  }

  func best(
    from sources: [Int32], to targets: [Int32]
  ) -> (best: AttackPath, shorter: AttackPath?)? {
    let finder = PathFinder(graph: graph, explainer: analyzer.explainer)
    finder.aim(at: targets)
    return finder.best(from: sources)
  }

  func path(from source: String, to target: String, _ impact: Impact? = nil) -> AttackPath? {
    best(from: source, to: target, impact)?.best
  }

  /// The path in words: techniques, and `?` behind those that are conditional; nil without a path.
  func route(from source: String, to target: String, _ impact: Impact? = nil) -> String? {
    path(from: source, to: target, impact).map { route($0) }
  }

  func route(_ path: AttackPath) -> String {
    path.hops.map { id(of: $0) + ($0.answer == .allowed ? "" : "?") }.joined(separator: " ")
  }

  func id(of hop: Hop) -> String {
    switch hop.technique {
    case .catalogue(let number): graph.catalogue.techniques[number].id
    case .builtIn(let technique): technique.id
    }
  }

  /// The session of a user in one state of its second factor.
  func session(_ state: SessionState, of user: String) -> [Int32] {
    guard let number = graph.environment.users.firstIndex(where: { $0.name == user }) else {
      return []
    }
    return [graph.sessions(ofUser: number)[state]].compactMap(\.self)
  }
}
