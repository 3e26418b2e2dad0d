import Environment
import PathSearch
import Policy
import Techniques

extension GraphAssembler {
  /// Connects an actor: to its class, and to what tells it from its class.
  func connect(_ number: Int) {
    let actor = actors[number]
    // Its role's own node has all that is not the person's alone.
    if actor.person != nil { return }
    let caller = facts.caller(actor)
    let context = facts.context(actor)
    let actorClass = actorClass(of: actor, caller, context)
    actorClass.actors.append(number)
    if actorClass.actors.count == 1 { connect(actorClass, as: number) }
    if let node = actorClass.node {
      builder.addEdge(
        from: actor.node, to: node, label: BuiltInTechnique.structure.rawValue, certain: true,
        cost: 0)
    }
    connectAlone(number, actorClass, caller, context)
    connectAssigned(number, actorClass)
    if case .administrator = actor.kind { return }
    if !actorClass.isAdministrator {
      connectSelf(number, actorClass)
      connectNewPrincipals(number, actorClass)
      connectVersions(number, actorClass)
      connectGroups(number, actorClass)
    }
  }

  func actorClass(
    of actor: Actor, _ caller: Caller, _ context: RequestContext
  ) -> ActorClass {
    let (identity, boundary) = facts.policies(actor)
    let ceilings = library.serviceControl(of: actor.account)
    var key = ActorClassKey(
      actor, caller: caller, context: context, identity: identity, boundary: boundary,
      ceilings: ceilings, resourceKeys: library.resourceControlKeys)
    let names = CallerNames(caller)
    let isLeftOut = names.areAmong(library.namesLeftOut)
    // It gets less than others, so that what these get is no answer for it.
    if isLeftOut { key.leftOut = actor.node }
    if let known = classes[key] { return known }
    let made = ActorClass(
      policyClass: PolicyClass(
        caller: caller, identity: identity, boundary: boundary, serviceControl: ceilings,
        context: context),
      account: actor.account, isUser: key.isUser, tagging: actor.tagging)
    made.policyClass.number = classes.count
    if case .administrator = actor.kind {
    } else {
      made.isAdministrator = administrators.isAdministrator(made.policyClass)
    }
    if isLeftOut { made.leftOut = alone(made, caller, context, names) }
    classes[key] = made
    return made
  }

  /// The class's shared node, made when its first edge needs it.
  func node(of actorClass: ActorClass) -> Int32 {
    if let node = actorClass.node { return node }
    let node = addNode(.shared)
    builder.setFree(node)
    actorClass.node = node
    return node
  }

  // MARK: Edges of the class

  /// - Parameter number: its first actor.
  private func connect(_ actorClass: ActorClass, as number: Int) {
    evaluator.begin(actorClass.policyClass)
    if actorClass.isAdministrator, let target = administratorNodes[actorClass.account] {
      builder.addEdge(
        from: node(of: actorClass), to: target, label: BuiltInTechnique.administrator.rawValue,
        certain: true, cost: 0)
    }
    let policyClass = actorClass.policyClass
    let asker = actorClass.asker
    var suited = actorClass.suited(among: plans).onSubjects
    if let added = keepWhatItHad(actorClass, number) {
      suited.removeAll { plan in !plan.needs.contains { added.contains($0.action) } }
    }
    for plan in suited {
      for subjects in self.subjects(of: plan, for: actorClass.account)
      where evaluator.isConceivable(
        plan, for: policyClass, over: subjects, names: asker.alone?.names)
      {
        let set = evaluator.evaluate(plan, for: asker, over: subjects)
        if set.isEmpty { continue }
        addEdges(from: node(of: actorClass), set, plan, subjects, for: actorClass.account)
        carryTags(actorClass.tagging, from: node(of: actorClass), set, plan, subjects)
      }
    }
  }

  /// The universes in which a technique may have subjects for callers of an account: its own, and
  /// those of others whose resource policies speak of it.
  func subjects(of plan: TechniquePlan, for account: String) -> [SubjectUniverse] {
    plan.subjects(for: account) { plan in
      universes.accounts.compactMap { owner in
        let subjects = universes.subjects(plan.technique.subject, in: owner)
        if subjects.members.isEmpty { return nil }
        let isOwn = owner == account || owner.isEmpty
        if !isOwn, [.person, .account].contains(plan.technique.subject) { return nil }
        return isOwn || reaches(plan, subjects, from: account) ? subjects : nil
      }
    }
  }

  /// Whether resource policies may let a foreign account use a technique on some subject.
  private func reaches(
    _ plan: TechniquePlan, _ subjects: SubjectUniverse, from account: String
  ) -> Bool {
    plan.needs.allSatisfy { need in
      switch need.place {
      case .subject, .objectsOfSubject:
        evaluator.asked(need, subjects).contains {
          $0.mayGrant(need.action, to: account, in: evaluator.sets.table)
        }
      case .loaded(let kind):
        universes.loaded(kind, of: subjects).contains { part in
          part.part.universe.account == account
            || part.part.universe.mayGrant(need.action, to: account, in: evaluator.sets.table)
        }
      case .anything, .new, .existing, .keyOfSubject, .openedKeyOfSubject: true
      case .openedSubject, .objectsOfOpenedSubject: false
      // The access points may be of the callers' own account, whoever the bucket belongs to.
      case .accessPointsOfSubject: true
      case .objectsOfOpenedAccessPoints: !universes.accessPoints(of: subjects).isEmpty
      case .related:
        plan.technique.subject == .role
          && universes.signIns.managed[account]?.contains(subjects.universe.account) == true
      case .actor, .policiesOfActor, .policiesOfSubject, .versionedPoliciesOfActor,
        .versionedPoliciesOfSubject, .providersOfSubject, .groupsOfActor:
        false
      }
    }
  }

