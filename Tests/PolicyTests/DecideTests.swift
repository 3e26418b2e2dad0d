import Policy
import Testing

/// Requests with keys that nobody knows, or that the attacker writes.
struct DecideTests {
  private let tagged = Condition(.stringEquals, key: "aws:RequestTag/team", values: ["red"])
  private let inside = Condition(.ipAddress, key: "aws:SourceIp", values: ["10.0.0.0/8"])

  private func answer(_ statements: Statement..., context: [String: KeyState] = [:]) -> Answer {
    let inputs = PolicyInputs(
      identity: [PolicyDocument(kind: .inline, name: "p", statements: statements)])
    return PolicyTests.answer(
      ann, "s3:ListBucket", bucket, inputs, context: context, world: .open)
  }

  @Test func aFactDecides() {
    let inside = self.inside
    #expect(
      answer(
        statement(.allow, "s3:*", when: [inside]),
        context: ["aws:sourceip": .values(["10.1.2.3"])]) == .allowed)
    #expect(
      answer(
        statement(.allow, "s3:*", when: [inside]),
        context: ["aws:sourceip": .values(["11.1.2.3"])]) == .denied)
  }

  @Test func anUnknownKeyMakesItConditional() {
    #expect(answer(statement(.allow, "s3:*", when: [inside])) == .conditional)
    #expect(
      answer(statement(.allow, "s3:*"), statement(.deny, "s3:*", when: [inside])) == .conditional)
    #expect(
      answer(statement(.allow, "s3:*"), statement(.allow, "s3:*", when: [inside])) == .allowed)
    #expect(answer(statement(.deny, "s3:*", when: [inside])) == .denied)
  }

  @Test func oneUnknownValueServesAllStatements() {
    #expect(
      answer(
        statement(.allow, "s3:*", when: [inside]), statement(.deny, "s3:*", when: [inside]))
        == .denied)
    let outside = Condition(.notIPAddress, key: "aws:SourceIp", values: ["10.0.0.0/8"])
    #expect(
      answer(
        statement(.allow, "s3:*", when: [inside]), statement(.allow, "s3:*", when: [outside]))
        == .allowed)
  }

  @Test func theAttackerChoosesWhatItWrites() {
    #expect(answer(statement(.allow, "s3:*", when: [tagged])) == .allowed)
    #expect(
      answer(statement(.allow, "s3:*"), statement(.deny, "s3:*", when: [tagged])) == .allowed)
  }

  @Test func theAttackerChoosesOneValueForAllStatements() {
    #expect(
      answer(
        statement(.allow, "s3:*", when: [tagged]), statement(.deny, "s3:*", when: [tagged]))
        == .denied)
    let untagged = Condition(.null, key: "aws:RequestTag/team", values: ["true"])
    #expect(
      answer(
        statement(.allow, "s3:*", when: [untagged]), statement(.deny, "s3:*", when: [tagged]))
        == .allowed)
  }

  @Test func theAttackerChoosesKnowingWhatIsUnknownHere() {
    let outside = Condition(.notIPAddress, key: "aws:SourceIp", values: ["10.0.0.0/8"])
    let untagged = Condition(.stringNotEquals, key: "aws:RequestTag/team", values: ["red"])
    #expect(
      answer(
        statement(.allow, "s3:*", when: [inside, tagged]),
        statement(.allow, "s3:*", when: [outside, untagged])) == .allowed)
  }

  @Test func anAddressBetweenTwoRangesIsTried() {
    let hole = Condition(.ipAddress, key: "aws:SourceIp", values: ["10.0.0.0/16"])
    #expect(
      answer(
        statement(.allow, "s3:*", when: [inside]), statement(.deny, "s3:*", when: [hole]))
        == .conditional)
    let all = Condition(.ipAddress, key: "aws:SourceIp", values: ["0.0.0.0/0", "::/0"])
    let lower = Condition(.ipAddress, key: "aws:SourceIp", values: ["0.0.0.0/1", "::/1"])
    let upper = Condition(.ipAddress, key: "aws:SourceIp", values: ["128.0.0.0/1"])
    #expect(
      answer(
        statement(.allow, "s3:*", when: [all]), statement(.deny, "s3:*", when: [lower]),
        statement(.deny, "s3:*", when: [upper])) == .conditional)
  }

  @Test func aValueThatTwoPatternsMatchIsTried() {
    func like(_ text: String) -> Condition {
      Condition(.stringLike, key: "token:sub", values: [text])
    }
    #expect(
      answer(
        statement(.allow, "s3:*", when: [like("repo:org/*"), like("*:main")])) == .conditional)
    #expect(
      answer(statement(.allow, "s3:*", when: [like("repo:org/*"), like("repo:?ther/*")]))
        == .denied)
    let branch = Condition(.stringNotLike, key: "token:sub", values: ["*:ref:main"])
    #expect(
      answer(
        statement(.allow, "s3:*", when: [like("repo:org/*")]),
        statement(.deny, "s3:*", when: [branch])) == .conditional)
  }

  @Test func aNumberBetweenTwoBoundsIsTried() {
    func test(_ comparison: Comparison, _ value: String) -> Condition {
      Condition(comparison, key: "x:size", values: [value])
    }
    #expect(
      answer(
        statement(
          .allow, "s3:*",
          when: [test(.numericGreaterThan, "1"), test(.numericLessThan, "1.5")])) == .conditional)
    #expect(
      answer(
        statement(
          .allow, "s3:*", when: [test(.numericGreaterThan, "2"), test(.numericLessThan, "1")]))
        == .denied)
  }

  @Test func anUnknownVariableLeavesAResourceOpen() {
    let pattern = "arn:aws:s3:::${aws:SourceVpc}"
    #expect(answer(statement(.allow, "s3:*", on: [pattern])) == .conditional)
    #expect(answer(statement(.allow, "s3:*", on: ["arn:aws:s3:::x${aws:SourceVpc}"])) == .denied)
    #expect(
      answer(statement(.allow, "s3:*"), statement(.deny, "s3:*", on: [pattern])) == .conditional)
    #expect(
      answer(statement(.allow, "s3:*", on: ["arn:aws:s3:::${aws:RequestTag/x}"])) == .allowed)
  }

  @Test func anUnknownVariableLeavesATestOpen() {
    func test(_ comparison: Comparison, _ key: String, _ value: String) -> Condition {
      Condition(comparison, key: key, values: [value])
    }
    let known: [String: KeyState] = ["x:team": .values(["red"])]
    for (comparison, value, expected) in [
      (Comparison.stringEquals, "${aws:SourceVpc}", Answer.conditional),
      (.stringNotEquals, "${aws:SourceVpc}", .conditional),
      (.stringLike, "b${aws:SourceVpc}", .denied), (.stringNotLike, "b${aws:SourceVpc}", .allowed),
      (.stringEquals, "${aws:RequestTag/x}", .allowed),
    ] {
      #expect(
        answer(
          statement(.allow, "s3:*", when: [test(comparison, "x:team", value)]), context: known)
          == expected, "\(comparison) \(value)")
    }
    #expect(
      answer(
        statement(
          .allow, "s3:*", when: [test(.stringEquals, "aws:RequestTag/x", "${aws:SourceVpc}")]))
        == .allowed)
  }

  @Test func aKeyWithoutItsCallerIsAbsent() {
    let pinned = Condition(
      .arnLike, key: "aws:PrincipalArn", values: ["arn:aws:iam::111122223333:role/*"])
    let inputs = PolicyInputs(
      resource: document(
        .resource, "data", statement(.allow, "s3:*", to: [.everyone], when: [pinned])))
    for caller in [Caller(kind: .anonymous), lambdaService] {
      #expect(
        PolicyTests.answer(caller, "s3:ListBucket", bucket, inputs, world: .open) == .denied)
    }
  }
}
