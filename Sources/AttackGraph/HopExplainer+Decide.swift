import Environment
import Policy
import Techniques

extension HopExplainer {
  /// What a permission is asked on, with what bears on it.
  struct Asked {
    var arn: String
    var account: String
    var policy: PolicyDocument?
    var settings: ResourceSettings
    var tags: [String: String]?
  }

  /// Who is made stronger by a technique that ends in control of an account.
  enum Strengthened {
    case role(Int)
    case user(Int)
    case group(Int)
    case none
  }

  /// Decides one permission of an actor.
  func decide(_ need: PermissionNeed, _ actor: Actor, _ asked: Asked) -> Decision {
    decide(need.action, actor, asked, context: need.context)
  }

  /// Decides one request of an actor.
  func decide(
    _ action: String, _ actor: Actor, _ asked: Asked, context given: [String: String] = [:]
  ) -> Decision {
    var context = facts.context(actor)
    for (key, value) in given { context[key.asciiLowercasedText] = .values([value]) }
    addTags(asked.tags, to: &context)
    let (identity, boundary) = facts.policies(actor)
    let policies = PolicyInputs(
      identity: identity.map(\.document), boundary: boundary?.document,
      serviceControl: library.serviceControl(of: actor.account)?.map { $0.map(\.document) },
      resourceControl: library.resourceControl(of: asked.account)?.map { $0.map(\.document) },
      resource: asked.policy, resourceSettings: asked.settings)
    return Policy.decide(
      Request(
        caller: facts.caller(actor), action: action, resource: asked.arn,
        resourceAccount: asked.account, context: context, policies: policies))
  }

  private func addTags(_ tags: [String: String]?, to context: inout RequestContext) {
    context.setResourceTags(tags.map(Universes.lowercased))
  }

  /// Whether a subject, made stronger, controls its account.
  func isStrengthened(
    _ technique: Technique, _ subject: Strengthened, _ actor: Actor
  ) -> Bool {
    var probe: Actor
    switch subject {
    case .role(let number):
      probe = Actor(
        kind: .role(number), isRewritten: true, account: actor.account, node: actor.node)
    case .user(let number):
      probe = Actor(
        kind: .user(number, .key), isRewritten: true, account: actor.account, node: actor.node)
    case .group(let number):
      probe = actor
      probe.joinedGroup = number
    case .none: return false
    }
    let (identity, boundary) = facts.policies(probe)
    return Administrators().isAdministrator(
      PolicyClass(
        caller: facts.caller(probe), identity: identity, boundary: boundary,
        context: facts.context(probe)))
  }

  /// The trust that lets a service take a role.
  func addTrust(_ role: Int, _ service: String, _ hop: inout Hop) {
    let role = environment.roles[role]
    guard let trust = role.trust else { return }
    var caller = Caller(kind: .service, service: service)
    caller.organization = environment.accounts[role.account]?.organization
    let decision = Policy.decide(
      Request(
        caller: caller, action: "sts:AssumeRole", resource: role.arn,
        resourceAccount: role.account, context: ServiceContext.of(account: role.account),
        policies: PolicyInputs(resource: trust)))
    if decision.answer == .conditional {
      hop.answer = .conditional
      hop.conditions += decision.openConditions.map(\.text)
    }
    if decision.answer == .denied { hop.answer = .denied }
    for reason in decision.allows {
      hop.evidence.append(
        Evidence(
          role: "trust", origin: reason.origin, sid: reason.sid, policy: reason.policyName,
          policyKind: reason.policyKind.rawValue, action: "sts:AssumeRole"))
    }
  }
}

extension PartUniverse {
  /// The parts of one owner.
  func members(of owner: Int32) -> [Int32] {
    if partsByOwner == nil {
      var parts: [Int32: [Int32]] = [:]
      for (part, owners) in owners.enumerated() {
        for owner in owners { parts[owner, default: []].append(Int32(part)) }
      }
      partsByOwner = parts
    }
    return partsByOwner?[owner] ?? []
  }
}
