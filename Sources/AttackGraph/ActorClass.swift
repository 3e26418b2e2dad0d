import Environment
import Policy

/// Actors that their own policies cannot tell apart: the same policies, and the same values of the
/// principal facts that those mention.
struct ActorClassKey: Hashable {
  var account: String
  var policies: [ObjectIdentifier]
  var boundary: ObjectIdentifier?
  var isUser: Bool
  /// Ceilings do not bind the roles of services.
  var isServiceLinked: Bool
  /// Whether they are sessions of permission sets, whoever has them is somebody of Identity Center.
  var isOfPermissionSet: Bool
  /// What the attacker can make of tags.
  var tagging: Int?
  /// The node of an actor that some resource policy leaves out by name: a class of its own.
  var leftOut: Int32?
  var facts: [String]

  /// - Parameter resourceKeys: the principal facts that resource control policies ask for.
  init(
    _ actor: Actor, caller: Caller, context: RequestContext, identity: [CompiledPolicy],
    boundary: CompiledPolicy?, ceilings: [[CompiledPolicy]]?, resourceKeys: Set<String>
  ) {
    account = actor.account
    policies = Set(identity.map { ObjectIdentifier($0) }).sorted()
    self.boundary = boundary.map { ObjectIdentifier($0) }
    if case .user = actor.kind { isUser = true } else { isUser = false }
    isServiceLinked = caller.isServiceLinked
    isOfPermissionSet = AWSOwned.isPermissionSetRole(caller)
    tagging = actor.tagging
    var keys = resourceKeys
    for policy in identity { keys.formUnion(policy.principalKeys) }
    if let boundary { keys.formUnion(boundary.principalKeys) }
    for policy in (ceilings ?? []).joined() { keys.formUnion(policy.principalKeys) }
    guard !keys.isEmpty else {
      facts = []
      return
    }
    var context = context
    context.add(facts: caller.facts())
    facts = keys.sorted().map { key in
      switch context[key] {
      case .absent: "\(key)-"
      case .values(let values): "\(key)=\(values.joined(separator: "\u{1}"))"
      case .free(let free): "\(key)?\(free)"
      }
    }
  }
}

/// A class of actors, with what builds edges for all of them at once.
final class ActorClass {
  var policyClass: PolicyClass
  let account: String
  let isUser: Bool
  /// What the attacker can make of tags in the states of this class, by number.
  let tagging: Int?
  /// The node that the actors' edges to the class lead to; made when the first edge needs it.
  var node: Int32?
  /// Numbers of its actors.
  var actors: [Int] = []
  /// Whether its own policies make it an administrator of its account.
  var isAdministrator = false
  /// Its one actor, where resource policies leave that out by name.
  var leftOut: TechniqueEvaluator.Asker?
  private var suited: SuitedPlans?

  init(policyClass: PolicyClass, account: String, isUser: Bool, tagging: Int? = nil) {
    self.policyClass = policyClass
    self.account = account
    self.isUser = isUser
    self.tagging = tagging
  }

  /// The techniques that its actors could use as far as its own policies speak of what they need;
  /// found once.
  func suited(among plans: [TechniquePlan]) -> SuitedPlans {
    if let suited { return suited }
    let policyClass = policyClass
    var made = SuitedPlans()
    for plan in plans where plan.isMentioned(by: policyClass) && plan.suits(self) {
      if plan.hasSubject { made.onSubjects.append(plan) }
      if plan.isPersonal { made.personal.append(plan) }
      if plan.technique.subject == .actor { made.onActors.append(plan) }
      if plan.technique.gain == .membership { made.memberships.append(plan) }
    }
    suited = made
    return made
  }

  /// Who asks for all of its actors.
  var asker: TechniqueEvaluator.Asker { leftOut ?? .init(policyClass: policyClass, alone: nil) }

  /// Whether this is control of a whole account, not a principal.
  var isWholeAccount: Bool { policyClass.caller.roleARN == nil && policyClass.caller.arn == nil }

  /// Whether its actors are sessions of permission sets.
  var isOfPermissionSet: Bool { AWSOwned.isPermissionSetRole(policyClass.caller) }
}

/// The techniques that a class could use, by what they are asked on.
struct SuitedPlans {
  var onSubjects: [TechniquePlan] = []
  var onActors: [TechniquePlan] = []
  var memberships: [TechniquePlan] = []
  var personal: [TechniquePlan] = []
}
