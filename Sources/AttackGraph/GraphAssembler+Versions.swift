import Environment
import PathSearch
import Policy
import Techniques

/// Policies of which another version is put in force. Along one path, that is done to one policy: the
/// states would else be as many as there are combinations.
extension GraphAssembler {
  /// A bound on the versions that one actor is followed to.
  static let versionLimit = 12

  /// Techniques by which an actor puts another version of one of its own policies in force. One that
  /// makes it the account's administrator for certain gives all that the others could.
  func connectVersions(_ number: Int, _ actorClass: ActorClass) {
    let actor = actors[number]
    if actor.isRewritten || actor.switched != nil || versioned(of: actor).isEmpty { return }
    let asker = TechniqueEvaluator.Asker(policyClass: actorClass.policyClass, alone: nil)
    evaluator.begin(actorClass.policyClass)
    for plan in actorClass.suited(among: plans).onActors
    where plan.technique.gain == .switchedActor {
      let others = plan.needs.filter { $0.place != .versionedPoliciesOfActor }
      let general = others.reduce(Tri.yes) { $0.and(holds($1, asker, number)) }
      for choice in choices(of: actor) {
        let value = plan.needs.filter { $0.place == .versionedPoliciesOfActor }.reduce(general) {
          $0.and(held($1, asker, universes.policies(in: actor.account), [choice.policy]))
        }
        if value == .no { continue }
        let target = node(of: number, with: choice)
        builder.addEdge(
          from: actor.node, to: target, label: Int32(plan.label), certain: value == .yes,
          cost: UInt8(clamping: plan.technique.cost))
        if value == .yes, target == administratorNodes[actor.account] { return }
      }
    }
  }

  /// The policies of an actor of which another version grants more.
  func versioned(of actor: Actor) -> [String] {
    attached(to: actor).filter {
      environment.managedPolicies[$0]?.otherVersions.isEmpty == false
    }
  }

  /// Somebody's states with another version of some policy in force: one node that leads to each.
  func switchedNode(of number: Int) -> Int32? {
    if let known = switchedNodes[number] { return known }
    let choices = choices(of: actors[number])
    if choices.isEmpty { return nil }
    let targets = choices.map { self.node(of: number, with: $0) }
    let node = addNode(.shared)
    builder.setFree(node)
    for target in Set(targets).sorted() {
      builder.addEdge(
        from: node, to: target, label: BuiltInTechnique.structure.rawValue, certain: true, cost: 0)
    }
    switchedNodes[number] = node
    return node
  }

  private func choices(of actor: Actor) -> [VersionChoice] {
    Array(library.choices(of: versioned(of: actor)).prefix(GraphAssembler.versionLimit))
  }

  private func node(of number: Int, with choice: VersionChoice) -> Int32 {
    let key = SwitchKey(number: number, choice: choice)
    if let known = switched[key] { return known }
    var actor = actors[number]
    actor.switched = choice
    let node = state(of: actor)
    switched[key] = node
    return node
  }
}

/// Tells the states with other versions in force apart.
struct SwitchKey: Hashable {
  /// The number of the actor.
  var number: Int
  var choice: VersionChoice
}

extension Universes {
  /// Policies with a version, not in force, that grants more than the one in force.
  func versionedPolicies(in account: String) -> RangeSet32 {
    let universe = policies(in: account)
    return RangeSet32(
      ascending: universe.all.members.filter {
        environment.managedPolicies[universe.arns[Int($0)]]?.otherVersions.isEmpty == false
      })
  }
}
