import AttackGraph
import Environment
import Policy
import Testing

/// Principals whose policies the attacker writes, and what still binds them.
struct RewritingTests {
  let maya = userARN("maya")
  let admin = administratorID()
  let data = bucketARN("data")

  @Test func aRoleCannotJoinGroups() {
    let world = World().role("ops").may("iam:AddUserToGroup").group("admins").may("*")
    #expect(View(world).route(from: roleARN("ops"), to: admin) == nil)
    let user = World().user("maya").may("iam:AddUserToGroup").group("admins").may("*")
    #expect(View(user).route(from: maya, to: admin) == "iam-013")
  }

  @Test func aPolicyOfAWSCannotBeEdited() {
    let world = World().user("maya").may("iam:CreatePolicyVersion")
    let theirs = world.attachedByAWS("ReadOnlyAccess", allow("s3:Get*"))
    #expect(View(theirs).route(from: maya, to: admin) == nil)
    let own = world.attached("own", allow("s3:Get*"))
    #expect(View(own).route(from: maya, to: admin) == "iam-001")
    let full = world.attached("own", versions: 5, allow("s3:Get*"))
    #expect(View(full).route(from: maya, to: admin) == nil)
  }

  @Test func aPolicyOfTheGroupIsOnesOwn() {
    let world = World().user("maya").may("iam:CreatePolicyVersion").group("crew", of: "maya")
      .attached("shared", allow("s3:Get*"))
    #expect(View(world).route(from: maya, to: admin) == "iam-001")
  }

  @Test func aServiceLinkedRoleCannotBeEdited() {
    func world(_ name: String) -> World {
      World().user("maya").may("iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy").role(name)
    }
    for name in ["aws-service-role/x.amazonaws.com/linked", "aws-reserved/sso.amazonaws.com/sso"] {
      #expect(View(world(name)).route(from: maya, to: roleARN(name)) == nil)
      #expect(View(world(name)).route(from: maya, to: admin) == nil)
    }
    #expect(View(world("plain")).route(from: maya, to: roleARN("plain")) == "iam-012")
    #expect(View(world("plain")).route(from: maya, to: admin) == "iam-021")
  }

  // MARK: What stays

  @Test func aDenyKillsThePath() {
    let world = World().user("maya").may("iam:PutUserPolicy")
    #expect(View(world).route(from: maya, to: admin) == "iam-007")
    #expect(View(world.mayNot("iam:PutUserPolicy")).route(from: maya, to: admin) == nil)
  }

  @Test func aDenyStaysBehindARewrittenPolicy() {
    let user = World().user("maya").may("iam:PutUserPolicy").mayNot("s3:*", on: data + "/*")
    // A principal that the attacker makes has none of it.
    #expect(View(user).route(from: maya, to: admin) == "iam-007 new-role-inline-policy")
    let view = View(
      user.mayNot("iam:CreateRole", "iam:CreateUser").bucket("data").bucket("more"))
    #expect(view.route(from: maya, to: admin) == nil)
    #expect(view.route(from: maya, to: bucketARN("more"), .exfiltrate) == "iam-007 s3-read")
    #expect(view.route(from: maya, to: data, .exfiltrate) == nil)
  }

  @Test func aBoundaryCapsARewrittenPrincipal() {
    let world = World().user("maya").may("iam:PutUserPolicy")
      .bounded(to: allow("iam:PutUserPolicy"), allow("s3:GetObject", on: bucketARN("more") + "/*"))
      .bucket("data").bucket("more")
    let view = View(world)
    #expect(view.route(from: maya, to: admin) == nil)
    #expect(view.route(from: maya, to: bucketARN("more"), .exfiltrate) == "iam-007 s3-read")
    #expect(view.route(from: maya, to: bucketARN("more"), .poison) == nil)
    #expect(view.route(from: maya, to: data, .exfiltrate) == nil)
  }

  @Test func aBoundaryThatIsNotInTheSnapshotAllowsNothing() {
    let world = World().user("maya").may("iam:PutUserPolicy").with {
      $0.users[0].boundary = PolicyAttachment(arn: policyARN("gone"), origin: .nowhere)
    }
    #expect(View(world).route(from: maya, to: admin) == nil)
  }

  @Test func aStrengthenedVictimKeepsItsBoundary() {
    let world = World().user("maya").may("iam:PutRolePolicy", "sts:AssumeRole")
      .bucket("data").bucket("more")
      .role("ops", trusting: .account(home)).bounded(to: allow("s3:GetObject", on: data + "/*"))
    let view = View(world)
    #expect(view.route(from: maya, to: admin) == nil)
    #expect(view.route(from: maya, to: data, .exfiltrate) == "iam-017 s3-read")
    #expect(view.route(from: maya, to: bucketARN("more"), .exfiltrate) == nil)
  }

