import Environment
import PathSearch
import Policy
import Techniques

/// What an attacker changes of a principal; it stays changed.
enum ActorChange: Hashable {
  /// The attacker writes its identity policies.
  case rewritten
  /// It has no permissions boundary any more.
  case unbounded

  func isMade(of actor: Actor) -> Bool {
    switch self {
    case .rewritten: actor.isRewritten
    case .unbounded: actor.isUnbounded
    }
  }

  func make(of actor: inout Actor) {
    switch self {
    case .rewritten: actor.isRewritten = true
    case .unbounded: actor.isUnbounded = true
    }
  }
}

extension Gain {
  /// What a technique changes of its subject, or of who acts.
  var change: ActorChange? {
    switch self {
    case .rewritten, .rewrittenActor: .rewritten
    case .unbounded, .unboundedActor: .unbounded
    default: nil
    }
  }
}

/// Tells the changed states of actors apart.
struct ChangeKey: Hashable {
  /// The number of the actor.
  var number: Int
  var change: ActorChange
}

extension GraphAssembler {
  /// The state of an actor after a change: control of the account, where nothing else limits it.
  func node(of number: Int, after change: ActorChange) -> Int32 {
    if change.isMade(of: actors[number]) { return actors[number].node }
    let key = ChangeKey(number: number, change: change)
    if let known = changed[key] { return known }
    var actor = actors[number]
    change.make(of: &actor)
    let node = state(of: actor)
    changed[key] = node
    return node
  }

  /// A new state of an actor: control of the account, where its policies make it an administrator.
  func state(of actor: Actor) -> Int32 {
    let (identity, boundary) = facts.policies(actor)
    let policyClass = PolicyClass(
      caller: facts.caller(actor), identity: identity, boundary: boundary,
      context: facts.context(actor))
    if administrators.isAdministrator(policyClass), let all = administratorNodes[actor.account] {
      return all
    }
    var actor = actor
    actor.node = addNode(.actor(actors.count))
    actors.append(actor)
    return actor.node
  }
}
