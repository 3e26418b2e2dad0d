import Analysis
import AttackGraph
import Environment
import Policy
import Testing

/// Destroying, taking over and backdooring: what permits each, and what stands in its way.
struct ImpactTests {
  private let maya = userARN("maya")
  private let data = bucketARN("training-data")
  private let kept = ["versioning": "Enabled", "mfa-delete": "Disabled", "object-lock": "none"]

  private func route(_ world: World, _ impact: Impact, to target: String? = nil) -> String? {
    View(world).route(from: maya, to: target ?? data, impact)
  }

  /// What maya may do to a bucket in a state.
  private func world(_ state: [String: String], _ actions: String...) -> World {
    World().user("maya").inline(actions.map { allow($0) }).bucket("training-data").state(state)
  }

  private func changed(_ key: String, _ value: String) -> [String: String] {
    var state = kept
    state[key] = value
    return state
  }

  // MARK: Destroying

  @Test func deletingDestroysWhatHasNoVersions() {
    let none = ["versioning": "none", "mfa-delete": "Disabled"]
    #expect(route(world(none, "s3:DeleteObject"), .destroy) == "s3-delete")
    #expect(route(world(none, "s3:PutObject"), .destroy) == "s3-overwrite")
    #expect(route(world(kept, "s3:DeleteObject", "s3:PutObject"), .destroy) == nil)
    #expect(route(world([:], "s3:DeleteObject"), .destroy) == "s3-delete?")
    #expect(route(world(none, "s3:DeleteBucket"), .destroy) == nil)
  }

  @Test func versionsAreDeletedOneByOne() {
    #expect(route(world(kept, "s3:DeleteObjectVersion"), .destroy) == "s3-delete-versions")
    let suspended = changed("versioning", "Suspended")
    #expect(route(world(suspended, "s3:DeleteObjectVersion"), .destroy) == "s3-delete-versions")
    let guarded = changed("mfa-delete", "Enabled")
    #expect(route(world(guarded, "s3:DeleteObjectVersion"), .destroy) == nil)
  }

  @Test func aLockForbidsItAndGovernanceIsSetAside() {
    let all = ["s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"]
    let locked = changed("object-lock", "COMPLIANCE")
    #expect(route(world(locked, all[0], all[1]), .destroy) == nil)
    let governed = changed("object-lock", "GOVERNANCE")
    #expect(route(world(governed, all[0]), .destroy) == nil)
    #expect(route(world(governed, all[0], all[1]), .destroy) == "s3-delete-governed")
  }

  @Test func objectsAreMadeToExpire() {
    let rule = "s3:PutLifecycleConfiguration"
    #expect(route(world(kept, rule), .destroy) == "s3-expire")
    #expect(route(world(changed("mfa-delete", "Enabled"), rule), .destroy) == nil)
    #expect(route(world(changed("object-lock", "GOVERNANCE"), rule), .destroy) == nil)
  }

  @Test func withoutItsKeyDataIsLost() {
    let key = resourceARN(.key, "k1")
    func world(_ key: String, _ action: String) -> World {
      World().user("maya").inline(allow(action)).bucket("training-data").encrypted(by: key)
        .resource(.key, "k1").saying(granting(.account(home), to: "kms:*", on: "*"))
    }
    #expect(route(world(key, "kms:ScheduleKeyDeletion"), .destroy) == "kms-005")
    #expect(route(world(key, "kms:DisableKey"), .destroy) == "kms-006")
    #expect(route(world("alias/aws/s3", "kms:ScheduleKeyDeletion"), .destroy) == nil)
  }

  @Test func aDenialIsRewrittenFirst() {
    let world = world(kept, "s3:PutBucketPolicy", "s3:DeleteObjectVersion")
      .saying(granting(.everyone, to: "s3:DeleteObjectVersion", on: data + "/*", effect: .deny))
    #expect(route(world, .destroy) == "s3-policy-delete-versions")
  }

  // MARK: Taking over

