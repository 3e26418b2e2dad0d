import AttackGraph
import Environment
import Policy

/// Who asks in the slow account, and whether it is an administrator.
extension Reference {
  func caller(_ actor: Actor) -> Caller {
    switch actor.kind {
    case .user(let number, let session):
      let user = environment.users[number]
      let factor: [SessionState: Bool] = [.factor: true, .console: false]
      return Caller(
        kind: .user, arn: user.arn, account: user.account, tags: user.tags,
        hasMFA: factor[session], canonicalID: environment.accounts[user.account]?.canonicalID)
    case .role(let number):
      let role = environment.roles[number]
      return Caller(
        kind: .roleSession, roleARN: role.arn, account: role.account, tags: role.tags,
        canonicalID: environment.accounts[role.account]?.canonicalID)
    case .administrator(let account):
      return Caller(
        kind: .roleSession, account: account,
        canonicalID: environment.accounts[account]?.canonicalID)
    }
  }

  func context(_ actor: Actor) -> RequestContext {
    var context = RequestContext(world: .open)
    switch actor.kind {
    case .user(_, .key), .role: context["aws:multifactorauthpresent"] = .absent
    case .user(_, .console), .user(_, .factor), .administrator: break
    case .user(_, .unknown):
      context["aws:multifactorauthpresent"] = .free(FreeKey(.unknown))
    }
    if case .administrator = actor.kind { context.hasFreePrincipalTags = true }
    return context
  }

  func policies(_ actor: Actor) -> [PolicyDocument] {
    switch actor.kind {
    case .user(let number, _):
      let user = environment.users[number]
      let groups = environment.groups.filter {
        $0.account == user.account && user.groupNames.contains($0.name)
      }
      return user.inlinePolicies + documents(user.attachedPolicies)
        + groups.flatMap { $0.inlinePolicies + documents($0.attachedPolicies) }
    case .role(let number):
      let role = environment.roles[number]
      return role.inlinePolicies + documents(role.attachedPolicies)
    case .administrator: return []
    }
  }

  func boundary(_ actor: Actor) -> PolicyDocument? {
    let attachment: PolicyAttachment?
    switch actor.kind {
    case .user(let number, _): attachment = environment.users[number].boundary
    case .role(let number): attachment = environment.roles[number].boundary
    case .administrator: attachment = nil
    }
    return attachment.flatMap { documents([$0]).first }
  }

  private func documents(_ attachments: [PolicyAttachment]) -> [PolicyDocument] {
    attachments.compactMap { environment.managedPolicies[$0.arn]?.document }
  }

  /// The actions that the random policies can tell apart: those of the catalogue, and one more of
  /// each of its services.
  private static let actions: [String] = {
    let known = Set(builtIn.techniques.flatMap { $0.permissions.map { $0.action.lowercased() } })
    let services = Set(known.map { $0.prefix { $0 != ":" } } + ["sqs"]).sorted()
    let others = services.compactMap { service in
      ServiceReference.allActions.first { $0.hasPrefix(service + ":") && !known.contains($0) }
    }
    return known.sorted() + others
  }()

  /// Whether somebody is allowed every action there is on `*`, and denied nothing, but for what
  /// ceilings leave. Allows that leave out some resources do not count, even where others add them.
  func isAdministrator(_ actor: Actor) -> Bool {
    let documents = policies(actor) + [boundary(actor)].compactMap(\.self)
    var context = context(actor)
    context.add(facts: caller(actor).facts())
    let isDenied = documents.flatMap(\.statements).contains {
      $0.effect == .deny && context.outcome(of: $0.conditions, for: .deny) != .no
    }
    if isDenied { return false }
    let inputs = PolicyInputs(
      identity: policies(actor).map(Reference.onEverything),
      boundary: boundary(actor).map(Reference.onEverything))
    return Reference.actions.allSatisfy { isAllowed($0, actor, inputs) }
  }

  private static func onEverything(_ document: PolicyDocument) -> PolicyDocument {
    var document = document
    document.statements.removeAll { statement in
      guard case .only(let patterns) = statement.resources else { return true }
      return !patterns.contains { $0.text == "*" }
    }
    return document
  }

  private func isAllowed(_ action: String, _ actor: Actor, _ inputs: PolicyInputs) -> Bool {
    Policy.decide(
      Request(
        caller: caller(actor), action: action, resource: "*", resourceAccount: actor.account,
        context: context(actor), policies: inputs)
    ).answer == .allowed
  }
}
