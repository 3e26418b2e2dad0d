import AttackGraph
import Environment

/// Where an attacker begins: an identity that can be taken, and in which ways.
package struct Start: Sendable {
  package var id: String
  package var name: String
  package var account: String
  /// The ways to take it, at least one.
  package var ways: [StartWay]
  /// Whose sign-in it is; nil where it is nobody's.
  package var signIn: SignIn?

  /// Whose credentials open a session.
  package enum SignIn: Sendable, Hashable {
    /// A user, by number.
    case user(Int)
    /// Somebody of Identity Center, by number.
    case person(Int)
    /// The root user of an account.
    case root(String)
  }

  package init(
    id: String, name: String, account: String, ways: [StartWay], signIn: SignIn? = nil
  ) {
    self.id = id
    self.name = name
    self.account = account
    self.ways = ways
    self.signIn = signIn
  }

  /// The sessions that whoever takes it has.
  package var nodes: [Int32] {
    var seen: Set<Int32> = []
    return ways.flatMap(\.nodes).filter { seen.insert($0).inserted }
  }

  /// How it is taken, in a few words.
  package var reason: String {
    var seen: Set<String> = []
    return ways.map(\.reason).filter { seen.insert($0).inserted }.joined(separator: "; ")
  }

  /// How hard that is, from 1 (a mail) upwards; starts are ranked by it.
  package var difficulty: Int { ways.map(\.cost).min() ?? 5 }

  /// Whether the snapshot shows that it can be taken, or merely does not show that it cannot.
  package var isKnown: Bool { ways.contains(where: \.isKnown) }

  /// Whether none of what is taken has been used for 90 days: the cheapest starts to remove.
  package var isInactive: Bool { !ways.isEmpty && ways.allSatisfy(\.isInactive) }
}

/// Finds the starts of an analysis: every identity of which some way to take it is one of the
/// attacker's.
package struct Starts {
  let graph: AttackGraph
  /// Who attacks.
  package let attacker: Attacker

  var environment: Environment { graph.environment }

  /// Looks for the starts of the attacker that the settings name, else of the usual one.
  package init(_ graph: AttackGraph) {
    self.graph = graph
    attacker = graph.environment.settings.attacker ?? .standard
  }

  /// All starts, easiest first, then by id.
  package func all() -> [Start] {
    let people = environment.users.indices.compactMap { start(user: $0) }
    let inside = people + assigned() + rootUsers()
    let outside = openTrusts() + thirdParties() + exposed() + strangers()
    // Whoever any role lets in may be let in by a bucket as well: one start.
    var seen: Set<String> = []
    let found = inside + outside.compactMap(priced).filter { seen.insert($0.id).inserted }
    let starts = found + configured(besides: Set(found.map(\.id)))
    return starts.sorted { ($0.difficulty, $0.id) < ($1.difficulty, $1.id) }
  }

  /// The ways that are the attacker's, with what they cost; nil where there are none.
  func priced(_ start: Start) -> Start? {
    var start = start
    start.ways = start.ways.compactMap { way in
      guard !way.nodes.isEmpty, let cost = attacker.cost(of: way.kind) else { return nil }
      // Who does not sign in leaves no session to steal.
      if attacker == .infostealer, way.kind == .securityKey, way.isInactive { return nil }
      var way = way
      way.cost += cost - 1
      return way
    }
    return start.ways.isEmpty ? nil : start
  }

  private func configured(besides known: Set<String>) -> [Start] {
    let resolver = StateResolver(graph)
    return environment.settings.starts.filter { !known.contains($0) }.compactMap { id in
      guard let nodes = resolver.sources(id), !nodes.isEmpty else { return nil }
      let names = StateNames(graph)
      return Start(
        id: id, name: names.name(nodes[0]), account: names.account(nodes[0]),
        ways: [StartWay(.named, nodes: nodes, reason: "named in postern.yaml")])
    }
  }
}
