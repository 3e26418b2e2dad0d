import PathSearch
import Policy

/// A binary tree of shared nodes over the members of a universe, so that an edge to any range of
/// members is an edge to few nodes: whatever sets there are, they cost O(ranges × log members)
/// edges, and the tree itself O(members). The nodes are free: they cost no hop.
///
/// This is why the graph stays linear in the input without interning sets.
final class SegmentTree {
  /// The members of the universe that are the tree's, in order.
  let support: RangeSet32
  private let count: Int
  private let first: Int32
  /// Nodes of a complete binary tree in heap order; leaves begin at `leaves`.
  private let leaves: Int

  /// - Parameter target: the node that a member leads to, with the label and cost of the edge;
  ///   nil for a member that leads nowhere.
  init(
    support: RangeSet32, in builder: inout GraphBuilder, target: (Int) -> Int32?
  ) {
    self.support = support
    count = support.count
    var leaves = 1
    while leaves < count { leaves *= 2 }
    self.leaves = leaves
    first = builder.addNodes(leaves + count)
    for node in 0..<(leaves + count) { builder.setFree(first + Int32(node)) }
    let structure = BuiltInTechnique.structure.rawValue
    for node in stride(from: 1, to: leaves, by: 1) {
      for child in [2 * node, 2 * node + 1] where child < leaves + count {
        guard span(child).lowerBound < count else { continue }
        builder.addEdge(
          from: first + Int32(node), to: first + Int32(child), label: structure, certain: true,
          cost: 0)
      }
    }
    for member in 0..<count {
      guard let target = target(member) else { continue }
      builder.addEdge(
        from: first + Int32(leaves + member), to: target, label: structure, certain: true, cost: 0)
    }
  }

  private func span(_ node: Int) -> Range<Int> {
    var low = node
    var high = node
    while low < leaves {
      low = 2 * low
      high = 2 * high + 1
    }
    return (low - leaves)..<(high - leaves + 1)
  }

  /// A set whose cover takes many edges gets a node of its own, shared by all that have the set.
  private var setNodes: [RangeSet32: Int32] = [:]
  private static let directEdges = 2

  /// What sets of members of the universe lead to.
  private var known = SetMap<[Int32]>()

  /// The nodes to connect for exactly those members of a set of the universe's that are the tree's.
  func entries(of set: RangeSet32, in builder: inout GraphBuilder) -> [Int32] {
    if let known = known[set] { return known }
    let made = entries(set.places(in: support), in: &builder)
    known.keep(made, for: set)
    return made
  }

  /// The nodes to connect for exactly the members of a set of places.
  private func entries(_ set: RangeSet32, in builder: inout GraphBuilder) -> [Int32] {
    if let known = setNodes[set] { return [known] }
    let nodes = cover(set)
    if nodes.count <= SegmentTree.directEdges { return nodes }
    let node = builder.addNodes(1)
    builder.setFree(node)
    for target in nodes {
      builder.addEdge(
        from: node, to: target, label: BuiltInTechnique.structure.rawValue, certain: true, cost: 0)
    }
    setNodes[set] = node
    return [node]
  }

  /// The nodes that together lead to exactly the members of a set.
  func cover(_ set: RangeSet32) -> [Int32] {
    var nodes: [Int32] = []
    for range in set.ranges {
      var low = Int(range.lowerBound) + leaves
      var high = Int(range.upperBound) + leaves
      while low < high {
        if low & 1 == 1 {
          nodes.append(first + Int32(low))
          low += 1
        }
        if high & 1 == 1 {
          high -= 1
          nodes.append(first + Int32(high))
        }
        low >>= 1
        high >>= 1
      }
    }
    return nodes
  }
}
