import AttackGraph
import Environment
import Policy

/// What states of control are called: ids, kinds and names for people.
package struct StateNames: Sendable {
  let graph: AttackGraph

  package init(_ graph: AttackGraph) { self.graph = graph }

  private var environment: Environment { graph.environment }

  /// The id that stands for a state everywhere: an ARN where one exists.
  package func id(_ node: Int32) -> String {
    switch graph.kinds[Int(node)] {
    case .actor(let number): id(of: graph.actors[number])
    case .workload(let resource), .access(let resource, _): environment.resources[resource].arn
    case .external(let name): name
    case .person(let number): environment.identityCenter.people[number].arn
    case .assignees(let set, let account): "aws:\(account):permission-set/\(set)"
    case .shared: ""
    }
  }

  private func id(of actor: Actor) -> String {
    switch actor.kind {
    case .user(let number, _): environment.users[number].arn
    case .role(let number): environment.roles[number].arn
    case .administrator(let account): "aws:\(account):administrator"
    }
  }

  /// The kind of thing, for example `aws:iam:user`.
  package func kind(_ node: Int32) -> String {
    switch graph.kinds[Int(node)] {
    case .actor(let number):
      switch graph.actors[number].kind {
      case .user: "aws:iam:user"
      case .role: "aws:iam:role"
      case .administrator: "aws:account"
      }
    case .workload(let resource), .access(let resource, _):
      environment.resources[resource].kind.rawValue
    case .external(let name):
      name.contains("oidc-provider/") || name.contains("saml-provider/")
        ? "aws:iam:identity-provider" : "aws:external"
    case .person: "aws:identitystore:user"
    case .assignees: "aws:sso:assignees"
    case .shared: ""
    }
  }

  /// A short name for people.
  package func name(_ node: Int32) -> String {
    switch graph.kinds[Int(node)] {
    case .actor(let number): name(of: graph.actors[number])
    case .workload(let resource), .access(let resource, _): environment.resources[resource].name
    case .external(let name): Stranger(rawValue: name)?.name ?? StateNames.outsider(name)
    case .person(let number): environment.identityCenter.people[number].name
    case .assignees(let set, _): "whoever is assigned permission set \(set)"
    case .shared: ""
    }
  }

  private func name(of actor: Actor) -> String {
    var name: String
    switch actor.kind {
    case .user(let number, _): name = environment.users[number].name
    case .role(let number): name = environment.roles[number].name
    case .administrator(let account): name = "administrator of \(accountName(account))"
    }
    if actor.isRewritten { name += " with policies of the attacker's choice" }
    if actor.isUnbounded { name += " without its permissions boundary" }
    if let group = actor.joinedGroup { name += " in group \(environment.groups[group].name)" }
    if let choice = actor.switched, let policy = environment.managedPolicies[choice.policy],
      policy.otherVersions.indices.contains(choice.version)
    {
      name += " with version \(policy.otherVersions[choice.version].id) of \(policy.name) in force"
    }
    if actor.isRetagged { name += " with changed tags" }
    return name
  }

  /// The account's name where one is known, else its id.
  package func accountName(_ account: String) -> String {
    environment.settings.accountNames[account] ?? environment.accounts[account]?.name ?? account
  }

  /// The account that a state belongs to, empty where nobody knows.
  package func account(_ node: Int32) -> String {
    switch graph.kinds[Int(node)] {
    case .actor(let number): graph.actors[number].account
    case .workload(let resource), .access(let resource, _): environment.resources[resource].account
    case .external(let name): ARN(name)?.account ?? ""
    case .person(let number): environment.identityCenter.people[number].account
    case .assignees(_, let account): account
    case .shared: ""
    }
  }

  /// How a session is qualified, for users: by key, at the console, with a factor.
  package func session(_ node: Int32) -> SessionState? {
    guard case .actor(let number) = graph.kinds[Int(node)],
      case .user(_, let state) = graph.actors[number].kind
    else { return nil }
    return state
  }

  /// The name of the permission set that a state is a role of; nil for others.
  package func permissionSet(_ node: Int32) -> String? {
    guard case .actor(let number) = graph.kinds[Int(node)],
      case .role(let role) = graph.actors[number].kind
    else { return nil }
    return environment.roles[role].permissionSetName
  }

  /// What an attacker does in this state, for access to data.
  package func impact(_ node: Int32) -> Impact? {
    if case .access(_, let impact) = graph.kinds[Int(node)] { return impact }
    return nil
  }

  /// A changed tag: `env=dev on i-0abc`, or `env on i-0abc` where it is taken away; of a session,
  /// without what has it.
  package func text(_ change: TagChange) -> String {
    let tag = change.value.map { "\(change.tag)=\($0)" } ?? change.tag
    return change.isOfSession ? tag : "\(tag) on \(StateNames.short(change.thing))"
  }

  private static func outsider(_ name: String) -> String {
    name == Door.anyAccount ? "any identity of any AWS account" : short(name)
  }

  static func short(_ name: String) -> String {
    guard let arn = ARN(name) else { return name }
    if arn.resource.hasPrefix("oidc-provider/") {
      return String(arn.resource.dropFirst("oidc-provider/".count))
    }
    if arn.resource == "root" { return "account \(arn.account)" }
    return arn.name
  }
}
