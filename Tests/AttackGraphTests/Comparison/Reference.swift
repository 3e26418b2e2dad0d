import AttackGraph
import Environment
import Policy
import Techniques

/// The slow and obvious way: one request at a time, for every actor, technique and subject.
final class Reference {
  let environment: Environment
  private var known: [Key: Answer] = [:]

  private struct Key: Hashable {
    var actor: Actor.Kind
    var need: PermissionNeed
    var resource: String
    var through: String?
    var isOpened: Bool
  }

  init(_ environment: Environment) { self.environment = environment }

  /// A thing that a permission is asked on.
  struct Thing {
    var arn: String
    /// Nil where nobody knows the owner.
    var account: String?
    var policy: PolicyDocument?
    var settings = ResourceSettings()
    var tags: [String: String]?
    /// The access point through which it is asked for.
    var through: Resource?
  }

  /// Whether a technique works for an actor on a subject, by its number in its list.
  func answer(_ technique: Technique, _ actor: Actor, _ subject: Int) -> Answer {
    var worst = Answer.allowed
    for need in technique.needs {
      switch need {
      case .permission(let permission):
        switch permission.place {
        case .new, .existing, .accessPointsOfSubject, .objectsOfOpenedAccessPoints: continue
        default: break
        }
        if [.keyOfSubject, .openedKeyOfSubject].contains(permission.place) {
          worst = Reference.worse(worst, key(permission, technique, actor, subject))
          continue
        }
        let things = things(permission.place, technique, actor, subject)
        worst = Reference.worse(
          worst, things.map { decide(permission, actor, $0) }.reduce(.denied, Reference.better))
        if things.contains(where: { $0.account == nil }) {
          worst = Reference.worse(worst, .conditional)
        }
      case .trust(let service): worst = Reference.worse(worst, trust(service, subject))
      case .fact(.customerKey):
        let key = environment.resources[subject].encryptionKey
        let isCustomers = key.map { !$0.hasPrefix("alias/aws/") } ?? false
        let isKnown = environment.resources.contains { $0.arn == key && $0.policy != nil }
        worst = Reference.worse(
          worst, !isCustomers ? .denied : isKnown ? .allowed : .conditional)
      case .fact(.ownAccount):
        if account(of: technique, subject) != actor.account { worst = .denied }
      case .fact(let fact):
        worst = Reference.worse(worst, holds(fact, technique, subject))
      case .state(let wanted):
        for (key, values) in wanted.accepted {
          let found = environment.resources[subject].state[key]
          let isOpen = found == nil && wanted.unless != nil
          let holds = found.map(values.contains) ?? false
          worst = Reference.worse(worst, isOpen ? .conditional : holds ? .allowed : .denied)
        }
      case .exists: continue
      }
      if worst == .denied { return .denied }
    }
    worst = Reference.worse(worst, accessPoints(technique, actor, subject))
    worst = Reference.worse(worst, existingThings(technique, actor))
    return Reference.worse(worst, newThings(technique, actor))
  }

  static func worse(_ left: Answer, _ right: Answer) -> Answer {
    if left == .denied || right == .denied { return .denied }
    return left == .conditional ? left : right
  }

  static func better(_ left: Answer, _ right: Answer) -> Answer {
    if left == .allowed || right == .allowed { return .allowed }
    return left == .conditional ? left : right
  }

  // MARK: Things

  /// Names that the attacker may give to what it makes: one for each way in which the random
  /// policies speak of names.
  private static let names = ["postern-new", "dev-postern-new"]

  private func newThings(_ technique: Technique, _ actor: Actor) -> Answer {
    var needs: [String: [PermissionNeed]] = [:]
    for need in technique.permissions {
      if case .new(_, let template) = need.place { needs[template, default: []].append(need) }
    }
    return needs.map { template, needs in
      Reference.names.map { name in
        let arn = template.replacing("{partition}", with: "aws").replacing(
          "{region}", with: "us-east-1"
        )
        .replacing("{account}", with: actor.account).replacing("{name}", with: name)
        let thing = Thing(arn: arn, account: actor.account)
        return needs.map { decide($0, actor, thing) }.reduce(.allowed, Reference.worse)
      }.reduce(.denied, Reference.better)
    }.reduce(.allowed, Reference.worse)
  }

