import Documents
import Policy
import Testing

/// Conditions that test nothing, or can never hold.
struct MistakenConditionTests {
  private func codes(_ conditions: String, _ action: String = "\"s3:GetObject\"") throws -> [Found]
  {
    try found(allow(action, when: conditions))
  }

  @Test(arguments: [
    ("aws:SourceIP4", "aws:SourceIp"), ("SourceIp", "aws:SourceIp"),
    ("aws:PrincipalOrgIds", "aws:PrincipalOrgID"), ("s3:prefx", "s3:prefix"),
    ("aws:PrincipalTag", "aws:principaltag/TAG"),
  ])
  func misspeltKeysHaveNearWords(_ key: String, _ near: String) throws {
    let all = try mistakes(
      "{\"Statement\": {\(allow("\"s3:*\"", when: "\"StringLike\": {\"\(key)\": \"x\"}"))}}")
    #expect(all.map(\.code) == ["policy.unknown-condition-key"])
    #expect(all.first?.origin.pointer == "/Statement/Condition/StringLike/\(key)")
    #expect(all.first?.advice?.contains("\"\(near)\"") == true)
  }

  @Test(arguments: [
    "aws:SourceIp", "AWS:sourceip", "aws:PrincipalTag/team", "aws:ResourceTag/a/b", "s3:TlsVersion",
    "s3:ExistingObjectTag/class", "token.actions.githubusercontent.com:sub",
    "oidc.eks.us-east-1.amazonaws.com/id/ABC:aud", "ec2:SourceInstanceArn",
  ])
  func keysThatAreKnown(_ key: String) throws {
    #expect(try codes("\"StringLike\": {\"\(key)\": \"x\"}") == [])
  }

  @Test func keysOfOtherActionsAreNotes() throws {
    let condition = #""StringLike": {"s3:prefix": "home/*"}"#
    #expect(
      try codes(condition) == [
        Found("condition-key-mismatch", "/Condition/StringLike/s3:prefix")
      ])
    #expect(try codes(condition, #"["s3:GetObject", "s3:ListBucket"]"#) == [])
    #expect(try codes(condition, #""s3:List*""#) == [])
  }

  @Test(arguments: [
    (#""StringEquals": {"aws:PrincipalArn": ["x", "arn:aws:iam::1:role/*"]}"#, true),
    (#""StringNotEqualsIfExists": {"aws:UserAgent": "a?"}"#, true),
    (#""StringLike": {"aws:PrincipalArn": "arn:aws:iam::1:role/*"}"#, false),
    (#""StringEquals": {"aws:UserAgent": "${*}${aws:username}"}"#, false),
  ])
  func wildcardsWhereTheyAreNone(_ conditions: String, _ isMistake: Bool) throws {
    #expect(try codes(conditions).map(\.code) == (isMistake ? ["literal-wildcard"] : []))
  }

  @Test func aFunctionThatEveryoneMayCallNamesAStar() throws {
    let condition = #""StringEquals": {"lambda:Principal": "*"}"#
    #expect(try codes(condition, #""lambda:AddPermission""#) == [])
  }

  @Test func valuesOfARNOperatorsAreARNs() throws {
    let text = #""ArnLike": {"aws:PrincipalArn": ["*", "arn:aws:iam::*", "arn:*:iam::*:role/x"]}"#
    #expect(
      try codes(text) == [Found("malformed-arn", "/Condition/ArnLike/aws:PrincipalArn/1")])
  }

  @Test func anEmptyListOfValues() throws {
    #expect(
      try codes(#""StringEquals": {"aws:SourceVpc": []}"#) == [
        Found("empty-element", "/Condition/StringEquals/aws:SourceVpc")
      ])
  }

  @Test(arguments: [
    #""StringEquals": {"aws:SourceVpc": "vpc-1"}, "StringLike": {"aws:SourceVpc": ["vpc-2*"]}"#,
    #""StringEquals": {"aws:SourceVpc": "a"}, "StringNotEquals": {"AWS:sourcevpc": ["a", "b"]}"#,
    #""Null": {"aws:SourceVpc": "true"}, "StringEquals": {"aws:SourceVpc": "vpc-1"}"#,
    #""Bool": {"aws:SecureTransport": true}, "BoolIfExists": {"aws:SecureTransport": "false"}"#,
    """
    "DateGreaterThan": {"aws:CurrentTime": "2027-01-01T00:00:00Z"},
    "DateLessThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}
    """,
    #""NumericLessThan": {"s3:max-keys": 5}, "NumericGreaterThanEquals": {"s3:max-keys": 5}"#,
    """
    "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/a"},
    "StringEquals": {"aws:PrincipalArn": "arn:aws:iam::1:role/b"}
    """,
  ])
  func testsThatExcludeOneAnother(_ conditions: String) throws {
    let all = try codes(conditions, "\"s3:*\"")
    #expect(all.map(\.code) == ["contradiction"])
    #expect(all.first?.pointer.hasPrefix("/Condition/") == true)
  }

  @Test(arguments: [
    #""StringEquals": {"aws:SourceVpc": "vpc-1"}, "StringLike": {"aws:SourceVpc": ["x", "vpc-*"]}"#,
    #""StringEquals": {"aws:SourceVpc": ["a", "c"]}, "StringNotEquals": {"aws:SourceVpc": "a"}"#,
    #""StringEquals": {"aws:SourceVpc": "a"}, "StringNotEquals": {"aws:SourceVpc": "A"}"#,
    #""Null": {"aws:SourceVpc": "true"}, "StringNotEquals": {"aws:SourceVpc": "vpc-1"}"#,
    #""Null": {"aws:SourceVpc": "false"}, "StringEquals": {"aws:SourceVpc": "vpc-1"}"#,
    """
    "StringEqualsIfExists": {"aws:SourceVpc": "a"}, "StringLikeIfExists": {"aws:SourceVpc": "b"}
    """,
    #""StringEquals": {"aws:username": "a"}, "StringLike": {"aws:username": "${aws:userid}"}"#,
    """
    "ForAnyValue:StringEquals": {"aws:TagKeys": "a"}, "ForAllValues:StringEquals":
    {"aws:TagKeys": "b"}
    """,
    #""StringEquals": {"aws:CalledVia": "a"}, "StringLike": {"aws:CalledVia": "b"}"#,
    """
    "DateGreaterThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"},
    "DateLessThan": {"aws:CurrentTime": "2027-01-01T00:00:00Z"}
    """,
    #""NumericLessThan": {"s3:max-keys": [5, 9]}, "NumericGreaterThan": {"s3:max-keys": 5}"#,
  ])
  func testsThatMayAgree(_ conditions: String) throws {
    #expect(try codes(conditions, "\"s3:*\"") == [])
  }

  // MARK: What the reader says

  @Test func whatTheReaderReportsIsNotSaidTwice() throws {
    let text = """
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*",
        "Condition": {
          "StringEqual": {"aws:SourceVpc": "v"},
          "IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "10.0.0.0/99"]},
          "Bool": {"aws:SecureTransport": "yes"},
          "NumericLessThan": {"s3:max-keys": "ten"},
          "DateLessThan": {"aws:CurrentTime": "1.5.2026"}}}}
      """
    var reader = PolicyReader()
    _ = reader.read(try json(text), kind: .inline, name: "p")
    #expect(
      reader.diagnostics.map(\.code) == [
        "policy.condition", "policy.value", "policy.value", "policy.value", "policy.value",
      ])
    #expect(reader.diagnostics.first?.advice == "did you mean \"StringEquals\"?")
    #expect(reader.diagnostics[1].origin.pointer == "/Statement/Condition/IpAddress/aws:SourceIp/1")
    #expect(reader.diagnostics.allSatisfy { $0.advice != nil })
    #expect(try mistakes(text).isEmpty)
  }

  @Test func nearOperatorsKeepTheirQuantifier() throws {
    let text =
      #"{"Statement": {"#
      + allow(
        "\"*\"", when: #""ForAnyValue:StringLikesIfExists": {"aws:TagKeys": "v"}"#) + "}}"
    var reader = PolicyReader()
    _ = reader.read(try json(text), kind: .inline, name: "p")
    #expect(
      reader.diagnostics.first?.advice == "did you mean \"ForAnyValue:StringLikeIfExists\"?")
  }
}
