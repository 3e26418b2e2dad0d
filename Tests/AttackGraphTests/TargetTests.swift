import Analysis
import AttackGraph
import Environment
import Policy
import Testing

/// What an attacker wants, and why that.
struct TargetTests {
  private func targets(_ world: World) -> [Target] { Targets(View(world).graph).all() }

  private func reasons(_ world: World) -> [String] {
    targets(world).filter { $0.impact == .poison }.map { "\($0.name): \($0.reason)" }
  }

  @Test func dataThatAJobReads() {
    let world = World().bucket("plain").bucket("a").resource(.trainingJob, "fit").reading("a")
    #expect(reasons(world) == ["a: training job fit reads it"])
  }

  @Test func dataByTag() {
    let tagged = World().bucket("a").tagged(["Data-Class": "Training"])
    #expect(reasons(tagged) == ["a: tag Data-Class=Training says training data"])
    #expect(reasons(World().bucket("a").tagged(["data-class": "public"])) == [])
    #expect(reasons(World().bucket("a").tagged(["ml-dataset": "x"])).count == 1)
  }

  @Test func dataByName() {
    let world = World().bucket("acme-Training-Data-eu").bucket("logs")
    #expect(reasons(world) == ["acme-Training-Data-eu: its name says training data"])
  }

  @Test func aJobSaysMoreThanATagAndATagMoreThanAName() {
    let bucket = World().bucket("training-data").tagged(["purpose": "training"])
    #expect(reasons(bucket) == ["training-data: tag purpose=training says training data"])
    let read = bucket.resource(.trainingJob, "fit").reading("training-data")
    #expect(reasons(read) == ["training-data: training job fit reads it"])
  }

  @Test func settingsAddTargets() {
    let world = World().bucket("a").bucket("b").tagged(["team": "ml"]).with {
      $0.settings.targets = [bucketARN("a"), bucketARN("none")]
      $0.settings.trainingTags = ["team": ["ml"]]
    }
    #expect(
      reasons(world).sorted() == ["a: named in postern.yaml", "b: tag team=ml says training data"])
  }

  @Test func bucketsHaveFourImpactsAndAccountsNone() {
    let world = World().bucket("training-data").account(other).with {
      $0.accounts[other]?.hasInventory = false
    }
    let found = targets(world)
    #expect(found.map(\.impact) == [.exfiltrate, .poison, .destroy, .takeover, nil])
    #expect(
      found.map(\.id) == [
        bucketARN("training-data"), bucketARN("training-data"), bucketARN("training-data"),
        bucketARN("training-data"), administratorID(),
      ])
    #expect(found.last?.reason == "control of an account")
  }

  // MARK: Ids

  private let world = World().user("maya").role("ops").bucket("data").role("runner")
    .function("etl", runningAs: "runner")

  @Test func idsStandForStates() {
    let resolver = StateResolver(View(world).graph)
    #expect(resolver.targets(bucketARN("data"))?.count == 2)
    #expect(resolver.targets(bucketARN("data"), impact: .poison)?.count == 1)
    #expect(resolver.targets(functionARN("etl"))?.count == 1)
    #expect(resolver.sources(functionARN("etl"))?.count == 1)
    #expect(resolver.sources(administratorID())?.count == 1)
    #expect(resolver.sources(userARN("nobody")) == nil)
    #expect(resolver.targets(administratorID(of: other)) == nil)
  }

  @Test func unknownIdsHaveNeighbours() {
    let resolver = StateResolver(View(world).graph)
    #expect(resolver.near(userARN("maja")).first == userARN("maya"))
    #expect(resolver.near("arn:aws:iam::999999999999:role/ops") == [roleARN("ops")])
    #expect(resolver.near("aws:111122223334:administrator").contains(administratorID()))
    #expect(resolver.near("something entirely different") == [])
  }

  @Test func bareNamesAreExpanded() {
    let resolver = StateResolver(View(world.account(other).role("ops")).graph)
    #expect(resolver.expand("maya") == userARN("maya"))
    #expect(resolver.expand("data") == bucketARN("data"))
    #expect(resolver.expand("ops") == nil)
    #expect(resolver.expand("nobody") == nil)
    #expect(resolver.expand(userARN("maya")) == nil)
  }
}