  func addEdges(
    from node: Int32, _ set: AccessSet, _ plan: TechniquePlan, _ subjects: SubjectUniverse,
    for account: String
  ) {
    statistics.setMembers += evaluator.memo.count(set.possible)
    // Each leaf of a tree to unbounded states is one more actor: none is made that nobody reaches.
    let support =
      [.unbounded, .switched].contains(plan.technique.gain)
      ? set.possible : evaluator.support(plan, for: account, over: subjects)
    addEdges(from: node, set.certain, plan, subjects, support, certain: true)
    addEdges(
      from: node, evaluator.memo.subtracting(set.certain, from: set.possible), plan, subjects,
      support, certain: false)
  }

  /// Edges to the members of a set: through the tree of all that the technique can reach, and for
  /// the few that a resource policy grants to one principal by name through that of the universe.
  ///
  /// - Parameter tagging: what the attacker can make of tags in the states that are reached.
  func addEdges(
    from node: Int32, _ set: RangeSet32, _ plan: TechniquePlan, _ subjects: SubjectUniverse,
    _ support: RangeSet32, certain: Bool, tagging: Int? = nil
  ) {
    if set.isEmpty { return }
    let gain = plan.technique.gain
    var targets: [Int32] = []
    if set.intersects(support) {
      let tree = tree(of: subjects, gain: gain, support: support, tagging: tagging)
      targets = tree.entries(of: set, in: &builder)
    }
    let outside = evaluator.memo.subtracting(support, from: set)
    if !outside.isEmpty, tagging == nil {
      let tree = tree(of: subjects, gain: gain, support: subjects.universe.all)
      targets += tree.entries(of: outside, in: &builder)
    }
    let cost = UInt8(clamping: plan.technique.cost)
    for target in targets {
      builder.addEdge(
        from: node, to: target, label: Int32(plan.label), certain: certain, cost: cost)
    }
  }

  // MARK: Edges of one actor

  /// What resource policies grant this actor and not its whole class.
  private func connectAlone(
    _ number: Int, _ actorClass: ActorClass, _ caller: Caller, _ context: RequestContext
  ) {
    // What a class of one gets is told already.
    if actorClass.leftOut != nil { return }
    let names = CallerNames(caller)
    evaluator.begin(actorClass.policyClass)
    var asker: TechniqueEvaluator.Asker?
    let policyClass = actorClass.policyClass
    let everybody = actorClass.asker
    for plan in tellingApart(actorClass, names) {
      for subjects in self.subjects(of: plan, for: actorClass.account)
      where evaluator.tellsApart(plan, subjects, names)
        && evaluator.isConceivable(plan, for: policyClass, over: subjects, names: names)
      {
        let whom = asker ?? alone(actorClass, caller, context, names)
        asker = whom
        guard evaluator.differs(plan, whom, over: subjects) else { continue }
        let set = evaluator.evaluate(plan, for: whom, over: subjects)
        let known = evaluator.evaluate(plan, for: everybody, over: subjects)
        let memo = evaluator.memo
        let certain = memo.subtracting(known.certain, from: set.certain)
        let possible = memo.subtracting(known.possible, from: set.possible)
        let extra = AccessSet(certain: certain, possible: memo.union(possible, certain))
        if extra.isEmpty { continue }
        addEdges(from: actors[number].node, extra, plan, subjects, for: actorClass.account)
        carryTags(actorClass.tagging, from: actors[number].node, extra, plan, subjects)
      }
    }
  }

  /// The techniques for which some subjects' own policies may tell an actor from others of its class:
  /// by what it is, or, where any policy names it at all, by its name.
  private func tellingApart(_ actorClass: ActorClass, _ names: CallerNames) -> [TechniquePlan] {
    let suited = actorClass.suited(among: plans)
    if names.areAmong(library.names) { return suited.onSubjects }
    let account = actorClass.account
    let labels =
      labelsByFacts[account]
      ?? Set(
        plans.filter { plan in
          plan.hasSubject
            && subjects(of: plan, for: account).contains {
              evaluator.tellsByFacts(plan, $0, account)
            }
        }.map(\.label))
    labelsByFacts[account] = labels
    return labels.isEmpty ? [] : suited.onSubjects.filter { labels.contains($0.label) }
  }

  func alone(
    _ actorClass: ActorClass, _ caller: Caller, _ context: RequestContext, _ names: CallerNames
  ) -> TechniqueEvaluator.Asker {
    var context = context
    context.add(facts: caller.facts())
    context.add(facts: ["aws:viaawsservice": ["false"], "aws:securetransport": ["true"]])
    return TechniqueEvaluator.Asker(
      policyClass: actorClass.policyClass, alone: (caller, context, names))
  }
}
