import Analysis
import AttackGraph
import Environment
import Policy
import Techniques
import Testing

/// Data with a prefix: which grants reach it, and which denials protect it.
struct AssetTests {
  private static let lake = bucketARN("lake")
  private static let train = lake + "/train/"

  /// A job reads `train/`, and an attacker has these statements.
  private func view(_ statements: Statement..., prefix: String = "train/") -> View {
    View(
      World().bucket("lake").resource(.trainingJob, "fit").reading("lake", prefix: prefix)
        .user("eve").inline(statements))
  }

  private func allow(_ keys: String, _ action: String = "s3:GetObject") -> Statement {
    Statement(
      effect: .allow, actions: ActionElement([action]),
      resources: .only([PatternText(Self.lake + "/" + keys)]))
  }

  private func deny(_ keys: String) -> Statement {
    Statement(
      effect: .deny, actions: ActionElement(["s3:*"]),
      resources: .only([PatternText(Self.lake + "/" + keys)]))
  }

  private func path(_ view: View, to target: String = train) -> AttackPath? {
    view.path(from: userARN("eve"), to: target, .exfiltrate)
  }

  @Test(
    "a grant reaches the prefix when it overlaps with it",
    arguments: [
      ("*", true, []), ("train/*", true, []), ("tr*", true, []),
      ("train/2026/*", true, ["the object's key matches train/2026/*"]),
      ("train/a.csv", true, ["the object's key matches train/a.csv"]),
      ("*.csv", true, ["the object's key matches train/*.csv"]),
      ("*/2026/*", true, ["the object's key matches train/*/2026/"]),
      ("trai", false, []), ("training/*", false, []), ("test/*", false, []), ("Train/*", false, []),
      ("x/train/*", false, []),
    ] as [(String, Bool, [String])])
  func overlap(_ keys: String, _ isReached: Bool, _ conditions: [String]) {
    let path = path(view(allow(keys)))
    #expect((path != nil) == isReached)
    if let path {
      #expect(path.isCertain && path.conditions == conditions)
    }
  }

  @Test(
    "a denial protects only what it covers whole",
    arguments: [
      ("*", true), ("train/*", true), ("tr*", true), ("train/2024/*", false), ("*.csv", false),
      ("test/*", false),
    ]) func denial(_ keys: String, _ isProtected: Bool)
  {
    #expect((path(view(allow("*"), deny(keys))) == nil) == isProtected)
    #expect((path(view(allow("train/*"), deny(keys))) == nil) == isProtected)
  }

  @Test func aDenialOfThePrefixLeavesTheBucket() {
    let view = view(allow("*"), deny("train/*"))
    #expect(path(view, to: Self.lake)?.isCertain == true)
    #expect(path(view) == nil)
  }

