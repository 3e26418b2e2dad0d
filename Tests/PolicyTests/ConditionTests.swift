import Policy
import Testing

/// One operator with what it lists, a value for which it holds, and one for which it just does not.
struct OperatorRow: Sendable, CustomStringConvertible {
  var comparison: Comparison
  var listed: [String]
  var holds: String
  var nearMiss: String

  init(_ comparison: Comparison, _ listed: [String], _ holds: String, not nearMiss: String) {
    self.comparison = comparison
    self.listed = listed
    self.holds = holds
    self.nearMiss = nearMiss
  }

  var description: String { "\(comparison.rawValue) \(listed): \(holds), not \(nearMiss)" }

  /// The test under an operator name such as `ForAnyValue:StringLikeIfExists`.
  func condition(_ prefix: String = "", _ suffix: String = "") throws -> Condition {
    let name = prefix + comparison.rawValue + suffix
    let (quantifier, parsed, ifExists) = try #require(Comparison.parse(name))
    #expect(parsed == comparison)
    return Condition(parsed, key: "k", values: listed, quantifier: quantifier, ifExists: ifExists)
  }
}

/// Every operator, alone and with the words that change it.
struct ConditionTests {
  static let rows = strings + numbers + dates + others

  static let strings: [OperatorRow] = [
    OperatorRow(.stringEquals, ["Red"], "Red", not: "red"),
    OperatorRow(.stringEquals, ["a", "b"], "b", not: "c"),
    OperatorRow(.stringEquals, ["r*"], "r*", not: "red"),
    OperatorRow(.stringEquals, ["caf\u{E9}"], "caf\u{E9}", not: "cafe\u{301}"),
    OperatorRow(.stringEquals, ["a"], "a", not: "a "),
    OperatorRow(.stringNotEquals, ["Red"], "red", not: "Red"),
    OperatorRow(.stringNotEquals, ["a", "b"], "c", not: "b"),
    OperatorRow(.stringEqualsIgnoreCase, ["Red"], "rED", not: "re"),
    OperatorRow(.stringNotEqualsIgnoreCase, ["Red"], "re", not: "rED"),
    OperatorRow(.stringLike, ["repo:org/*"], "repo:org/app", not: "repo:orga/app"),
    OperatorRow(.stringLike, ["a?c"], "abc", not: "ac"),
    OperatorRow(.stringLike, ["A*"], "Ax", not: "ax"),
    OperatorRow(.stringLike, ["a.c"], "a.c", not: "abc"),
    OperatorRow(.stringLike, ["[ab]"], "[ab]", not: "a"),
    OperatorRow(.stringLike, ["x*"], "x", not: "yx"),
    OperatorRow(.stringNotLike, ["r*", "b*"], "green", not: "blue"),
  ]

  static let numbers: [OperatorRow] = [
    OperatorRow(.numericEquals, ["10"], "10.0", not: "1"),
    OperatorRow(.numericEquals, ["10"], "1e1", not: "ten"),
    OperatorRow(.numericNotEquals, ["10"], "9", not: "10.00"),
    OperatorRow(.numericLessThan, ["10"], "9", not: "10"),
    OperatorRow(.numericLessThan, ["-1"], "-1.5", not: "-0.5"),
    OperatorRow(.numericLessThanEquals, ["10"], "10", not: "10.5"),
    OperatorRow(.numericGreaterThan, ["9"], "10", not: "9"),
    OperatorRow(.numericGreaterThanEquals, ["10"], "10", not: "9.99"),
  ]

  static let dates: [OperatorRow] = [
    OperatorRow(
      .dateEquals, ["2026-05-01T10:00:00Z"], "2026-05-01T12:00:00+02:00",
      not: "2026-05-01T10:00:01Z"),
    OperatorRow(.dateEquals, ["2026-05-01"], "1777593600", not: "1777593601"),
    OperatorRow(.dateNotEquals, ["2026-05-01"], "2026-05-02", not: "2026-05-01T00:00:00Z"),
    OperatorRow(.dateLessThan, ["2026-05-01"], "2026-04-30T23:59:59Z", not: "2026-05-01"),
    OperatorRow(.dateLessThanEquals, ["2026-05-01"], "2026-05-01", not: "2026-05-01T00:00:01Z"),
    OperatorRow(.dateGreaterThan, ["2026-05-01"], "2026-05-01T00:00:01Z", not: "2026-05-01"),
    OperatorRow(.dateGreaterThanEquals, ["2026-05-01"], "2026-05-01", not: "2026-04-30T23:59:59Z"),
  ]

