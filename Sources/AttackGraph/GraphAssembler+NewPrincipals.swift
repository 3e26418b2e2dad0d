import Environment
import PathSearch
import Policy
import Techniques

extension GraphAssembler {
  /// Techniques by which an actor makes a principal of its own that may do everything: control of the
  /// account, as far as what limits the whole account leaves it.
  func connectNewPrincipals(_ number: Int, _ actorClass: ActorClass) {
    let actor = actors[number]
    guard let target = administratorNodes[actor.account] else { return }
    evaluator.begin(actorClass.policyClass)
    for plan in actorClass.suited(among: plans).onActors
    where plan.technique.subject == .actor && plan.technique.gain == .administrator {
      let value = self.value(of: plan, for: actorClass, number)
      if value == .no { continue }
      builder.addEdge(
        from: actor.node, to: target, label: Int32(plan.label), certain: value == .yes,
        cost: UInt8(clamping: plan.technique.cost))
    }
  }

  /// Whether all needs hold, those on the same new thing together.
  private func value(of plan: TechniquePlan, for actorClass: ActorClass, _ number: Int) -> Tri {
    let asker = TechniqueEvaluator.Asker(policyClass: actorClass.policyClass, alone: nil)
    var made: [String: AccessSet] = [:]
    var value = Tri.yes
    for need in plan.needs where value != .no {
      guard case .new(_, let template) = need.place else {
        value = value.and(holds(need, asker, number))
        continue
      }
      let things = universes.fresh(template, in: actorClass.account)
      let answer = evaluator.allowed(need, asker, things)
      made[template] = made[template].map { $0.intersection(answer) } ?? answer
      if made[template]?.isEmpty == true { value = .no }
    }
    return made.values.reduce(value) { $0.and($1.someMember) }
  }
}
