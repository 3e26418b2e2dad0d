import AttackGraph
import PathSearch

/// Which start reaches which target, in how many hops: found for 64 targets at once.
struct Reachability {
  /// A pair of start and target with a path, before it is proven.
  struct Pair {
    var start: Int
    var target: Int
    var isCertain: Bool
    var hops: Int
  }

  /// All pairs, by target and then by start; certain paths count before shorter conditional ones.
  private(set) var pairs: [Pair] = []

  init(graph: AttackGraph, starts: [Start], targets: [Target]) {
    var nodes: [Int32] = []
    var owners: [Int] = []
    for (number, start) in starts.enumerated() {
      nodes += start.nodes
      owners += start.nodes.map { _ in number }
    }
    var search = MultiTargetHops()
    for first in stride(from: 0, to: targets.count, by: MultiTargetHops.width) {
      let batch = targets[first..<min(first + MultiTargetHops.width, targets.count)].map(\.node)
      var best = [Pair?](repeating: nil, count: batch.count * starts.count)
      for isCertain in [true, false] {
        search.run(
          on: graph.graph, sources: nodes, targets: batch,
          filter: SearchFilter(certainOnly: isCertain)
        ) { source, target, hops in
          let place = target * starts.count + owners[source]
          if let known = best[place], known.isCertain != isCertain || known.hops <= hops { return }
          best[place] = Pair(
            start: owners[source], target: first + target, isCertain: isCertain, hops: hops)
        }
      }
      pairs += best.compactMap(\.self)
    }
  }
}
