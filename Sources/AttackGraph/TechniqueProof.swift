import Documents
import Environment
import Policy
import Techniques

/// Proves one hop that applies a technique of the catalogue.
struct TechniqueProof {
  let explainer: HopExplainer
  let technique: Technique

  private var environment: Environment { explainer.environment }

  /// A thing that a permission is asked on.
  private struct Candidate {
    var arn: String
    var account: String
    var policy: PolicyDocument?
    var settings = ResourceSettings()
    var tags: [String: String]?
    var isUnlisted = false
  }

  func prove(_ hop: inout Hop) {
    guard let actor = explainer.actor(at: hop.from) else {
      hop.answer = .denied
      return
    }
    let subject = subject(of: hop)
    var made: [String: [Candidate]] = [:]
    for need in technique.permissions {
      var choices = candidates(need.place, actor, subject)
      if case .new(_, let template) = need.place, let left = made[template] { choices = left }
      let decisions = choices.map { ($0, explainer.decide(need, actor, request($0))) }
      guard let best = Self.best(decisions.map(\.1)) else {
        hop.answer = .denied
        return
      }
      if case .new(_, let template) = need.place {
        made[template] = decisions.filter { $0.1.answer == best.answer }.map(\.0)
      }
      add(best, need, &hop)
      if choices.contains(where: \.isUnlisted) {
        weaken(&hop, "the owner and the policy of the bucket, which are not in the snapshot, allow it")
      }
    }
    addFacts(subject, &hop)
    if let via = hop.via { explainer.addWorkload(via, &hop) }
  }

  /// The most permissive of several decisions, the first among equals; nil when all are denied.
  private static func best(_ decisions: [Decision]) -> Decision? {
    decisions.first { $0.answer == .allowed } ?? decisions.first { $0.answer == .conditional }
  }

  private func add(_ decision: Decision, _ need: PermissionNeed, _ hop: inout Hop) {
    if decision.answer == .conditional {
      hop.answer = .conditional
      hop.openTests += decision.openConditions
      hop.conditions += decision.openConditions.map(\.text)
    }
    for reason in decision.allows where reason.layer != .serviceControl && reason.layer != .resourceControl {
      let evidence = Evidence(
        role: reason.policyKind == .trust ? "trust" : reason.layer.rawValue, origin: reason.origin,
        sid: reason.sid, policy: reason.policyName, policyKind: reason.policyKind.rawValue,
        action: need.action)
      if !hop.evidence.contains(evidence) { hop.evidence.append(evidence) }
    }
  }

  private func weaken(_ hop: inout Hop, _ condition: String) {
    hop.answer = .conditional
    hop.conditions.append(condition)
  }

  // MARK: Subjects

  private enum Target {
    case role(Int)
    case user(Int)
    case group(Int)
    case resource(Int)
    case actor
  }

  private func subject(of hop: Hop) -> Target {
    if technique.subject == .actor { return .actor }
    if let via = hop.via, technique.gain == .workload { return .resource(via) }
    switch explainer.graph.kinds[Int(hop.to)] {
    case .access(let resource, _): return .resource(resource)
    case .actor(let number):
      let actor = explainer.graph.actors[number]
      if technique.gain == .membership, let group = actor.joinedGroup { return .group(group) }
      switch actor.kind {
      case .role(let role): return .role(role)
      case .user(let user, _): return .user(user)
      case .administrator(let account): return strengthened(hop, account)
      }
    case .workload(let number): return .resource(number)
    case .external, .shared: return .actor
    }
  }

  /// Where a hop ends in control of the account, the first subject of it on which it works.
  private func strengthened(_ hop: Hop, _ account: String) -> Target {
    guard let actor = explainer.actor(at: hop.from) else { return .actor }
    let subjects = explainer.universes.subjects(technique.subject, in: account)
    let targets: [Target] = subjects.members.map { member in
      switch technique.subject {
      case .role: .role(member)
      case .group: .group(member)
      default: .user(member)
      }
    }
    return targets.first { works($0, actor, hop.to) } ?? .actor
  }

  private func works(_ target: Target, _ actor: Actor, _ node: Int32) -> Bool {
    guard explainer.isStrengthened(technique, subjectOf(target), actor) else { return false }
    return technique.permissions.allSatisfy { need in
      candidates(need.place, actor, target).contains {
        explainer.decide(need, actor, request($0)).answer != .denied
      }
    }
  }

  private func subjectOf(_ target: Target) -> HopExplainer.Strengthened {
    switch target {
    case .role(let number): .role(number)
    case .user(let number): .user(number)
    case .group(let number): .group(number)
    case .resource, .actor: .none
    }
  }

  // MARK: Candidates

