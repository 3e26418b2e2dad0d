/// A picture of attack paths before it is a picture: what is shown, not how.
///
/// Nothing in it has been made safe for any format; each writer does that for its own. Edges that
/// name a missing node, and nodes that name a missing cluster, are drawn as if they did not.
package struct Diagram: Sendable, Equatable {
  /// The way in which time passes in the picture.
  package enum Direction: Sendable, Equatable {
    /// From the phished person at the left to the data at the right.
    case leftToRight
    /// From the phished person at the top to the data at the bottom, for narrow pages.
    case topToBottom
  }

  /// The heading above the picture; none when empty.
  package var title: String
  /// The way in which time passes in the picture.
  package var direction: Direction
  /// The things of the picture, those that matter most first. Their keys are distinct.
  package var nodes: [DiagramNode]
  /// The hops of the picture, those that matter most first.
  package var edges: [DiagramEdge]
  /// The accounts that nodes belong to.
  package var clusters: [DiagramCluster]
  /// Whether the picture explains its own line styles.
  package var hasLegend: Bool
  /// How many nodes were left out to keep the picture drawable; the legend states it.
  package var omittedNodes: Int
  /// How many edges were left out, those of omitted nodes included.
  package var omittedEdges: Int

  /// A diagram that shows everything it is given.
  package init(
    title: String = "", direction: Direction = .leftToRight, nodes: [DiagramNode] = [],
    edges: [DiagramEdge] = [], clusters: [DiagramCluster] = [], hasLegend: Bool = true
  ) {
    self.title = title
    self.direction = direction
    self.nodes = nodes
    self.edges = edges
    self.clusters = clusters
    self.hasLegend = hasLegend
    omittedNodes = 0
    omittedEdges = 0
  }
}

/// An account, drawn as a frame around its nodes.
package struct DiagramCluster: Sendable, Equatable {
  /// What ``DiagramNode/cluster`` refers to; distinct within a diagram.
  package var key: Int
  /// The account's name; empty when nobody gave it one.
  package var name: String
  /// The cloud's own id of the account.
  package var accountID: String

  /// An account of a diagram.
  package init(key: Int, name: String, accountID: String) {
    self.key = key
    self.name = name
    self.accountID = accountID
  }
}
