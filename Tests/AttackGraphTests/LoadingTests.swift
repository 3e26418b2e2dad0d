import AttackGraph
import Environment
import Policy
import Testing

/// Whoever can write what a workload loads has it run what they please; beside the worlds that
/// follow from the definitions.
struct LoadingTests {
  private static let script = bucketARN("store") + "/scripts/etl.py"
  private static let image = resourceARN(.repository, "its-image")

  private func job(from script: String = script) -> World {
    World().role("runner").resource(.glueJob, "etl", runningAs: "runner")
      .loading(.code, from: script)
  }

  private func route(_ world: World) -> String? {
    View(world).route(from: userARN("eve"), to: roleARN("runner"))
  }

  @Test(
    "exact to the key",
    arguments: [
      ("/scripts/etl.py", true), ("/scripts/*", true), ("/*", true), ("/*.py", true),
      ("/scripts/other.py", false), ("/scripts/etl.py.bak", false), ("/data/*", false),
    ]) func keys(_ key: String, _ isReached: Bool)
  {
    let world = job().user("eve").may("s3:PutObject", on: bucketARN("store") + key)
    #expect(route(world) == (isReached ? "glue-script?" : nil))
  }

  @Test func startingItMakesItCertain() {
    let world = job().user("eve").may("s3:PutObject", on: Self.script)
    #expect(
      route(world.may("glue:StartJobRun", on: resourceARN(.glueJob, "etl"))) == "glue-script-start")
    #expect(
      route(world.may("glue:StartJobRun", on: resourceARN(.glueJob, "other"))) == "glue-script?")
  }

  @Test func theHopCitesTheConfigurationAndSaysWhatIsOpen() throws {
    let world = job().user("eve").may("s3:PutObject", on: Self.script)
    let path = try #require(View(world).path(from: userARN("eve"), to: roleARN("runner")))
    #expect(path.hops[0].conditions == ["the job is started again"])
    #expect(path.hops[0].evidence.map(\.role).sorted() == ["identity", "loads", "workload"])
  }

  @Test func aBucketOfAnotherAccountHasToAgree() {
    let job = job()
    let world = job.with { environment in
      for number in environment.resources.indices
      where environment.resources[number].kind == .bucket {
        environment.resources[number].account = other
      }
      environment.accounts[other] = Account(id: other)
    }
    #expect(route(world.user("eve").may("s3:PutObject", on: Self.script)) == nil)
    let agreed = world.with { environment in
      for number in environment.resources.indices
      where environment.resources[number].kind == .bucket {
        environment.resources[number].policy = PolicyDocument(
          kind: .resource, name: "store",
          statements: [
            granting(.account(home), to: "s3:PutObject", on: Self.script)
          ])
      }
    }
    #expect(route(agreed.user("eve").may("s3:PutObject", on: Self.script)) == "glue-script?")
  }

  // MARK: Images

  private static let pushes = [
    "ecr:PutImage", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload",
  ]

  private func service(tag: String? = "latest", mutability: String? = "MUTABLE") -> World {
    World().role("runner").resource("aws:ecs:service", "web", runningAs: "runner")
      .state(["status": "ACTIVE"]).running(Self.image, tag: tag).with { environment in
        for number in environment.resources.indices
        where environment.resources[number].kind == .repository {
          environment.resources[number].state["mutability"] = mutability
        }
      }
  }

  private func pusher(_ world: World, _ repository: String = image) -> World {
    Self.pushes.reduce(world.user("eve")) { $0.may($1, on: repository) }
  }

  @Test func aTagThatCanBeMoved() throws {
    #expect(route(pusher(service())) == "ecs-image?")
    #expect(route(pusher(service(mutability: "IMMUTABLE"))) == nil)
    #expect(route(pusher(service(tag: nil))) == nil)
    #expect(route(pusher(service(), Self.image + "2")) == nil)
    let unknown = View(pusher(service(mutability: nil)))
    let path = try #require(unknown.path(from: userARN("eve"), to: roleARN("runner")))
    #expect(
      path.hops[0].conditions.contains(
        "the tag latest of the repository can be moved to another image"))
  }

  @Test func allCallsOnOneRepository() {
    let second = resourceARN(.repository, "second")
    let world = service().with { environment in
      let number = environment.resources.firstIndex { $0.kind == "aws:ecs:service" } ?? 0
      environment.resources[number].images.append(
        ImageReference(repository: second, tag: "latest", origin: .nowhere))
    }.user("eve")
    let split = Self.pushes.enumerated().reduce(world) { world, push in
      world.may(push.element, on: push.offset < 2 ? Self.image : second)
    }
    #expect(route(split) == nil)
    #expect(route(Self.pushes.reduce(world) { $0.may($1, on: second) }) == "ecs-image?")
  }
}
