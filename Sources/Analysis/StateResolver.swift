import AttackGraph
import Documents
import Environment
import Policy

/// Finds the states that an id stands for.
package struct StateResolver {
  let graph: AttackGraph
  private let users: [String: Int]
  private let roles: [String: Int]
  private let resources: [String: Int]
  private let people: [String: Int]

  package init(_ graph: AttackGraph) {
    self.graph = graph
    users = StateResolver.numbers(graph.environment.users.map(\.arn))
    roles = StateResolver.numbers(graph.environment.roles.map(\.arn))
    resources = StateResolver.numbers(graph.environment.resources.map(\.arn))
    people = StateResolver.numbers(graph.environment.identityCenter.people.map(\.arn))
  }

  private static func numbers(_ arns: [String]) -> [String: Int] {
    Dictionary(arns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The states of someone who starts as this identity: all its existing sessions; nil for an
  /// unknown id.
  package func sources(_ id: String) -> [Int32]? {
    if let user = users[id] {
      let sessions = graph.sessions(ofUser: user)
      let credentials = graph.environment.users[user].credentials
      return Sessions.existing(of: credentials).compactMap { sessions[$0] }
    }
    if let role = roles[id] { return [graph.session(ofRole: role)].compactMap(\.self) }
    if let account = Self.administered(id) {
      return graph.administrator(of: account).map { [$0] }
    }
    if let resource = resources[id] { return graph.workload(resource).map { [$0] } }
    if let person = people[id] { return [graph.person(person)].compactMap(\.self) }
    if let outside = graph.external(id) ?? graph.assignees(id) { return [outside] }
    // Whoever is the root user of an account controls it.
    guard let root = ARN(id), root.service == "iam", root.resource == "root" else { return nil }
    return graph.administrator(of: root.account).map { [$0] }
  }

  /// The states that control, or give access to, what an id names; with an impact, that access
  /// alone. Nil for an unknown id.
  package func targets(_ id: String, impact: Impact? = nil) -> [Int32]? {
    if let user = users[id] { return graph.sessions(ofUser: user).values.sorted() }
    if let role = roles[id] { return [graph.session(ofRole: role)].compactMap(\.self) }
    if let account = Self.administered(id) {
      return graph.administrator(of: account).map { [$0] }
    }
    if let person = people[id] { return [graph.person(person)].compactMap(\.self) }
    guard let resource = resources[id] else {
      return (graph.external(id) ?? graph.assignees(id)).map { [$0] }
    }
    let impacts = impact.map { [$0] } ?? Impact.allCases
    // Who reaches a part of a bucket reaches the bucket: its node stands for all its parts.
    let nodes = impacts.compactMap { graph.access(to: resource, impact: $0) }
    return nodes + (impact == nil ? [graph.workload(resource)].compactMap(\.self) : [])
  }

  /// The account of `aws:<account-id>:administrator`.
  private static func administered(_ id: String) -> String? {
    let parts = id.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "aws", parts[2] == "administrator" else { return nil }
    return String(parts[1])
  }

  /// Known ids near an unknown one, for messages.
  package func near(_ id: String) -> [String] {
    let environment = graph.environment
    let ids =
      Array(users.keys) + Array(roles.keys) + Array(resources.keys) + Array(people.keys)
      + graph.externalNames + graph.assigneeIDs
    let all = (ids + environment.accounts.keys.map { "aws:\($0):administrator" }).sorted()
    let name = id.split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? id
    let named = all.filter { $0.hasSuffix("/" + name) || $0.hasSuffix(":" + name) }
    if !named.isEmpty { return Array(named.prefix(3)) }
    return NearWords.list(to: id, among: all, limit: 3)
  }

  /// The one id that ends in a bare name such as `alice`; nil when none or several do.
  package func expand(_ name: String) -> String? {
    if name.contains(":") { return nil }
    let things = graph.environment.resources.filter { $0.part == nil }.map(\.arn)
    let all = Array(users.keys) + Array(roles.keys) + things
    let people = graph.environment.identityCenter.people.filter { $0.name == name }.map(\.arn)
    let found = all.filter { $0.hasSuffix("/" + name) || $0.hasSuffix(":" + name) } + people
    return found.count == 1 ? found[0] : nil
  }
}
