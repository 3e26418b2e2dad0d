import Environment
import PathSearch
import Policy
import Techniques

extension GraphAssembler {
  // MARK: Techniques on the actor itself

  /// Techniques by which an actor rewrites its own policies, frees itself of its boundary or enrols
  /// a second factor. One that makes it the account's administrator for certain gives all that the
  /// others could, so nothing but rewriting is followed then.
  func connectSelf(_ number: Int, _ actorClass: ActorClass) {
    if change(number, actorClass, by: [.rewritten]) { return }
    // A factor is enrolled before a group is joined, which comes to the same.
    let isMember = actors[number].joinedGroup != nil
    _ = change(number, actorClass, by: isMember ? [.unbounded] : [.unbounded, .enrolled])
  }

  /// Connects an actor to its states after some changes of itself.
  ///
  /// - Returns: Whether one of them is control of the account, for certain.
  private func change(_ number: Int, _ actorClass: ActorClass, by changes: [ActorChange]) -> Bool {
    let actor = actors[number]
    let asker = actorClass.asker
    var isAdministrator = false
    evaluator.begin(actorClass.policyClass)
    for plan in actorClass.suited(among: plans).onActors {
      guard let change = plan.technique.gain.change, changes.contains(change),
        !change.isMade(of: actor), change != .enrolled || isFactorOfUse(to: actor.kind),
        !plan.technique.needs.contains(.fact(.bounded)) || environment.isBounded(actor.kind)
      else { continue }
      if change == .enrolled, isTradeDenied(actor) { continue }
      let value = plan.needs.reduce(Tri.yes) { $0 == .no ? .no : $0.and(holds($1, asker, number)) }
      if value == .no { continue }
      let target = node(of: number, after: change)
      if value == .yes, target == administratorNodes[actor.account] { isAdministrator = true }
      builder.addEdge(
        from: actor.node, to: target, label: Int32(plan.label), certain: value == .yes,
        cost: UInt8(clamping: plan.technique.cost))
    }
    return isAdministrator
  }

  /// Whether a Deny keeps a user's access key from being traded, with the new factor, for a session
  /// that has one. That needs no Allow; at the console the user just signs in again.
  /// Source: IAM User Guide, "Permissions for GetSessionToken".
  private func isTradeDenied(_ actor: Actor) -> Bool {
    guard case .user(_, .key) = actor.kind else { return false }
    let policies = facts.policies(actor).identity.map(\.document)
    let denials = library.serviceControl(of: actor.account)?.map { $0.map(\.document) }
    let decision = Policy.decide(
      Request(
        caller: facts.caller(actor), action: "sts:GetSessionToken", resource: "*",
        resourceAccount: actor.account, context: facts.context(actor),
        policies: PolicyInputs(
          identity: policies + [library.grantAll.document], serviceControl: denials)))
    return decision.denies.contains { $0.applies == .yes }
  }

  func holds(
    _ need: TechniquePlan.PlannedNeed, _ asker: TechniqueEvaluator.Asker, _ number: Int
  ) -> Tri {
    let actor = actors[number]
    let account = actor.account
    switch need.place {
    case .anything:
      return evaluator.allowed(need, asker, universes.star(in: account)).membership(of: 0)
    case .new(_, let template):
      return evaluator.allowed(need, asker, universes.fresh(template, in: account)).someMember
    case .actor:
      guard let (subject, arn) = itself(actor) else { return .no }
      return held(need, asker, universes.subjects(subject, in: account).universe, [arn])
    case .policiesOfActor:
      let universe = universes.policies(in: account)
      let room = universes.policiesWithRoom(in: account)
      return held(
        need, asker, universe,
        attached(to: actor).filter { universe.index(of: $0).map { room.contains($0) } ?? false })
    case .versionedPoliciesOfActor:
      return held(need, asker, universes.policies(in: account), versioned(of: actor))
    case .groupsOfActor:
      return held(
        need, asker, universes.subjects(.group, in: account).universe,
        groups(of: actor).map { environment.groups[$0].arn })
    case .subject, .policiesOfSubject, .versionedPoliciesOfSubject, .providersOfSubject,
      .objectsOfSubject, .keyOfSubject,
      .related, .existing, .loaded,
      .openedSubject, .objectsOfOpenedSubject, .openedKeyOfSubject, .accessPointsOfSubject,
      .objectsOfOpenedAccessPoints:
      return .no
    }
  }

  private func itself(_ actor: Actor) -> (Subject, String)? {
    switch actor.kind {
    case .user(let user, _): (.user, environment.users[user].arn)
    case .role(let role): (.role, environment.roles[role].arn)
    case .administrator: nil
    }
  }

  func attached(to actor: Actor) -> [String] {
    switch actor.kind {
    case .user(let user, _): library.userAttachments[user]
    case .role(let role): library.roleAttachments[role]
    case .administrator: []
    }
  }

