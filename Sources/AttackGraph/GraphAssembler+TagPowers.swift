import Environment
import Policy
import Techniques

/// What actors can make of tags by their own permissions.
extension GraphAssembler {
  /// What all actors together can make of tags; also where one tag lets them set the next.
  func wholePower(_ tagging: Tagging) -> TagPower {
    var all = actors.reduce(TagPower()) { $0.union(ownPower($1).possible) }
    let gated = actors.filter { isTaggingGated($0, tagging) }
    while !gated.isEmpty, !all.isEmpty, let number = facts.powers.number(of: all) {
      let next = gated.reduce(all) { power, actor in
        var changed = actor
        changed.tagging = number
        return power.union(ownPower(changed).possible)
      }
      if next == all { break }
      all = next
    }
    return all
  }

  /// Whether tags decide what tags an actor can change.
  func isTaggingGated(_ actor: Actor, _ tagging: Tagging) -> Bool {
    let (identity, boundary) = facts.policies(actor)
    let ceilings =
      (library.serviceControl(of: actor.account) ?? []).flatMap(\.self)
      + (library.resourceControl(of: actor.account) ?? []).flatMap(\.self)
    return tagging.gates.gateTagging(identity + [boundary].compactMap(\.self) + ceilings)
  }

  /// What an actor can make of tags by its own permissions; found once for each class.
  func ownPower(_ actor: Actor) -> Tagging.OwnPower {
    guard let tagging else { return Tagging.OwnPower() }
    let actorClass = actorClass(of: actor, facts.caller(actor), facts.context(actor))
    let key = ObjectIdentifier(actorClass)
    if let known = tagging.ownPowers[key] { return known }
    var own = Tagging.OwnPower()
    for plan in plans
    where [.tagged, .untagged].contains(plan.technique.gain) && plan.suits(actorClass)
      && plan.isMentioned(by: actorClass.policyClass)
    {
      let subjects = universes.subjects(plan.technique.subject, in: actor.account)
      guard let list = tagging.list(subjects),
        evaluator.isConceivable(
          plan, for: actorClass.policyClass, over: subjects,
          names: actorClass.leftOut?.alone?.names)
      else { continue }
      for tag in tagging.gates.tags(of: plan.technique.subject) {
        let request = TagRequest(plan, tag, tagging.gates)
        for (value, set) in answers(to: request, actorClass, subjects) {
          let slot = TagSlot(list: list, tag: tag, value: value)
          own.certain.add(set.certain, to: slot)
          own.possible.add(set.possible, to: slot)
          if !set.isEmpty, own.plan == nil { own.plan = plan }
        }
      }
    }
    tagging.ownPowers[key] = own
    return own
  }

  /// The subjects that can be tagged so, for each value; one answer for all values where no policy
  /// asks for them.
  private func answers(
    to request: TagRequest, _ actorClass: ActorClass, _ subjects: SubjectUniverse
  ) -> [(value: String?, set: AccessSet)] {
    let policyClass = actorClass.policyClass
    func answer(_ value: String?) -> AccessSet {
      let contexts = request.contexts(value, in: policyClass.context)
      let ofActor = actorClass.leftOut?.alone.map { request.contexts(value, in: $0.context) }
      return contexts.indices.reduce(AccessSet.empty) { set, number in
        var asking = actorClass.asker
        // Answers are kept by number, and this class differs from that of the number.
        asking.policyClass.number = -1
        asking.policyClass.context = contexts[number]
        if let ofActor { asking.alone?.context = ofActor[number] }
        evaluator.begin(asking.policyClass)
        return set.union(evaluator.evaluate(request.plan, for: asking, over: subjects))
      }
    }
    if asksRequest(policyClass, subjects.universe.account) {
      return request.values.map { ($0, answer($0)) }
    }
    let set = answer(request.values.first ?? nil)
    return request.values.map { ($0, set) }
  }

  /// Whether some policy that bears on a class asks what tags a request would set.
  func asksRequest(_ policyClass: PolicyClass, _ account: String) -> Bool {
    guard let gates = tagging?.gates else { return false }
    return gates.resourcesAskRequests || gates.askRequest(policies(on: policyClass, account))
  }

  /// The policies of a class's own side and the ceilings above it and above the account's things.
  func policies(on policyClass: PolicyClass, _ account: String) -> [CompiledPolicy] {
    policyClass.identity + [policyClass.boundary].compactMap(\.self)
      + (policyClass.serviceControl ?? []).flatMap(\.self)
      + (library.resourceControl(of: account) ?? []).flatMap(\.self)
  }
}
