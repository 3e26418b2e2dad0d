import AttackGraph
import Environment
import Policy
import Testing

/// Objects that are asked for through access points: both the access point and the bucket have to
/// let the caller in.
@Suite("Access points on paths")
struct AccessPointTests {
  private let maya = userARN("maya")
  private let data = bucketARN("data")
  private let point = resourceARN(.accessPoint, "readers")
  private var objects: String { point + "/object/*" }

  /// A bucket that leaves access to the access points of its account, and one of these.
  private func world(
    _ start: World, delegating: Bool = true, point statements: Statement..., owner: String = home
  ) -> World {
    var world = start.account(home).bucket("data").settings { $0.knowsAccessPoints = true }
    if delegating {
      world = world.saying(
        granting(
          .everyone, to: "s3:*", on: data, data + "/*",
          when: [when("s3:DataAccessPointAccount", is: owner)]))
    }
    world = world.account(owner).resource(.accessPoint, "readers")
      .related(["bucket": data]).state(["network-origin": "Internet"])
    return statements.reduce(world) { $0.adding($1) }
  }

  private func route(_ world: World, from start: String? = nil) -> String? {
    View(world).route(from: start ?? maya, to: data, .exfiltrate)
  }

  private var reads: World { World().user("maya").may("s3:GetObject", on: objects) }

  @Test func theCallersAllowAndTheDelegationOfTheBucket() throws {
    let path = try #require(View(world(reads)).path(from: maya, to: data, .exfiltrate))
    #expect(path.isCertain)
    let evidence = path.hops[0].evidence
    #expect(evidence.map(\.role) == ["identity", "resource", "access point"])
    #expect(evidence.map(\.policy) == ["inline", "data", "readers"])
  }

  @Test func thePolicyOfTheAccessPointNamesTheCaller() throws {
    let named = granting(.aws(maya), to: "s3:GetObject", on: objects)
    let given = world(World().user("maya"), point: named)
    let path = try #require(View(given).path(from: maya, to: data, .exfiltrate))
    #expect(path.isCertain)
    #expect(path.hops[0].evidence.contains { $0.role == "resource" && $0.policy == "readers" })
    #expect(route(world(World().user("maya"), delegating: false, point: named)) == nil)
    #expect(route(world(World().user("maya"))) == nil)
  }

  @Test func theBucketHasToAllowTheSame() {
    #expect(route(world(reads, delegating: false)) == nil)
    #expect(
      route(world(reads.may("s3:GetObject", on: data + "/*"), delegating: false)) == "s3-read")
  }

  @Test func aDelegationGivesNothingToDirectRequests() {
    let direct = World().user("maya").may("s3:GetObject", on: "arn:aws:s3:::nothing/*")
    #expect(route(world(direct)) == nil)
    let unknown = world(direct).with { environment in
      for index in environment.resources.indices {
        environment.resources[index].settings.knowsAccessPoints = false
      }
    }
    #expect(route(unknown) == "s3-read?")
  }

  @Test func theDenialOfEitherSide() {
    let denial = granting(.aws(maya), to: "s3:*", on: objects, effect: .deny)
    #expect(route(world(reads, point: denial)) == nil)
    #expect(route(world(reads.mayNot("s3:*", on: data + "/*"))) == nil)
    let capped = world(
      reads.capped(by: [allow("*"), deny("s3:*", when: [viaPoint])]))
    #expect(route(capped) == nil)
  }

  private var viaPoint: Condition {
    Condition(.null, key: "s3:DataAccessPointArn", values: ["false"])
  }

  @Test func anotherAccountsCaller() {
    let sam = userARN("sam", in: other)
    let reads = World().account(other).user("sam").may("s3:GetObject", on: objects)
    let named = granting(.account(other), to: "s3:GetObject", on: objects)
    #expect(route(world(reads, point: named), from: sam) == "s3-read")
    #expect(route(world(reads), from: sam) == nil)
    #expect(route(world(reads, delegating: false, point: named), from: sam) == nil)
    #expect(route(world(World().account(other).user("sam"), point: named), from: sam) == nil)
  }

  @Test func anotherAccountsAccessPoint() {
    let sam = userARN("sam", in: other)
    let foreign = resourceARN(.accessPoint, "readers", in: other) + "/object/*"
    let reads = World().account(other).user("sam").may("s3:GetObject", on: foreign)
    #expect(route(world(reads, owner: other), from: sam) == "s3-read")
    let own = World().account(other).user("sam").may("s3:GetObject", on: foreign)
    #expect(route(world(own, delegating: false, owner: other), from: sam) == nil)
  }

  @Test func aNetworkOriginStaysOpen() throws {
    let network = granting(
      .everyone, to: "*", effect: .deny,
      when: [Condition(.stringNotEquals, key: "aws:SourceVpc", values: ["vpc-1"])])
    let path = try #require(
      View(world(reads, point: network)).path(from: maya, to: data, .exfiltrate))
    #expect(path.conditions == ["aws:SourceVpc is vpc-1"])
  }

  @Test func publicPoliciesAreHeldBack() {
    let sam = userARN("sam", in: other)
    let open = granting(.everyone, to: "s3:GetObject", on: objects)
    let reads = World().account(other).user("sam").may("s3:GetObject", on: objects)
    #expect(route(world(reads, point: open), from: sam) == "s3-read")
    let restricted = world(reads, point: open).settings { $0.restrictPublicBuckets = true }
    #expect(route(restricted, from: sam) == nil)
  }

  @Test func aPartOfTheAccessPoint() throws {
    let part = World().user("maya").may("s3:GetObject", on: point + "/object/raw/*")
    let path = try #require(View(world(part)).path(from: maya, to: data, .exfiltrate))
    #expect(path.conditions == ["the object's key matches raw/*"])
  }

  @Test func questionsAboutAccessPoints() throws {
    let view = View(world(reads))
    let node = try #require(view.session(.key, of: "maya").first)
    func answer(_ action: String, _ arn: String) -> Answer? {
      view.analyzer.explainer.decide(action, at: node, on: arn)?.answer
    }
    #expect(answer("s3:GetObject", point + "/object/a/b") == .allowed)
    #expect(answer("s3:PutObject", point + "/object/a/b") == .denied)
    #expect(answer("s3:GetObject", data + "/a/b") == .denied)
    #expect(answer("s3:ListBucket", point) == .denied)
    let lists = View(world(reads.may("s3:ListBucket", on: point)))
    let asker = try #require(lists.session(.key, of: "maya").first)
    #expect(
      lists.analyzer.explainer.decide("s3:ListBucket", at: asker, on: point)?.answer == .allowed)
  }
}
