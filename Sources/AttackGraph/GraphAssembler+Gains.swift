import Environment
import PathSearch
import Policy
import Techniques

extension GraphAssembler {
  /// The tree whose leaves lead to what a technique gains from each subject of a universe.
  func tree(of subjects: SubjectUniverse, gain: Gain) -> SegmentTree {
    let key = "\(gain.rawValue) \(subjects.subject.word) \(subjects.universe.account)"
    if let known = trees[key] { return known }
    // The targets are made first: making an actor adds nodes, which must not fall inside the tree.
    let targets = subjects.members.map { target(of: gain, subjects.subject, $0) }
    let tree = SegmentTree(count: targets.count, in: &builder) { targets[$0] }
    trees[key] = tree
    return tree
  }

  private func target(of gain: Gain, _ subject: Subject, _ member: Int) -> Int32? {
    switch (gain, subject) {
    case (.session, .role): return roleNodes[member]
    case (.keySession, .user): return userNodes[member]?[.key]
    case (.consoleSession, .user): return userNodes[member]?[.console]
    case (.workload, .resource): return workloadNodes[member]
    case (.rewritten, .role): return actorOfRole[member].map { rewrittenNode(of: $0) }
    case (.rewritten, .user): return actorOfUser[member]?[.key].map { rewrittenNode(of: $0) }
    case (.exfiltrate, .resource), (.poison, .resource), (.secret, .resource):
      return Impact(rawValue: gain.rawValue).flatMap {
        accessNodes[AccessKey(resource: member, impact: $0)]
      }
    default: return nil
    }
  }

  /// The state in which the attacker writes an actor's identity policies: control of the account,
  /// where nothing else limits the actor.
  func rewrittenNode(of number: Int) -> Int32 {
    if actors[number].isRewritten { return actors[number].node }
    if let known = rewritten[number] { return known }
    var actor = actors[number]
    actor.isRewritten = true
    let (identity, boundary) = facts.policies(actor)
    let policyClass = PolicyClass(
      caller: facts.caller(actor), identity: identity, boundary: boundary,
      context: facts.context(actor))
    let node: Int32
    if administrators.isAdministrator(policyClass), let all = administratorNodes[actor.account] {
      node = all
    } else {
      node = addNode(.actor(actors.count))
      actor.node = node
      actors.append(actor)
    }
    rewritten[number] = node
    return node
  }

  // MARK: Techniques on the actor itself

  /// Techniques by which an actor rewrites its own policies.
  func connectSelf(_ number: Int, _ actorClass: ActorClass) {
    let actor = actors[number]
    if actor.isRewritten { return }
    let asker = TechniqueEvaluator.Asker(policyClass: actorClass.policyClass, alone: nil)
    for (label, technique) in catalogue.techniques.enumerated()
    where technique.subject == .actor && technique.suits(actorClass) {
      guard technique.gain == .rewrittenActor else { continue }
      var value = Tri.yes
      for need in technique.permissions where value != .no {
        value = value.and(holds(need, asker, number))
      }
      if value == .no { continue }
      builder.addEdge(
        from: actor.node, to: rewrittenNode(of: number), label: Int32(label),
        certain: value == .yes, cost: UInt8(clamping: technique.cost))
    }
  }

  private func holds(
    _ need: PermissionNeed, _ asker: TechniqueEvaluator.Asker, _ number: Int
  ) -> Tri {
    guard let action = evaluator.sets.table.index(of: need.action),
      asker.policyClass.identity.contains(where: { $0.mentions(action) })
    else { return .no }
    evaluator.beginClass()
    let account = actors[number].account
    switch (need.place, actors[number].kind) {
    case (.actor, .user(let user, _)):
      return held(need, asker, universes.subjects(.user, in: account).universe, [environment.users[user].arn])
    case (.actor, .role(let role)):
      return held(need, asker, universes.subjects(.role, in: account).universe, [environment.roles[role].arn])
    case (.policiesOfActor, .user(let user, _)):
      return onPolicies(need, asker, library.userAttachments[user], account)
    case (.policiesOfActor, .role(let role)):
      return onPolicies(need, asker, library.roleAttachments[role], account)
    case (.groupsOfActor, .user(let user, _)):
      var groups = library.userGroups[user]
      if let joined = actors[number].joinedGroup { groups.append(joined) }
      return held(
        need, asker, universes.subjects(.group, in: account).universe,
        groups.map { environment.groups[$0].arn })
    default: return .no
    }
  }

