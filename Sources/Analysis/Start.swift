import AttackGraph
import Environment

/// Where an attacker begins: an identity that can be taken, and how.
package struct Start: Sendable {
  package var id: String
  package var name: String
  package var account: String
  /// The sessions that whoever takes it has.
  package var nodes: [Int32]
  /// How it is taken, in a few words.
  package var reason: String
  /// How hard that is, from 1 (a mail) upwards; starts are ranked by it.
  package var difficulty: Int
  /// Whether the snapshot shows that it can be taken, or merely does not show that it cannot.
  package var isKnown: Bool
}

/// Finds the starts of an analysis: people with a password and no FIDO2 factor, and users with an
/// active access key whatever the factor, since a key is a session without one. Where credentials
/// are not in the snapshot every user is a start with an unknown factor.
package struct Starts {
  let graph: AttackGraph
  private var environment: Environment { graph.environment }

  package init(_ graph: AttackGraph) { self.graph = graph }

  /// All starts, easiest first, then by id.
  package func all() -> [Start] {
    let people = environment.users.indices.compactMap { start(user: $0) }
    let found = people + assigned()
    let starts = found + configured(besides: Set(found.map(\.id)))
    return starts.sorted { ($0.difficulty, $0.id) < ($1.difficulty, $1.id) }
  }

  private func start(user number: Int) -> Start? {
    let user = environment.users[number]
    let sessions = graph.sessions(ofUser: number)
    let ways = Starts.byPassword(user.credentials) + Starts.byKey(user.credentials)
    let nodes = ways.compactMap { sessions[$0.session] }
    guard !nodes.isEmpty else { return nil }
    return Start(
      id: user.arn, name: user.name, account: user.account, nodes: nodes,
      reason: ways.map(\.reason).joined(separator: "; "),
      difficulty: ways.map(\.difficulty).min() ?? 3, isKnown: ways.contains(where: \.isKnown))
  }

  /// One way to take a user.
  private struct Way {
    var session: SessionState
    var reason: String
    var difficulty: Int
    var isKnown = true
  }

  private static func byPassword(_ credentials: Credentials) -> [Way] {
    if credentials.hasPassword == false { return [] }
    let factors = credentials.factors
    // A FIDO2 key beside a weaker factor is as weak as that factor.
    if let factors, !factors.isEmpty, factors.allSatisfy({ $0.kind == .fido2 }) { return [] }
    if credentials.hasPassword == nil {
      let missing = credentials.accessKeys == nil ? "credentials" : "password"
      return [
        Way(
          session: .unknown, reason: "\(missing) not in the snapshot", difficulty: 3,
          isKnown: false)
      ]
    }
    guard let factors else {
      return [
        Way(
          session: .unknown, reason: "password; second factor not in the snapshot", difficulty: 2,
          isKnown: false)
      ]
    }
    if factors.isEmpty {
      return [Way(session: .console, reason: "password without a second factor", difficulty: 1)]
    }
    let kinds = Set(factors.map(\.kind)).subtracting([.fido2]).map {
      $0 == .unknown ? "a second factor of unknown kind" : $0.rawValue
    }
    let weak = kinds.sorted().joined(separator: ", ")
    return [
      Way(session: .factor, reason: "password and \(weak), which a proxy relays", difficulty: 2)
    ]
  }

  private static func byKey(_ credentials: Credentials) -> [Way] {
    switch credentials.hasActiveKey {
    case true?:
      return [
        Way(
          session: .key, reason: "active access key (a session without a second factor)",
          difficulty: 2)
      ]
    case nil where credentials.hasPassword != nil:
      return [
        Way(
          session: .key, reason: "access keys not in the snapshot", difficulty: 3, isKnown: false)
      ]
    default: return []
    }
  }

  private func configured(besides known: Set<String>) -> [Start] {
    let resolver = StateResolver(graph)
    return environment.settings.starts.filter { !known.contains($0) }.compactMap { id in
      guard let nodes = resolver.sources(id), !nodes.isEmpty else { return nil }
      let names = StateNames(graph)
      return Start(
        id: id, name: names.name(nodes[0]), account: names.account(nodes[0]), nodes: nodes,
        reason: "named in postern.yaml", difficulty: 1, isKnown: true)
    }
  }
}
