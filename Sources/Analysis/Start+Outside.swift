import AttackGraph
import Documents
import Environment
import Policy

extension Starts {
  // MARK: Those whom trust policies let in

  /// Roles that let in somebody by what they are: any account, any visitor, workflows.
  func openTrusts() -> [Start] {
    let doors = Dictionary(grouping: graph.doors) { $0.id(environment) }
    let names = StateNames(graph)
    return doors.keys.sorted().compactMap { id in
      guard let node = graph.external(id), let doors = doors[id] else { return nil }
      return Start(
        id: id, name: names.name(node), account: names.account(node),
        ways: doors.map { way(through: $0, to: node) })
    }
  }

  private func way(through door: Door, to node: Int32) -> StartWay {
    let role = environment.roles[door.role]
    var way: StartWay
    switch door.kind {
    case .anyAccount:
      way = StartWay(
        .openTrust, nodes: [node], reason: "the role \(role.name) trusts every AWS account")
      way.origin = Starts.origin(of: role) { $0 == .everyone || $0 == .everyAWS }
    case .pool(let number):
      let pool = environment.resources[number]
      way = StartWay(
        .openTrust, nodes: [node],
        reason: "the identity pool \(pool.name) gives the role \(role.name) to anyone",
        origin: pool.origin)
    case .workflows(let provider, let scope):
      way = StartWay(
        Starts.kind(of: scope, isCertain: door.isCertain), nodes: [node],
        reason: Starts.reason(scope, role),
        origin: Starts.origin(of: role) { $0 == .federated(provider) })
    }
    way.isKnown = door.isCertain
    return way
  }

  private static func kind(of scope: WorkflowScope, isCertain: Bool) -> StartWay.Kind {
    switch scope.breadth {
    case .anyone: isCertain ? .openTrust : .wideWorkflow
    case .organization, .repository: .wideWorkflow
    case .one: .workflow
    }
  }

  private static func reason(_ scope: WorkflowScope, _ role: Role) -> String {
    let provider = scope.provider.rawValue
    if scope.subjects.isEmpty {
      return "the role \(role.name) trusts \(provider) and asks for no subject"
    }
    let more = scope.subjects.count > 2 ? " and \(scope.subjects.count - 2) more" : ""
    let subjects = scope.subjects.prefix(2).joined(separator: ", ") + more
    let who =
      switch scope.breadth {
      case .anyone: "anyone who has an account there"
      case .organization: "whoever can change some repository of the organisation"
      case .repository: "whoever can run a workflow or open a pull request in the repository"
      case .one: "whoever can change the branch or environment"
      }
    return "the role \(role.name) trusts \(provider) for \(subjects): \(who)"
  }

  /// Where the first statement that lets somebody in stands.
  private static func origin(of role: Role, _ isMeant: (PrincipalName) -> Bool) -> Origin {
    let statement = role.trust?.statements.first {
      guard $0.effect == .allow, case .only(let names) = $0.principals else { return false }
      return names.contains(where: isMeant)
    }
    return statement?.origin ?? role.origin
  }

  /// Principals of other accounts that a role trusts without an external id. Accounts of the same
  /// organisation are no third parties.
  func thirdParties() -> [Start] {
    var found: [String: [(role: Role, origin: Origin)]] = [:]
    for role in environment.roles {
      for statement in role.trust?.statements ?? []
      where statement.effect == .allow && !statement.conditions.contains(where: Starts.isExternalID)
      {
        guard case .only(let names) = statement.principals else { continue }
        for id in names.compactMap(Starts.id) where !isOwn(id, of: role.account) {
          found[id, default: []].append((role, statement.origin))
        }
      }
    }
    let names = StateNames(graph)
    return found.keys.sorted().compactMap { id in
      guard let node = graph.external(id), let trusts = found[id] else { return nil }
      let ways = trusts.map { role, origin in
        var way = StartWay(
          .thirdParty, nodes: [node],
          reason: "the role \(role.name) trusts it without an external id", origin: origin)
        way.isKnown = false
        return way
      }
      return Start(id: id, name: names.name(node), account: names.account(node), ways: ways)
    }
  }

  private static func isExternalID(_ condition: Condition) -> Bool {
    condition.key == "sts:externalid" && !condition.comparison.isNegated
  }

  private static func id(_ name: PrincipalName) -> String? {
    switch name {
    case .account(let id): "arn:aws:iam::\(id):root"
    case .aws(let text): text
    case .everyone, .everyAWS, .service, .federated, .canonicalUser: nil
    }
  }

  private func isOwn(_ id: String, of account: String) -> Bool {
    guard let other = ARN(id)?.account else { return true }
    let organization = environment.accounts[account]?.organization
    return organization != nil && environment.accounts[other]?.organization == organization
  }

  // MARK: Workloads

  /// Workloads that can be reached from everywhere: a fault in what runs there gives its role.
  func exposed() -> [Start] {
    environment.resources.enumerated().compactMap { number, resource in
      guard let node = graph.workload(number), let reason = Starts.exposure(of: resource) else {
        return nil
      }
      var way = StartWay(
        .exposedWorkload, nodes: [node],
        reason: reason + ": a fault in what runs there gives its role", origin: resource.origin)
      way.isKnown = false
      return Start(
        id: resource.arn, name: resource.name, account: resource.account, ways: [way])
    }
  }

  private static func exposure(of resource: Resource) -> String? {
    let isPublic = resource.state["public-address"] == "yes"
    switch resource.kind {
    case .function:
      guard resource.state["url_auth"] == "NONE", admitsAnyone(resource.policy) else { return nil }
      return "function with an address that asks for no credentials (AuthType NONE)"
    case .instance:
      guard isPublic, resource.state["metadata"] == "optional",
        ["running", nil].contains(resource.state["state"])
      else { return nil }
      return "instance with a public address and metadata without a token (IMDSv1)"
    case .appRunnerService where isPublic && ["RUNNING", nil].contains(resource.state["status"]):
      return "App Runner service with a public address"
    case .containerService where isPublic && ["ACTIVE", nil].contains(resource.state["status"]):
      return "container service whose tasks have public addresses"
    default: return nil
    }
  }

  /// Whether a function's policy lets anyone call its address, as far as the snapshot has it.
  private static func admitsAnyone(_ policy: PolicyDocument?) -> Bool {
    guard let policy else { return true }
    return policy.statements.contains { statement in
      guard statement.effect == .allow, case .only(let names) = statement.principals else {
        return false
      }
      return statement.actions.matches("lambda:InvokeFunctionUrl")
        && (names.contains(.everyone) || names.contains(.everyAWS))
    }
  }
}
