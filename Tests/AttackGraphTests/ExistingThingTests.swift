import Analysis
import Environment
import Policy
import Techniques
import Testing

/// What has to be there before, what a subject belongs to, and what the snapshot does not tell.
@Suite("Existing things")
struct ExistingThingTests {
  private let maya = userARN("maya")
  private let etl = roleARN("etl")

  // MARK: Things that exist

  /// maya may pass the role to Glue, and what else is said.
  private func jobs(_ statements: Statement...) -> World {
    World().user("maya").may("iam:PassRole").inline(statements)
      .role("etl", trusting: .service("glue.amazonaws.com"))
  }

  private func job(_ name: String) -> String { resourceARN(.glueJob, name) }

  @Test func allThatIsAskedIsAskedOfTheSameThing() {
    let apart = jobs(
      allow("glue:UpdateJob", on: job("a")), allow("glue:StartJobRun", on: job("b"))
    ).resource(.glueJob, "a").resource(.glueJob, "b")
    #expect(View(apart).route(from: maya, to: etl) == nil)
    let together = jobs(allow("glue:UpdateJob", "glue:StartJobRun", on: job("b")))
      .resource(.glueJob, "a").resource(.glueJob, "b")
    #expect(View(together).route(from: maya, to: etl) == "glue-005")
  }

  @Test func theThingIsInTheAccountOfWhoActs() {
    let world = jobs(allow("glue:UpdateJob", "glue:StartJobRun"))
    #expect(View(world.account(other).resource(.glueJob, "a")).route(from: maya, to: etl) == nil)
    #expect(View(world.resource(.glueJob, "a")).route(from: maya, to: etl) == "glue-005")
  }

  @Test func tagsOfTheThingAreItsOwn() {
    let world = jobs(
      allow(
        "glue:UpdateJob", "glue:StartJobRun", when: [when("aws:ResourceTag/team", is: "red")]))
    let red = world.resource(.glueJob, "a").tagged(["team": "red"])
    let blue = world.resource(.glueJob, "a").tagged(["team": "blue"])
    #expect(View(red).route(from: maya, to: etl) == "glue-005")
    #expect(View(blue).route(from: maya, to: etl) == nil)
  }

  @Test(
    "a new service lies in a cluster that is there",
    arguments: [
      ("service/web/*", true), ("service/*/api", true), ("service/w*/a?i", true),
      ("service/batch/*", false), ("service/old/*", false), ("service/web", false),
    ])
  func newThingsLieInWhatIsThere(_ resource: String, _ isReached: Bool) {
    let world = World().user("maya").may("iam:PassRole", "ecs:RegisterTaskDefinition")
      .may("ecs:CreateService", on: "arn:aws:ecs:*:\(home):\(resource)")
      .role("etl", trusting: .service("ecs-tasks.amazonaws.com"))
      .resource(.cluster, "web").state(["status": "ACTIVE"])
      .resource(.cluster, "old").state(["status": "INACTIVE"])
    #expect(View(world).route(from: maya, to: etl) == (isReached ? "ecs-003" : nil))
  }

  // MARK: What a subject belongs to

  /// An instance that two groups of two applications reach.
  private func deployed(_ permissions: Statement...) -> World {
    let groups = ["blue", "green"].map { resourceARN(.deploymentGroup, $0) }
    let applications = ["shop", "blog"].map { resourceARN("aws:codedeploy:application", $0) }
    let world = ["blue", "green"].enumerated().reduce(
      World().user("maya").inline(permissions).role("app")
    ) { world, group in
      world.resource(.deploymentGroup, group.element)
        .related(["deployment-application": applications[group.offset]])
    }
    return world.resource(.instance, "i", runningAs: "app").state(["state": "running"])
      .related(["deployment-group": groups[0], "deployment-application": applications[0]])
      .with { environment in
        environment.resources[2].furtherRelations = [
          "deployment-group": [groups[1]], "deployment-application": [applications[1]],
        ]
      }
  }

