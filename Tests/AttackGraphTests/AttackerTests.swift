import Analysis
import AttackGraph
import Documents
import Environment
import Foundation
import Policy
import Testing

/// Which ways to take an identity are whose, at what cost, and which are not used.
@Suite("Attackers")
struct AttackerTests {
  private func starts(_ world: World, _ attacker: Attacker?) -> [Start] {
    Starts(View(world.with { $0.settings.attacker = attacker }).graph).all()
  }

  /// `cost kind, …` of the only start; empty without one.
  private func ways(_ world: World, _ attacker: Attacker) -> String {
    starts(world, attacker).flatMap(\.ways).map { "\($0.cost) \($0.kind.rawValue)" }
      .joined(separator: ", ")
  }

  @Test(arguments: [
    (Attacker.phisher, "1 password"), (.aitm, "1 password"), (.infostealer, "1 password"),
    (.insider, "1 password"), (.external, ""),
  ]) func aPasswordAlone(_ attacker: Attacker, _ expected: String) {
    #expect(ways(World().person("maya"), attacker) == expected)
  }

  @Test(arguments: [
    (Attacker.phisher, ""), (.aitm, "2 relayed-factor"), (.infostealer, "2 relayed-factor"),
    (.insider, "1 relayed-factor"), (.external, ""),
  ]) func aCode(_ attacker: Attacker, _ expected: String) {
    #expect(ways(World().person("maya", with: .totp), attacker) == expected)
    #expect(ways(World().person("maya", with: .fido2, .push), attacker) == expected)
  }

  @Test(arguments: [
    (Attacker.phisher, ""), (.aitm, ""), (.infostealer, "2 security-key"),
    (.insider, "1 security-key"), (.external, ""),
  ]) func aSecurityKeyAlone(_ attacker: Attacker, _ expected: String) {
    #expect(ways(World().person("maya", with: .fido2), attacker) == expected)
  }

  @Test(arguments: [
    (Attacker.phisher, ""), (.aitm, "2 access-key"), (.infostealer, "1 access-key"),
    (.insider, "1 access-key"), (.external, ""),
  ]) func anAccessKey(_ attacker: Attacker, _ expected: String) {
    #expect(ways(World().user("bot"), attacker) == expected)
  }

  @Test(arguments: [
    (Attacker.phisher, "2 unknown-factor"), (.aitm, "2 unknown-factor"),
    (.infostealer, "2 unknown-factor"), (.insider, "1 unknown-factor"), (.external, ""),
  ]) func aFactorThatIsNotKnown(_ attacker: Attacker, _ expected: String) {
    let world = World().user("maya").credentials(password: true, keys: 0, factors: nil)
    #expect(ways(world, attacker) == expected)
    #expect(starts(world, attacker).allSatisfy { !$0.isKnown })
  }

  @Test func theUsualAttackerSitsInTheMiddle() {
    let world = World().person("maya", with: .totp)
    #expect(starts(world, nil).map(\.difficulty) == starts(world, .aitm).map(\.difficulty))
    #expect(starts(world, nil).count == 1)
  }

  @Test func theStolenSessionHasTheFactor() {
    let world = World().person("maya", with: .fido2).may("s3:GetObject", when: [withFactor])
      .bucket("training-data").with { $0.settings.attacker = .infostealer }
    #expect(View(world).analyzer.analyze(limit: 9).findings.map(\.start.name) == ["maya"])
  }

  // MARK: Use

  private static let asOf = 1_772_323_200.0

  private func used(
    _ last: Double?, changed: Double? = 800, report: Bool = true, asOf: Double? = asOf
  ) -> Start? {
    let time = { (days: Double?) in days.map { Self.asOf - $0 * 86_400 } }
    let world = World().person("maya").with {
      $0.asOf = asOf
      $0.users[0].credentials.knowsUse = report
      $0.users[0].credentials.passwordLastUsed = time(last)
      $0.users[0].credentials.passwordChanged = time(changed)
    }
    return starts(world, .aitm).first
  }

  @Test func aPasswordOfLongAgoIsInactive() {
    #expect(used(91)?.isInactive == true && used(90)?.isInactive == false)
    #expect(used(91)?.reason == "password without a second factor (not used for 91 days)")
    #expect(used(90)?.reason == "password without a second factor")
    #expect(used(nil)?.reason == "password without a second factor (never used)")
    #expect(used(nil)?.isInactive == true)
  }

  @Test func whoDoesNotSignInLeavesNoSession() {
    func world(_ days: Double) -> World {
      World().person("maya", with: .fido2).with {
        $0.asOf = Self.asOf
        $0.users[0].credentials.knowsUse = true
        $0.users[0].credentials.passwordLastUsed = Self.asOf - days * 86_400
      }
    }
    #expect(starts(world(3), .infostealer).count == 1)
    #expect(starts(world(300), .infostealer).isEmpty)
    #expect(starts(world(300), .insider).count == 1)
  }

