import Analysis
import AttackGraph
import Documents
import Environment
import Reporting
import Techniques

/// Paths that were asked for.
package struct PathList: Sendable {
  package let views: [PathView]
  let coverage: Coverage
  let catalogue: Catalogue

  package var json: String {
    PathsJSON.document(views, coverage: coverage, catalogue: catalogue).serialized()
  }

  package func text(colour: Bool) -> String {
    PathText.text(paths: views, width: 80, colour: colour)
  }
}

extension Workspace {
  /// The best path from each source to each target, in the order asked; with none named, from every
  /// start and to every target.
  package func paths(
    from sources: [String], to targets: [String], impact: String?, alternatives: Int
  ) throws(Problem) -> PathList {
    let analyzer = Analyzer(environment: environment, catalogue: catalogue)
    let resolver = StateResolver(analyzer.graph)
    let wanted = impact.flatMap { Impact(rawValue: $0) }
    var starts: [[Int32]] = []
    for id in sources { starts.append(try states(id, resolver) { resolver.sources($0) }) }
    if sources.isEmpty { starts = Starts(analyzer.graph).all().map(\.nodes) }
    var ends: [[Int32]] = []
    for id in targets {
      ends.append(try states(id, resolver) { resolver.targets($0, impact: wanted) })
    }
    if targets.isEmpty {
      ends = Targets(analyzer.graph).all().filter { wanted == nil || $0.impact == wanted }
        .map { [$0.node] }
    }
    return PathList(
      views: search(analyzer, starts, ends, alternatives), coverage: environment.coverage,
      catalogue: catalogue)
  }

  func states(
    _ id: String, _ resolver: StateResolver, _ find: (String) -> [Int32]?
  ) throws(Problem) -> [Int32] {
    if let found = find(id) { return found }
    if let expanded = resolver.expand(id), let found = find(expanded) { return found }
    throw unknown(id, resolver)
  }

  func unknown(_ id: String, _ resolver: StateResolver) -> Problem {
    var lines = ["nothing in the snapshot is called '\(id)'"]
    var near = resolver.near(id)
    if near.isEmpty, !id.contains(":") { near = idsWithNames(near: id) }
    if !near.isEmpty { lines.append("did you mean: " + near.joined(separator: ", ")) }
    return Problem(lines, isUsage: true)
  }

  /// Up to three ids of what has a name near this one; whole ids are too long to be near.
  private func idsWithNames(near name: String) -> [String] {
    let named =
      environment.users.map { (name: $0.name, id: $0.arn) }
      + environment.roles.map { (name: $0.name, id: $0.arn) }
      + environment.resources.map { (name: $0.name, id: $0.arn) }
    let names = NearWords.list(to: name, among: Set(named.map(\.name)).sorted(), limit: 3)
    let ids = names.flatMap { near in named.filter { $0.name == near }.map(\.id).sorted() }
    return Array(ids.prefix(3))
  }

  private func search(
    _ analyzer: Analyzer, _ starts: [[Int32]], _ ends: [[Int32]], _ alternatives: Int
  ) -> [PathView] {
    let finder = PathFinder(graph: analyzer.graph, explainer: analyzer.explainer)
    var views: [PathView] = []
    for end in ends where !end.isEmpty {
      finder.aim(at: end)
      for start in starts {
        guard let (best, shorter) = finder.best(from: start) else { continue }
        let further = finder.further(from: best.source, count: alternatives, besides: best)
        for path in [best] + [shorter].compactMap(\.self) + further {
          views.append(PathView(path, in: analyzer.graph))
        }
      }
    }
    return views
  }
}
