import AttackGraph
import PathSearch
import Policy
import Testing

/// Permissions that must come together, resource policies, groups, and workloads.
struct PermissionTests {
  let maya = userARN("maya")
  let data = bucketARN("data")

  @Test func permissionsOfTwoPrincipalsMakeNoPath() {
    let function = functionARN("etl")
    let world = World().role("runner").function("etl", runningAs: "runner")
      .user("maya").may("lambda:UpdateFunctionCode", on: function)
      .user("bob").may("lambda:InvokeFunction", on: function)
    #expect(View(world).route(from: maya, to: roleARN("runner")) == nil)
    #expect(View(world).route(from: userARN("bob"), to: roleARN("runner")) == nil)
  }

  @Test func permissionsOfTwoPoliciesDo() {
    let world = World().role("runner").function("etl", runningAs: "runner").user("maya")
      .may("lambda:UpdateFunctionCode", on: functionARN("etl")).group("crew", of: "maya")
      .attached("invoke", allow("lambda:InvokeFunction", on: functionARN("*")))
    #expect(View(world).route(from: maya, to: roleARN("runner")) == "lambda-004")
  }

  @Test func permissionsOnTwoFunctionsDoNot() {
    let world = World().role("runner").function("etl", runningAs: "runner")
      .function("web", runningAs: "runner").user("maya")
      .may("lambda:UpdateFunctionCode", on: functionARN("etl"))
      .may("lambda:InvokeFunction", on: functionARN("web"))
    #expect(View(world).route(from: maya, to: roleARN("runner")) == nil)
  }

  @Test func theNewThingIsTheSameThing() {
    let world = World().role("ops", trusting: .service("lambda.amazonaws.com")).user("maya")
      .may("iam:PassRole").may("lambda:CreateFunction", on: functionARN("a-*"))
    let apart = world.may("lambda:InvokeFunction", on: functionARN("b-*"))
    #expect(View(apart).route(from: maya, to: roleARN("ops")) == nil)
    let together = world.may("lambda:InvokeFunction", on: functionARN("*"))
    #expect(View(together).route(from: maya, to: roleARN("ops")) == "lambda-001")
  }

  @Test func theNewThingIsTheSameThingUnderConditions() {
    // What may be created for certain may not be invoked, and the other way round.
    let open = [when("aws:SourceVpc", is: "vpc-1")]
    let world = World().role("ops", trusting: .service("lambda.amazonaws.com")).user("maya")
      .may("iam:PassRole").may("lambda:CreateFunction", on: functionARN("a-*"))
      .may("lambda:CreateFunction", on: functionARN("b-*"), when: open)
      .may("lambda:InvokeFunction", on: functionARN("b-*"))
    #expect(View(world).route(from: maya, to: roleARN("ops")) == "lambda-001?")
  }

  @Test func aNewThingFitsTheBoundary() {
    let world = World().role("ops", trusting: .service("lambda.amazonaws.com"))
      .user("maya").may("iam:PassRole", "lambda:*")
    let bounded = world.bounded(to: allow("iam:*"), allow("lambda:*", on: functionARN("dev-*")))
    #expect(View(bounded).route(from: maya, to: roleARN("ops")) == "lambda-001")
    let capped = world.capped(by: [allow("iam:*"), allow("lambda:*", on: functionARN("dev-*"))])
    #expect(View(capped).route(from: maya, to: roleARN("ops")) == "lambda-001")
    var spared = deny("lambda:*")
    spared.resources = .allBut([PatternText(functionARN("dev-*"))])
    #expect(View(world.inline(spared)).route(from: maya, to: roleARN("ops")) == "lambda-001")
  }

  @Test func aNewThingMayCarryTheCallersName() {
    let world = World().role("ops", trusting: .service("lambda.amazonaws.com"))
      .user("maya").may("iam:PassRole").may("lambda:*", on: functionARN("${aws:username}-*"))
    #expect(View(world).route(from: maya, to: roleARN("ops")) == "lambda-001")
  }

  // MARK: Buckets

  @Test func aBucketPolicyCanGrant() {
    let world = World().user("maya").user("bob").bucket("data").saying(
      granting(.aws(maya), to: "s3:GetObject", on: data + "/*"))
    #expect(View(world).route(from: maya, to: data, .exfiltrate) == "s3-read")
    #expect(View(world).route(from: maya, to: data, .poison) == nil)
    #expect(View(world).route(from: userARN("bob"), to: data, .exfiltrate) == nil)
  }