  private func onPolicies(
    _ need: PermissionNeed, _ asker: TechniqueEvaluator.Asker, _ attached: [String],
    _ account: String
  ) -> Tri {
    let universe = universes.policies(in: account)
    let room = universes.policiesWithRoom(in: account)
    return held(
      need, asker, universe,
      attached.filter { universe.index(of: $0).map { room.contains($0) } ?? false })
  }

  /// Whether a permission is held on some of the named candidates.
  private func held(
    _ need: PermissionNeed, _ asker: TechniqueEvaluator.Asker, _ universe: Universe,
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
    guard case .user(let user, let session) = actor.kind, !actor.isRewritten,
      actor.joinedGroup == nil
    else { return }
    let asker = TechniqueEvaluator.Asker(policyClass: actorClass.policyClass, alone: nil)
    for (label, technique) in catalogue.techniques.enumerated()
    where technique.gain == .membership && technique.suits(actorClass) {
      let groups = universes.subjects(.group, in: actor.account)
      guard
        evaluator.isConceivable(technique, for: actorClass.policyClass, over: groups)
      else { continue }
      evaluator.beginClass()
      let set = evaluator.evaluate(technique, for: asker, over: groups)
      var followed = 0
      for candidate in set.possible.members {
        let group = groups.members[Int(candidate)]
        guard gains(user, group) else { continue }
        if followed == GraphAssembler.groupLimit {
          statistics.memberStatesLeftOut += 1
          continue
        }
        followed += 1
        let target = member(number, user, session, group, actorClass)
        builder.addEdge(
          from: actor.node, to: target, label: Int32(label),
          certain: set.certain.contains(candidate), cost: UInt8(clamping: technique.cost))
      }
    }
  }

  /// Whether a group has a policy that the user has not.
  private func gains(_ user: Int, _ group: Int) -> Bool {
    let own = Set(library.userPolicies[user].map { ObjectIdentifier($0) })
    return library.groupPolicies[group].contains { !own.contains(ObjectIdentifier($0)) }
  }

  /// The state of a user that has joined a group: one for each class and group, unless the group's
  /// policies tell members apart.
  private func member(
    _ number: Int, _ user: Int, _ session: SessionState, _ group: Int, _ actorClass: ActorClass
  ) -> Int32 {
    let tells = library.groupPolicies[group].contains { !$0.principalKeys.isEmpty }
    let key = tells ? "\(number) \(group)" : "class \(actorClass.actors[0]) \(group)"
    if let known = members[key] { return known }
    var actor = actors[number]
    actor.joinedGroup = group
    let (identity, boundary) = facts.policies(actor)
    let policyClass = PolicyClass(
      caller: facts.caller(actor), identity: identity, boundary: boundary,
      context: facts.context(actor))
    let node: Int32
    if administrators.isAdministrator(policyClass), let all = administratorNodes[actor.account] {
      node = all
    } else {
      node = addNode(.actor(actors.count))
      actor.node = node
      actors.append(actor)
    }
    members[key] = node
    return node
  }

  // MARK: Accounts and the outside

  /// Control of an account reaches each of its principals.
  func addAccountControl() {
    let label = BuiltInTechnique.accountControl.rawValue
    for (account, node) in administratorNodes.sorted(by: { $0.key < $1.key }) {
      for (subject, gain) in [
        (Subject.role, Gain.session), (.user, .keySession), (.user, .consoleSession),
      ] {
        let subjects = universes.subjects(subject, in: account)
        if subjects.members.isEmpty { continue }
        var set = subjects.universe.all
        // Service-linked roles belong to their services.
        if subject == .role {
          set = RangeSet32(
            ascending: set.members.filter {
              !AWSOwned.isProtectedRole(subjects.universe.arns[Int($0)])
            })
        }
        for target in tree(of: subjects, gain: gain).cover(set) {
          builder.addEdge(from: node, to: target, label: label, certain: true, cost: 4)
        }
      }
    }
  }
}
