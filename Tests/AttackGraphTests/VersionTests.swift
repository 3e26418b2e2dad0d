import AttackGraph
import Environment
import Policy
import Testing

/// Policies of which a version that grants more can be put in force; beside the worlds that follow
/// from the definitions.
struct VersionTests {
  private static let data = bucketARN("data")
  private static let old = [statement(.allow, ["s3:GetObject"], [data + "/*"], [])]

  private func world(_ versions: [[Statement]] = [old], on policy: String = "crew") -> World {
    World().bucket("data").user("maya")
      .may("iam:SetDefaultPolicyVersion", on: policyARN(policy))
      .attached("crew", versions: 2, statement(.allow, ["s3:ListAllMyBuckets"], ["*"], []))
      .withVersion(of: "crew", versions)
  }

  private func route(_ world: World) -> String? {
    View(world).route(from: userARN("maya"), to: Self.data, .exfiltrate)
  }

  @Test func givesWhatTheVersionGrantsAndNoMore() {
    #expect(route(world()) == "policy-version-own s3-read")
    #expect(View(world()).route(from: userARN("maya"), to: Self.data, .poison) == nil)
    let less = [statement(.allow, ["s3:ListBucket"], [Self.data], [])]
    #expect(route(world([less])) == nil)
    #expect(route(world(on: "other")) == nil)
  }

  @Test func takesTheVersionInForceAway() {
    // What the version in force denies is allowed by another policy once it is not in force.
    let deny = statement(.deny, ["s3:*"], ["*"], [])
    let world = World().bucket("data").user("maya").may("s3:GetObject", on: Self.data + "/*")
      .may("iam:SetDefaultPolicyVersion", on: policyARN("guard"))
      .attached("guard", versions: 2, deny)
      .withVersion(of: "guard", [[statement(.allow, ["s3:ListAllMyBuckets"], ["*"], [])]])
    #expect(route(world) == "policy-version-own s3-read")
    #expect(
      route(
        World().bucket("data").user("maya").may("s3:GetObject", on: Self.data + "/*")
          .may("iam:SetDefaultPolicyVersion", on: policyARN("guard"))
          .attached("guard", versions: 2, deny)) == nil)
    // And what it allowed is gone.
    let lost = World().bucket("data").user("maya")
      .may("iam:SetDefaultPolicyVersion", on: policyARN("crew"))
      .attached("crew", versions: 2, statement(.allow, ["kms:Decrypt"], ["*"], []))
      .withVersion(of: "crew", [Self.old]).resource(.key, "its").saying(
        granting(.account(home), to: "kms:*", on: "*")
      )
      .with { environment in
        environment.resources[0].encryptionKey = resourceARN(.key, "its")
      }
    #expect(route(lost) == nil)
  }

  @Test func aPolicyOfOnesGroupIsOnesOwn() {
    let world = World().bucket("data").user("maya").group("crew", of: "maya")
      .may("iam:SetDefaultPolicyVersion", on: policyARN("crew"))
      .attached("crew", versions: 2).withVersion(of: "crew", [Self.old])
    #expect(route(world) == "policy-version-own s3-read")
    let stranger = world.with { $0.users[0].groupNames = [] }
    #expect(route(stranger) == nil)
  }

  @Test func aRoleIsSwitchedAndThenAssumed() throws {
    func world(version policy: String, trusted: Bool = true) -> World {
      let role = World().bucket("data").role("runner", trusting: .account(trusted ? home : other))
        .attached("its", versions: 2).withVersion(of: "its", [Self.old])
        .attached("second", versions: 2)
        .withVersion(of: "second", [[statement(.allow, ["s3:PutObject"], ["*"], [])]])
      return role.user("maya").may("sts:AssumeRole", on: roleARN("runner"))
        .may("iam:SetDefaultPolicyVersion", on: policyARN(policy))
    }
    #expect(route(world(version: "its")) == "policy-version-role s3-read")
    #expect(route(world(version: "its", trusted: false)) == nil)
    // A state that another of its policies would give is proven to be out of reach.
    #expect(route(world(version: "second")) == nil)
    let view = View(world(version: "second"))
    #expect(
      view.route(from: userARN("maya"), to: Self.data, .poison) == "policy-version-role s3-write")
  }

  @Test func theHopCitesTheVersion() throws {
    let path = try #require(View(world()).path(from: userARN("maya"), to: Self.data, .exfiltrate))
    #expect(path.hops[0].evidence.map(\.role).sorted() == ["identity", "version"])
    #expect(path.hops[0].evidence.contains { $0.policy == "crew v1" })
  }
}