  @Test func aBucketPolicyCanDeny() {
    let denial = granting(.everyone, to: "s3:GetObject", on: data + "/*", effect: .deny)
    let world = World().user("maya").may("s3:*Object").bucket("data").saying(denial)
    #expect(View(world).route(from: maya, to: data, .exfiltrate) == nil)
    #expect(View(world).route(from: maya, to: data, .poison) == "s3-write")
    let named = World().user("maya").may("s3:*Object").user("bob").may("s3:*").bucket("data")
      .saying(
        granting(.aws(maya), to: "s3:*", on: data + "/*", effect: .deny))
    #expect(View(named).route(from: maya, to: data, .exfiltrate) == nil)
    #expect(View(named).route(from: userARN("bob"), to: data, .exfiltrate) == "s3-read")
  }

  @Test func aBucketPolicyBindsAdministrators() {
    let denial = granting(.everyone, to: "s3:*", on: data + "/*", effect: .deny)
    let world = World().user("maya").may("*").bucket("data").saying(denial)
    let fence = allow("*")
    let kept = world.account(home).capped(by: [fence, deny("s3:PutBucketPolicy")])
    #expect(View(kept).route(from: maya, to: data, .exfiltrate) == nil)
    // Whoever may write the policy takes the Deny out of it.
    #expect(View(world).route(from: maya, to: data, .exfiltrate) == "s3-policy-read")
  }

  @Test func aRewrittenPolicyLeavesWhatLimitsTheAccount() {
    let world = World().user("maya").may("s3:PutBucketPolicy").bucket("data")
    #expect(View(world).route(from: maya, to: data, .exfiltrate) == "s3-policy-read")
    #expect(View(world).route(from: maya, to: data, .poison) == "s3-policy-write")
    let fence = [
      [
        PolicyDocument(
          kind: .resourceControl, name: "fence", statements: [allow("*"), deny("s3:GetObject")])
      ]
    ]
    let fenced = View(world.with { $0.accounts[home]?.resourceControl = fence })
    #expect(fenced.route(from: maya, to: data, .exfiltrate) == nil)
    #expect(fenced.route(from: maya, to: data, .poison) == "s3-policy-write")
    let key = resourceARN(.key, "k1")
    let locked = world.encrypted(by: key).resource(.key, "k1")
      .saying(granting(.account(home), to: "kms:*", on: "*"))
    #expect(View(locked).route(from: maya, to: data, .exfiltrate) == nil)
  }

  @Test func aForeignBucketsPolicyIsNotRewritten() {
    let sam = userARN("sam", in: other)
    let world = World().bucket("data").saying(
      granting(.account(other), to: "s3:PutBucketPolicy", on: data)
    ).account(other).user("sam").may("s3:*")
    #expect(View(world).route(from: sam, to: data, .exfiltrate) == nil)
  }

  @Test func acrossAccountsABucketNeedsBothSides() {
    let theirs = bucketARN("theirs")
    let grant = granting(.account(home), to: "s3:GetObject", on: theirs + "/*")
    let world = World().user("maya").may("s3:GetObject").user("bob").account(other).bucket("theirs")
    #expect(View(world).route(from: maya, to: theirs, .exfiltrate) == nil)
    let open = View(world.saying(grant))
    #expect(open.route(from: maya, to: theirs, .exfiltrate) == "s3-read")
    #expect(open.route(from: userARN("bob"), to: theirs, .exfiltrate) == nil)
  }

  @Test func onePrefixIsEnough() {
    let world = World().user("maya").may("s3:GetObject", on: data + "/raw/2024/*").bucket("data")
    #expect(View(world).route(from: maya, to: data, .exfiltrate) == "s3-read")
    let denied = World().user("maya").may("s3:GetObject", on: data + "/raw/2024/*")
      .mayNot("s3:GetObject", on: data + "/raw/*").bucket("data")
    #expect(View(denied).route(from: maya, to: data, .exfiltrate) == nil)
  }

  @Test func onePrefixOfTheBoundaryIsEnough() {
    let world = World().user("maya").may("s3:GetObject").bucket("data")
      .user("bob").may("s3:GetObject").bounded(to: allow("s3:GetObject", on: data + "/raw/*"))
    #expect(View(world).route(from: userARN("bob"), to: data, .exfiltrate) == "s3-read")
  }

