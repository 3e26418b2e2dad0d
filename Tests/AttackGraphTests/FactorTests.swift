import AttackGraph
import Environment
import Policy
import Techniques
import Testing

/// A policy that asks for a second factor keeps nobody out who may enrol one.
@Suite("Second factors enrolled and removed")
struct FactorTests {
  private let maya = userARN("maya")
  private let data = bucketARN("data")

  /// Everything but managing one's own factor is denied without one, as AWS documents it.
  private let unlessFactor: Statement = {
    var made = deny(
      when: [
        Condition(.bool, key: "aws:MultiFactorAuthPresent", values: ["false"], ifExists: true)
      ])
    made.actions = ActionElement(
      ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice", "sts:GetSessionToken"],
      isComplement: true)
    return made
  }()

  private func world(_ user: World) -> World {
    user.may("s3:GetObject").inline(unlessFactor).bucket("data")
  }

  @Test func whoMayEnrolAFactorHasOne() {
    let world = world(
      World().user("maya").may(
        "iam:CreateVirtualMFADevice", on: "arn:aws:iam::*:mfa/maya"
      )
      .may("iam:EnableMFADevice", on: "arn:aws:iam::*:user/${aws:username}"))
    #expect(View(world).route(from: maya, to: data, .exfiltrate) == "mfa-enrolled-own s3-read")
  }

  @Test func anotherDeviceServesWhoHasOne() {
    let world = world(
      World().person("maya", with: .totp).credentials(password: false, keys: 1, factors: [.totp])
        .may("iam:CreateVirtualMFADevice", "iam:EnableMFADevice"))
    let view = View(world)
    #expect(view.route(from: maya, to: data, .exfiltrate) == "mfa-enrolled-own s3-read")
    #expect(view.graph.actors.filter { $0.kind == .user(0, .factor) }.count == 1)
  }

  @Test func aFactorIsEnrolledForAGroupThatAsksForOne() {
    func route(_ actions: String...) -> String? {
      let maya = actions.reduce(World().user("maya")) { $0.may($1) }
      let world = maya.group("ops").may("*", when: [withFactor])
      return View(world).route(from: userARN("maya"), to: administratorID())
    }
    let enrol = ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice"]
    #expect(route(enrol[0], enrol[1], "iam:AddUserToGroup")?.contains("mfa-enrolled-own") == true)
    #expect(route(enrol[0], "iam:AddUserToGroup") == nil)
  }

  @Test func aFactorThatNothingAsksForIsNotFollowed() {
    let world = World().user("maya")
      .may("iam:CreateVirtualMFADevice").may("iam:EnableMFADevice")
    #expect(!View(world).graph.actors.contains { $0.kind == .user(0, .factor) })
  }

  @Test func theDeviceAndTheUserAreBothAsked() {
    for action in ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice"] {
      let world = world(World().user("maya").may(action))
      #expect(View(world).route(from: maya, to: data, .exfiltrate) == nil)
    }
    let others = world(
      World().user("maya").may("iam:CreateVirtualMFADevice")
        .may("iam:EnableMFADevice", on: userARN("bob")))
    #expect(View(others).route(from: maya, to: data, .exfiltrate) == nil)
  }

  @Test func aFactorThatIsNotKnownStaysOpen() throws {
    let world = World().user("maya").may("iam:DeactivateMFADevice", "iam:UpdateLoginProfile")
      .user("bob").credentials(password: true, keys: 0, factors: nil).may("*")
    let techniques = [builtIn.technique("mfa-removed-password-reset")].compactMap(\.self)
    let path = try #require(
      View(world, techniques).path(from: maya, to: administratorID()))
    #expect(path.conditions == ["bob has a second factor"])
  }
}
