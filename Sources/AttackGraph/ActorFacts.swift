import Environment
import Policy

/// What policies see of an actor.
struct ActorFacts {
  let library: PolicyLibrary
  /// What attackers can make of tags.
  let powers = TagPowers()

  private var environment: Environment { library.environment }

  /// The caller of an actor's requests.
  func caller(_ actor: Actor) -> Caller {
    let account = environment.accounts[actor.account]
    var caller: Caller
    switch actor.kind {
    case .user(let number, let session):
      let user = environment.users[number]
      caller = Caller(
        kind: .user, arn: user.arn, account: user.account, uniqueID: user.uniqueID,
        tags: user.tags)
      switch session {
      case .console: caller.hasMFA = false
      case .factor: caller.hasMFA = true
      case .key, .unknown: break
      }
    case .role(let number):
      let role = environment.roles[number]
      caller = Caller(
        kind: .roleSession, roleARN: role.arn, account: role.account, uniqueID: role.uniqueID,
        tags: role.tags)
    case .administrator(let id):
      caller = Caller(kind: .roleSession, account: id)
    }
    caller.organization = account?.organization
    caller.canonicalID = account?.canonicalID
    caller.isInManagementAccount = account?.isManagementAccount ?? false
    return caller
  }

  /// What is known of the context of an actor's requests.
  func context(_ actor: Actor) -> RequestContext {
    var context = RequestContext(world: .open)
    if let asOf = environment.asOf {
      let time = FreeKey(.unknown, isAlwaysPresent: true, notBefore: asOf)
      context["aws:currenttime"] = .free(time)
      context["aws:epochtime"] = .free(time)
    }
    let factor = "aws:multifactorauthpresent"
    let age = "aws:multifactorauthage"
    switch actor.kind {
    case .user(_, let session):
      switch session {
      case .key:
        context[factor] = .absent
        context[age] = .absent
        context["aws:tokenissuetime"] = .absent
      case .console:
        context[age] = .absent
      // Who relays a sign-in, or has enrolled the factor, chooses when it is used.
      case .factor: context[age] = .free(FreeKey(.attacker, isAlwaysPresent: true))
      case .unknown: context[factor] = .free(FreeKey(.unknown))
      }
    case .role:
      // Whatever session assumed it: what AssumeRole gives says nothing of a second factor, and
      // neither do federated sign-ins. The trust policy alone sees that of the caller.
      // Source: IAM User Guide, "Secure API access with MFA".
      context[factor] = .absent
      context[age] = .absent
    case .administrator(let account):
      // Who controls an account can act as a principal of any name, tag and path in it.
      context["aws:principalarn"] = .free(
        FreeKey(.attacker, isAlwaysPresent: true, prefix: "arn:aws:iam::\(account):"))
      context.hasFreePrincipalTags = true
      context["aws:userid"] = .free(FreeKey(.attacker, isAlwaysPresent: true))
      context["aws:principaltype"] = .free(FreeKey(.attacker, isAlwaysPresent: true))
      context[factor] = .free(FreeKey(.attacker))
      context[age] = .free(FreeKey(.attacker))
    }
    if actor.isRetagged { retag(actor, in: &context) }
    return context
  }

  /// The policies of the actor's own side.
  func policies(_ actor: Actor) -> (identity: [CompiledPolicy], boundary: CompiledPolicy?) {
    var identity: [CompiledPolicy]
    var boundary: CompiledPolicy?
    switch actor.kind {
    case .user(let number, _):
      identity = library.userPolicies[number]
      boundary = library.boundary(environment.users[number].boundary)
    case .role(let number):
      identity = library.rolePolicies[number]
      boundary = library.boundary(environment.roles[number].boundary)
    case .administrator: return ([library.grantAll], nil)
    }
    if let choice = actor.switched, let other = library.version(choice) {
      let old = library.inForce(choice)
      identity = identity.map { $0 === old ? other : $0 }
      if boundary === old { boundary = other }
    }
    if let group = actor.joinedGroup { identity += library.groupPolicies[group] }
    if actor.isRewritten { identity.append(library.grantAll) }
    if actor.isUnbounded { boundary = nil }
    return (identity, boundary)
  }
}
