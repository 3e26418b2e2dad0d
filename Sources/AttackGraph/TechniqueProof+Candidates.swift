import Environment
import Policy
import Techniques

extension TechniqueProof {
  /// The things on any one of which a permission is needed.
  func candidates(_ place: Place, _ actor: Actor, _ subject: Target) -> [Candidate] {
    switch place {
    case .anything: return [Candidate(arn: "*", account: actor.account)]
    case .actor: return [principal(actor)].compactMap(\.self)
    case .policiesOfActor: return policies(attached(actor), actor.account)
    case .groupsOfActor: return groups(actor)
    case .new(_, let template):
      return explainer.universes.fresh(
        template, in: actor.account, within: technique.existingThings
      ).arns.map {
        Candidate(arn: $0, account: actor.account)
      }
    case .existing(let thing):
      return existing(thing, in: actor.account).compactMap {
        self.subject(.resource($0), actor)
      }
    case .related(let name, let kind): return related(name, kind, to: subject, for: actor)
    case .openedSubject:
      return [self.subject(subject, actor)].compactMap(\.self).compactMap { opened($0, actor) }
    case .objectsOfOpenedSubject:
      return objects(subject).filter { $0.through == nil }.compactMap { opened($0, actor) }
    case .openedKeyOfSubject:
      return candidates(.keyOfSubject, actor, subject).compactMap { opened($0, actor) }
    case .accessPointsOfSubject, .objectsOfOpenedAccessPoints: return []
    case .policiesOfSubject:
      switch subject {
      case .role(let number):
        return policies(explainer.library.roleAttachments[number], actor.account)
      case .user(let number):
        return policies(explainer.library.userAttachments[number], actor.account)
      default: return []
      }
    case .versionedPoliciesOfActor, .versionedPoliciesOfSubject:
      return choices(subject, actor).map { Candidate(arn: $0.policy, account: actor.account) }
    case .providersOfSubject:
      guard case .role(let number) = subject else { return [] }
      return explainer.universes.providers(of: environment.roles[number]).map {
        Candidate(arn: $0, account: actor.account)
      }
    case .subject: return [self.subject(subject, actor)].compactMap(\.self)
    case .objectsOfSubject: return objects(subject)
    case .loaded(let kind): return loaded(kind, by: subject)
    case .keyOfSubject:
      guard case .key(let number) = key(of: subject) else { return [] }
      return [self.subject(.resource(number), actor)].compactMap(\.self)
    }
  }

  /// A thing whose policy the attacker has written; nil where it belongs to another account, or to
  /// nobody knows whom.
  private func opened(_ candidate: Candidate, _ actor: Actor) -> Candidate? {
    if candidate.account != actor.account { return nil }
    var opened = candidate
    opened.policy = OpenedPolicy.document
    opened.settings = OpenedPolicy.settings(candidate.settings)
    return opened
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
      return Candidate(
        arn: resource.part?.bucket ?? resource.arn,
        account: resource.account.isEmpty ? nil : resource.account,
        policy: resource.policy, settings: resource.settings, tags: resource.tags)
    case .person(let number):
      return Candidate(
        arn: environment.identityCenter.people[number].arn, account: actor.account)
    case .account(let number):
      let accounts = explainer.universes.subjects(.account, in: actor.account)
      return accounts.members.firstIndex(of: number).map {
        Candidate(arn: accounts.universe.arns[$0], account: actor.account)
      }
    case .actor: return principal(actor)
    }
  }

  /// The things of an account that are as the technique needs them.
  func existing(_ thing: ExistingThing, in account: String) -> [Int] {
    let things = explainer.universes.subjects(.resource(thing.kind), in: account)
    return explainer.universes.usable(thing, in: account).possible.members.map {
      things.members[Int($0)]
    }
  }

  /// What the subject belongs to or uses.
  private func related(
    _ name: String, _ kind: String, to subject: Target, for actor: Actor
  ) -> [Candidate] {
    let member: Int
    var account = actor.account
    switch subject {
    case .resource(let number): (member, account) = (number, environment.resources[number].account)
    case .role(let number), .account(let number): member = number
    default: return []
    }
    let things = explainer.universes.subjects(.resource(kind), in: account)
    return explainer.universes.related(name, to: member, technique.subject, for: actor.account).map
    {
      guard let index = things.universe.index(of: $0) else {
        return Candidate(arn: $0, account: account)
      }
      let thing = environment.resources[things.members[Int(index)]]
      return Candidate(arn: $0, account: account, policy: thing.policy, tags: thing.tags)
    }
  }

  /// How the key of what the technique is aimed at bears on the actor.
  func key(of subject: Target) -> SubjectKeys.Use {
    guard case .resource(let number) = subject else { return .none }
    return explainer.universes.key(of: environment.resources[number])
  }

  private func principal(_ actor: Actor) -> Candidate? {
    switch actor.kind {
    case .user(let number, _): subject(.user(number), actor)
    case .role(let number): subject(.role(number), actor)
    case .administrator: nil
    }
  }

  func objects(_ subject: Target) -> [Candidate] {
    guard case .resource(let number) = subject else { return [] }
    let bucket = environment.resources[number]
    let buckets = explainer.universes.subjects(
      .resource(ResourceKind.bucket.rawValue), in: bucket.account)
    guard let index = buckets.universe.index(of: bucket.arn) else { return [] }
    let objects = explainer.universes.objects(of: buckets)
    func candidate(_ part: Int32, of universe: Universe) -> Candidate {
      Candidate(
        arn: universe.arns[Int(part)], account: bucket.account.isEmpty ? nil : bucket.account,
        policy: bucket.policy, settings: bucket.settings)
    }
    var found = objects.members(of: index).map { candidate($0, of: objects.universe) }
    for through in explainer.universes.accessPoints(of: buckets) {
      for part in through.parts.members(of: index) {
        var candidate = candidate(part, of: through.parts.universe)
        candidate.through = through.pointOfPart[Int(part)]
        found.append(candidate)
      }
    }
    return found
  }

  /// What a workload loads: objects or repositories, wherever they are.
  private func loaded(_ kind: LoadedKind, by subject: Target) -> [Candidate] {
    guard case .resource(let number) = subject else { return [] }
    let workload = environment.resources[number]
    let workloads = explainer.universes.subjects(
      .resource(workload.kind.rawValue), in: workload.account)
    guard let index = workloads.universe.index(of: workload.arn) else { return [] }
    return explainer.universes.loaded(kind, of: workloads).flatMap { loaded in
      loaded.part.members(of: index).map { member in
        let universe = loaded.part.universe
        let account = universe.account
        return Candidate(
          arn: universe.arns[Int(member)], account: account.isEmpty ? nil : account,
          policy: universe.policies[Int(member)],
          settings: universe.settings[Int(member)] ?? ResourceSettings(),
          tags: kind == .image ? universe.tags[Int(member)] : nil)
      }
    }
  }

  func attached(_ actor: Actor) -> [String] {
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

  func request(_ candidate: Candidate) -> HopExplainer.Asked {
    HopExplainer.Asked(
      arn: candidate.arn, account: candidate.account, policy: candidate.policy,
      settings: candidate.settings, tags: candidate.tags, through: candidate.through)
  }
}