  @Test func whoWritesThePolicyDecidesWhoUsesIt() {
    #expect(route(world(kept, "s3:PutBucketPolicy"), .takeover) == "s3-takeover")
    #expect(route(world(kept, "s3:PutObject"), .takeover) == nil)
  }

  @Test func aForeignPrincipalWritesNoPolicy() {
    let policy = granting(.everyone, to: "s3:PutBucketPolicy", "s3:PutBucketAcl", on: data)
    let world = World().user("maya").inline(allow("s3:*")).account(other).bucket("training-data")
      .saying(policy)
    #expect(route(world, .takeover) == "s3-acl-takeover?")
    let enforced = world.state(["ownership": "BucketOwnerEnforced"])
    #expect(route(enforced, .takeover) == nil)
  }

  @Test func listsCountWhereTheyAreHonoured() {
    let put = "s3:PutBucketAcl"
    let writer = ["ownership": "ObjectWriter"]
    #expect(route(world(writer, put), .takeover) == "s3-acl-takeover")
    let enforced = ["ownership": "BucketOwnerEnforced"]
    #expect(route(world(enforced, put), .takeover) == nil)
    #expect(
      route(world(enforced, put, "s3:PutBucketOwnershipControls"), .takeover)
        == "s3-ownership-takeover")
  }

  // MARK: The model

  /// A model that an endpoint loads, and the role that the endpoint runs as.
  private func served(_ actions: String...) -> World {
    World().user("maya").inline(actions.map { allow($0) }).bucket("models").role("runner")
      .resource(.endpoint, "live", runningAs: "runner").with { environment in
        let number = environment.resources.count - 1
        environment.resources[number].data = [
          DataReference(
            bucket: "models", prefix: "m/model.tar.gz", isObject: true, use: .model,
            origin: .nowhere)
        ]
      }
  }

  private let model = bucketARN("models") + "/m/model.tar.gz"

  @Test func whoWritesTheModelReplacesIt() {
    #expect(route(served("s3:PutObject"), .backdoor, to: model) == "s3-model-write")
    #expect(route(served("s3:GetObject"), .backdoor, to: model) == nil)
    // Nothing says that a bucket of training data holds a model.
    #expect(route(world(kept, "s3:PutObject"), .backdoor) == nil)
  }

  @Test func whoControlsTheEndpointAnswersInItsPlace() throws {
    let view = View(served("s3:GetObject"))
    let start = resourceARN(.endpoint, "live")
    #expect(view.route(from: start, to: model, .backdoor) == "serves")
    let path = try #require(view.path(from: start, to: model, .backdoor))
    #expect(path.isCertain && path.hops.map(\.evidence.count) == [1])
  }

  @Test func versionsForbidNoPoison() {
    let locked = changed("object-lock", "COMPLIANCE")
    #expect(route(world(locked, "s3:PutObject"), .poison) == "s3-write")
    #expect(route(world(locked, "s3:PutObject"), .destroy) == nil)
  }

  // MARK: Of what they are asked

  @Test func onlyTargetsAreFollowed() {
    let plain = World().user("maya").inline(allow("s3:*")).bucket("logs")
    #expect(route(plain, .destroy, to: bucketARN("logs")) == nil)
    let named = plain.with { $0.settings.targets = [bucketARN("logs")] }
    #expect(route(named.state(kept), .destroy, to: bucketARN("logs")) == "s3-delete-versions")
    #expect(route(named, .takeover, to: bucketARN("logs")) == "s3-takeover")
  }

  @Test func aBucketIsTakenOverOnceWhateverItsParts() {
    let world = World().bucket("lake").resource(.trainingJob, "a").reading("lake", prefix: "a/")
      .resource(.trainingJob, "b").reading("lake", prefix: "b/")
    let found = Targets(View(world).graph).all().filter { $0.impact == .takeover }
    #expect(found.map(\.id) == [bucketARN("lake")])
    #expect(found[0].reason == "training job a reads it")
  }
}
