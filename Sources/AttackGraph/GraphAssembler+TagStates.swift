import Environment
import PathSearch
import Policy
import Techniques

/// States in which tags are changed: which there are, and how the change is carried along.
extension GraphAssembler {
  /// The state of an actor with changed tags. It is never control of the account by itself: that it
  /// makes an administrator is a hop of its own, which cites the condition.
  func retaggedState(of actor: Actor) -> Int32 {
    guard let tagging else { return actor.node }
    let key = RetaggedKey(actor)
    if let known = tagging.states[key] { return known }
    var actor = actor
    actor.node = addNode(.actor(actors.count))
    actors.append(actor)
    tagging.states[key] = actor.node
    if let plain = tagging.states[key.plain] { tagging.plainNodes[actor.node] = plain }
    return actor.node
  }

  // MARK: Carrying along

  /// Whoever has changed tags and takes control of others still has them changed. Edges to those
  /// for which that matters, beside the edges to their plain states.
  func carryTags(
    _ number: Int?, from node: Int32, _ set: AccessSet, _ plan: TechniquePlan,
    _ subjects: SubjectUniverse
  ) {
    guard let number, plan.technique.gain.takesControl, !set.isEmpty else { return }
    let carried = set.possible.intersection(
      carriers(of: number, plan.technique.gain, among: subjects))
    if carried.isEmpty { return }
    let certain = set.certain.intersection(carried)
    addEdges(from: node, certain, plan, subjects, carried, certain: true, tagging: number)
    addEdges(
      from: node, carried.subtracting(certain), plan, subjects, carried, certain: false,
      tagging: number)
  }

  /// The subjects whose plain states, as a technique gains them, a power gives something or leads on
  /// to who is given something; found once.
  private func carriers(
    of power: Int, _ gain: Gain, among subjects: SubjectUniverse
  ) -> RangeSet32 {
    let concerned = concerned(by: power)
    if concerned.isEmpty { return .empty }
    return subjects.mask("concerned \(power) \(gain.rawValue)") { member in
      Tri(self.plainTarget(of: gain, subjects.subject, member).map(concerned.contains) ?? false)
    }.certain
  }

  /// The plain state that a technique gains of a subject, if there is one; of a workload that of its
  /// role.
  private func plainTarget(of gain: Gain, _ subject: Subject, _ member: Int) -> Int32? {
    if gain == .workload { return runner(of: member).flatMap { roleNodes[$0] } }
    guard let change = gain.change else { return target(of: gain, subject, member) }
    let actor = subject == .role ? actorOfRole[member] : actorOfUser[member]?[.key]
    return actor.flatMap { changed[ChangeKey(number: $0, change: change)] }
  }

  /// The state that a technique gains of a subject, for who can make this of tags.
  func target(of gain: Gain, _ subject: Subject, _ member: Int, tagging number: Int) -> Int32? {
    guard let tagging, let plain = plainTarget(of: gain, subject, member),
      case .actor(let reached) = kinds[Int(plain)]
    else { return nil }
    if gain == .workload {
      let key = Tagging.WorkloadKey(resource: member, tagging: number)
      if let known = tagging.workloads[key] { return known }
      let role = retagged(reached, number)
      let node = addNode(.workload(member))
      builder.setFree(node)
      builder.addEdge(
        from: node, to: role, label: BuiltInTechnique.runsAs.rawValue, certain: true, cost: 0)
      tagging.workloads[key] = node
      return node
    }
    return retagged(reached, number)
  }

  private func retagged(_ reached: Int, _ number: Int) -> Int32 {
    var actor = actors[reached]
    actor.tagging = number
    return retaggedState(of: actor)
  }

  /// The role that a workload runs as, by number.
  private func runner(of resource: Int) -> Int? {
    environment.resources[resource].runsAs.flatMap { roleNumbers[$0] }
  }

  // MARK: What changed tags give

  /// Whether an actor as it would be with changed tags has more than it has.
  func isLifted(_ number: Int, as changed: Actor) -> Bool {
    guard let tagging else { return false }
    let gates = tagging.gates
    let caller = facts.caller(changed)
    let context = facts.context(changed)
    let plain = actorClass(
      of: actors[number], facts.caller(actors[number]), facts.context(actors[number]))
    if plain.isAdministrator || plain.isWholeAccount { return false }
    let policies = policies(on: plain.policyClass, changed.account)
    guard gates.areOnResources || gates.concern(policies) else { return false }
    let lifted = ActorClass(
      policyClass: PolicyClass(
        caller: caller, identity: plain.policyClass.identity, boundary: plain.policyClass.boundary,
        serviceControl: plain.policyClass.serviceControl, context: context),
      account: plain.account, isUser: plain.isUser)
    if administrators.isAdministrator(lifted.policyClass) { return true }
    if isTaggingGated(changed, tagging),
      ownPower(changed).possible != ownPower(actors[number]).possible
    {
      return true
    }
    let names = CallerNames(caller)
    let before = alone(plain, facts.caller(actors[number]), facts.context(actors[number]), names)
    let after = alone(lifted, caller, context, names)
    return plans.contains { plan in
      // What more can be tagged is known already.
      guard plan.hasSubject || plan.technique.subject == .actor,
        plan.needs.contains(where: { gates.actions.contains($0.action) }),
        plan.isMentioned(by: plain.policyClass), plan.suits(plain)
      else { return false }
      if plan.technique.subject == .actor { return gains(plan, number, before, after) }
      return subjects(of: plan, for: plain.account).contains { subjects in
        evaluator.isConceivable(plan, for: plain.policyClass, over: subjects, names: names)
          && gains(plan, subjects, before, after)
      }
    }
  }

  /// Whether a technique on the actor itself works with changed tags and not without.
  private func gains(
    _ plan: TechniquePlan, _ number: Int, _ before: TechniqueEvaluator.Asker,
    _ after: TechniqueEvaluator.Asker
  ) -> Bool {
    func value(_ asker: TechniqueEvaluator.Asker) -> Tri {
      evaluator.begin(asker.policyClass)
      let shared = TechniqueEvaluator.Asker(policyClass: asker.policyClass, alone: nil)
      return plan.needs.reduce(.yes) { $0 == .no ? .no : $0.and(holds($1, shared, number)) }
    }
    return value(after) > value(before)
  }

  private func gains(
    _ plan: TechniquePlan, _ subjects: SubjectUniverse, _ before: TechniqueEvaluator.Asker,
    _ after: TechniqueEvaluator.Asker
  ) -> Bool {
    evaluator.begin(after.policyClass)
    let changed = evaluator.evaluate(plan, for: after, over: subjects)
    if changed.isEmpty { return false }
    evaluator.begin(before.policyClass)
    let plain = evaluator.evaluate(plan, for: before, over: subjects)
    return !changed.possible.subtracting(plain.possible).isEmpty
      || !changed.certain.subtracting(plain.certain).isEmpty
  }
}

extension Gain {
  /// Whether it takes control of a principal in which what was changed before stays changed.
  fileprivate var takesControl: Bool {
    switch self {
    case .session, .keySession, .consoleSession, .rewritten, .unbounded, .workload: true
    default: false
    }
  }
}
