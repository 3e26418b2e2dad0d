import Analysis
import AttackGraph
import Environment
import Policy
import Testing

/// What better second factors would close, against analyses of worlds in which people have them.
@Suite("What second factors would close")
struct FactorClosureTests {
  /// amy and zoe have no factor, ben has codes, kim a security key and an access key, tom both a
  /// password and a key that reaches less.
  private static let world = World().bucket("training-data")
    .person("amy").may("s3:GetObject", "s3:PutObject")
    .person("ben", with: .totp).may("s3:GetObject", "s3:PutObject")
    .user("kim").credentials(password: true, keys: 1, factors: [.fido2]).may("s3:GetObject")
    .user("tom").credentials(password: true, keys: 1, factors: []).may("s3:GetObject")
    .may(
      "s3:PutObject", when: [Condition(.null, key: "aws:MultiFactorAuthPresent", values: ["false"])]
    )
    .person("zoe").may("sts:AssumeRole", on: roleARN("ops"))
    .role("ops", trusting: .account(home)).may("s3:GetObject")

  private func result(_ world: World, _ attacker: Attacker = .aitm) -> AnalysisResult {
    View(world.with { $0.settings.attacker = attacker }).analyzer.analyze(limit: 100)
  }

  /// `name impact` of each finding.
  private func findings(_ world: World, _ attacker: Attacker = .aitm) -> Set<String> {
    Set(
      result(world, attacker).findings.map {
        "\($0.start.name) \($0.target.impact?.rawValue ?? "control")"
      })
  }

  private func giving(_ factor: Factor.Kind, to names: Set<String>) -> World {
    Self.world.with { environment in
      for number in environment.users.indices
      where names.contains(environment.users[number].name) {
        environment.users[number].credentials.factors = [Factor(kind: factor, serial: nil)]
      }
    }
  }

  @Test func itIsWhatAnAnalysisWithTheFactorsFinds() throws {
    let before = findings(Self.world)
    let closure = try #require(result(Self.world).factors)
    #expect(closure.findings == before.count && closure.factor == .fido2)
    var named: Set<String> = []
    var left = before.count
    for step in closure.steps {
      named.formUnion(step.people.map(\.name))
      let after = findings(giving(.fido2, to: named))
      #expect(after.count == left - step.closed)
      left = after.count
    }
    #expect(closure.left == left)
    #expect(closure.steps.map(\.before) == [.none, .weak])
    #expect(closure.steps.map { $0.people.map(\.name) } == [["amy", "tom", "zoe"], ["ben"]])
    // tom's key and kim's still read.
    #expect(findings(giving(.fido2, to: named)) == ["kim exfiltrate", "tom exfiltrate"])
  }

  @Test func whoGainsNothingIsNotNamed() {
    let world = World().bucket("training-data").person("amy").may("s3:GetObject").person("idle")
    let people = result(world).factors?.steps.flatMap(\.people).map(\.name)
    #expect(people == ["amy"])
    let key = World().bucket("training-data").user("tom")
      .credentials(password: true, keys: 1, factors: []).may("s3:GetObject")
    #expect(result(key).factors == nil)
  }

  @Test func anyFactorStopsAPhisher() throws {
    let closure = try #require(result(Self.world, .phisher).factors)
    #expect(closure.factor == .totp && closure.steps.map(\.before) == [.none])
    let names = Set(closure.steps[0].people.map(\.name))
    #expect(names == ["amy", "tom", "zoe"])
    let after = findings(giving(.totp, to: names), .phisher)
    #expect(closure.left == after.count)
    #expect(closure.left == 0)
  }

  @Test(arguments: [Attacker.infostealer, .insider, .external])
  func noFactorStopsOthers(_ attacker: Attacker) {
    #expect(result(Self.world, attacker).factors == nil)
  }

  @Test func thePeopleOfIdentityCenterAreCountedToo() throws {
    let world = World().bucket("training-data").permissionSet("Read").may("s3:GetObject")
      .member("zoe").assigning("Read", to: memberARN("zoe"))
      .with { $0.identityCenter.people[0].factors = nil }
    let closure = try #require(result(world).factors)
    #expect(closure.steps.map { $0.people.map(\.id) } == [[memberARN("zoe")]])
    #expect(closure.left == 0)
  }
}
