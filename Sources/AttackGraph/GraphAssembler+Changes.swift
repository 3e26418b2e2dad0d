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
  /// A user signs in with a second factor that the attacker has enrolled.
  case enrolled

  func isMade(of actor: Actor) -> Bool {
    switch self {
    case .rewritten: actor.isRewritten
    case .unbounded: actor.isUnbounded
    case .enrolled: if case .user(_, .factor) = actor.kind { true } else { false }
    }
  }

  func make(of actor: inout Actor) {
    switch self {
    case .rewritten: actor.isRewritten = true
    case .unbounded: actor.isUnbounded = true
    case .enrolled:
      if case .user(let number, _) = actor.kind { actor.kind = .user(number, .factor) }
    }
  }
}

extension Gain {
  /// What a technique changes of its subject, or of who acts.
  var change: ActorChange? {
    switch self {
    case .rewritten, .rewrittenActor: .rewritten
    case .unbounded, .unboundedActor: .unbounded
    case .factorActor, .factorSession: .enrolled
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
  /// Someone who has a second factor is in the same state with one of the attacker's.
  func node(of number: Int, after change: ActorChange) -> Int32 {
    if change.isMade(of: actors[number]) { return actors[number].node }
    let key = ChangeKey(number: number, change: change)
    if let known = changed[key] { return known }
    var actor = actors[number]
    change.make(of: &actor)
    let node = existing(actor, after: change) ?? state(of: actor)
    changed[key] = node
    return node
  }

  private func existing(_ actor: Actor, after change: ActorChange) -> Int32? {
    guard change == .enrolled, case .user(let user, let session) = actor.kind,
      !actor.isRewritten, !actor.isUnbounded, actor.joinedGroup == nil, actor.switched == nil,
      !actor.isRetagged
    else { return nil }
    return userNodes[user]?[session]
  }

  /// A new state of an actor: control of the account, where its policies make it an administrator.
  func state(of actor: Actor) -> Int32 {
    if actor.isRetagged { return retaggedState(of: actor) }
    let (identity, boundary) = facts.policies(actor)
    let policyClass = PolicyClass(
      caller: facts.caller(actor), identity: identity, boundary: boundary,
      context: facts.context(actor))
    // Who has a role of Identity Center can still do there what other administrators cannot.
    if administrators.isAdministrator(policyClass),
      !AWSOwned.isPermissionSetRole(policyClass.caller),
      let all = administratorNodes[actor.account]
    {
      return all
    }
    var actor = actor
    actor.node = addNode(.actor(actors.count))
    actors.append(actor)
    return actor.node
  }
}
