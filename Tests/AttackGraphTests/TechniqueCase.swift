import AttackGraph
import Environment
import Policy
import Techniques
import Testing

/// A technique, who uses it, and perhaps one thing that it needs and does not have.
struct TechniqueCase: Sendable, CustomTestStringConvertible {
  enum ActorWord: String, Sendable { case user, role, permissionSet = "permission set" }

  var technique: Technique
  var actor: ActorWord
  /// What is missing, by its number among `parts`.
  var missing: Int?
  /// Conditions of the permissions that are needed on these.
  var gates: [Place: [Condition]] = [:]

  /// A need, or one attribute of the state that a need asks for.
  enum Part: Hashable {
    case permission(PermissionNeed)
    case trust(String)
    case fact(SubjectFact)
    case state(String, [String])
    /// A thing that has to be there, and one attribute of its state, by its name.
    case existing(String)
    case existingState(String, String, [String])
  }

  var parts: [Part] {
    let needs = technique.needs.flatMap { need -> [Part] in
      switch need {
      case .permission(let permission): [.permission(permission)]
      case .trust(let service): [.trust(service)]
      case .fact(let fact): [.fact(fact)]
      case .state(let wanted):
        wanted.accepted.sorted { $0.key < $1.key }.map { .state($0.key, $0.value) }
      case .exists: []
      }
    }
    let things = technique.existingThings.flatMap { thing -> [Part] in
      [.existing(thing.name)]
        + thing.state.sorted { $0.key < $1.key }
        .map { .existingState(thing.name, $0.key, $0.value) }
    }
    return needs + things
  }

  var testDescription: String {
    "\(technique.id) by a \(actor)" + (missing.map { " without \(parts[$0])" } ?? "")
  }

  /// Every technique of the catalogue, with every kind of actor that can use it. Those that change
  /// tags gain nothing by themselves: they have tests of their own.
  static let all: [TechniqueCase] = builtIn.techniques.filter {
    !$0.gain.changesTags
  }.flatMap { technique -> [TechniqueCase] in
    let actors: [ActorWord]
    switch technique.actor {
    case .any: actors = [.user, .role]
    case .user: actors = [.user]
    case .role: actors = [.role]
    case .permissionSet: actors = [.permissionSet]
    }
    return actors.map { TechniqueCase(technique: technique, actor: $0) }
  }

  /// Every technique without each of the things that it needs. A user is never a role, whether that
  /// is asked for or not.
  static let nearMisses: [TechniqueCase] = all.flatMap { whole in
    whole.parts.indices.compactMap { part in
      var missing = whole
      missing.missing = part
      let isAlike =
        whole.technique.subject.word == whole.actor.rawValue || whole.isOfIdentityCenter
      // What is elsewhere is assigned to a person beside the role that acts: a test of its own.
      if whole.parts[part] == .fact(.ownAccount) { return nil }
      if whole.parts[part] == .fact(.notActor) && !isAlike { return nil }
      // Who has no boundary has already all that is gained without it: a test of its own.
      let isOwn = whole.technique.gain == .unboundedActor || whole.isPersonal
      return whole.parts[part] == .fact(.bounded) && isOwn ? nil : missing
    }
  }
}

// MARK: The world of a case

extension TechniqueCase {
  var actorARN: String {
    switch actor {
    case .user: userARN("maya")
    case .role: roleARN("maya")
    case .permissionSet: assignedRoleARN("Maya")
    }
  }

  /// The techniques of the path: who may do everything as a role of Identity Center keeps it.
  var route: String { isPersonal ? technique.id + " administrator" : technique.id }

  /// The technique's subject; the actor itself where the technique must not be aimed at it, and
  /// that is what is missing.
  var subjectARN: String {
    switch technique.subject {
    case .actor: actorARN
    case .role where isOfIdentityCenter: assignedSubjectARN
    case .role: isAimedAtActor && actor == .role ? actorARN : roleARN("victim")
    case .person: memberARN("victim")
    case .account: managedAccountARN(other)
    case .user: isAimedAtActor && actor == .user ? actorARN : userARN("victim")
    case .group: groupARN("victim")
    case .resource(let kind): resourceARN(ResourceKind(rawValue: kind), "victim")
    }
  }

  private var isAimedAtActor: Bool { missing.map { parts[$0] == .fact(.notActor) } ?? false }

  /// What is reached where the technique works.
  var target: (id: String, impact: Impact?) {
    switch technique.gain {
    case .session, .keySession, .consoleSession, .signIn, .taggedSession: (subjectARN, nil)
    case .administrator: (administratorID(of: technique.subject == .actor ? home : other), nil)
    case .factorSession: (administratorID(), nil)
    case .factorActor: (administratorID(), nil)
    case .workload: (roleARN("runner"), nil)
    case .onward: (roleARN("beyond"), nil)
    case .rewritten, .rewrittenActor, .switched, .switchedActor, .unbounded, .unboundedActor,
      .membership, .tagged, .untagged:
      (administratorID(), nil)
    case .exfiltrate: (subjectARN, .exfiltrate)
    case .poison: (subjectARN, .poison)
    case .destroy: (subjectARN, .destroy)
    case .takeover: (subjectARN, .takeover)
    case .backdoor: (subjectARN, .backdoor)
    case .secret: (subjectARN, .secret)
    }
  }

