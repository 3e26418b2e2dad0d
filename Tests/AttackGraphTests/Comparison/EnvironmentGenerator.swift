import Environment
import Policy
import Techniques

/// Makes small random environments; the same seed makes the same one.
struct EnvironmentGenerator {
  var random: SplitMix64
  /// Whether conditions may mention what the snapshot does not fix.
  let hasFreeKeys: Bool
  /// The techniques that statements are written for.
  let techniques: [Technique]

  /// Techniques whose needs stand on one subject, and which make no new actors.
  static let simple: [Technique] = builtIn.techniques.filter { technique in
    let gains: [Gain] = [
      .session, .keySession, .consoleSession, .workload, .exfiltrate, .poison, .secret,
    ]
    // What the reference does not know: roles that read events, or trust an identity pool.
    let isStrange =
      technique.needs.contains(.fact(.readsEvents))
      || technique.needs.contains(.trust(service: "cognito-identity.amazonaws.com"))
    return gains.contains(technique.gain) && !isStrange
      && technique.permissions.allSatisfy { need in
        switch need.place {
        case .subject, .anything, .objectsOfSubject, .keyOfSubject, .related, .existing, .new,
          .openedSubject, .objectsOfOpenedSubject, .openedKeyOfSubject, .accessPointsOfSubject,
          .objectsOfOpenedAccessPoints:
          true
        case .actor, .policiesOfActor, .policiesOfSubject, .versionedPoliciesOfActor,
          .versionedPoliciesOfSubject, .providersOfSubject, .groupsOfActor,
          .loaded:
          false
        }
      }
  }

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    hasFreeKeys = random.once(in: 2)
    let always = [
      "sts-001", "s3-read", "s3-write", "s3-point-read", "lambda-004", "ecs-006", "ecs-007",
      "glue-005",
    ]
    var chosen = Set(always)
    for _ in 0..<8 { chosen.insert(random.pick(EnvironmentGenerator.simple).id) }
    techniques = builtIn.techniques.filter { chosen.contains($0.id) }
  }

  static let users = ["ann", "bob", "eve", "dev-joe"]
  static let roles = ["app", "ci", "dev-app", "ops", "team/etl", "aws-service-role/x/linked"]
  static let services = ["lambda", "ec2", "sagemaker", "glue"].map { $0 + ".amazonaws.com" }

  mutating func environment() -> Environment {
    var world = World()
    for account in [home, other] {
      world = world.account(account)
      if random.once(in: 3) { world = capped(world) }
      if random.once(in: 3) { world = fenced(world, account) }
      for name in EnvironmentGenerator.users where random.below(4) < (account == home ? 3 : 1) {
        world = user(name, world, account)
      }
      for name in EnvironmentGenerator.roles where random.below(4) < (account == home ? 3 : 2) {
        world = role(name, world, account)
      }
      world = groups(world)
      world = resources(world, account)
    }
    let unknown = "nobodys"
    if random.once(in: 3) { world = world.bucket(unknown).ofUnknownOwner() }
    return world.with { $0.accounts[home]?.canonicalID = "home-id" }.environment
  }

  // MARK: Identities

  private mutating func user(_ name: String, _ world: World, _ account: String) -> World {
    var world = world.user(name).tagged(tags())
    switch random.below(5) {
    case 0: world = world.credentials(password: true, keys: 2, factors: [])
    case 1: world = world.credentials(password: true, keys: 0, factors: [.totp])
    case 2 where hasFreeKeys: world = world.credentials(password: nil, keys: nil, factors: nil)
    default: break
    }
    return withPolicies(world)
  }

  private mutating func role(_ name: String, _ world: World, _ account: String) -> World {
    var world = world.role(name).tagged(tags())
    for _ in 0..<random.below(3) { world = world.trusting(trust(account)) }
    if random.once(in: 2) { world = world.carried() }
    return withPolicies(world)
  }

  private mutating func withPolicies(_ world: World) -> World {
    var world = world
    for _ in 0..<random.below(3) { world = world.inline(statements()) }
    // The same policies for some, so that they are of one class.
    if random.once(in: 3) {
      world = world.attached(
        "shared", allow("sts:AssumeRole"), allow("s3:GetObject", on: "arn:aws:s3:::*"))
    }
    if random.once(in: 12) { world = world.inline(allow("*")) }
    if random.once(in: 6) {
      world = world.bounded(to: allow("sts:*", "s3:*", "lambda:*"), statement(), statement())
    }
    return world
  }

  private mutating func groups(_ world: World) -> World {
    let members = random.some(EnvironmentGenerator.users, upTo: 2)
    return world.group("crew", of: members[0], members.last ?? "").inline(statements())
  }

  private mutating func tags() -> [String: String] {
    random.once(in: 2) ? ["team": random.pick(["red", "blue"])] : [:]
  }

  private mutating func trust(_ account: String) -> Statement {
    var names = [principal()]
    if random.once(in: 3) { names.append(principal()) }
    if random.once(in: 2) { names.append(.account(account)) }
    let effect: Effect = random.once(in: 6) ? .deny : .allow
    return Statement(
      effect: effect, actions: ActionElement(["sts:AssumeRole"]),
      principals: random.once(in: 12) ? .allBut(names) : .only(names),
      conditions: conditions().filter { $0.key != "iam:passedtoservice" })
  }

  private mutating func principal() -> PrincipalName {
    let account = random.once(in: 3) ? other : home
    switch random.below(8) {
    case 0: return .everyone
    case 1, 2: return .account(account)
    case 3, 4: return .service(random.pick(EnvironmentGenerator.services))
    case 5, 6: return .aws(roleARN(random.pick(EnvironmentGenerator.roles), in: account))
    default: return .aws(userARN(random.pick(EnvironmentGenerator.users), in: account))
    }
  }

  // MARK: Resources

  private mutating func resources(_ world: World, _ account: String) -> World {
    var world = world
    let prefix = account == home ? "a" : "b"
    for name in ["dev-etl", "web"] {
      world = workload(.function, name, world)
      if random.once(in: 4) {
        world = world.saying(resourceStatement(functionARN(name, in: account)))
      }
    }
    let online = random.once(in: 2) ? "Online" : "ConnectionLost"
    world = workload(.notebook, "lab", world)
      .state(["status": random.once(in: 2) ? "InService" : "Stopped"])
    var instance = ["state": "running", "managed": online]
    if random.once(in: 2) || !hasFreeKeys { instance["ssh"] = random.pick(["open", "closed"]) }
    world = containers(workload(.instance, "i-1", world).state(instance), account)
    for name in ["k1", "k2"] {
      world = world.resource(.key, name)
      if random.below(4) > 0 { world = world.adding(keyStatement()) }
      if random.once(in: 2) { world = world.adding(keyStatement()) }
      if random.once(in: 8) { world = world.state(["state": "Disabled"]) }
    }
    world = encrypted(world.resource(.secret, "dev-key"))
    for name in ["data", "dev-data"] {
      world = settings(encrypted(world.bucket("\(prefix)-\(name)")))
      let arn = bucketARN("\(prefix)-\(name)")
      if random.once(in: 2) {
        world = world.saying(resourceStatement(arn + "/*"), resourceStatement(arn + "/raw/*"))
      }
      world = accessPoints(of: "\(prefix)-\(name)", world)
    }
    return world
  }

  /// Clusters with a task in one of them, and what else techniques ask to be there.
  private mutating func containers(_ world: World, _ account: String) -> World {
    var world = world
    for name in ["web", "dev-web"] where random.once(in: 2) {
      world = world.resource(.cluster, name).tagged(tags())
        .state(["status": random.pick(["ACTIVE", "INACTIVE"]), "instances": "connected"])
      world = world.resource(.taskDefinition, name).state(["status": "ACTIVE"])
      world = world.resource(.glueJob, name).tagged(tags())
    }
    return workload(.task, "dev-task", world)
      .state(["status": "RUNNING", "exec": random.pick(["enabled", "disabled"])])
      .related(["cluster": resourceARN(.cluster, "web", in: account)])
  }

  /// Perhaps under a key: of this account or the other, one that AWS manages, or one unknown.
  private mutating func encrypted(_ world: World) -> World {
    switch random.below(8) {
    case 0: world.encrypted(by: "alias/aws/s3")
    case 1 where hasFreeKeys: world.encrypted(by: resourceARN(.key, "unknown"))
    case 2, 3: world.encrypted(by: resourceARN(.key, "k1", in: random.once(in: 3) ? other : home))
    case 4: world.encrypted(by: resourceARN(.key, "k2", in: other))
    default: world
    }
  }

  private mutating func keyStatement() -> Statement {
    var made = statement()
    made.principals = .only([random.once(in: 2) ? .account(home) : principal()])
    made.actions = ActionElement([random.once(in: 2) ? "kms:*" : "kms:Decrypt"])
    made.resources = .only([PatternText("*")])
    return made
  }

  /// Settings of a bucket that change decisions.
  private mutating func settings(_ world: World) -> World {
    let restricts = random.once(in: 4)
    let isEnforced = random.once(in: 3)
    let ignores = random.once(in: 3)
    var grants: [ResourceSettings.Grant] = []
    if random.once(in: 3) {
      let grantee = random.pick(["AllUsers", "AuthenticatedUsers", "home-id"])
      let permission = random.pick(["READ", "WRITE", "FULL_CONTROL"])
      grants.append(.init(grantee: grantee, permission: permission, isOnBucket: true))
    }
    return world.settings {
      $0.restrictPublicBuckets = restricts
      $0.isBucketOwnerEnforced = isEnforced
      $0.ignorePublicACLs = ignores
      $0.grants = grants
    }
  }

  private mutating func workload(_ kind: ResourceKind, _ name: String, _ world: World) -> World {
    let role = random.once(in: 3) ? nil : random.pick(EnvironmentGenerator.roles)
    return world.resource(kind, name, runningAs: role).tagged(tags())
  }

  private mutating func resourceStatement(_ resource: String) -> Statement {
    var made = statement()
    let names = (0...random.below(2)).map { _ in principal() }
    made.principals = random.once(in: 10) ? .allBut(names) : .only(names)
    made.resources = .only([PatternText(resource)])
    return made
  }
}