  /// Whether the policy of some access point can be written, and something asked for through it.
  private func accessPoints(_ technique: Technique, _ actor: Actor, _ subject: Int) -> Answer {
    let asks = technique.permissions.filter { $0.place == .accessPointsOfSubject }
    let gets = technique.permissions.filter { $0.place == .objectsOfOpenedAccessPoints }
    if asks.isEmpty { return .allowed }
    var best = Answer.denied
    for object in things(.objectsOfSubject, technique, actor, subject) {
      guard let point = object.through, point.account == actor.account else { continue }
      var opened = object
      opened.through?.policy = PolicyDocument(
        kind: .resource, name: "opened", statements: [granting(.everyone, to: "*", on: "*")])
      opened.through?.settings.restrictPublicBuckets = false
      let all =
        asks.map { decide($0, actor, thing(point)) } + gets.map { decide($0, actor, opened) }
      var answer = all.reduce(.allowed, Reference.worse)
      if object.account == nil { answer = Reference.worse(answer, .conditional) }
      best = Reference.better(best, answer)
    }
    return best
  }

  /// Whether for each thing that has to be there some one is on which all that is asked is allowed.
  private func existingThings(_ technique: Technique, _ actor: Actor) -> Answer {
    technique.existingThings.map { thing in
      let needs = technique.permissions.filter { $0.place == .existing(thing) }
      return environment.resources.filter { resource in
        resource.account == actor.account && resource.kind.rawValue == thing.kind
          && thing.state.allSatisfy { $0.value.contains(resource.state[$0.key] ?? "") }
      }.map { resource in
        needs.map { decide($0, actor, self.thing(resource)) }.reduce(.allowed, Reference.worse)
      }.reduce(.denied, Reference.better)
    }.reduce(.allowed, Reference.worse)
  }

  private func things(
    _ place: Place, _ technique: Technique, _ actor: Actor, _ subject: Int
  ) -> [Thing] {
    switch (place, technique.subject) {
    case (.anything, _): return [Thing(arn: "*", account: actor.account)]
    case (.subject, .role):
      let role = environment.roles[subject]
      return [Thing(arn: role.arn, account: role.account, policy: role.trust, tags: role.tags)]
    case (.subject, .user):
      let user = environment.users[subject]
      return [Thing(arn: user.arn, account: user.account, tags: user.tags)]
    case (.subject, _): return [thing(environment.resources[subject])]
    case (.openedSubject, _):
      return [opened(thing(environment.resources[subject]), actor)].compactMap(\.self)
    case (.objectsOfOpenedSubject, _):
      return things(.objectsOfSubject, technique, actor, subject).filter { $0.through == nil }
        .compactMap { opened($0, actor) }
    case (.related(let name, _), _):
      let resource = environment.resources[subject]
      guard let arn = resource.relations[name] else { return [] }
      let listed = environment.resources.first { $0.arn == arn }
      return [listed.map(thing) ?? Thing(arn: arn, account: resource.account)]
    case (.objectsOfSubject, _):
      let bucket = environment.resources[subject]
      let points = environment.resources.filter {
        $0.kind == .accessPoint && $0.relations["bucket"] == bucket.arn
      }
      return ["postern-object", "raw/postern-object"].flatMap { key in
        ([nil] + points).map { point in
          var object = thing(bucket)
          object.arn += "/" + key
          object.tags = nil
          object.through = point
          return object
        }
      }
    default: return []
    }
  }

  /// A thing of the actor's own account whose policy allows everything.
  private func opened(_ thing: Thing, _ actor: Actor) -> Thing? {
    guard thing.account == actor.account else { return nil }
    var opened = thing
    let all = granting(.everyone, to: "*", on: "*")
    opened.policy = PolicyDocument(kind: .resource, name: "opened", statements: [all])
    opened.settings.restrictPublicBuckets = false
    opened.settings.grants = []
    return opened
  }

  private func thing(_ resource: Resource) -> Thing {
    Thing(
      arn: resource.arn, account: resource.account.isEmpty ? nil : resource.account,
      policy: resource.policy, settings: resource.settings, tags: resource.tags)
  }

  /// Whether the key that encrypts the subject lets the actor use it.
  private func key(
    _ need: PermissionNeed, _ technique: Technique, _ actor: Actor, _ subject: Int
  ) -> Answer {
    guard case .resource = technique.subject else { return .allowed }
    let resource = environment.resources[subject]
    guard let name = resource.encryptionKey else { return .allowed }
    if name.hasPrefix("alias/aws/") {
      return resource.account == actor.account ? .allowed : .denied
    }
    guard let key = environment.resources.first(where: { $0.arn == name }), key.policy != nil else {
      return .conditional
    }
    if key.state["state"] == "Disabled" { return .denied }
    if need.place == .openedKeyOfSubject {
      return opened(thing(key), actor).map { decide(need, actor, $0) } ?? .denied
    }
    return decide(need, actor, thing(key))
  }

  // MARK: Decisions

  private func decide(_ need: PermissionNeed, _ actor: Actor, _ thing: Thing) -> Answer {
    let key = Key(
      actor: actor.kind, need: need, resource: thing.arn, through: thing.through?.arn,
      isOpened: need.place.isOpened)
    if let answer = known[key] { return answer }
    let answer =
      thing.through.map { self.answer(need, actor, thing, through: $0) }
      ?? self.answer(need, actor, thing)
    known[key] = answer
    return answer
  }

