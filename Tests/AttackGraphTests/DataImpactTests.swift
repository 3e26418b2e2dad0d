import AttackGraph
import Environment
import Policy
import Testing

/// Reading, overwriting and answering: each with one thing taken away.
struct DataImpactTests {
  private let maya = userARN("maya")
  private let data = bucketARN("training-data")

  private func route(_ world: World, _ impact: Impact, to target: String? = nil) -> String? {
    View(world).route(from: maya, to: target ?? data, impact)
  }

  private func world(_ statements: Statement..., versioning: String? = nil) -> World {
    World().user("maya").inline(statements).bucket("training-data")
      .state(versioning.map { ["versioning": $0] } ?? [:])
  }

  @Test func objectsAreRead() {
    #expect(route(world(allow("s3:GetObject")), .exfiltrate) == "s3-read")
  }

  @Test func namesAndOtherBucketsAreNoData() {
    #expect(route(world(allow("s3:ListBucket", "s3:HeadBucket")), .exfiltrate) == nil)
    let logs = bucketARN("logs") + "/*"
    #expect(route(world(allow("s3:GetObject", on: logs)), .exfiltrate) == nil)
    #expect(route(world(allow("s3:GetObject")), .poison) == nil)
  }

  private let versions = allow("s3:ListBucketVersions", "s3:GetObjectVersion")

  @Test func earlierVersionsAreRead() {
    for state in ["Enabled", "Suspended"] {
      #expect(route(world(versions, versioning: state), .exfiltrate) == "s3-versions")
    }
  }

  @Test func withoutVersionsOrTheirNamesNoneAreRead() {
    #expect(route(world(versions, versioning: "none"), .exfiltrate) == nil)
    let unnamed = world(allow("s3:GetObjectVersion"), versioning: "Enabled")
    #expect(route(unnamed, .exfiltrate) == nil)
  }

  @Test func objectsAreOverwritten() {
    #expect(route(world(allow("s3:PutObject")), .poison) == "s3-write")
  }

  @Test func aDeniedOrOtherPrefixIsNotOverwritten() {
    let train = data + "/train/"
    func poison(_ statements: Statement...) -> String? {
      let world = World().user("maya").inline(statements).bucket("training-data")
        .resource(.trainingJob, "fit").reading("training-data", prefix: "train/")
      return route(world, .poison, to: train)
    }
    let all = allow("s3:PutObject", on: data + "/*")
    #expect(poison(allow("s3:PutObject", on: train + "*")) == "s3-write")
    #expect(poison(allow("s3:PutObject", on: data + "/test/*")) == nil)
    #expect(poison(all) == "s3-write")
    #expect(poison(all, deny("s3:PutObject", on: train + "*")) == nil)
  }

  /// An endpoint that loads one of two models.
  private func endpoint(_ loaded: String) -> View {
    View(
      World().bucket("models").role("runner").resource(.endpoint, "live", runningAs: "runner")
        .loadingModel(loaded).resource(.endpoint, "other", runningAs: "runner")
        .loadingModel("m/model.tar.gz"))
  }

  @Test func anotherEndpointDoesNotAnswer() {
    let model = bucketARN("models") + "/m/model.tar.gz"
    let live = resourceARN(.endpoint, "live")
    #expect(endpoint("m/model.tar.gz").route(from: live, to: model, .backdoor) == "serves")
    #expect(endpoint("n/model.tar.gz").route(from: live, to: model, .backdoor) == nil)
  }
}

extension World {
  /// Lets the last resource load a model of the bucket `models`.
  fileprivate func loadingModel(_ key: String) -> World {
    with { environment in
      let number = environment.resources.count - 1
      environment.resources[number].data = [
        DataReference(
          bucket: "models", prefix: key, isObject: true, use: .model, origin: .nowhere)
      ]
    }
  }
}