  @Test func aBucketOfUnknownOwnerStaysOpen() throws {
    let world = World().user("maya").may("s3:GetObject", on: data + "/*").bucket("data")
      .ofUnknownOwner()
    let path = try #require(View(world).path(from: maya, to: data, .exfiltrate))
    #expect(View(world).route(path) == "s3-read?")
    #expect(path.conditions.contains { $0.contains("not in the snapshot") })
    #expect(View(world).route(from: maya, to: data, .poison) == nil)
  }

  @Test func theUnknownOwnerMayBeAnyone() {
    let theirs = when("aws:ResourceAccount", is: other)
    let world = World().user("maya").may("s3:GetObject", when: [theirs]).bucket("data")
      .ofUnknownOwner()
    #expect(View(world).route(from: maya, to: data, .exfiltrate) == "s3-read?")
  }

  /// Whose policy may be replaced is only known of an account's own buckets.
  @Test func policiesOfBucketsOfUnknownOwnersAreNotWritten() {
    let action = "s3:PutBucketPolicy"
    #expect(
      View(World().user("maya").may(action).bucket("data").ofUnknownOwner())
        .route(from: maya, to: data, .poison) == nil)
    #expect(
      View(World().user("maya").may(action).bucket("data")).route(from: maya, to: data, .poison)
        == "s3-policy-write")
  }

  // MARK: Groups

  @Test func aMemberHasTheGroupsRights() {
    let world = World().user("maya").may("iam:AddUserToGroup", on: groupARN("readers"))
      .bucket("data").group("readers").may("s3:GetObject", on: data + "/*")
      .group("writers").may("s3:PutObject", on: data + "/*")
    let view = View(world)
    #expect(view.route(from: maya, to: data, .exfiltrate) == "iam-013 s3-read")
    #expect(view.route(from: maya, to: data, .poison) == nil)
    let member = World().user("maya").bucket("data").group("readers", of: "maya")
      .may("s3:GetObject", on: data + "/*")
    #expect(View(member).route(from: maya, to: data, .exfiltrate) == "s3-read")
  }

  /// What a member can do is made of its own permissions and the group's together.
  @Test func aMemberKeepsItsOwnRights() {
    let group = allow("lambda:InvokeFunction", on: functionARN("etl"))
    func view(_ joins: String, _ denial: Statement = deny("s3:DeleteBucket")) -> View {
      View(
        World().bucket("data").role("runner").may("s3:GetObject", on: data + "/*")
          .function("etl", runningAs: "runner").user("maya")
          .may("lambda:UpdateFunctionCode", on: functionARN("etl"))
          .may(joins, on: groupARN("ops")).group("ops").attached("ops", group, denial))
    }
    let join = "iam:AddUserToGroup"
    #expect(
      view(join).route(from: maya, to: data, .exfiltrate) == "iam-013 lambda-004 s3-read")
    #expect(view("iam:GetGroup").route(from: maya, to: data, .exfiltrate) == nil)
    let denial = deny("lambda:UpdateFunctionCode")
    #expect(view(join, denial).route(from: maya, to: data, .exfiltrate) == nil)
  }

  /// Who joins a group that denies something loses it, and gets it back by no way through what it
  /// was before.
  @Test(arguments: [true, false]) func aMemberLosesWhatTheGroupDenies(_ isDenied: Bool) throws {
    let world = World().bucket("data").user("maya").may("s3:GetObject", on: data + "/*")
      .may("iam:AddUserToGroup", on: groupARN("ops"))
      .group("ops").may("s3:PutObject", on: data + "/*")
    let denial = deny(isDenied ? "s3:GetObject" : "s3:DeleteBucket")
    let graph = View(world.attached("shut", denial)).analyzer.graph
    let member = try #require(graph.actors.first { $0.joinedGroup != nil })
    let bucket = try #require(graph.environment.resources.firstIndex { $0.arn == data })
    func reaches(_ impact: Impact) throws -> Bool {
      let target = try #require(graph.access(to: bucket, impact: impact))
      var search = BackwardDistances()
      search.run(on: graph.graph, targets: [target])
      return search.distances[member.node] != nil
    }
    #expect(try reaches(.exfiltrate) == !isDenied)
    #expect(try reaches(.poison))
  }

  @Test func aMemberStaysWhoItIs() throws {
    // The policies are one: both users are of one class, and yet the trust names one of them.
    let join = allow("iam:AddUserToGroup")
    let world = World().user("amy").attached("join", join).user("maya").attached("join", join)
      .group("crew").may("sqs:*").may("sts:AssumeRole")
      .role("ops").trusting([.aws(userARN("amy"))])
      .role("far").trusting([.account(home)])
    let view = View(world)
    #expect(view.route(from: maya, to: roleARN("ops")) == nil)
    let path = try #require(view.path(from: maya, to: roleARN("far")))
    #expect(view.route(path) == "iam-013 sts-001")
    let names = view.analyzer.graph
    for hop in path.hops {
      guard case .actor(let number) = names.kinds[Int(hop.from)],
        case .user(let user, _) = names.actors[number].kind
      else { continue }
      #expect(names.environment.users[user].name == "maya")
    }
  }

  // MARK: Workloads

  @Test func aWorkloadRunsAsItsRole() {
    let world = World().bucket("data").role("runner").may("s3:GetObject", on: data + "/*")
      .function("etl", runningAs: "runner").user("maya")
      .may("lambda:UpdateFunctionCode", "lambda:InvokeFunction", on: functionARN("etl"))
    let view = View(world)
    #expect(view.route(from: maya, to: data, .exfiltrate) == "lambda-004 s3-read")
    #expect(view.route(from: functionARN("etl"), to: data, .exfiltrate) == "runs-as s3-read")
    #expect(view.route(from: maya, to: functionARN("etl")) == "lambda-004")
  }

  @Test func aStartAtAWorkloadIsCited() throws {
    let world = World().role("runner").function("etl", runningAs: "runner")
    let path = try #require(View(world).path(from: functionARN("etl"), to: roleARN("runner")))
    #expect(path.hops[0].evidence.map(\.role) == ["workload"])
  }

  @Test func aStoppedNotebookIsOfNoUse() {
    let world = World().role("runner").user("maya")
      .may("sagemaker:CreatePresignedNotebookInstanceUrl")
      .resource(.notebook, "lab", runningAs: "runner")
    let on = View(world.state(["status": "InService"]))
    #expect(on.route(from: maya, to: roleARN("runner")) == "sagemaker-004")
    let off = View(world.state(["status": "Stopped"]))
    #expect(off.route(from: maya, to: roleARN("runner")) == nil)
  }

  // MARK: Classes

  @Test func aServiceLinkedRoleDoesNotSpeakForOthers() {
    let open = granting(.everyone, to: "s3:GetObject", on: data + "/*")
    let world = World().role("aws-service-role/x/linked").role("a").role("plain").bucket("data")
      .saying(open)
      .capped(by: [allow("*"), deny("s3:*")])
    for name in ["a", "plain"] {
      #expect(View(world).route(from: roleARN(name), to: data, .exfiltrate) == nil)
    }
    #expect(
      View(world).route(from: roleARN("aws-service-role/x/linked"), to: data, .exfiltrate)
        == "s3-read")
  }

  @Test func anOldSessionIsToldFromAKey() {
    // A key has no time of issue; a console session has one that nobody knows.
    let issued = Condition(
      .dateGreaterThan, key: "aws:TokenIssueTime", values: ["2024-01-01T00:00:00Z"])
    let world = World().user("maya").credentials(password: true, keys: 1, factors: [])
      .may("s3:GetObject", when: [issued]).bucket("data")
    let view = View(world)
    let bucket = view.graph.access(to: 0, impact: .exfiltrate).map { [$0] } ?? []
    #expect(view.best(from: view.session(.key, of: "maya"), to: bucket) == nil)
    let console = view.best(from: view.session(.console, of: "maya"), to: bucket)
    #expect(console.map { view.route($0.best) } == "s3-read?")
  }

  /// An access control list lets in everyone; a policy that denies another by name changes nothing.
  @Test func aListForEveryoneStandsBesideADenialOfAnother() {
    let data = bucketARN("data")
    let world = World().user("maya").user("bob").may("sqs:SendMessage").role("ci").bucket("data")
      .saying(granting(.aws(roleARN("ci")), to: "s3:PutObject", on: data + "/*", effect: .deny))
      .settings {
        $0.grants = [.init(grantee: "AllUsers", permission: "WRITE", isOnBucket: true)]
      }
    #expect(View(world).route(from: userARN("maya"), to: data, .poison) == "s3-write")
    #expect(View(world).route(from: roleARN("ci"), to: data, .poison) == nil)
  }
}
