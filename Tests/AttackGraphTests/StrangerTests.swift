import Analysis
import AttackGraph
import Environment
import Policy
import Testing

/// Buckets that are open to the public are one hop from anyone.
struct StrangerTests {
  private let data = bucketARN("training-data")

  /// A bucket with one statement for everyone.
  private func world(
    _ action: String = "s3:GetObject", _ principal: PrincipalName = .everyone,
    on keys: String = "*", when conditions: [Condition] = []
  ) -> World {
    World().bucket("training-data").saying(
      granting(principal, to: action, on: data + "/" + keys, when: conditions))
  }

  private func route(
    _ world: World, _ impact: Impact = .exfiltrate, from stranger: Stranger = .anyone
  ) -> String? {
    View(world).route(from: stranger.id, to: data, impact)
  }

  @Test func anyoneReadsAPublicBucket() throws {
    let result = View(world()).analyzer.analyze(limit: 10)
    let finding = try #require(result.findings.first)
    #expect(finding.start.id == "anyone" && finding.start.difficulty == 1)
    #expect(finding.start.name == "anyone without credentials")
    #expect(finding.target.impact == .exfiltrate && finding.path.isCertain)
    #expect(finding.path.hops.map(\.evidence.count) == [1])
    #expect(result.starts.map(\.id) == ["anyone"])
  }

  @Test func whatAnyoneCanDoIsNoFindingOfOthers() throws {
    let open = world().person("maya").may("s3:GetObject", "s3:PutObject")
    let result = View(open).analyzer.analyze(limit: 10)
    let told = result.findings.map { "\($0.start.name) \($0.target.impact?.rawValue ?? "")" }
    #expect(
      Set(told) == ["anyone without credentials exfiltrate", "maya poison", "maya destroy"])
    #expect(result.findings.map(\.others) == [1, 0, 0] && result.reachedPairs == 3)
  }

  @Test func whoGetsThereSoonerOrWhereAnyoneMayNotIsAFinding() {
    func told(_ world: World) -> Set<String> {
      Set(View(world).analyzer.analyze(limit: 10).findings.map(\.start.name))
    }
    let office = Condition(.ipAddress, key: "aws:SourceIp", values: ["203.0.113.0/24"])
    let half = world(when: [office]).person("maya").may("s3:GetObject")
    #expect(told(half).contains("maya"))
    // Any account takes the role first; maya reads at once.
    let role = World().role("demo", trusting: .everyAWS).may("s3:GetObject")
      .bucket("training-data").person("maya").may("s3:GetObject")
    #expect(told(role) == ["any identity of any AWS account", "maya"])
    let both = World().role("demo", trusting: .everyAWS).may("s3:GetObject")
      .bucket("training-data").person("maya").may("sts:AssumeRole", on: roleARN("demo"))
    #expect(told(both) == ["any identity of any AWS account"])
  }

  @Test func anyoneWritesWhereThatIsOpen() {
    #expect(route(world("s3:PutObject"), .poison) == "public")
    #expect(route(world("s3:PutObject")) == nil)
  }

  @Test func blockedPublicAccessIsNone() {
    let blocked = world().settings { $0.restrictPublicBuckets = true }
    #expect(route(blocked) == nil)
    #expect(View(blocked).analyzer.analyze(limit: 10).starts.isEmpty)
  }

  @Test func conditionsLeaveItOpenOrNot() {
    let office = Condition(.ipAddress, key: "aws:SourceIp", values: ["203.0.113.0/24"])
    #expect(route(world(when: [office])) == "public?")
    let own = when("aws:PrincipalOrgID", is: "o-own")
    #expect(route(world(when: [own])) == nil)
    #expect(route(world(when: [own]), from: .anyIdentity) == nil)
  }

  @Test func aDenialAndAKeyStandInTheWay() {
    let denied = world().adding(
      granting(.everyone, to: "s3:GetObject", on: data + "/*", effect: .deny))
    #expect(route(denied) == nil)
    #expect(route(world().encrypted(by: "alias/aws/s3")) == nil)
    let key = resourceARN(.key, "k1")
    let keyed = world().encrypted(by: key).resource(.key, "k1")
      .saying(granting(.everyone, to: "kms:Decrypt", on: "*"))
    #expect(route(keyed) == nil)
    #expect(route(keyed, from: .anyIdentity) == "public")
  }

  @Test func aPartOfTheBucketIsSaid() throws {
    let path = try #require(
      View(world(on: "open/*")).path(from: "anyone", to: data, .exfiltrate))
    #expect(path.conditions == ["the object's key matches open/*"])
  }

  @Test func listsLetInGroups() {
    func listed(_ group: String, _ ignores: Bool = false) -> World {
      World().bucket("training-data").settings {
        $0.grants = [.init(grantee: group, permission: "WRITE", isOnBucket: true)]
        $0.ignorePublicACLs = ignores
      }
    }
    #expect(route(listed("AllUsers"), .poison) == "public")
    #expect(route(listed("AllUsers", true), .poison) == nil)
    #expect(route(listed("AuthenticatedUsers"), .poison) == nil)
    #expect(route(listed("AuthenticatedUsers"), .poison, from: .anyIdentity) == "public")
  }
}