  @Test func whatIsNewOrNotToldIsNotInactive() {
    #expect(used(nil, changed: 3)?.isInactive == false)
    #expect(used(nil, report: false)?.isInactive == false)
    #expect(used(400, asOf: nil)?.isInactive == false)
  }

  private func key(created: Double, used: Double?, report: Bool = true) -> Start? {
    let time = { (days: Double?) in days.map { Self.asOf - $0 * 86_400 } }
    let world = World().user("bot").with {
      $0.asOf = Self.asOf
      $0.users[0].credentials.knowsUse = report
      $0.users[0].credentials.accessKeys = [
        AccessKey(isActive: true, created: time(created), lastUsed: time(used))
      ]
    }
    return starts(world, .aitm).first
  }

  @Test func aKeyTellsItsAgeAndUse() {
    let words = { (text: String) in "active access key (a session without a second factor; \(text))"
    }
    #expect(key(created: 400, used: 3)?.reason == words("400 days old, used 3 days ago"))
    #expect(key(created: 400, used: 3)?.isInactive == false)
    #expect(key(created: 400, used: 120)?.isInactive == true)
    #expect(key(created: 400, used: nil)?.reason == words("400 days old, never used"))
    #expect(key(created: 400, used: nil)?.isInactive == true)
    #expect(key(created: 4, used: nil)?.isInactive == false)
    #expect(key(created: 400, used: nil, report: false)?.reason == words("400 days old"))
    #expect(key(created: 400, used: nil, report: false)?.isInactive == false)
  }

  @Test func oneThatIsUsedKeepsTheStartActive() {
    let world = World().user("maya").credentials(password: true, keys: 1, factors: []).with {
      $0.asOf = Self.asOf
      $0.users[0].credentials.knowsUse = true
    }
    let start = starts(world, .aitm).first
    // The key is of no known age.
    #expect(start?.ways.map(\.isInactive) == [true, false])
    #expect(start?.isInactive == false)
  }

  // MARK: Root

  private func root(
    password: Bool? = nil, factor: Factor.Kind? = nil, keys: Int = 0, used: Double? = nil,
    _ attacker: Attacker = .aitm, report: Bool = true
  ) -> Start? {
    let world = World().role("ops").with {
      var credentials = Credentials()
      credentials.hasPassword = password
      credentials.factors = factor.map { [Factor(kind: $0, serial: nil)] } ?? []
      credentials.accessKeys = (0..<keys).map { _ in
        AccessKey(isActive: true, created: nil, lastUsed: nil)
      }
      credentials.knowsUse = report
      credentials.passwordLastUsed = used.map { Self.asOf - $0 * 86_400 }
      $0.asOf = Self.asOf
      $0.accounts[home]?.root = credentials
    }
    return starts(world, attacker).first { $0.id == "arn:aws:iam::\(home):root" }
  }

  @Test func aRootUserWithoutAFactorIsAStart() throws {
    let start = try #require(root(password: true, used: 1))
    #expect(start.reason == "root user: password without a second factor")
    #expect(start.difficulty == 2 && start.isKnown)
    let older = try #require(root())
    #expect(
      older.reason
        == "root user: no second factor; whether there is a password is not in the snapshot")
    #expect(!older.isKnown)
    #expect(root(password: true, used: 1, .external) == nil)
    #expect(root(password: false) == nil)
  }

  @Test func aRootUserWithAFactorIsOneOnlyWhereItIsUsed() {
    #expect(root(password: true, factor: .totp, used: 5)?.difficulty == 3)
    #expect(root(password: true, factor: .totp, used: 200) == nil)
    #expect(root(password: true, factor: .totp) == nil)
    #expect(root(password: true, factor: .fido2, used: 5) == nil)
    #expect(root(password: true, factor: .fido2, used: 5, .infostealer)?.difficulty == 3)
  }

  @Test func theKeyOfARootUserIsOneWhateverTheFactor() {
    #expect(root(password: true, factor: .totp, keys: 1)?.ways.map(\.kind) == [.accessKey])
    let counted = root(password: true, factor: .totp, keys: 1, report: false)
    #expect(
      counted?.reason == "root user: access key, of which it is not told whether it works")
    #expect(counted?.isKnown == false)
  }

  @Test func whoIsTheRootUserControlsTheAccount() {
    let world = World().role("ops").bucket("training-data").with {
      var credentials = Credentials()
      credentials.hasPassword = true
      credentials.factors = []
      $0.accounts[home]?.root = credentials
    }
    let view = View(world)
    let root = "arn:aws:iam::\(home):root"
    #expect(view.path(from: root, to: administratorID()) != nil)
    #expect(view.path(from: root, to: bucketARN("training-data"), .exfiltrate) != nil)
    let capped = World().capped(by: [allowAllBut("s3:*")]).bucket("training-data").with {
      var credentials = Credentials()
      credentials.hasPassword = true
      credentials.factors = []
      $0.accounts[home]?.root = credentials
    }
    #expect(View(capped).path(from: root, to: bucketARN("training-data"), .exfiltrate) == nil)
  }
}