  @Test func theTargetIsThePrefixAndItsIdSaysSo() throws {
    let targets = Targets(view().graph).all()
    #expect(
      targets.map(\.id) == [Self.train, Self.train, Self.train, Self.lake, administratorID()])
    #expect(targets[0].kind == "aws:s3:prefix" && targets[0].name == "lake/train/")
    #expect(targets[0].reason == "training job fit reads it")
    let whole = Targets(view(prefix: "").graph).all()
    #expect(whole.map(\.id) == [Self.lake, Self.lake, Self.lake, Self.lake, administratorID()])
  }

  @Test func aBucketStandsForAllItsPartsAndForItself() {
    let view = view(allow("train/*"))
    let resolver = StateResolver(view.graph)
    #expect(path(view, to: Self.lake)?.conditions == ["the object's key matches train/*"])
    #expect(resolver.targets(Self.lake, impact: .poison)?.count == 1)
    #expect(resolver.targets(Self.train, impact: .poison)?.count == 1)
    #expect(resolver.targets(bucketARN("none")) == nil)
    #expect(resolver.expand("lake") == Self.lake)
  }

  @Test func prefixesInsideOneAnother() {
    let world = World().bucket("lake").resource(.trainingJob, "wide").reading("lake", prefix: "a/")
      .resource(.trainingJob, "deep").reading("lake", prefix: "a/b/")
      .user("eve").inline(allow("a/c/*")).user("zoe").inline(allow("a/b/*"))
    let view = View(world)
    func reaches(_ user: String, _ prefix: String) -> Bool {
      view.path(from: userARN(user), to: Self.lake + "/" + prefix, .exfiltrate) != nil
    }
    #expect(reaches("eve", "a/") && !reaches("eve", "a/b/"))
    #expect(reaches("zoe", "a/") && reaches("zoe", "a/b/"))
  }

  @Test func oneObjectIsNotAPrefix() {
    func view(_ statements: Statement...) -> View {
      View(
        World().bucket("lake").resource(.trainingJob, "fit").with {
          $0.resources[1].data = [
            DataReference(
              bucket: "lake", prefix: "m/model.tar.gz", isObject: true, use: .model,
              origin: .nowhere)
          ]
        }.user("eve").inline(statements))
    }
    let target = Self.lake + "/m/model.tar.gz"
    #expect(path(view(allow("m/model.tar.gz")), to: target)?.conditions == [])
    #expect(path(view(allow("*.gz")), to: target) != nil)
    #expect(path(view(allow("m/model.tar.gz.sig")), to: target) == nil)
    #expect(path(view(allow("m/*"), deny("m/model.tar.gz")), to: target) == nil)
  }

  @Test func placesOfUsersOfTheirOwn() {
    let own = allow("home/${aws:username}/*")
    let world = World().bucket("lake").resource(.trainingJob, "fit")
      .reading("lake", prefix: "home/eve/").resource(.trainingJob, "all")
      .reading("lake", prefix: "home/").user("eve").inline(own).user("zoe").inline(own)
    let view = View(world)
    func route(_ user: String, _ prefix: String) -> String? {
      view.route(from: userARN(user), to: Self.lake + "/" + prefix, .exfiltrate)
    }
    #expect(route("eve", "home/eve/") == "s3-read" && route("zoe", "home/eve/") == nil)
    #expect(route("eve", "home/") == "s3-read" && route("zoe", "home/") == "s3-read")
  }

  @Test func theBucketsOwnPolicyCountsForItsParts() {
    let grant = Statement(
      effect: .allow, actions: ActionElement(["s3:GetObject"]),
      resources: .only([PatternText(Self.lake + "/train/*")]),
      principals: .only([.aws(userARN("eve"))]))
    let world = World().bucket("lake").saying(grant).resource(.trainingJob, "fit")
      .reading("lake", prefix: "train/").resource(.trainingJob, "test")
      .reading("lake", prefix: "test/").user("eve")
    #expect(path(View(world)) != nil)
    #expect(path(View(world), to: Self.lake + "/test/") == nil)
  }

  @Test func aNameGivesWayToWhatAJobReads() {
    let world = World().bucket("training-data").resource(.trainingJob, "fit")
      .reading("training-data", prefix: "v3/")
    let targets = Targets(View(world).graph).all()
    #expect(
      Set(targets.filter { $0.impact != .takeover }.map(\.name)) == [
        "training-data/v3/", "administrator of \(home)",
      ])
  }

  /// A tag is somebody's word on the whole bucket: what is reached beside the part is told too, and
  /// the bucket is not told again where the part is reached.
  @Test func aTagStandsBesideWhatAJobReads() {
    let world = World().bucket("lake").tagged(["purpose": "training"])
      .resource(.trainingJob, "fit").reading("lake", prefix: "v3/")
      .user("eve").inline(allow("v3/*")).user("zoe").inline(allow("labels/*"))
    let found = View(world).analyzer.analyze(limit: 10).findings
    #expect(
      found.map { "\($0.start.name) \($0.target.name)" }.sorted() == ["eve lake/v3/", "zoe lake"])
    let zoe = found.first { $0.start.name == "zoe" }
    #expect(zoe?.target.reason == "tag purpose=training says training data")
    #expect(zoe?.path.conditions == ["the object's key matches labels/*"])
  }

  @Test func theSettingsNameAPrefix() {
    let world = World().bucket("lake").with { $0.settings.targets = [Self.lake + "/secret/*"] }
    let targets = Targets(View(world).graph).all()
    #expect(targets.first?.id == Self.lake + "/secret/")
    #expect(targets.first?.reason == "named in postern.yaml")
  }

  @Test func manyPlacesOfOneFolderAreOne() {
    var world = World().bucket("lake")
    for number in 0..<40 {
      world = world.resource(.trainingJob, "fit-\(number)")
        .reading("lake", prefix: "jobs/\(number)/input/")
    }
    let view = View(
      world.user("eve").inline(allow("jobs/7/*")).user("zoe").inline(allow("jobs/x/*")))
    let targets = Targets(view.graph).all().filter { $0.impact == .exfiltrate }
    #expect(targets.map(\.id) == [Self.lake + "/jobs/"])
    #expect(targets[0].reason == "training job fit-0 (and 39 more) reads it")
    // Only the objects that are named count, not all of the folder.
    #expect(path(view, to: Self.lake + "/jobs/") != nil)
    #expect(view.path(from: userARN("zoe"), to: Self.lake + "/jobs/", .exfiltrate) == nil)
  }

  @Test func whatIsAskedOnTheBucketCountsForItsParts() throws {
    let file = """
      techniques:
        - id: own-policy
          name: Bucket policy
          sentence: "{from} rewrites the policy of {to}."
          category: data-access
          actor: any
          subject: "aws:s3:bucket"
          needs:
            - {permission: "s3:PutBucketPolicy", on: subject}
          gains: exfiltrate
          effort: 1
          noise: 1
          close: "Allow it to nobody."
      """
    var catalogue = Catalogue()
    catalogue.add(Array(file.utf8), file: "own.yaml")
    #expect(catalogue.diagnostics.isEmpty)
    let world = World().bucket("lake").resource(.trainingJob, "fit")
      .reading("lake", prefix: "train/").user("eve").may("s3:PutBucketPolicy", on: Self.lake)
    let view = View(world, catalogue)
    #expect(view.route(from: userARN("eve"), to: Self.train, .exfiltrate) == "own-policy")
    #expect(view.route(from: userARN("eve"), to: Self.train, .poison) == nil)
  }

  @Test func whoAcceptsABucketAcceptsItsParts() {
    var risk = AcceptedRisk(
      owner: "o", reason: "r", expires: "2030-01-01", end: 1, origin: .nowhere)
    risk.target = Self.lake
    #expect(risk.covers(finding: "f", start: "s", target: Self.train, impact: "poison"))
    #expect(risk.covers(finding: "f", start: "s", target: Self.lake, impact: "poison"))
    #expect(!risk.covers(finding: "f", start: "s", target: Self.lake + "2/x", impact: "poison"))
  }
}
