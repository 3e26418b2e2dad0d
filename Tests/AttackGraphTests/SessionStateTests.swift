import Analysis
import AttackGraph
import Environment
import Policy
import Testing

/// What a session says of a second factor, by how it was opened, and what each way to ask for one
/// makes of it.
@Suite("Second factors as state")
struct SessionStateTests {
  private let data = bucketARN("data")

  /// How a policy asks.
  enum Ask: String, CaseIterable, Sendable {
    case bool = "Bool true"
    case boolIfExists = "BoolIfExists true"
    case present = "Null false"
    case absent = "Null true"
    case recent = "Age below 3600"
    case recentIfExists = "Age below 3600 if exists"

    var test: Condition {
      let (factor, age) = ("aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge")
      return switch self {
      case .bool: Condition(.bool, key: factor, values: ["true"])
      case .boolIfExists: Condition(.bool, key: factor, values: ["true"], ifExists: true)
      case .present: Condition(.null, key: factor, values: ["false"])
      case .absent: Condition(.null, key: factor, values: ["true"])
      case .recent: Condition(.numericLessThan, key: age, values: ["3600"])
      case .recentIfExists:
        Condition(.numericLessThan, key: age, values: ["3600"], ifExists: true)
      }
    }
  }

  private let key = World().user("maya")
  private let console = World().person("maya")
  private let factor = World().person("maya", with: .totp)
  private let unknown = World().user("maya").credentials(password: true, keys: 0, factors: nil)

  private func reaches(_ user: World, _ ask: Ask) -> String? {
    View(user.may("s3:GetObject", when: [ask.test]).bucket("data"))
      .route(from: userARN("maya"), to: data, .exfiltrate)
  }

  @Test(arguments: Ask.allCases) func byKeyTheKeysAreAbsent(_ ask: Ask) {
    let holds: Set<Ask> = [.boolIfExists, .absent, .recentIfExists]
    #expect((reaches(key, ask) == "s3-read") == holds.contains(ask))
  }

  @Test(arguments: Ask.allCases) func atTheConsoleWithoutAFactorItIsFalse(_ ask: Ask) {
    let holds: Set<Ask> = [.present, .recentIfExists]
    #expect((reaches(console, ask) == "s3-read") == holds.contains(ask))
  }

  @Test(arguments: Ask.allCases) func withAFactorItIsTrueAndAsYoungAsTheAttackerLikes(_ ask: Ask) {
    #expect((reaches(factor, ask) == "s3-read") == (ask != .absent))
  }

  @Test(arguments: Ask.allCases) func whereNothingTellsItStaysOpen(_ ask: Ask) {
    #expect(reaches(unknown, ask) == "s3-read?")
  }

  @Test func aFactorOfLongAgoIsTheAttackersChoiceToo() {
    let old = Condition(.numericGreaterThan, key: "aws:MultiFactorAuthAge", values: ["86400"])
    let world = factor.may("s3:GetObject", when: [old]).bucket("data")
    #expect(View(world).route(from: userARN("maya"), to: data, .exfiltrate) == "s3-read")
  }

  // MARK: Roles

  /// maya, who may assume a role whose trust asks for something, and the role, which asks again.
  private func chain(_ user: World, trust: [Condition], role: [Condition]) -> String? {
    let world = user.may("sts:AssumeRole").role("ops").trusting([.account(home)], when: trust)
      .may("s3:GetObject", when: role).bucket("data")
    return View(world).route(from: userARN("maya"), to: data, .exfiltrate)
  }

  @Test func theTrustSeesTheCallersFactor() {
    #expect(chain(factor, trust: [withFactor], role: []) == "sts-001 s3-read")
    #expect(chain(console, trust: [withFactor], role: []) == nil)
    #expect(chain(key, trust: [withFactor], role: []) == nil)
  }

  @Test(arguments: Ask.allCases) func theSessionOfARoleSaysNothingOfAFactor(_ ask: Ask) {
    let holds: Set<Ask> = [.boolIfExists, .absent, .recentIfExists]
    let expected = holds.contains(ask) ? "sts-001 s3-read" : nil
    #expect(chain(factor, trust: [withFactor], role: [ask.test]) == expected)
  }

  @Test func aDenyWithoutAFactorBindsRolesWhereAnAbsentKeyCounts() {
    func denied(_ ifExists: Bool) -> String? {
      let test = Condition(
        .bool, key: "aws:MultiFactorAuthPresent", values: ["false"], ifExists: ifExists)
      let world = factor.may("sts:AssumeRole").role("ops", trusting: .account(home))
        .may("s3:GetObject").mayNot("*", when: [test]).bucket("data")
      return View(world).route(from: userARN("maya"), to: data, .exfiltrate)
    }
    #expect(denied(true) == nil)
    #expect(denied(false) == "sts-001 s3-read")
  }

  @Test func aChainedRoleHasNoFactorForTheNextTrust() {
    func world(_ test: [Condition]) -> String? {
      let world = factor.may("sts:AssumeRole", on: roleARN("first"))
        .role("first", trusting: .account(home)).may("sts:AssumeRole")
        .role("second").trusting([.aws(roleARN("first"))], when: test)
      return View(world).route(from: userARN("maya"), to: roleARN("second"))
    }
    #expect(world([]) == "sts-001 sts-001")
    #expect(world([withFactor]) == nil)
  }

  // MARK: Keys of users who have a device

  @Test func aStolenKeyHasNotTheDevice() {
    let world = World().user("maya").credentials(password: false, keys: 1, factors: [.totp])
      .may("s3:GetObject", when: [withFactor]).bucket("data")
    #expect(View(world).route(from: userARN("maya"), to: data, .exfiltrate) == nil)
  }

  private func enrolling(_ user: World, denying actions: String...) -> String? {
    var world = user.may("iam:CreateVirtualMFADevice", "iam:EnableMFADevice")
      .may("s3:GetObject", when: [withFactor]).bucket("data")
    // The chain is about the bucket by now.
    world = world.with { environment in
      for action in actions {
        environment.users[0].inlinePolicies.append(
          PolicyDocument(kind: .inline, name: "deny", statements: [deny(action)]))
      }
    }
    return View(world).route(from: userARN("maya"), to: data, .exfiltrate)
  }

  @Test func aDenyOfGetSessionTokenKeepsAKeyFromAFactor() {
    #expect(enrolling(key) == "mfa-enrolled-own s3-read")
    #expect(enrolling(key, denying: "sts:GetSessionToken") == nil)
    #expect(enrolling(key, denying: "sts:GetFederationToken") == "mfa-enrolled-own s3-read")
    // At the console the user signs in again.
    #expect(enrolling(console, denying: "sts:GetSessionToken") == "mfa-enrolled-own s3-read")
  }

  @Test func resynchronisingADeviceGivesNothing() {
    let world = key.may("iam:ResyncMFADevice").may("s3:GetObject", when: [withFactor])
      .bucket("data")
    #expect(View(world).route(from: userARN("maya"), to: data, .exfiltrate) == nil)
  }
}
