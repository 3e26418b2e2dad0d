import Policy
import Testing

/// The reasons of a decision, and the words for what it leaves open.
struct DecisionTests {
  @Test func itNamesTheStatementThatAllowed() throws {
    let inputs = PolicyInputs(
      identity: [
        document(.inline, "unused", statement(.allow, "sqs:*", sid: "queues")),
        document(.managed, "used", statement(.allow, "s3:*", sid: "storage")),
      ])
    let decision = decision(ann, "s3:ListBucket", bucket, inputs)
    #expect(decision.answer == .allowed)
    #expect(decision.denies.isEmpty)
    #expect(decision.missing.isEmpty)
    let reason = try #require(decision.allows.first)
    #expect(decision.allows.count == 1)
    #expect(reason.layer == .identity)
    #expect(reason.policyKind == .managed)
    #expect(reason.policyName == "used")
    #expect(reason.sid == "storage")
    #expect(reason.applies == .yes)
    #expect(reason.naming == nil)
  }

  @Test func itNamesTheStatementsThatDenied() {
    func deny(_ kind: PolicyKind, _ sid: String) -> PolicyDocument {
      document(kind, sid, statement(.allow, "*"), statement(.deny, "s3:*", sid: sid))
    }
    let bucketPolicy = document(
      .resource, "data", statement(.deny, "s3:*", to: [.everyone], sid: "resource"))
    let decision = decision(
      session, "s3:ListBucket", bucket,
      PolicyInputs(
        identity: [deny(.inline, "identity")], boundary: deny(.boundary, "boundary"),
        session: [deny(.session, "session")], serviceControl: [[deny(.serviceControl, "SCP")]],
        resourceControl: [[deny(.resourceControl, "RCP")]], resource: bucketPolicy))
    #expect(decision.answer == .denied)
    #expect(
      decision.denies.map(\.sid) == ["identity", "boundary", "session", "SCP", "RCP", "resource"])
    #expect(
      decision.denies.map(\.layer)
        == [.identity, .boundary, .session, .serviceControl, .resourceControl, .resource])
    #expect(decision.denies.last?.naming == .everyone)
  }

  @Test func itNamesTheLayerThatIsMissing() {
    func missing(_ inputs: PolicyInputs) -> [Missing] {
      PolicyTests.decision(session, "s3:ListBucket", bucket, inputs).missing
    }
    let all = [everything]
    #expect(missing(PolicyInputs()) == [.noAllow(.identity, policy: nil)])
    #expect(
      missing(PolicyInputs(identity: all, boundary: nothing))
        == [.noAllow(.boundary, policy: "nothing")])
    #expect(
      missing(PolicyInputs(identity: all, session: [nothing])) == [.noAllow(.session, policy: nil)])
    #expect(
      missing(PolicyInputs(identity: all, serviceControl: [[everything], [nothing]]))
        == [.noAllow(.serviceControl, policy: "nothing")])
    #expect(
      missing(PolicyInputs(identity: all, resourceControl: [[nothing]]))
        == [.noAllow(.resourceControl, policy: "nothing")])
  }

  @Test func itSaysWhenTheResourceDoesNotNameTheCaller() {
    let all = PolicyInputs(identity: [everything])
    #expect(
      decision(stranger, "s3:ListBucket", bucket, all).missing == [.notNamed])
    #expect(decision(ann, "sts:AssumeRole", role, all).missing == [.notNamed])
    #expect(decision(ann, "kms:Decrypt", key, all).missing == [.notNamed])
    #expect(decision(lambdaService, "s3:ListBucket", bucket, all).missing == [.notNamed])
  }

  @Test func itSaysWhatNoPolicyChanges() {
    let decision = decision(
      rootUser, "sts:AssumeRole", role, PolicyInputs(identity: [everything]))
    #expect(decision.missing == [.never("an account's root user cannot assume roles")])
    #expect(decision.allows.isEmpty)
  }

  // MARK: Open conditions

  private func open(_ statements: Statement...) -> [String] {
    let inputs = PolicyInputs(
      identity: [PolicyDocument(kind: .inline, name: "p", statements: statements)])
    return decision(ann, "s3:ListBucket", bucket, inputs, world: .open).openConditions.map(\.text)
  }

  private let inside = Condition(.ipAddress, key: "aws:SourceIp", values: ["10.0.0.0/8"])

  @Test func aConditionalAnswerSaysWhatIsOpen() {
    let inside = self.inside
    #expect(open(statement(.allow, "s3:*", when: [inside])) == ["aws:SourceIp is in 10.0.0.0/8"])
    #expect(
      open(statement(.allow, "s3:*"), statement(.deny, "s3:*", when: [inside]))
        == ["aws:SourceIp is not in 10.0.0.0/8"])
    #expect(
      open(
        statement(.allow, "s3:*", when: [inside]), statement(.allow, "s3:List*", when: [inside]))
        == ["aws:SourceIp is in 10.0.0.0/8"])
  }

  @Test func otherAnswersLeaveNothingOpen() {
    #expect(open(statement(.allow, "s3:*"), statement(.allow, "s3:*", when: [inside])).isEmpty)
    #expect(open(statement(.deny, "s3:*"), statement(.allow, "s3:*", when: [inside])).isEmpty)
  }

  private struct Words {
    var comparison: Comparison
    var values: [String]
    var holds: String
    var fails: String
    var quantifier = Condition.Quantifier.single
    var ifExists = false
  }

  private static let words = [
    Words(
      comparison: .stringEquals, values: ["a", "b"], holds: "k is a or b",
      fails: "k is not a or b"),
    Words(comparison: .stringNotEquals, values: ["a"], holds: "k is not a", fails: "k is a"),
    Words(
      comparison: .stringLike, values: ["a*"], holds: "k matches a*", fails: "k does not match a*"
    ),
    Words(
      comparison: .arnNotLike, values: ["a*"], holds: "k does not match a*", fails: "k matches a*"
    ),
    Words(comparison: .bool, values: ["true"], holds: "k is true", fails: "k is not true"),
    Words(
      comparison: .notIPAddress, values: ["::/0"], holds: "k is not in ::/0",
      fails: "k is in ::/0"),
    Words(comparison: .null, values: ["true"], holds: "k is absent", fails: "k is present"),
    Words(comparison: .null, values: ["True"], holds: "k is absent", fails: "k is present"),
    Words(comparison: .null, values: ["false"], holds: "k is present", fails: "k is absent"),
    Words(
      comparison: .numericLessThan, values: ["9"], holds: "k is below 9",
      fails: "k is not below 9"),
    Words(
      comparison: .numericGreaterThanEquals, values: ["9"], holds: "k is at least 9",
      fails: "k is below 9"),
    Words(
      comparison: .dateLessThan, values: ["2026"], holds: "k is before 2026",
      fails: "k is not before 2026"),
    Words(
      comparison: .bool, values: ["true"], holds: "k is true (or is absent)",
      fails: "k is not true", ifExists: true),
    Words(
      comparison: .stringEquals, values: ["a"], holds: "some value of k is a",
      fails: "every value of k is not a", quantifier: .forAnyValue),
    Words(
      comparison: .stringLike, values: ["a"], holds: "every value of k matches a",
      fails: "some value of k does not match a", quantifier: .forAllValues),
  ]

  @Test func typicalConditionsAreGoodEnglish() {
    for row in DecisionTests.words {
      let test = Condition(
        row.comparison, key: "k", values: row.values, quantifier: row.quantifier,
        ifExists: row.ifExists)
      #expect(OpenCondition(test: test, mustHold: true).text == row.holds)
      #expect(OpenCondition(test: test, mustHold: false).text == row.fails)
    }
  }
}
