import Environment
import PathSearch
import Policy
import Techniques

/// Session tags: who assumes a role may give the session tags, which stand before the role's own.
/// Source: IAM User Guide, "Pass session tags in AWS STS".
extension GraphAssembler {
  private var sessionPlan: TechniquePlan? {
    plans.first { $0.technique.gain == .taggedSession }
  }

  /// Finds the roles whose trust lets sessions have tags and whom some tags give more than they have.
  func findSessionRoles(_ tagging: Tagging) {
    guard sessionPlan != nil, !tagging.gates.ofPrincipals.isEmpty else { return }
    var every: [String: Retagging.Choices] = [:]
    for tag in tagging.gates.ofPrincipals {
      every[tag] = Retagging.Choices(values: tagging.gates.values(of: tag))
    }
    guard let number = facts.powers.number(ofSession: every) else { return }
    for (role, actor) in actorOfRole.sorted(by: { $0.key < $1.key }) {
      guard environment.roles[role].allowsSessionTags else { continue }
      if tagging.masters.contains(actors[actor].node) { continue }
      var tagged = actors[actor]
      tagged.sessionTags = number
      if isLifted(actor, as: tagged) { tagging.sessionRoles.insert(role) }
    }
  }

  /// Connects an actor to the roles that it takes with session tags of its choice.
  func addSessionTagHops(_ number: Int) {
    guard let tagging, let plan = sessionPlan, !tagging.sessionRoles.isEmpty else { return }
    let actor = actors[number]
    if tagging.masters.contains(actor.node) { return }
    let caller = facts.caller(actor)
    let context = facts.context(actor)
    let actorClass = actorClass(of: actor, caller, context)
    let names = CallerNames(caller)
    guard plan.suits(actorClass) else { return }
    for subjects in self.subjects(of: plan, for: actor.account)
    where !sessionCandidates(subjects, tagging).isEmpty
      && evaluator.isConceivable(plan, for: actorClass.policyClass, over: subjects, names: names)
    {
      let asker = alone(actorClass, caller, context, names)
      for (role, tags) in sessionTags(plan, asker, subjects).sorted(by: { $0.key < $1.key }) {
        let isCertain = tags.certain == tags.possible
        addSessionTagHop(from: actor, to: role, plan, tags.possible, isCertain: isCertain)
        if isCertain { continue }
        addSessionTagHop(from: actor, to: role, plan, tags.certain, isCertain: true)
      }
    }
  }

  private func addSessionTagHop(
    from actor: Actor, to role: Int, _ plan: TechniquePlan,
    _ tags: [String: Retagging.Choices], isCertain: Bool
  ) {
    guard !tags.isEmpty, let target = actorOfRole[role] else { return }
    guard let number = facts.powers.number(ofSession: tags) else {
      statistics.taggedStatesLeftOut += 1
      return
    }
    var session = actors[target]
    session.sessionTags = number
    session.tagging = actor.tagging
    builder.addEdge(
      from: actor.node, to: retaggedState(of: session), label: Int32(plan.label),
      certain: isCertain, cost: UInt8(clamping: plan.technique.cost))
  }

  private typealias SessionTags = [String: Retagging.Choices]

  /// The session tags that an actor can give roles, by role and tag.
  private func sessionTags(
    _ plan: TechniquePlan, _ asker: TechniqueEvaluator.Asker, _ subjects: SubjectUniverse
  ) -> [Int: (certain: SessionTags, possible: SessionTags)] {
    var found: [Int: (certain: SessionTags, possible: SessionTags)] = [:]
    guard let tagging else { return found }
    let candidates = sessionCandidates(subjects, tagging)
    evaluator.begin(asker.policyClass)
    // Whatever the tags: most actors can assume none of these roles.
    let any = evaluator.evaluate(plan, for: asker, over: subjects)
    if !any.possible.intersects(candidates) { return found }
    for tag in tagging.gates.ofPrincipals.sorted() {
      let request = TagRequest(plan, tag, tagging.gates)
      let isAlike = !asksRequest(asker.policyClass, subjects.universe.account)
      var last: AccessSet?
      for value in request.values.compactMap(\.self) {
        let set = (isAlike ? last : nil) ?? answer(to: request, value, asker, subjects)
        last = set
        for candidate in set.possible.intersection(candidates).members {
          let role = subjects.members[Int(candidate)]
          found[role, default: ([:], [:])].possible[tag, default: .init()].values.append(value)
          guard set.certain.contains(candidate) else { continue }
          found[role, default: ([:], [:])].certain[tag, default: .init()].values.append(value)
        }
      }
    }
    return found
  }

  /// The roles of a universe that session tags lift.
  private func sessionCandidates(_ subjects: SubjectUniverse, _ tagging: Tagging) -> RangeSet32 {
    subjects.mask("session tags") { Tri(tagging.sessionRoles.contains($0)) }.certain
  }

  private func answer(
    to request: TagRequest, _ value: String, _ asker: TechniqueEvaluator.Asker,
    _ subjects: SubjectUniverse
  ) -> AccessSet {
    guard let known = asker.alone else { return .empty }
    let ofClass = request.contexts(value, in: asker.policyClass.context)
    let ofActor = request.contexts(value, in: known.context)
    return zip(ofClass, ofActor).reduce(AccessSet.empty) { set, contexts in
      var asking = asker
      // Answers are kept by number, and this class differs from that of the number.
      asking.policyClass.number = -1
      asking.policyClass.context = contexts.0
      asking.alone?.context = contexts.1
      evaluator.begin(asking.policyClass)
      return set.union(evaluator.evaluate(request.plan, for: asking, over: subjects))
    }
  }
}

extension Role {
  /// Whether the trust policy may let sessions have tags.
  fileprivate var allowsSessionTags: Bool {
    trust?.statements.contains { $0.effect == .allow && $0.actions.matches("sts:TagSession") }
      ?? false
  }
}
