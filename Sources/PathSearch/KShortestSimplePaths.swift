/// The k best simple paths from a start to the nearest of a set of targets.
///
/// Algorithm: Yen, "Finding the K Shortest Loopless Paths in a Network", Management Science 17
/// (1971), with Lawler's partition (Management Science 18, 1972), which finds no path twice.
///
/// What is simple and distinct: free nodes abbreviate edges between the others, so they do not
/// count. A *stop* is the start, a target or any node that is not free. No stop occurs twice on a
/// path; no two paths have the same sequence of stops; each is the best of those that share its
/// stops; a path ends at the first target. A free node may occur again between other stops.
///
/// Order: by `PathKey`, then by the list of edge ids; the result is fully determined.
///
/// Each deviation is first judged by the distances of the whole graph, which bound it from below
/// and are exact unless the detour runs back into the path. Only then is there a new backward
/// search, so that most pairs cost none. O(k · stops · (nodes + edges)) at worst.
package struct KShortestSimplePaths: Sendable {
  private struct Candidate {
    var key: PathKey
    var edges: [Int]
    /// The stops in order, and for each how many edges lead to it.
    var stops: [Int32]
    var ends: [Int]
    /// The index of the stop after which this path leaves the one it was made from.
    var deviation: Int

    func precedes(_ other: Candidate) -> Bool {
      key != other.key ? key < other.key : edges.lexicographicallyPrecedes(other.edges)
    }
  }

  private var detours = DetourSearch()
  private var accepted: [Candidate] = []
  private var waiting: [Candidate] = []

  /// A search that has no memory yet.
  package init() {}

  /// At most `count` paths, best first, each as edge ids in the order walked. A start that is a
  /// target has one path, the empty one. `distances` must come from a run of `BackwardDistances`
  /// on `graph` without `maximumHops`; it sets targets and filter and serves any number of starts.
  package mutating func run(
    from start: Int32, count: Int, distances: DistanceMap, graph: Graph
  ) -> [[Int]] {
    accepted.removeAll(keepingCapacity: true)
    waiting.removeAll(keepingCapacity: true)
    guard count > 0,
      let best = ShortestPath.extract(from: start, distances: distances, graph: graph)
    else { return [] }
    waiting.append(
      candidate(edges: best, start: start, deviation: 0, distances: distances, graph: graph))
    while accepted.count < count, !waiting.isEmpty {
      let path = waiting.removeFirst()
      accepted.append(path)
      if accepted.count < count {
        deviate(from: path, wanted: count - accepted.count, distances, graph)
      }
    }
    return accepted.map(\.edges)
  }

  /// Adds to `waiting` the best path that leaves `path` after each of its stops.
  private mutating func deviate(
    from path: Candidate, wanted: Int, _ distances: DistanceMap, _ graph: Graph
  ) {
    let shared = accepted.map { Self.commonPrefix($0.stops, path.stops) }
    detours.begin(start: path.stops[0])
    for index in 0..<path.stops.count - 1 {
      detours.bar(path.stops[index])
      if index < path.deviation { continue }
      var taken: BitMask = []
      for (other, prefix) in zip(accepted, shared) where prefix > index {
        taken.insert(Int(other.stops[index + 1]))
      }
      let prefix = path.edges[..<path.ends[index]]
      let question = DetourSearch.Question(
        spur: path.stops[index], taken: taken, prefixKey: PathKey(of: prefix, in: graph),
        limit: waiting.count >= wanted ? waiting[wanted - 1].key : nil)
      guard let detour = detours.best(question, distances: distances, graph: graph) else {
        continue
      }
      insert(
        candidate(
          edges: prefix + detour, start: path.stops[0], deviation: index, distances: distances,
          graph: graph))
    }
  }

  /// Keeps `waiting` in order.
  private mutating func insert(_ candidate: Candidate) {
    let place = waiting.firstIndex { candidate.precedes($0) } ?? waiting.endIndex
    waiting.insert(candidate, at: place)
  }

  private func candidate(
    edges: [Int], start: Int32, deviation: Int, distances: DistanceMap, graph: Graph
  ) -> Candidate {
    var stops = [start]
    var ends = [0]
    for (index, edge) in edges.enumerated() {
      let node = graph.target(of: edge)
      if graph.isFree(node) && !distances.isTarget(node) { continue }
      stops.append(node)
      ends.append(index + 1)
    }
    return Candidate(
      key: PathKey(of: edges, in: graph), edges: edges, stops: stops, ends: ends,
      deviation: deviation)
  }

  private static func commonPrefix(_ left: [Int32], _ right: [Int32]) -> Int {
    zip(left, right).prefix { $0 == $1 }.count
  }
}