  private func candidates(_ place: Place, _ actor: Actor, _ subject: Target) -> [Candidate] {
    switch place {
    case .anything: return [Candidate(arn: "*", account: actor.account)]
    case .actor: return [principal(actor)].compactMap(\.self)
    case .policiesOfActor: return policies(attached(actor), actor.account)
    case .groupsOfActor: return groups(actor)
    case .new(_, let template):
      return explainer.universes.fresh(template, in: actor.account).arns.map {
        Candidate(arn: $0, account: actor.account)
      }
    case .policiesOfSubject:
      switch subject {
      case .role(let number): return policies(explainer.library.roleAttachments[number], actor.account)
      case .user(let number): return policies(explainer.library.userAttachments[number], actor.account)
      default: return []
      }
    case .subject: return [self.subject(subject, actor)].compactMap(\.self)
    case .objectsOfSubject: return objects(subject)
    }
  }

  private func subject(_ subject: Target, _ actor: Actor) -> Candidate? {
    switch subject {
    case .role(let number):
      let role = environment.roles[number]
      return Candidate(
        arn: role.arn, account: role.account, policy: role.trust, tags: role.tags)
    case .user(let number):
      let user = environment.users[number]
      return Candidate(arn: user.arn, account: user.account, tags: user.tags)
    case .group(let number):
      let group = environment.groups[number]
      return Candidate(arn: group.arn, account: group.account)
    case .resource(let number):
      let resource = environment.resources[number]
      let isUnlisted = resource.account.isEmpty
      return Candidate(
        arn: resource.arn, account: isUnlisted ? actor.account : resource.account,
        policy: resource.policy, settings: resource.settings, tags: resource.tags,
        isUnlisted: isUnlisted)
    case .actor: return principal(actor)
    }
  }

  private func principal(_ actor: Actor) -> Candidate? {
    switch actor.kind {
    case .user(let number, _): subject(.user(number), actor)
    case .role(let number): subject(.role(number), actor)
    case .administrator: nil
    }
  }

  private func objects(_ subject: Target) -> [Candidate] {
    guard case .resource(let number) = subject else { return [] }
    let bucket = environment.resources[number]
    let buckets = explainer.universes.subjects(
      .resource(bucket.kind.rawValue), in: bucket.account)
    guard let index = buckets.universe.index(of: bucket.arn) else { return [] }
    let objects = explainer.universes.objects(of: buckets)
    return objects.members(of: index).map {
      Candidate(
        arn: objects.universe.arns[Int($0)], account: bucket.account, policy: bucket.policy,
        settings: bucket.settings, isUnlisted: bucket.account.isEmpty)
    }
  }

  private func attached(_ actor: Actor) -> [String] {
    switch actor.kind {
    case .user(let number, _): explainer.library.userAttachments[number]
    case .role(let number): explainer.library.roleAttachments[number]
    case .administrator: []
    }
  }

  private func policies(_ arns: [String], _ account: String) -> [Candidate] {
    arns.filter { (environment.managedPolicies[$0]?.versionCount ?? 1) < 5 }.map {
      Candidate(arn: $0, account: account)
    }
  }

  private func groups(_ actor: Actor) -> [Candidate] {
    guard case .user(let number, _) = actor.kind else { return [] }
    var groups = explainer.library.userGroups[number]
    if let joined = actor.joinedGroup { groups.append(joined) }
    return groups.map {
      Candidate(arn: environment.groups[$0].arn, account: environment.groups[$0].account)
    }
  }

  private func request(_ candidate: Candidate) -> HopExplainer.Asked {
    HopExplainer.Asked(
      arn: candidate.arn, account: candidate.account, policy: candidate.policy,
      settings: candidate.settings, tags: candidate.tags)
  }

  // MARK: Facts

  private func addFacts(_ subject: Target, _ hop: inout Hop) {
    for need in technique.needs {
      switch need {
      case .permission, .state: continue
      case .trust(let service):
        if case .role(let number) = subject { explainer.addTrust(number, service, &hop) }
        if case .actor = subject, let actor = explainer.actor(at: hop.to),
          case .role(let number) = actor.kind
        {
          explainer.addTrust(number, service, &hop)
        }
      case .fact(let fact):
        guard case .user(let number) = subject else { continue }
        if let open = Self.openFact(fact, environment.users[number]) { weaken(&hop, open) }
      }
    }
  }

  /// What has to be so of a user, where the snapshot does not tell.
  private static func openFact(_ fact: SubjectFact, _ user: User) -> String? {
    let credentials = user.credentials
    switch fact {
    case .keySlot:
      return credentials.accessKeys == nil ? "\(user.name) has fewer than two access keys" : nil
    case .twoKeys:
      return credentials.accessKeys == nil ? "\(user.name) has two access keys" : nil
    case .noPassword:
      return credentials.hasPassword == nil ? "\(user.name) has no password yet" : nil
    case .hasPassword:
      return credentials.hasPassword == nil ? "\(user.name) has a password" : nil
    case .noFactor:
      return credentials.factors == nil ? "\(user.name) has no second factor" : nil
    case .instanceProfile, .notActor: return nil
    }
  }
}