  @Test func serviceControlCaps() {
    let world = World().user("maya").may("iam:PutUserPolicy", "s3:GetObject").bucket("data")
    let read = View(world.capped(by: [allow("*"), deny("s3:GetObject*")]))
    #expect(read.route(from: maya, to: data, .exfiltrate) == nil)
    #expect(read.route(from: maya, to: data, .poison) == "iam-007 s3-write")
    let level = View(world.capped(by: [allow("*")], [allow("s3:*")]))
    #expect(level.route(from: maya, to: admin) == nil)
    #expect(level.route(from: maya, to: data, .exfiltrate) == "s3-read")
    #expect(level.route(from: maya, to: data, .poison) == nil)
  }

  // MARK: The right subject

  @Test func theSubjectThatWorksIsCited() throws {
    // Two victims come before the one that has room for a key.
    let statement = allow("iam:PutUserPolicy", "iam:CreateAccessKey")
    let world = World().user("maya").inline(statement)
      .user("amy").credentials(password: false, keys: 2, factors: [])
      .user("ben").credentials(password: nil, keys: nil, factors: nil)
      .user("cleo").credentials(password: false, keys: 0, factors: [])
      .mayNot("iam:PutUserPolicy")
    let only = try #require(builtIn.technique("iam-018"))
    let bounded = World().user("maya").inline(statement)
      .user("amy").credentials(password: false, keys: 2, factors: [])
    #expect(View(bounded, [only]).route(from: maya, to: admin) == nil)
    let open = bounded.user("ben").credentials(password: nil, keys: nil, factors: nil)
    let path = try #require(View(open, [only]).path(from: maya, to: admin))
    #expect(path.conditions == ["ben has fewer than two access keys"])
    let sure = open.user("dora").credentials(password: false, keys: 0, factors: [])
    #expect(View(sure, [only]).route(from: maya, to: admin) == "iam-018")
    // A victim with a Deny of its own never controls the account.
    #expect(View(world, [only]).route(from: maya, to: admin) == "iam-018?")
  }

  // MARK: Administrators

  @Test(arguments: [
    [allow("*")], [allow("*:*")], [allow("s3:*"), allowAllBut("s3:*")],
    [allow("*", on: "arn:*")],
    [allowAllBut("iam:*", "s3:*"), allow("iam:*"), allow("s3:*")],
  ]) func administratorsAreSeen(_ statements: [Statement]) {
    let world = World().user("maya").inline(statements)
    #expect(View(world).route(from: maya, to: admin) == "administrator")
    var split = World().user("maya")
    for statement in statements { split = split.inline(statement) }
    #expect(View(split).route(from: maya, to: admin) == "administrator")
  }

  @Test func administratorsByManyStatements() {
    let services = Set(ServiceReference.allActions.map { String($0.prefix { $0 != ":" }) }).sorted()
    let all = services.map { statement(.allow, ["\($0):*"], ["*"]) }
    #expect(
      View(World().user("maya").inline(all)).route(from: maya, to: admin) == "administrator")
    let short = all.filter {
      !$0.actions.matches("sqs:SendMessage") && !$0.actions.matches("iam:Get")
    }
    #expect(View(World().user("maya").inline(short)).route(from: maya, to: admin) == nil)
  }

  @Test func whoeverIsLimitedIsNoAdministrator() {
    let world = World().user("maya").may("*")
    let office = Condition(.ipAddress, key: "aws:SourceIp", values: ["203.0.113.0/24"])
    let limited = [
      world.mayNot("sqs:SendMessage"), world.bounded(to: allow("s3:*")),
      World().user("maya").may("*", on: "arn:aws:s3:::*"),
      World().user("maya").may("*", when: [office]),
      World().user("maya").inline(allowAllBut("iam:*")),
    ]
    for world in limited {
      let path = View(world).path(from: maya, to: admin)
      #expect(path?.hops.contains { $0.technique == .builtIn(.administrator) } != true)
    }
    #expect(
      View(world.bounded(to: allow("*"))).route(from: maya, to: admin) == "administrator")
  }

  @Test func anAdministratorReachesItsRolesAndData() {
    let world = World().user("maya").may("*").role("ops").role("aws-service-role/x/linked")
      .bucket("data").account(other).role("far").bucket("theirs")
    let view = View(world)
    #expect(view.route(from: maya, to: roleARN("ops")) == "iam-012")
    #expect(view.route(from: maya, to: roleARN("aws-service-role/x/linked")) == nil)
    #expect(view.route(from: maya, to: data, .exfiltrate) == "s3-read")
    #expect(view.route(from: maya, to: roleARN("far", in: other)) == nil)
    #expect(view.route(from: maya, to: bucketARN("theirs"), .exfiltrate) == nil)
    #expect(view.route(from: admin, to: roleARN("ops")) == "account-control")
  }
}