  private func groups(of actor: Actor) -> [Int] {
    guard case .user(let user, _) = actor.kind else { return [] }
    return library.userGroups[user] + [actor.joinedGroup].compactMap(\.self)
  }

  /// Whether a permission is held on some of the named candidates.
  func held(
    _ need: TechniquePlan.PlannedNeed, _ asker: TechniqueEvaluator.Asker, _ universe: Universe,
    _ arns: [String]
  ) -> Tri {
    if arns.isEmpty { return .no }
    let set = evaluator.allowed(need, asker, universe)
    return arns.compactMap { universe.index(of: $0) }.map { set.membership(of: $0) }.max() ?? .no
  }

  // MARK: Groups

  /// Techniques by which a user joins a group that gives it something new.
  func connectGroups(_ number: Int, _ actorClass: ActorClass) {
    let actor = actors[number]
    guard case .user(let user, _) = actor.kind, !actor.isRewritten, actor.joinedGroup == nil else {
      return
    }
    let asker = actorClass.asker
    evaluator.begin(actorClass.policyClass)
    for plan in actorClass.suited(among: plans).memberships {
      let groups = universes.subjects(.group, in: actor.account)
      guard evaluator.isConceivable(plan, for: actorClass.policyClass, over: groups) else {
        continue
      }
      let set = evaluator.evaluate(plan, for: asker, over: groups)
      let own = Set(library.userPolicies[user].map { ObjectIdentifier($0) })
      let useful = set.possible.members.filter { candidate in
        self.library.groupPolicies[groups.members[Int(candidate)]].contains {
          !own.contains(ObjectIdentifier($0))
        }
      }
      follow(
        number, actorClass, plan, strongestFirst(useful, groups, actorClass.policyClass), set)
    }
  }

  /// Follows an actor into groups. One that makes it the account's administrator for certain gives
  /// all that the others could, so nothing is followed after it.
  private func follow(
    _ number: Int, _ actorClass: ActorClass, _ plan: TechniquePlan,
    _ groups: [(candidate: Int32, group: Int)], _ set: AccessSet
  ) {
    for (followed, entry) in groups.enumerated() {
      if followed == GraphAssembler.groupLimit {
        statistics.memberStatesLeftOut += groups.count - followed
        return
      }
      let target = member(number, actorClass, entry.group)
      let isCertain = set.certain.contains(entry.candidate)
      builder.addEdge(
        from: actors[number].node, to: target, label: Int32(plan.label), certain: isCertain,
        cost: UInt8(clamping: plan.technique.cost))
      if isCertain, target == administratorNodes[actors[number].account] { return }
    }
  }

  /// Groups whose policies allow everything first, then those that speak of the most actions that
  /// matter and that the class's own do not; equal ones in order of their ARNs.
  private func strongestFirst(
    _ candidates: [Int32], _ groups: SubjectUniverse, _ policyClass: PolicyClass
  ) -> [(candidate: Int32, group: Int)] {
    let ranked = candidates.map { candidate in
      let group = groups.members[Int(candidate)]
      let policies = self.library.groupPolicies[group]
      let isAll = policies.contains { self.administrators.allowsAll($0) }
      let rank = isAll ? Int.max : policyClass.count(ofActionsAddedBy: policies)
      return (rank: rank, candidate: candidate, group: group)
    }
    return ranked.sorted { ($1.rank, $0.candidate) < ($0.rank, $1.candidate) }
      .map { ($0.candidate, $0.group) }
  }

  /// The state of a user that has joined a group. Users of one class do not share it: it stays who
  /// it is, and resource policies may name it.
  private func member(_ number: Int, _ actorClass: ActorClass, _ group: Int) -> Int32 {
    let key = MemberKey(number: number, group: group)
    if let known = members[key] { return known }
    var actor = actors[number]
    actor.joinedGroup = group
    let known = actors.count
    let node = state(of: actor)
    members[key] = node
    if actors.count > known { classesBefore[known] = actorClass }
    return node
  }

  /// Connects the class of an actor that has joined a group to what its class before could do, where
  /// the group only adds to that.
  ///
  /// - Returns: The actions that the group's policies speak of: only techniques that need one of them
  ///   can give more. Nil where all have to be asked.
  func keepWhatItHad(_ actorClass: ActorClass, _ number: Int) -> ActionMask? {
    guard let before = classesBefore[number], let group = actors[number].joinedGroup,
      before.leftOut == nil, actorClass.leftOut == nil
    else { return nil }
    let added = library.groupPolicies[group]
    if added.contains(where: \.hasDenials) { return nil }
    if let node = before.node {
      builder.addEdge(
        from: self.node(of: actorClass), to: node, label: BuiltInTechnique.structure.rawValue,
        certain: true, cost: 0)
    }
    return CompiledPolicy.mentioned(by: added)
  }
}

/// Tells the states of joining a group apart.
struct MemberKey: Hashable {
  /// The number of the actor.
  var number: Int
  var group: Int
}
