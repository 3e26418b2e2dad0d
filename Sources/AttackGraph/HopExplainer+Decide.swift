import Environment
import Policy
import Techniques

extension HopExplainer {
  /// What a permission is asked on, with what bears on it.
  struct Asked {
    var arn: String
    /// The owner; nil where nobody knows.
    var account: String?
    var policy: PolicyDocument?
    var settings: ResourceSettings
    var tags: [String: String]?
    /// The access point through which it is asked for, by its number among the resources.
    var through: Int?
    /// Whether the attacker has written the policy of the access point.
    var opensAccessPoint = false
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

  /// Decides one request of an actor; with the tags that it has changed, where it needs them.
  func decide(
    _ action: String, _ actor: Actor, _ asked: Asked, context given: [String: String] = [:]
  ) -> Decision {
    if actor.isRetagged { return TagSearch(self, action, actor, asked, given).best.decision }
    var context = facts.context(actor)
    for (key, value) in given { context[key.asciiLowercasedText] = .values([value]) }
    return decide(action, actor, asked, in: context)
  }

  /// Decides one request of an actor in a context.
  func decide(
    _ action: String, _ actor: Actor, _ asked: Asked, in context: RequestContext
  ) -> Decision {
    var context = context
    addTags(asked.tags, to: &context)
    context.setAccessPoint(of: asked.settings)
    let (identity, boundary) = facts.policies(actor)
    let policies = PolicyInputs(
      identity: identity.map(\.document), boundary: boundary?.document,
      serviceControl: library.serviceControl(of: actor.account)?.map { $0.map(\.document) },
      resourceControl: asked.account.flatMap { library.resourceControl(of: $0) }?.map {
        $0.map(\.document)
      },
      resource: asked.policy, resourceSettings: asked.settings)
    var point = asked.through.map { side(of: environment.resources[$0]) }
    if asked.opensAccessPoint { point?.open() }
    func answer(_ caller: Caller) -> Decision {
      let request = Request(
        caller: caller, action: action, resource: asked.arn, resourceAccount: asked.account,
        context: context, policies: policies)
      return point.map { Policy.decide(request, through: $0) } ?? Policy.decide(request)
    }
    let plain = facts.caller(actor)
    let decision = answer(plain)
    if decision.answer == .allowed { return decision }
    let named = HopExplainer.sessions(of: plain, namedIn: [asked.policy, point?.policy]).map(answer)
    return named.first { $0.answer == .allowed }
      ?? ([decision] + named).first { $0.answer == .conditional } ?? decision
  }

  /// The sessions of a role that a resource policy allows by name: whoever assumes a role chooses
  /// the session's name.
  private static func sessions(of plain: Caller, namedIn policies: [PolicyDocument?])
    -> [Caller]
  {
    guard let role = plain.roleARN.flatMap({ ARN($0) }) else { return [] }
    let sessions = "arn:\(role.partition):sts::\(role.account):assumed-role/\(role.name)/"
    var names: Set<String> = []
    for statement in policies.compactMap(\.self).flatMap(\.statements)
    where statement.effect == .allow {
      guard case .only(let principals) = statement.principals else { continue }
      for case .aws(let text) in principals {
        if text.hasPrefix(sessions) {
          names.insert(text)
        } else if let id = plain.uniqueID, text.hasPrefix(id + ":") {
          names.insert(sessions + text.dropFirst(id.count + 1))
        }
      }
    }
    return names.sorted().map { name in
      var session = plain
      session.arn = name
      return session
    }
  }

  /// What an access point brings to decisions.
  func side(of point: Resource) -> AccessPointSide {
    AccessPointSide(
      route: point.route, policy: point.policy, settings: point.settings,
      resourceControl: library.resourceControl(of: point.account)?.map { $0.map(\.document) })
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
      probe = Actor(kind: .role(number), account: actor.account, node: actor.node)
    case .user(let number):
      probe = Actor(kind: .user(number, .key), account: actor.account, node: actor.node)
    case .group(let number):
      probe = actor
      probe.joinedGroup = number
    case .none: return false
    }
    technique.gain.change?.make(of: &probe)
    if technique.gain == .switched { return isStrengthenedByVersion(probe) }
    return isAdministrator(probe)
  }

  /// Whether some other version of one of its policies makes an actor control its account.
  private func isStrengthenedByVersion(_ actor: Actor) -> Bool {
    let attachments: [String]
    switch actor.kind {
    case .user(let number, _): attachments = library.userAttachments[number]
    case .role(let number): attachments = library.roleAttachments[number]
    case .administrator: return false
    }
    return library.choices(of: attachments).contains { choice in
      var probe = actor
      probe.switched = choice
      return isAdministrator(probe)
    }
  }

  /// Whether an actor controls its account by its own policies.
  func isAdministrator(_ probe: Actor) -> Bool {
    let (identity, boundary) = facts.policies(probe)
    return Administrators().isAdministrator(
      PolicyClass(
        caller: facts.caller(probe), identity: identity, boundary: boundary,
        context: facts.context(probe)))
  }

  /// The trust that lets a service take a role.
  func addTrust(_ role: Int, _ service: String, _ hop: inout Hop) {
    if service == IdentityPoolTrust.issuer {
      guard let decision = IdentityPoolTrust(library: library).decision(on: role) else {
        return hop.answer = .denied
      }
      return add(trust: decision, "sts:AssumeRoleWithWebIdentity", &hop)
    }
    let role = environment.roles[role]
    guard let trust = role.trust else { return }
    var caller = Caller(kind: .service, service: service)
    caller.organization = environment.accounts[role.account]?.organization
    var context = ServiceContext.of(account: role.account)
    addTags(role.tags, to: &context)
    let decision = Policy.decide(
      Request(
        caller: caller, action: "sts:AssumeRole", resource: role.arn,
        resourceAccount: role.account, context: context,
        policies: PolicyInputs(
          resourceControl: library.resourceControl(of: role.account)?.map { $0.map(\.document) },
          resource: trust)))
    add(trust: decision, "sts:AssumeRole", &hop)
  }

  /// Adds what a role's trust policy says to a hop.
  private func add(trust decision: Decision, _ action: String, _ hop: inout Hop) {
    if decision.answer == .conditional {
      hop.answer = .conditional
      hop.conditions += decision.openConditions.map(\.text)
    }
    if decision.answer == .denied { hop.answer = .denied }
    for reason in decision.allows {
      hop.evidence.append(
        Evidence(
          role: "trust", origin: reason.origin, sid: reason.sid, policy: reason.policyName,
          policyKind: reason.policyKind.rawValue, action: action))
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