  /// The world that fulfils all needs but the missing one, and no more.
  var world: World {
    var world = World()
    switch actor {
    case .user: world = world.user("maya")
    case .role: world = world.role("maya")
    case .permissionSet: world = world.permissionSet("Maya")
    }
    world = world.inline(grants).attached("own").withVersion(of: "own", versions)
    if technique.gain == .factorActor { world = world.may("*", when: [withFactor]) }
    if technique.gain == .unboundedActor {
      world = world.may("*").bounded(to: grants)
    }
    if actor == .user { world = world.group("crew", of: "maya") }
    return withSubject(withExistingThings(world))
  }

  /// The other versions of the policies that the technique switches between.
  private var versions: [[Statement]] {
    [.switched, .switchedActor].contains(technique.gain) ? [[statement(.allow, ["*"], [], [])]] : []
  }

  private func has(_ part: Part) -> Bool {
    parts.enumerated().contains { $0.element == part && $0.offset != missing }
  }

  var grants: [Statement] {
    parts.enumerated().compactMap { number, part in
      guard case .permission(let need) = part else { return nil }
      // What the attacker's own policy grants is missing only where something denies it.
      if need.place.isOpened {
        return number == missing
          ? statement(.deny, [need.action], [resource(of: need.place)], []) : nil
      }
      if number == missing { return nil }
      var conditions = need.context.sorted { $0.key < $1.key }.map { when($0.key, is: $0.value) }
      conditions += gates[need.place] ?? []
      return statement(.allow, [need.action], [resource(of: need.place)], conditions)
    }
  }

  private func resource(of place: Place) -> String {
    switch place {
    case .subject: subjectARN
    case .actor: actorARN
    case .anything: "*"
    case .policiesOfActor, .versionedPoliciesOfActor: policyARN("own")
    case .policiesOfSubject, .versionedPoliciesOfSubject: policyARN("its")
    case .providersOfSubject: TechniqueCase.provider
    case .groupsOfActor: groupARN("crew")
    case .objectsOfSubject: subjectARN + "/*"
    case .keyOfSubject, .openedKeyOfSubject: resourceARN(.key, "its")
    case .accessPointsOfSubject: resourceARN(.accessPoint, "its")
    case .objectsOfOpenedAccessPoints: resourceARN(.accessPoint, "its") + "/object/*"
    case .openedSubject: subjectARN
    case .objectsOfOpenedSubject: subjectARN + "/*"
    case .related(let name, _) where isOfIdentityCenter: related(name)
    case .loaded(.image): resourceARN(.repository, "its-image")
    case .loaded(let kind): bucketARN("its-store") + "/its-" + kind.rawValue
    case .related(let name, let kind): resourceARN(ResourceKind(rawValue: kind), "its-" + name)
    case .existing(let thing): resourceARN(ResourceKind(rawValue: thing.kind), thing.name)
    case .new(_, let template):
      technique.existingThings.reduce(template) {
        $0.replacing("{\($1.name)}", with: $1.name)
      }
      .replacing("{name}", with: technique.gain == .administrator ? "made-*" : "{name}")
      .replacing("{partition}", with: "aws").replacing("{account}", with: home)
      .replacing("{region}", with: "us-east-1").replacing("{name}", with: "*")
    }
  }

  private func withSubject(_ world: World) -> World {
    switch technique.subject {
    case .actor: return world
    case .role where isOfIdentityCenter: return withIdentityCenter(world)
    case .person, .account: return withIdentityCenter(world)
    case .role: return withRole(world)
    case .user:
      let made = world.user("victim").attached("its").withVersion(of: "its", versions).credentials(
        password: has(.fact(.hasPassword)) || lacks(.noPassword),
        keys: has(.fact(.twoKeys)) || lacks(.keySlot) ? 2 : 0,
        factors: lacks(.noFactor) || has(.fact(.hasFactor)) ? [.totp] : [])
      if technique.gain == .factorSession { return made.may("*", when: [withFactor]) }
      return withBoundary(made)
    case .group: return world.group("victim").may("*")
    case .resource(let kind):
      var state: [String: String] = [:]
      for part in parts {
        if case .state(let key, let values) = part { state[key] = has(part) ? values[0] : "gone" }
      }
      let runner = technique.gain == .workload ? "runner" : nil
      let made = world.resource(ResourceKind(rawValue: kind), "victim", runningAs: runner)
        .state(state).related(relations)
      return runner.map { withLoadedThings(made).role($0) }
        ?? withKey(withAccessPoint(asTarget(made)))
    }
  }

