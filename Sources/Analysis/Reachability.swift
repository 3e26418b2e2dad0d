import AttackGraph
import PathSearch

/// Which targets any start reaches at all, and whether some start has only conditional paths: found
/// for 64 targets at once, so that the searches for distances are run only where they are needed.
struct Reachability {
  /// What a search for a target has to look at.
  enum Wanted: Sendable {
    /// Every start that reaches the target has a certain path.
    case certainPaths
    case allPaths
  }

  /// For each target what is wanted; nil where no start reaches it.
  private(set) var wanted: [Wanted?]

  init(graph: AttackGraph, starts: [Start], targets: [Target]) {
    wanted = Array(repeating: nil, count: targets.count)
    var certain = MultiSourceReach()
    var possible = MultiSourceReach()
    for first in stride(from: 0, to: targets.count, by: MultiSourceReach.width) {
      let batch = targets[first..<min(first + MultiSourceReach.width, targets.count)]
      var filter = SearchFilter()
      possible.run(on: graph.graph, targets: batch.map(\.node), filter: filter)
      filter.certainOnly = true
      certain.run(on: graph.graph, targets: batch.map(\.node), filter: filter)
      for start in starts {
        let all = start.nodes.reduce(0) { $0 | possible[$1] }
        let sure = start.nodes.reduce(0) { $0 | certain[$1] }
        note(all, sure, first, batch.count)
      }
    }
  }

  private mutating func note(_ all: UInt64, _ sure: UInt64, _ first: Int, _ count: Int) {
    for bit in 0..<count where all & (1 << UInt64(bit)) != 0 {
      let isSure = sure & (1 << UInt64(bit)) != 0
      if !isSure {
        wanted[first + bit] = .allPaths
      } else if wanted[first + bit] == nil {
        wanted[first + bit] = .certainPaths
      }
    }
  }
}
