import Environment
import PathSearch
import Policy
import Techniques

/// The states of the attacker's control and the hops between them.
package struct AttackGraph: Sendable {
  package let environment: Environment
  package let catalogue: Catalogue
  package let graph: Graph
  /// What each node is.
  package let kinds: [NodeKind]
  package let actors: [Actor]
  package let statistics: GraphStatistics

  let administratorNodes: [String: Int32]
  let userNodes: [Int: [SessionState: Int32]]
  let roleNodes: [Int: Int32]
  let workloadNodes: [Int: Int32]
  let accessNodes: [AccessKey: Int32]
  let externalNodes: [String: Int32]
  /// The roles that let in somebody from outside whom no inventory could hold, and whom.
  package let doors: [Door]
  let personNodes: [Int: Int32]
  /// Whoever is assigned a permission set in an account, by id.
  let assigneeNodes: [String: Int32]
  /// For states in which tags were changed the same states without that, where there are such.
  let plainNodes: [Int32: Int32]

  /// Control of an account, if the account is in the snapshot.
  package func administrator(of account: String) -> Int32? { administratorNodes[account] }

  /// The sessions of a user, by number.
  package func sessions(ofUser number: Int) -> [SessionState: Int32] { userNodes[number] ?? [:] }

  /// The session of a role, by number.
  package func session(ofRole number: Int) -> Int32? { roleNodes[number] }

  /// Access to a resource, by number.
  package func access(to resource: Int, impact: Impact) -> Int32? {
    accessNodes[AccessKey(resource: resource, impact: impact)]
  }

  /// Control of a workload, by its number among the resources.
  package func workload(_ resource: Int) -> Int32? { workloadNodes[resource] }

  /// An identity that only trust policies name.
  package func external(_ name: String) -> Int32? { externalNodes[name] }

  /// The names of all identities that only trust policies name, sorted.
  package var externalNames: [String] { externalNodes.keys.sorted() }

  /// Somebody of Identity Center, by number.
  package func person(_ number: Int) -> Int32? { personNodes[number] }

  /// Whether anything is reached from a state.
  package func leadsSomewhere(_ node: Int32) -> Bool {
    graph.outEdges(of: node).contains { edge in
      let target = graph.target(of: edge)
      return !graph.isFree(target) || leadsSomewhere(target)
    }
  }

  /// Whoever is assigned a permission set in an account, by the id `aws:<account>:permission-set/NAME`.
  package func assignees(_ id: String) -> Int32? { assigneeNodes[id] }

  /// The ids of all those, sorted.
  package var assigneeIDs: [String] { assigneeNodes.keys.sorted() }

  /// The technique of an edge: of the catalogue, or built in.
  package func technique(of edge: Int) -> TechniqueReference {
    let label = graph.label(of: edge)
    if label >= 0 { return .catalogue(Int(label)) }
    return .builtIn(BuiltInTechnique(rawValue: label) ?? .structure)
  }
}

/// Which technique an edge applies.
package enum TechniqueReference: Sendable, Hashable {
  case catalogue(Int)
  case builtIn(BuiltInTechnique)
}

struct AccessKey: Hashable, Sendable {
  var resource: Int
  var impact: Impact
}

/// How large a graph is, and what it was made from.
package struct GraphStatistics: Sendable, Hashable {
  package var nodes = 0
  package var edges = 0
  package var actors = 0
  package var classes = 0
  /// Members of all sets that classes were given, whatever the number of edges that took: what a
  /// graph without shared nodes would have had as edges.
  package var setMembers = 0
  /// Group memberships that were not followed, because their number has a bound.
  package var memberStatesLeftOut = 0
  /// States with changed tags that were not followed, because the number of distinct sets of things
  /// that can be tagged has a bound.
  package var taggedStatesLeftOut = 0

  package init() {}
}
