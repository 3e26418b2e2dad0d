import Analysis
import AttackGraph
import Environment
import Policy
import Testing

/// Findings: what is found, in which order, how urgent, and under which id.
struct FindingTests {
  private let world = World().bucket("training-data")
    .person("zoe", with: .totp).may("s3:GetObject", "s3:PutObject")
    .person("amy").may("sts:AssumeRole")
    .role("ops", trusting: .account(home)).may("s3:GetObject")

  private func analyze(_ world: World, limit: Int = 100) -> AnalysisResult {
    View(world).analyzer.analyze(limit: limit)
  }

  private func lines(_ result: AnalysisResult) -> [String] {
    result.findings.map { finding in
      let impact = finding.target.impact?.rawValue ?? "control"
      return "\(finding.severity) \(finding.start.name) \(impact) \(finding.path.hops.count)"
    }
  }

  @Test func findingsAreRanked() {
    let result = analyze(world)
    #expect(
      lines(result) == [
        "critical amy exfiltrate 2", "critical zoe exfiltrate 1", "critical zoe poison 1",
        "high zoe destroy 1",
      ])
    #expect(result.reachedPairs == 4)
    #expect(!result.isCut)
  }

  @Test func aLimitIsSaid() {
    let result = analyze(world, limit: 1)
    #expect(result.findings.count == 1)
    #expect(result.reachedPairs == 4)
    #expect(result.isCut)
  }

  @Test func idsAreStable() {
    let ids = analyze(world).findings.map(\.id)
    #expect(Set(ids).count == ids.count)
    // What is added elsewhere, and a better path, change no id.
    let grown = World().bucket("training-data").bucket("bbb").person("aaa").role("aaa")
      .person("zoe", with: .totp).may("s3:GetObject", "s3:PutObject")
      .person("amy").may("sts:AssumeRole", "s3:GetObject")
      .role("ops", trusting: .account(home)).may("s3:GetObject")
    #expect(Set(analyze(grown).findings.map(\.id)) == Set(ids))
    // The same next month: these values are in tickets.
    let id = StableID.of([userARN("amy"), bucketARN("training-data"), "exfiltrate"])
    #expect(analyze(world).findings[0].id == id)
    #expect(StableID.of(["a", "b"]) == "d2b371819297f98a")
    #expect(StableID.of(["a", "b"]) != StableID.of(["ab"]))
    #expect(StableID.of(["a", "b"]) != StableID.of(["b", "a"]))
  }

  @Test func unprovenPairsAreNotCounted() {
    let first = when("aws:SourceVpc", is: "vpc-1")
    let second = when("aws:SourceVpc", is: "vpc-2")
    let world = World().bucket("training-data").person("amy").may("sts:AssumeRole", when: [first])
      .role("ops", trusting: .account(home)).may("s3:GetObject", when: [second])
    let result = analyze(world)
    #expect(result.findings.isEmpty)
    #expect(result.reachedPairs == 0)
  }

  // MARK: Severity

  /// A start of some difficulty: without a factor, with a key, and with nothing known.
  private func start(_ difficulty: Int) throws -> Start {
    let unknown = World().user("u").credentials(password: nil, keys: nil, factors: nil)
    let world = [World().person("p"), World().user("k"), unknown][difficulty - 1]
    return try #require(Starts(View(world).graph).all().first)
  }

  @Test(arguments: [
    (1, Impact.poison, true, 1, 100), (1, .exfiltrate, true, 1, 98), (1, .secret, true, 1, 90),
    (1, .backdoor, true, 1, 100), (1, .destroy, true, 1, 96), (1, .takeover, true, 1, 94),
    (2, .poison, true, 1, 90), (3, .poison, true, 1, 80),
    (1, .poison, false, 1, 83), (1, .poison, true, 3, 92), (1, .poison, true, 6, 80),
    (1, .poison, true, 60, 80), (1, .poison, true, 0, 100),
  ]) func scores(_ difficulty: Int, _ impact: Impact, _ isCertain: Bool, _ hops: Int, _ score: Int)
    throws
  {
    let found = try Severity.score(
      start: start(difficulty), impact: impact, isCertain: isCertain, hops: hops)
    #expect(found == score)
  }

  @Test func controlOfAnAccountWeighsAsMuchAsPoison() throws {
    for impact in [Impact.poison, nil] {
      try #expect(
        Severity.score(start: start(1), impact: impact, isCertain: true, hops: 1) == 100)
    }
  }

  @Test func severityFallsWithCertaintyAndLength() {
    func chain(_ length: Int, when conditions: [Condition] = []) -> World {
      var world = World().bucket("training-data").user("amy")
        .credentials(password: nil, keys: nil, factors: nil)
        .may("sts:AssumeRole", on: roleARN("r1"), when: conditions)
      for number in 1...length {
        world = world.role("r\(number)", trusting: .account(home))
          .may("sts:AssumeRole", on: roleARN("r\(number + 1)"))
      }
      // What keeps versions is not destroyed by overwriting it.
      return world.may("s3:PutObject").with { environment in
        environment.resources[0].state["versioning"] = "Enabled"
      }
    }
    #expect(lines(analyze(chain(1))) == ["high amy poison 2"])
    #expect(lines(analyze(chain(5))) == ["medium amy poison 6"])
    let open = [when("sts:ExternalId", is: "x")]
    #expect(lines(analyze(chain(1, when: open))) == ["medium amy poison 2"])
    #expect(lines(analyze(chain(5, when: open))) == ["low amy poison 6"])
  }

  @Test func aShorterConditionalPathIsKept() throws {
    let world = World().bucket("training-data").person("amy").may("sts:AssumeRole")
      .may("s3:GetObject", when: [when("aws:SourceVpc", is: "vpc-1")])
      .role("ops", trusting: .account(home)).may("s3:GetObject")
    let finding = try #require(analyze(world).findings.first)
    #expect(finding.path.isCertain && finding.path.hops.count == 2)
    #expect(finding.shorter?.hops.count == 1)
    #expect(finding.shorter?.conditions == ["aws:SourceVpc is vpc-1"])
  }

  // MARK: Questions

  @Test func oneQuestionIsAnsweredForTheMostPowerfulSession() throws {
    let analyzer = View(
      World().bucket("data").user("maya").credentials(password: true, keys: 1, factors: [.totp])
        .may("s3:GetObject", when: [withFactor])
    ).analyzer
    let object = bucketARN("data") + "/x"
    let yes = try #require(
      Question(principal: userARN("maya"), action: "s3:GetObject", resource: object)
        .answer(with: analyzer))
    #expect(yes.decision.answer == .allowed)
    #expect(yes.session == .factor)
    let no = Question(principal: userARN("maya"), action: "s3:PutObject", resource: object)
    #expect(no.answer(with: analyzer)?.decision.answer == .denied)
    let nobody = Question(principal: userARN("nobody"), action: "s3:GetObject", resource: object)
    #expect(nobody.answer(with: analyzer) == nil)
  }
}
