import Analysis
import AttackGraph
import Environment
import Policy
import Testing

/// Which of several paths is shown, and that it is always the same.
struct PathTests {
  let maya = userARN("maya")
  let ops = roleARN("ops")
  let vpc = when("aws:SourceVpc", is: "vpc-1")

  @Test func aShorterConditionalPathIsShownBesideACertainOne() throws {
    let world = World().user("maya").may("sts:AssumeRole", on: ops, when: [vpc])
      .may("sts:AssumeRole", on: roleARN("step"))
      .role("step", trusting: .account(home)).may("sts:AssumeRole", on: ops)
      .role("ops", trusting: .account(home))
    let view = View(world)
    let found = try #require(view.best(from: maya, to: ops))
    #expect(view.route(found.best) == "sts-001 sts-001")
    #expect(found.shorter.map { view.route($0) } == "sts-001?")
  }

  @Test func aShorterCertainPathIsAlone() throws {
    let world = World().user("maya").may("sts:AssumeRole")
      .role("ops", trusting: .account(home)).role("step", trusting: .account(home))
      .may("sts:AssumeRole", when: [vpc])
    let view = View(world)
    let found = try #require(view.best(from: maya, to: ops))
    #expect(view.route(found.best) == "sts-001")
    #expect(found.shorter == nil)
  }

  /// maya → step → ops, each only from some network.
  private func twoNetworks(_ first: Condition, _ second: Condition) -> World {
    World().user("maya").may("sts:AssumeRole", on: roleARN("step"), when: [first])
      .role("step", trusting: .account(home)).may("sts:AssumeRole", on: ops, when: [second])
      .role("ops", trusting: .account(home))
  }

  @Test func contradictingConditionsDropAPath() {
    let elsewhere = when("aws:SourceVpc", is: "vpc-2")
    #expect(View(twoNetworks(vpc, vpc)).route(from: maya, to: ops) == "sts-001? sts-001?")
    #expect(View(twoNetworks(vpc, elsewhere)).route(from: maya, to: ops) == nil)
    let either = when("aws:SourceVpc", is: "vpc-2", "vpc-1")
    #expect(View(twoNetworks(vpc, either)).route(from: maya, to: ops) == "sts-001? sts-001?")
  }

  @Test func eachRequestHasItsOwnExternalID() {
    let world = twoNetworks(when("sts:ExternalId", is: "a"), when("sts:ExternalId", is: "b"))
    #expect(View(world).route(from: maya, to: ops) == "sts-001? sts-001?")
  }

  @Test func alternativesDoNotContradict() {
    let world = World().user("maya").may("sts:AssumeRole", on: ops, when: [vpc])
      .may("sts:AssumeRole", on: ops, when: [when("aws:SourceVpc", is: "vpc-2")])
      .role("ops", trusting: .account(home))
    #expect(View(world).route(from: maya, to: ops) == "sts-001?")
  }

  @Test func aDroppedPathMakesWayForALongerOne() {
    let elsewhere = when("aws:SourceVpc", is: "vpc-2")
    let world = twoNetworks(vpc, elsewhere).user("maya2")
      .role("side", trusting: .account(home)).may("sts:AssumeRole", on: roleARN("last"))
      .role("last", trusting: .account(home)).may("sts:AssumeRole", on: ops)
      .with {
        $0.users[0].inlinePolicies.append(
          PolicyDocument(
            kind: .inline, name: "side", statements: [allow("sts:AssumeRole", on: roleARN("side"))])
        )
      }
    #expect(View(world).route(from: maya, to: ops) == "sts-001 sts-001 sts-001")
  }

  @Test func buildingTwiceGivesTheSame() {
    for seed in UInt64(0)..<20 {
      var generator = EnvironmentGenerator(seed: seed)
      let environment = generator.environment()
      let first = summary(environment)
      #expect(first == summary(environment))
    }
  }

  private func summary(_ environment: Environment) -> [String] {
    let result = Analyzer(environment: environment, catalogue: builtIn).analyze(limit: 1000)
    return result.findings.map { finding in
      let hops = finding.path.hops.map {
        "\($0.from) \($0.to) \($0.technique) \($0.answer) \($0.conditions)"
      }
      return "\(finding.id) \(finding.severity) \(hops) \(finding.shorter?.hops.count ?? 0)"
    }
  }
}