  static let others: [OperatorRow] = [
    OperatorRow(.bool, ["true"], "True", not: "false"),
    OperatorRow(.binaryEquals, ["aGk="], "aGk=", not: "aGo="),
    OperatorRow(.ipAddress, ["10.0.0.0/8"], "10.255.0.1", not: "11.0.0.1"),
    OperatorRow(.ipAddress, ["203.0.113.7"], "203.0.113.7", not: "203.0.113.8"),
    OperatorRow(.ipAddress, ["0.0.0.0/0"], "1.2.3.4", not: "2001:db8::1"),
    OperatorRow(.ipAddress, ["2001:db8::/32"], "2001:db8:1::1", not: "2001:db9::1"),
    OperatorRow(.notIPAddress, ["10.0.0.0/8", "11.0.0.0/8"], "12.0.0.1", not: "11.0.0.1"),
    OperatorRow(.notIPAddress, ["0.0.0.0/0"], "2001:db8::1", not: "1.2.3.4"),
    OperatorRow(
      .arnEquals, ["arn:aws:iam::111122223333:role/*"], "arn:aws:iam::111122223333:role/a/b",
      not: "arn:aws:iam::111122223333:user/a"),
    OperatorRow(
      .arnLike, ["arn:aws:sns:*:*:topic"], "arn:aws:sns:us-east-1:111122223333:topic",
      not: "arn:aws:sns:us-east-1:111122223333:x:topic"),
    OperatorRow(.arnLike, ["arn:aws:s3:::*"], "arn:aws:s3:::a:b", not: "arn:aws:s3:x::a"),
    OperatorRow(.arnLike, ["arn:aws:s3:*:*:a"], "arn:aws:s3:::a", not: "arn:aws:s3:::A"),
    OperatorRow(.arnLike, ["arn:*:topic", "*"], "arn:aws:sns:r:1:topic", not: "topic"),
    OperatorRow(
      .arnNotEquals, ["arn:aws:s3:::a"], "arn:aws:s3:::b", not: "arn:aws:s3:::a"),
    OperatorRow(.arnNotLike, ["arn:aws:s3:::a*"], "arn:aws:s3:::b", not: "arn:aws:s3:::ab"),
  ]

  @Test func everyOperatorHasARow() {
    let covered = Set(ConditionTests.rows.map(\.comparison))
    #expect(Set(Comparison.allCases).subtracting(covered) == [.null])
  }

  private func holds(_ condition: Condition, _ present: [String]?) -> Bool {
    condition.holds(present, replacing: { _ in nil })
  }

  @Test(arguments: rows) func aloneItHoldsForOneAndNotForTheOther(_ row: OperatorRow) throws {
    let plain = try row.condition()
    #expect(holds(plain, [row.holds]))
    #expect(!holds(plain, [row.nearMiss]))
    #expect(holds(plain, nil) == row.comparison.isNegated)
  }

  @Test(arguments: rows) func ifExistsHoldsForAnAbsentKey(_ row: OperatorRow) throws {
    let optional = try row.condition("", "IfExists")
    #expect(holds(optional, nil))
    #expect(holds(optional, [row.holds]))
    #expect(!holds(optional, [row.nearMiss]))
  }

  @Test(arguments: rows) func forAllValuesWantsEveryOne(_ row: OperatorRow) throws {
    let all = try row.condition("ForAllValues:")
    #expect(holds(all, [row.holds, row.holds]))
    #expect(!holds(all, [row.holds, row.nearMiss]))
    #expect(holds(all, nil))
    #expect(holds(all, []))
    #expect(holds(all, [""]))
  }

  @Test(arguments: rows) func forAnyValueWantsOne(_ row: OperatorRow) throws {
    let any = try row.condition("ForAnyValue:")
    #expect(holds(any, [row.nearMiss, row.holds]))
    #expect(!holds(any, [row.nearMiss, row.nearMiss]))
    #expect(!holds(any, nil))
    #expect(!holds(any, []))
    #expect(!holds(any, [""]))
    #expect(holds(try row.condition("ForAnyValue:", "IfExists"), nil))
  }

  @Test func nullTestsPresenceAlone() {
    let absent = Condition(.null, key: "k", values: ["true"])
    let present = Condition(.null, key: "k", values: ["FALSE"])
    #expect(holds(absent, nil))
    #expect(!holds(absent, ["x"]))
    #expect(!holds(absent, [""]))
    #expect(holds(present, ["x"]))
    #expect(!holds(present, nil))
  }

  @Test func operatorNamesAreReadWithoutCase() throws {
    let (quantifier, comparison, ifExists) = try #require(
      Comparison.parse("foranyvalue:stringLIKEifexists"))
    #expect(quantifier == .forAnyValue)
    #expect(comparison == .stringLike)
    #expect(ifExists)
    for name in ["", "Like", "NullIfExists", "ForSomeValue:Bool", "StringEqualsIfexist"] {
      #expect(Comparison.parse(name) == nil, "\(name)")
    }
  }
}
