import AttackGraph
import PathSearch
import Policy

/// Finds and proves the best paths to one set of target states from any number of starts.
package final class PathFinder {
  let graph: AttackGraph
  let explainer: HopExplainer
  private var certain = BackwardDistances()
  private var possible = BackwardDistances()
  private var alternatives = KShortestSimplePaths()
  private var targets: [Int32] = []
  private var horizon: Horizon?

  /// How far paths are looked for at first: what a search for many targets at once has told.
  struct Horizon {
    /// The most hops of a path that is certain; negative where there is none.
    var certain = -1
    /// The most hops at which a path that is not certain may be the best or a shorter one.
    var possible = -1

    /// Far enough for some pairs with the same target.
    init(_ pairs: [Reachability.Pair]) {
      for pair in pairs {
        if pair.isCertain { certain = max(certain, pair.hops) }
        possible = max(possible, pair.isCertain ? pair.hops - 1 : pair.hops)
      }
    }
  }

  /// How many paths are tried where the first do not stand the proof.
  static let tries = 4

  package init(graph: AttackGraph, explainer: HopExplainer) {
    self.graph = graph
    self.explainer = explainer
  }

  /// Searches backward from the targets; what follows asks about them. O(nodes + edges).
  package func aim(at targets: [Int32]) { aim(at: targets, within: nil) }

  /// As `aim(at:)`, where much is known.
  ///
  /// - Parameter horizon: how far; the search goes on by itself where that is not enough. Nil for
  ///   all.
  func aim(at targets: [Int32], within horizon: Horizon?) {
    self.targets = targets
    self.horizon = horizon
    run(&possible, SearchFilter(), horizon.map(\.possible))
    run(&certain, SearchFilter(certainOnly: true), horizon.map(\.certain))
  }

  /// Searches to the last hop but one; that is looked for from each source.
  private func run(_ search: inout BackwardDistances, _ filter: SearchFilter, _ hops: Int?) {
    let targets = (hops ?? 0) < 0 ? [] : targets
    search.run(
      on: graph.graph, targets: targets, filter: filter, maximumHops: hops.map { max($0 - 1, 0) })
  }

  /// How a source reaches the targets, as far as the search tells: hops and cost of the shortest
  /// path, and whether it is certain. Nil when it does not. O(1).
  package func reach(from source: Int32) -> (isCertain: Bool, hops: Int, cost: Int)? {
    if let found = certain.distances[source] { return (true, found.hops, found.cost) }
    return possible.distances[source].map { (false, $0.hops, $0.cost) }
  }

  /// The best path from any of the sources: certain before conditional, then fewest hops, then
  /// cost. With it a conditional path that is shorter, if there is one.
  ///
  /// - Parameter isCertain: whether some path is certain, where the search for many targets has told
  ///   that; without it nothing is taken from a horizon.
  package func best(
    from sources: [Int32], isCertain: Bool? = nil
  ) -> (best: AttackPath, shorter: AttackPath?)? {
    let isDirect = sources.first { targets.contains($0) }
    if let source = isDirect {
      return (AttackPath(source: source, target: source, hops: []), nil)
    }
    if horizon != nil {
      if let isCertain, let found = nearest(from: sources, isCertain) { return found }
      aim(at: targets)
    }
    let surest = ranked(sources, certain).lazy.compactMap { self.path(from: $0, self.certain) }
      .first { $0.isCertain }
    let shortest = ranked(sources, possible).lazy.compactMap { self.path(from: $0, self.possible) }
      .first
    guard let surest else { return shortest.map { ($0, nil) } }
    if let shortest, shortest.hops.count < surest.hops.count { return (surest, shortest) }
    return (surest, nil)
  }

  /// As `best`, where the first paths within the horizon stand their proof; nil where one does not.
  private func nearest(
    from sources: [Int32], _ isCertain: Bool
  ) -> (best: AttackPath, shorter: AttackPath?)? {
    if let horizon {
      if horizon.certain > 0 { certain.extend(from: sources, on: graph.graph) }
      if horizon.possible > 0 { possible.extend(from: sources, on: graph.graph) }
    }
    let soon = ranked(sources, possible).first
    guard isCertain else { return soon.flatMap { first(from: $0, possible) }.map { ($0, nil) } }
    guard let sure = ranked(sources, certain).first, let surest = first(from: sure, certain),
      surest.isCertain, let hops = certain.distances[sure]?.hops
    else { return nil }
    guard let soon, let fewer = possible.distances[soon]?.hops, fewer < hops else {
      return (surest, nil)
    }
    return first(from: soon, possible).map {
      (surest, $0.hops.count < surest.hops.count ? $0 : nil)
    }
  }

  private func first(from source: Int32, _ search: BackwardDistances) -> AttackPath? {
    ShortestPath.extract(from: source, distances: search.distances, graph: graph.graph)
      .flatMap { proven($0, from: source) }
  }

  /// Up to `count` further paths from a source, besides `known`, in order of length.
  package func further(from source: Int32, count: Int, besides known: AttackPath) -> [AttackPath] {
    guard count > 0 else { return [] }
    let lists = alternatives.run(
      from: source, count: count + 1, distances: possible.distances, graph: graph.graph)
    return lists.compactMap { proven($0, from: source) }
      .filter { $0.signature != known.signature }.prefix(count).map(\.self)
  }

  private func ranked(_ sources: [Int32], _ search: BackwardDistances) -> [Int32] {
    sources.compactMap { source in
      search.distances[source].map { (hops: $0.hops, cost: $0.cost, source: source) }
    }.sorted { ($0.hops, $0.cost, $0.source) < ($1.hops, $1.cost, $1.source) }.map(\.source)
  }

  private func path(from source: Int32, _ search: BackwardDistances) -> AttackPath? {
    guard
      let edges = ShortestPath.extract(
        from: source, distances: search.distances, graph: graph.graph)
    else { return nil }
    if let path = proven(edges, from: source) { return path }
    let others = alternatives.run(
      from: source, count: PathFinder.tries, distances: search.distances, graph: graph.graph)
    return others.lazy.compactMap { self.proven($0, from: source) }.first
  }

  /// The path, if every hop of it stands its proof and their conditions do not contradict.
  private func proven(_ edges: [Int], from source: Int32) -> AttackPath? {
    let hops = explainer.hops(of: edges)
    guard let last = hops.last, hops.allSatisfy({ $0.answer != .denied }) else { return nil }
    let path = AttackPath(source: source, target: last.to, hops: hops)
    return Contradictions.exist(in: hops.flatMap(\.openTests)) ? nil : path
  }
}

extension AttackPath {
  /// What tells paths apart: states, techniques and workloads.
  var signature: [String] {
    hops.map { "\($0.to) \($0.technique) \($0.via ?? -1)" }
  }
}

/// Plain contradictions among open conditions: the same key would have to equal disjoint values.
/// What is chosen anew for each request, as external ids are, cannot contradict.
enum Contradictions {
  static func exist(in tests: [OpenCondition]) -> Bool {
    var allowed: [String: Set<String>] = [:]
    for open in tests where open.mustHold && open.test.comparison == .stringEquals {
      guard open.test.quantifier == .single, !open.test.ifExists,
        !open.test.key.hasPrefix("sts:")
      else { continue }
      let values = Set(open.test.values.map(\.text))
      if let known = allowed[open.test.key] {
        let both = known.intersection(values)
        if both.isEmpty { return true }
        allowed[open.test.key] = both
      } else {
        allowed[open.test.key] = values
      }
    }
    return false
  }
}
