import Environment
import PathSearch
import Policy
import Techniques

/// Roles that a service holds for an attacker and only goes on from: whoever has CloudFormation act
/// with the administration role of a stack set gets no session of it, but what is carried out with
/// the roles that it assumes.
extension GraphAssembler {
  /// The node from which a role goes on; its edges are made by ``addOnward()``, since this is asked
  /// for while a class is connected.
  func onwardNode(of role: Int) -> Int32 {
    if let known = onwardNodes[role] { return known }
    let node = addNode(.shared)
    builder.setFree(node)
    onwardNodes[role] = node
    return node
  }

  /// Connects the roles that are gone on from to those that they may assume.
  func addOnward() {
    for (role, node) in onwardNodes.sorted(by: { $0.key < $1.key }) {
      guard let number = actorOfRole[role] else { continue }
      let actor = actors[number]
      let caller = facts.caller(actor)
      let context = facts.context(actor)
      let actorClass = actorClass(of: actor, caller, context)
      let asker = alone(actorClass, caller, context, CallerNames(caller))
      evaluator.begin(actorClass.policyClass)
      for subjects in self.subjects(of: onward, for: actor.account) {
        let set = evaluator.evaluate(onward, for: asker, over: subjects)
        addEdges(from: node, set, onward, subjects, for: actor.account)
      }
    }
  }
}
