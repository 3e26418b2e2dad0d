/// The best way from one stop of a path to a target whose next stop is a new one; a step of
/// `KShortestSimplePaths`, in whose words it speaks.
///
/// Algorithm: Dijkstra's algorithm forward from the stop, over free nodes only, until the ways out
/// to a next stop are all known; each is completed by that stop's distance to the targets. The
/// distances of the whole graph are tried first. If the path that they give runs into a barred
/// stop, the distances are searched again without the barred stops.
///
/// Encoding invariant: `weights` is `PathWeight.unreached` but for the nodes in `settled`, which
/// are the spur and the free nodes that it reaches, by ascending weight; every edge adds weight,
/// so a node's successors on a shortest way come after it. `open` marks those of them from which
/// a best way out goes on.
struct DetourSearch: Sendable {
  struct Question {
    /// The stop to leave.
    var spur: Int32
    /// The stops that may not be the next one.
    var taken: BitMask
    /// The length of the path up to the spur.
    var prefixKey: PathKey
    /// A whole path longer than this is of no use.
    var limit: PathKey?
  }

  private var start: Int32 = 0
  private var barred: BitMask = []
  private var weights: ContiguousArray<UInt64> = []
  private var settled: ContiguousArray<Int32> = []
  private var open: ContiguousArray<Bool> = []
  private var heap = MinimumHeap()
  private var restricted = BackwardDistances()

  private static let unreached = UInt64.max

  /// Starts on a new path; nothing is barred.
  mutating func begin(start: Int32) {
    self.start = start
    barred = []
  }

  /// Forbids a stop of the path, the spur included, to whatever follows.
  mutating func bar(_ stop: Int32) { barred.insert(Int(stop)) }

  /// The edges of the best detour by `PathKey`, then by edge ids; nil if there is none or if it
  /// would be longer than the limit.
  mutating func best(
    _ question: Question, distances: DistanceMap, graph: Graph
  ) -> [Int]? {
    spread(from: question.spur, distances, graph)
    defer { forget() }
    guard let direct = completed(question, by: distances, distances, graph) else { return nil }
    let runsBack = direct.contains { barred.contains(Int(graph.target(of: $0))) }
    if !runsBack { return direct }

    return restrictedBest(
      question, atLeast: PathKey(of: direct, in: graph).hops, distances: distances, graph: graph)
  }

  /// Searches the distances again without the barred stops, no farther than it has to: a way
  /// found within a number of hops is the best, since every stop left out is farther away.
  private mutating func restrictedBest(
    _ question: Question, atLeast hops: Int, distances: DistanceMap, graph: Graph
  ) -> [Int]? {
    var filter = distances.filter
    filter.blockedNodes.formUnion(barred)
    // One hop leads to the next stop; what remains is the next stop's distance.
    var reach = max(0, hops - 1)
    var step = 1
    var reachedBefore = -1
    while true {
      restricted.run(
        on: graph, targets: distances.targets, filter: filter, maximumHops: reach)
      if let found = completed(question, by: restricted.distances, distances, graph) {
        return found
      }
      // Nothing new on a farther level: the search was complete.
      let reached = restricted.distances.reached.count
      if reached == reachedBefore { return nil }
      if let limit = question.limit, question.prefixKey.hops + reach + 1 >= limit.hops {
        return nil
      }
      reachedBefore = reached
      reach += step
      step *= 2
    }
  }

  /// The best way out, and the shortest path by `beyond` from where it leads.
  private mutating func completed(
    _ question: Question, by beyond: DistanceMap, _ distances: DistanceMap, _ graph: Graph
  ) -> [Int]? {
    guard let way = wayOut(question, beyond, distances, graph), let last = way.last,
      let rest = ShortestPath.extract(
        from: graph.target(of: last), distances: beyond, graph: graph)
    else { return nil }
    return way + rest
  }

  private func isStop(_ node: Int32, _ distances: DistanceMap, _ graph: Graph) -> Bool {
    !graph.isFree(node) || node == start || distances.isTarget(node)
  }

  /// Finds the least weight from the spur to each free node that it reaches over free nodes.
  private mutating func spread(from spur: Int32, _ distances: DistanceMap, _ graph: Graph) {
    if weights.count != graph.nodeCount {
      weights = ContiguousArray(repeating: Self.unreached, count: graph.nodeCount)
      open = ContiguousArray(repeating: false, count: graph.nodeCount)
    }
    weights[Int(spur)] = 0
    heap.push(weight: 0, node: spur)
    while let next = heap.pop() {
      if next.weight != weights[Int(next.node)] { continue }
      settled.append(next.node)
      for edge in graph.outEdges(of: next.node) where distances.filter.admits(edge, in: graph) {
        let target = graph.target(of: edge)
        let weight = next.weight + graph.traits[edge].weight
        if weight >= weights[Int(target)] || isStop(target, distances, graph) { continue }
        weights[Int(target)] = weight
        heap.push(weight: weight, node: target)
      }
    }
  }

  /// Leaves the scratch memory as it was found.
  private mutating func forget() {
    for node in settled { weights[Int(node)] = Self.unreached }
    settled.removeAll(keepingCapacity: true)
  }

  /// The edges from the spur to the next stop from which `beyond` completes the best path.
  private mutating func wayOut(
    _ question: Question, _ beyond: DistanceMap, _ distances: DistanceMap, _ graph: Graph
  ) -> [Int]? {
    var least: PathKey?
    for node in settled {
      for edge in graph.outEdges(of: node) where distances.filter.admits(edge, in: graph) {
        guard let key = key(over: edge, question, beyond, distances, graph) else { continue }
        least = least.map { min($0, key) } ?? key
      }
    }
    guard let least else { return nil }
    if let limit = question.limit, limit < question.prefixKey + least { return nil }

    for node in settled.reversed() {
      open[Int(node)] = onward(from: node, least, question, beyond, distances, graph) != nil
    }
    var way: [Int] = []
    var node = question.spur
    while let edge = onward(from: node, least, question, beyond, distances, graph) {
      way.append(edge)
      node = graph.target(of: edge)
      if isStop(node, distances, graph) { break }
    }
    return way
  }

  /// The first edge from the node that goes on to a way out of the least key.
  private func onward(
    from node: Int32, _ least: PathKey, _ question: Question, _ beyond: DistanceMap,
    _ distances: DistanceMap, _ graph: Graph
  ) -> Int? {
    graph.outEdges(of: node).first { edge in
      guard distances.filter.admits(edge, in: graph) else { return false }
      let target = graph.target(of: edge)
      if isStop(target, distances, graph) {
        return key(over: edge, question, beyond, distances, graph) == least
      }
      return weights[Int(node)] + graph.traits[edge].weight == weights[Int(target)]
        && open[Int(target)]
    }
  }

  /// The length from the spur over the edge, which leaves a settled node, to the targets; nil if
  /// the edge does not lead to a stop that may be the next one.
  private func key(
    over edge: Int, _ question: Question, _ beyond: DistanceMap, _ distances: DistanceMap,
    _ graph: Graph
  ) -> PathKey? {
    let target = graph.target(of: edge)
    guard isStop(target, distances, graph), !barred.contains(Int(target)),
      !question.taken.contains(Int(target)), let rest = beyond.key(of: target)
    else { return nil }
    let weight = weights[Int(graph.source(of: edge))]
    let way = PathKey(
      hops: 0, cost: PathWeight.cost(of: weight), edges: PathWeight.edges(of: weight))
    return way + PathKey(of: edge, in: graph) + rest
  }
}
