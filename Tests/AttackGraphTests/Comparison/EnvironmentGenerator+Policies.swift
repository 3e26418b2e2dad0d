import Policy
import Techniques

extension EnvironmentGenerator {
  mutating func capped(_ world: World) -> World {
    var denial = statement()
    denial.effect = .deny
    denial.conditions.removeAll { $0.key == "iam:passedtoservice" }
    return world.capped(by: [allow("*"), denial], [allow("*", on: "arn:*", "*"), statement()])
  }

  /// Under a resource control policy.
  mutating func fenced(_ world: World, _ account: String) -> World {
    var denial = statement()
    denial.effect = .deny
    denial.conditions.removeAll { $0.key == "iam:passedtoservice" }
    let levels = [[allow("*")], [allow("*"), denial]].map {
      [PolicyDocument(kind: .resourceControl, name: "fence", statements: $0)]
    }
    return world.with { $0.accounts[account]?.resourceControl = levels }
  }

  /// The statements of one policy: all that some technique needs, or all but one thing.
  mutating func statements() -> [Statement] {
    let technique = random.pick(techniques)
    var made = technique.permissions.map { need in
      var statement = self.statement()
      statement.effect = .allow
      statement.actions = ActionElement([need.action])
      if random.once(in: 2) { statement.conditions = [] }
      return statement
    }
    if random.once(in: 3), !made.isEmpty { made.removeLast() }
    if random.once(in: 2) { made.append(statement()) }
    return made
  }

  mutating func statement() -> Statement {
    let action = random.pick(random.pick(techniques).permissions).action
    let service = String(action.prefix { $0 != ":" })
    let isComplement = random.once(in: 16)
    let name = random.pick(
      [action, service + ":*"] + (isComplement ? [] : [action, "*:*\(action.suffix(8))"]))
    var made = Statement(
      effect: random.once(in: 4) ? .deny : .allow,
      actions: ActionElement([name], isComplement: isComplement), resources: resources(),
      conditions: random.once(in: 3) ? conditions() : [])
    // What the attacker chooses may not have to serve an Allow and a Deny: sets do not see that.
    if made.effect == .deny { made.conditions.removeAll { $0.key == "iam:passedtoservice" } }
    // A Deny of nearly everything says little.
    if made.effect == .deny, made.actions.isComplement { made.effect = .allow }
    return made
  }

  private mutating func resources() -> ResourceElement {
    let account = random.once(in: 4) ? other : home
    let patterns = [
      "*", "*", "*", "arn:aws:*:*:\(account):*", "arn:aws:iam::*:role/*", "arn:aws:iam::*:user/*",
      roleARN(random.pick(EnvironmentGenerator.roles), in: account), roleARN("dev-*", in: account),
      userARN(random.pick(EnvironmentGenerator.users), in: account),
      userARN("${aws:username}", in: account), functionARN("dev-*", in: account),
      "arn:aws:lambda:*:\(account):function:*", "arn:aws:s3:::*", "arn:aws:s3:::a-data/*",
      "arn:aws:s3:::*dev-data/raw/*", "arn:aws:glue:us-east-1:\(account):job/dev-*",
      "arn:aws:sagemaker:*:\(account):notebook-instance/*",
      "arn:aws:ec2:us-east-1:\(account):instance/i-1", "arn:aws:ecs:*:\(account):*/web",
      "arn:aws:s3:*:\(account):accesspoint/*", "arn:aws:s3:*:*:accesspoint/one/object/raw/*",
    ]
    let chosen = random.some(patterns, upTo: 2).map { PatternText($0) }
    return random.once(in: 12) ? .allBut(chosen) : .only(chosen)
  }

  mutating func conditions() -> [Condition] {
    var tests: [Condition] = [
      when("aws:PrincipalTag/team", is: "red"), when("aws:ResourceTag/team", is: "blue"),
      when("aws:ResourceTag/team", is: "${aws:PrincipalTag/team}"),
      when("iam:PassedToService", is: random.pick(EnvironmentGenerator.services)),
      Condition(.arnLike, key: "aws:PrincipalArn", values: ["arn:aws:iam::*:user/*"]),
      when("aws:PrincipalAccount", is: home),
    ]
    if hasFreeKeys {
      tests += [
        withFactor, when("aws:SourceVpc", is: "vpc-1"), when("sts:ExternalId", is: "x"),
        Condition(.bool, key: "aws:MultiFactorAuthPresent", values: ["false"], ifExists: true),
        when("s3:DataAccessPointAccount", is: home),
        Condition(.null, key: "s3:DataAccessPointArn", values: ["false"]),
      ]
    }
    return random.once(in: 2) ? [] : random.some(tests, upTo: 2)
  }
}