  /// The subject as what some impacts are asked of alone: a target, or a place that holds a model.
  private func asTarget(_ world: World) -> World {
    guard let impact = Impact(rawValue: technique.gain.rawValue), impact.isOfTargets else {
      return world
    }
    return world.with { environment in
      environment.settings.targets.append(subjectARN)
      guard has(.fact(.holdsModel)) else { return }
      var model = Resource(
        arn: resourceARN(.model, "its"), kind: .model, name: "its", account: home,
        origin: .nowhere)
      model.data = [DataReference(bucket: "victim", prefix: "", use: .model, origin: .nowhere)]
      environment.resources.append(model)
    }
  }

  /// What the subject belongs to, as far as the technique asks something of it.
  private var relations: [String: String] {
    var relations: [String: String] = [:]
    for need in technique.permissions {
      if case .related(let name, _) = need.place { relations[name] = resource(of: need.place) }
    }
    return relations
  }

  /// What the subject loads, as far as the technique asks something of it.
  private func withLoadedThings(_ world: World) -> World {
    let places = Set(technique.permissions.map(\.place))
    var world = world
    for kind in LoadedKind.allCases where places.contains(.loaded(kind)) {
      let place = resource(of: .loaded(kind))
      world = kind == .image ? world.running(place) : world.loading(kind, from: place)
    }
    return world
  }

  private func withExistingThings(_ world: World) -> World {
    technique.existingThings.filter { has(.existing($0.name)) }.reduce(world) { world, thing in
      var state: [String: String] = [:]
      for (key, values) in thing.state {
        let part = Part.existingState(thing.name, key, values)
        state[key] = has(part) ? values[0] : "gone"
      }
      return world.resource(ResourceKind(rawValue: thing.kind), thing.name).state(state)
    }
  }

  /// An access point to which the bucket leaves access.
  private func withAccessPoint(_ world: World) -> World {
    guard technique.permissions.contains(where: { $0.place == .accessPointsOfSubject }) else {
      return world
    }
    let delegation = granting(
      .everyone, to: "s3:*", on: subjectARN + "/*",
      when: [when("s3:DataAccessPointAccount", is: home)])
    return world.saying(delegation).settings { $0.knowsAccessPoints = true }.with { environment in
      var point = Resource(
        arn: resourceARN(.accessPoint, "its"), kind: .accessPoint, name: "its", account: home,
        origin: .nowhere)
      point.relations["bucket"] = subjectARN
      environment.resources.append(point)
    }
  }

  /// The key that a technique on data needs, which leaves it to the account who may use it.
  private func withKey(_ world: World) -> World {
    guard technique.permissions.contains(where: { $0.place == .keyOfSubject }),
      !lacks(.customerKey)
    else { return world }
    return world.encrypted(by: resourceARN(.key, "its")).resource(.key, "its")
      .saying(granting(.account(home), to: "kms:*", on: "*"))
  }

  private func withRole(_ world: World) -> World {
    var trusted: [PrincipalName] = []
    for case .trust(let service) in parts where has(.trust(service)) {
      // Identity pools are trusted as identity providers are.
      let isPool = service == "cognito-identity.amazonaws.com"
      trusted.append(isPool ? .federated(service) : .service(service))
    }
    if technique.permissions.contains(where: { $0.place == .providersOfSubject }) {
      trusted.append(.federated(TechniqueCase.provider))
    }
    if technique.permissions.contains(where: { $0.action == "sts:AssumeRole" }) {
      trusted.append(.account(home))
    }
    if technique.gain == .onward {
      return world.role("beyond", trusting: .aws(roleARN("victim")))
        .role("victim").trusting(trusted).may("sts:AssumeRole", on: roleARN("beyond"))
    }
    var made = withBoundary(
      world.role("victim").trusting(trusted).attached("its")
        .withVersion(of: "its", versions))
    if has(.fact(.readsEvents)) { made = made.may("sqs:*") }
    return has(.fact(.instanceProfile)) ? made.carried() : made
  }

  /// A subject that its boundary alone keeps from everything.
  private func withBoundary(_ world: World) -> World {
    guard technique.gain == .unbounded else { return world }
    let all = world.may("*")
    return has(.fact(.bounded)) ? all.bounded(to: allow("sqs:SendMessage")) : all
  }

  private static let provider = "arn:aws:iam::\(home):saml-provider/its"

  func lacks(_ fact: SubjectFact) -> Bool {
    missing.map { parts[$0] == .fact(fact) } ?? false
  }
}

extension Place {
  /// Whether it is asked for once the attacker has written a policy.
  var isOpened: Bool {
    switch self {
    case .openedSubject, .objectsOfOpenedSubject, .openedKeyOfSubject,
      .objectsOfOpenedAccessPoints:
      true
    default: false
    }
  }
}
