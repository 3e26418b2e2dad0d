/// Collects nodes and edges in any order and makes the `Graph` of them.
///
/// Algorithm: a counting sort by source, a comparison sort of each row by target and label, a
/// merge of exact duplicates, and a second counting sort for the backward rows.
/// O(nodes + edges · log(largest row)).
package struct GraphBuilder: Sendable {
  private struct PendingEdge {
    var from: Int32
    var to: Int32
    var label: Int32
    var traits: EdgeTraits
  }

  private var free: ContiguousArray<Bool>
  private var edges: ContiguousArray<PendingEdge> = []

  /// A builder that has the nodes `0..<nodeCount` and no edge. Fewer than 2²⁷ nodes fit.
  package init(nodeCount: Int) {
    precondition((0..<PathWeight.nodeLimit).contains(nodeCount), "too many nodes")
    free = ContiguousArray(repeating: false, count: nodeCount)
  }

  /// The number of nodes so far.
  package var nodeCount: Int { free.count }

  /// Adds `n` nodes with consecutive ids and returns the first of them.
  @discardableResult
  package mutating func addNodes(_ n: Int) -> Int32 {
    let first = free.count
    precondition(n >= 0 && n < PathWeight.nodeLimit - first, "too many nodes")
    free.append(contentsOf: repeatElement(false, count: n))
    return Int32(first)
  }

  /// Makes the node free: entering it costs no hop.
  package mutating func setFree(_ node: Int32) { free[Int(node)] = true }

  /// Adds an edge. Edges between the same nodes with different labels are kept apart; of edges
  /// that agree in source, target and label one remains, certain if any of them was and at the
  /// least of their costs. Traps if a node does not exist.
  package mutating func addEdge(
    from: Int32, to: Int32, label: Int32, certain: Bool, cost: UInt8
  ) {
    precondition(free.indices.contains(Int(from)) && free.indices.contains(Int(to)), "no such node")
    precondition(edges.count < Int(Int32.max), "too many edges")
    edges.append(
      PendingEdge(
        from: from, to: to, label: label, traits: EdgeTraits(cost: cost, certain: certain)))
  }

  /// The graph of all that was added so far. The builder can go on and build again.
  package mutating func build() -> Graph {
    sortAndMerge()
    let edges = edges
    let forward = Self.offsets(rows: free.count, of: edges.lazy.map(\.from))
    let backward = Self.offsets(rows: free.count, of: edges.lazy.map(\.to))
    var cursor = backward
    var order = ContiguousArray<Int32>(repeating: 0, count: edges.count)
    for (edge, pending) in edges.enumerated() {
      order[Int(cursor[Int(pending.to)])] = Int32(edge)
      cursor[Int(pending.to)] += 1
    }
    return Graph(
      forwardOffsets: forward,
      sources: ContiguousArray(edges.lazy.map(\.from)),
      targets: ContiguousArray(edges.lazy.map(\.to)),
      labels: ContiguousArray(edges.lazy.map(\.label)),
      traits: ContiguousArray(edges.lazy.map(\.traits)),
      backwardOffsets: backward,
      backwardEdges: order,
      backwardSources: ContiguousArray(order.lazy.map { edges[Int($0)].from }),
      backwardTraits: ContiguousArray(order.lazy.map { edges[Int($0)].traits }),
      free: free,
      isPlain: !free.contains(true)
        && edges.allSatisfy { $0.traits.cost == edges[0].traits.cost })
  }

  /// Where each row starts, and one more entry for where the last one ends.
  private static func offsets(
    rows: Int, of keys: some Sequence<Int32>
  ) -> ContiguousArray<Int32> {
    var offsets = ContiguousArray<Int32>(repeating: 0, count: rows + 1)
    for key in keys { offsets[Int(key) + 1] += 1 }
    for row in 0..<rows { offsets[row + 1] += offsets[row] }
    return offsets
  }

  private mutating func sortAndMerge() {
    guard let filler = edges.first else { return }
    let offsets = Self.offsets(rows: free.count, of: edges.lazy.map(\.from))
    var cursor = offsets
    var sorted = ContiguousArray(repeating: filler, count: edges.count)
    for edge in edges {
      sorted[Int(cursor[Int(edge.from)])] = edge
      cursor[Int(edge.from)] += 1
    }
    // A slice of the array would be copied before it is sorted; a slice of its buffer is not.
    sorted.withUnsafeMutableBufferPointer { buffer in
      for row in 0..<offsets.count - 1 where offsets[row + 1] - offsets[row] > 1 {
        buffer[Int(offsets[row])..<Int(offsets[row + 1])].sort {
          $0.to != $1.to ? $0.to < $1.to : $0.label < $1.label
        }
      }
    }
    edges = Self.merged(sorted)
  }

  private static func merged(
    _ sorted: consuming ContiguousArray<PendingEdge>
  ) -> ContiguousArray<PendingEdge> {
    var kept = 0
    for index in sorted.indices {
      let edge = sorted[index]
      if kept > 0 {
        let last = sorted[kept - 1]
        if last.from == edge.from && last.to == edge.to && last.label == edge.label {
          sorted[kept - 1].traits = EdgeTraits(
            cost: min(last.traits.cost, edge.traits.cost),
            certain: last.traits.isCertain || edge.traits.isCertain)
          continue
        }
      }
      sorted[kept] = edge
      kept += 1
    }
    sorted.removeLast(sorted.count - kept)
    return sorted
  }
}