  private func answer(_ need: PermissionNeed, _ actor: Actor, _ thing: Thing) -> Answer {
    var context = context(actor)
    for (key, value) in need.context { context[key.lowercased()] = .values([value]) }
    context.setResourceTags(thing.tags)
    if thing.settings.knowsAccessPoints {
      for key in AccessPointRoute.keys { context[key] = .absent }
    }
    return answer(need.action, actor, thing, context, policies(actor), boundary(actor))
  }

  private func answer(
    _ action: String, _ actor: Actor, _ thing: Thing, _ context: RequestContext,
    _ identity: [PolicyDocument], _ boundary: PolicyDocument?
  ) -> Answer {
    let account = environment.accounts[actor.account]
    let inputs = PolicyInputs(
      identity: identity, boundary: boundary,
      serviceControl: account?.serviceControl,
      resourceControl: thing.account.flatMap { environment.accounts[$0]?.resourceControl },
      resource: thing.policy, resourceSettings: thing.settings)
    return Policy.decide(
      Request(
        caller: caller(actor), action: action, resource: thing.arn,
        resourceAccount: thing.account, context: context, policies: inputs)
    ).answer
  }

  /// Both sides of a request that goes through an access point, each asked by itself.
  private func answer(
    _ need: PermissionNeed, _ actor: Actor, _ thing: Thing, through point: Resource
  ) -> Answer {
    var context = context(actor)
    context["s3:dataaccesspointarn"] = .values([point.arn])
    context["s3:dataaccesspointaccount"] = .values([point.account])
    context["s3:accesspointnetworkorigin"] = .values(["Internet"])
    let key = thing.arn.drop { $0 != "/" }
    let front = Thing(
      arn: point.arn + "/object" + key, account: point.account, policy: point.policy,
      settings: point.settings)
    let atPoint = answer(need.action, actor, front, context, policies(actor), boundary(actor))
    guard thing.account != nil, thing.account != actor.account else {
      let atBucket = answer(
        need.action, actor, thing, context, policies(actor), boundary(actor))
      return Reference.worse(atPoint, atBucket)
    }
    // The caller's own Allow was the one at the access point: here only its denials count.
    let all = Statement(
      effect: .allow, actions: ActionElement(["*"]), resources: .only([PatternText("*")]))
    var denials = policies(actor) + [boundary(actor)].compactMap(\.self)
    for index in denials.indices {
      denials[index].statements.removeAll { $0.effect == .allow }
    }
    denials.append(PolicyDocument(kind: .inline, name: "all", statements: [all]))
    return Reference.worse(
      atPoint, answer(need.action, actor, thing, context, denials, nil))
  }

  private func trust(_ service: String, _ role: Int) -> Answer {
    let role = environment.roles[role]
    var context = RequestContext(world: .open)
    context["aws:sourceaccount"] = .values([role.account])
    context["aws:sourcearn"] = .free(FreeKey(.attacker, isAlwaysPresent: true))
    context["sts:externalid"] = .absent
    context.setResourceTags(role.tags)
    return Policy.decide(
      Request(
        caller: Caller(kind: .service, service: service), action: "sts:AssumeRole",
        resource: role.arn, resourceAccount: role.account, context: context,
        policies: PolicyInputs(
          resourceControl: environment.accounts[role.account]?.resourceControl,
          resource: role.trust))
    ).answer
  }

  private func account(of technique: Technique, _ subject: Int) -> String {
    technique.subject == .role
      ? environment.roles[subject].account : environment.resources[subject].account
  }

  private func holds(_ fact: SubjectFact, _ technique: Technique, _ subject: Int) -> Answer {
    if fact == .instanceProfile {
      let arn = environment.roles[subject].arn
      return environment.instanceProfiles.contains { $0.roleARNs.contains(arn) }
        ? .allowed : .denied
    }
    guard technique.subject == .user else { return .allowed }
    let credentials = environment.users[subject].credentials
    let value: Bool?
    switch fact {
    case .keySlot: value = credentials.accessKeys.map { $0.count < 2 }
    case .twoKeys: value = credentials.accessKeys.map { $0.count == 2 }
    case .noPassword: value = credentials.hasPassword.map { !$0 }
    case .hasPassword: value = credentials.hasPassword
    case .noFactor: value = credentials.factors?.isEmpty
    case .hasFactor: value = credentials.factors.map { !$0.isEmpty }
    case .bounded: value = environment.users[subject].boundary != nil
    case .instanceProfile, .readsEvents, .notActor, .customerKey, .assigned, .ownAccount,
      .ownPassword, .holdsModel:
      value = true
    }
    return value.map { $0 ? .allowed : .denied } ?? .conditional
  }
}
