import Environment
import Policy

extension EnvironmentGenerator {
  /// Perhaps a policy that leaves access to access points, and some of them, of either account.
  mutating func accessPoints(of bucket: String, _ world: World) -> World {
    var world = world
    let isKnown = !hasFreeKeys || random.once(in: 2)
    world = world.settings { $0.knowsAccessPoints = isKnown }
    if random.once(in: 2) {
      let owner = random.once(in: 3) ? other : home
      world = world.adding(
        granting(
          random.once(in: 3) ? .account(home) : .everyone, to: "s3:*", on: bucketARN(bucket) + "/*",
          when: [when("s3:DataAccessPointAccount", is: owner)]))
    }
    for name in ["one", "two"] where random.once(in: 2) {
      let owner = random.once(in: 3) ? other : home
      // An account has each name once.
      let isPlain = name == "one" && bucket == "a-data"
      world = point(isPlain ? name : "\(name)-\(bucket)", of: bucket, in: owner, world)
    }
    return world
  }

  private mutating func point(
    _ name: String, of bucket: String, in owner: String, _ world: World
  ) -> World {
    let arn = resourceARN(.accessPoint, name, in: owner)
    var statements: [Statement] = []
    for resource in random.some([arn + "/object/*", arn + "/object/raw/*", "*"], upTo: 2)
    where random.below(3) > 0 {
      var made = statement()
      made.principals = .only([random.once(in: 3) ? .everyone : pointPrincipal()])
      if random.once(in: 2) { made.actions = ActionElement(["s3:*"]) }
      made.resources = .only([PatternText(resource)])
      statements.append(made)
    }
    if hasFreeKeys, random.once(in: 4) {
      statements.append(
        granting(
          .everyone, to: "*", effect: .deny,
          when: [Condition(.stringNotEquals, key: "aws:SourceVpc", values: ["vpc-1"])]))
    }
    let isRestricted = random.once(in: 4)
    let made = world.with { environment in
      var point = Resource(
        arn: arn, kind: .accessPoint, name: name, account: owner, origin: .nowhere)
      point.relations["bucket"] = bucketARN(bucket)
      point.state["network-origin"] = "Internet"
      point.settings.restrictPublicBuckets = isRestricted
      if !statements.isEmpty {
        point.policy = PolicyDocument(kind: .resource, name: name, statements: statements)
      }
      environment.resources.append(point)
    }
    return made
  }

  private mutating func pointPrincipal() -> PrincipalName {
    let account = random.once(in: 3) ? other : home
    switch random.below(3) {
    case 0: return .account(account)
    case 1: return .aws(roleARN(random.pick(EnvironmentGenerator.roles), in: account))
    default: return .aws(userARN(random.pick(EnvironmentGenerator.users), in: account))
    }
  }
}