  @Test(arguments: [("blue", "shop", true), ("green", "blog", true), ("blue", "blog", false)])
  func eachOfSeveralGroupsCountsWithItsOwnApplication(
    _ group: String, _ application: String, _ isReached: Bool
  ) {
    let world = deployed(
      allow("codedeploy:CreateDeployment", on: resourceARN(.deploymentGroup, group)),
      allow(
        "codedeploy:RegisterApplicationRevision",
        on: resourceARN("aws:codedeploy:application", application)))
    #expect(
      View(world).route(from: maya, to: roleARN("app")) == (isReached ? "codedeploy-001" : nil))
  }

  private func task(_ relations: [String: String], _ permissions: Statement...) -> World {
    World().user("maya").inline(permissions).role("app")
      .resource(.task, "t", runningAs: "app").state(["status": "RUNNING", "exec": "enabled"])
      .related(relations)
  }

  @Test func theClusterOfTheTaskIsAsked() {
    let web = resourceARN(.cluster, "web")
    let both = allow("ecs:ExecuteCommand", on: resourceARN(.task, "t"), web)
    let app = roleARN("app")
    #expect(View(task(["cluster": web], both)).route(from: maya, to: app) == "ecs-006")
    let elsewhere = resourceARN(.cluster, "batch")
    #expect(View(task(["cluster": elsewhere], both)).route(from: maya, to: app) == nil)
    #expect(View(task([:], both)).route(from: maya, to: app) == nil)
  }

  @Test func tagsOfTheClusterAreItsOwn() {
    let web = resourceARN(.cluster, "web")
    let world = task(
      ["cluster": web], allow("ecs:ExecuteCommand", on: resourceARN(.task, "t")),
      allow(
        "ecs:ExecuteCommand", on: resourceARN(.cluster, "*"),
        when: [when("aws:ResourceTag/team", is: "red")]))
    let app = roleARN("app")
    for (team, route) in [("red", "ecs-006"), ("blue", nil)] {
      let listed = world.resource(.cluster, "web").tagged(["team": team])
      #expect(View(listed).route(from: maya, to: app) == route)
    }
  }

  // MARK: States that are not told

  private func instance(_ ssh: String?) -> View {
    var state = ["state": "running"]
    state["ssh"] = ssh
    return View(
      World().user("maya").may("ec2-instance-connect:SendSSHPublicKey").role("app")
        .resource(.instance, "i-1", runningAs: "app").state(state))
  }

  @Test func whatIsNotToldStaysOpen() throws {
    let app = roleARN("app")
    #expect(instance("open").route(from: maya, to: app) == "ec2instanceconnect-003")
    #expect(instance("closed").route(from: maya, to: app) == nil)
    let path = try #require(instance(nil).path(from: maya, to: app))
    #expect(instance(nil).route(path) == "ec2instanceconnect-003?")
    #expect(path.conditions == ["port 22 of the instance can be reached"])
  }

  // MARK: Latent techniques

  private func latent(_ kinds: ResourceKind..., attribute: String? = nil) -> [String] {
    LatentTechniques.ids(
      hiddenBy: Coverage.Gap(
        weight: 1, account: home, what: "", why: "", command: "", hides: kinds,
        hidesAttribute: attribute), in: builtIn)
  }

  @Test func aGapHidesWhatAsksForAThing() {
    #expect(latent(.glueJob) == ["glue-005", "glue-006", "glue-script", "glue-script-start"])
    #expect(latent(.jobQueue, .jobDefinition) == ["batch-001", "batch-002", "batch-image"])
    #expect(latent(.cluster, attribute: "instances") == ["ecs-005", "ecs-009"])
    #expect(latent(.cluster).contains("ecs-004"))
    // What is not told of the attribute leaves a condition open there: that is no want.
    #expect(latent(.instance, attribute: "ssh").isEmpty)
  }
}
