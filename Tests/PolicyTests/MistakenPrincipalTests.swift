import Documents
import Policy
import Testing

/// Principals that name nobody or everybody, and elements in the wrong kind of policy.
struct MistakenPrincipalTests {
  @Test(arguments: [
    #"{"AWS": "arn:aws:iam::111122223333:role/*"}"#, #"{"AWS": "arn:aws:iam::11112222333:root"}"#,
    #"{"AWS": "ann"}"#, #"{"AWS": "arn:aws:iam::111122223333:group/g"}"#,
    #"{"AWS": "arn:aws:s3:::b"}"#, #"{"Service": "lambda"}"#, #"{"Service": "*.amazonaws.com"}"#,
    #"{"Federated": "google"}"#, #"{"Federated": "arn:aws:iam::111122223333:role/r"}"#,
    #"{"CanonicalUser": "79a5"}"#,
  ])
  func namesThatNobodyHas(_ principal: String) throws {
    let all = try found(trust(principal), .trust)
    #expect(all.map(\.code) == ["malformed-principal"])
    #expect(all.first?.pointer.hasPrefix("/Principal/") == true)
  }

  @Test(arguments: [
    #"{"AWS": ["111122223333", "arn:aws:iam::111122223333:root", "AROAJQABLZS4A3QDU576Q"]}"#,
    #"{"AWS": "arn:aws-cn:iam::111122223333:role/path/r"}"#,
    #"{"AWS": "arn:aws:sts::111122223333:assumed-role/r/s"}"#,
    #"{"AWS": "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"}"#,
    #"{"Service": ["lambda.amazonaws.com", "ec2.amazonaws.com.cn"]}"#,
    #"{"Federated": ["accounts.google.com", "arn:aws:iam::111122223333:saml-provider/p"]}"#,
    #"{"CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}"#,
  ])
  func namesThatSomebodyMayHave(_ principal: String) throws {
    #expect(try found(trust(principal), .trust) == [])
  }

  @Test func aListThatNamesNobody() throws {
    #expect(try found(trust("{}"), .trust) == [Found("empty-element", "/Principal")])
    #expect(try found(trust(#"{"AWS": []}"#), .trust) == [Found("empty-element", "/Principal")])
  }

  @Test func trustOfEveryone() throws {
    #expect(try found(trust("\"*\""), .trust) == [Found("open-trust", "/Principal")])
    #expect(
      try found(trust(#"{"AWS": ["111122223333", "*"]}"#), .trust) == [
        Found("open-trust", "/Principal/AWS/1")
      ])
    let condition = #", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}"#
    #expect(try found(trust("\"*\"", condition), .trust) == [])
    #expect(try found(trust(#"{"AWS": "111122223333"}"#), .trust) == [])
  }

  @Test func trustIsAboutSessions() throws {
    let account = #"{"AWS": "111122223333"}"#
    #expect(
      try found(trust(account, action: "\"s3:GetObject\""), .trust) == [
        Found("trust-action", "/Action")
      ])
    for action in ["[\"sts:TagSession\", \"s3:GetObject\"]", "\"*\"", "\"sts:*\""] {
      #expect(try found(trust(account, action: action), .trust) == [])
    }
  }

  @Test func principalsAreMissingOrOutOfPlace() throws {
    let bare = #""Effect": "Deny", "Action": "sts:AssumeRole""#
    #expect(try found(bare, .trust) == [Found("missing-principal", "")])
    #expect(try found(allow("\"s3:*\""), .resource) == [Found("missing-principal", "")])
    #expect(try found(allow("\"s3:*\""), .serviceControl) == [])
    let named = allow("\"s3:*\"") + #", "Principal": "*""#
    for kind in [PolicyKind.inline, .managed, .serviceControl, .session] {
      #expect(try found(named, kind) == [Found("unexpected-principal", "/Principal")])
    }
    for kind in [PolicyKind.resource, .resourceControl] { #expect(try found(named, kind) == []) }
  }

  @Test func whatAnAllowAllowsBesidesItsExceptions() throws {
    let others = #""NotPrincipal": {"AWS": "111122223333"}, "Action": "s3:*", "Resource": "*""#
    #expect(
      try found("\"Effect\": \"Allow\", " + others, .resource) == [
        Found("allow-not-principal", "/NotPrincipal")
      ])
    #expect(try found("\"Effect\": \"Deny\", " + others, .resource) == [])
    let elements = #""NotAction": "iam:*", "NotResource": "arn:aws:s3:::b""#
    #expect(
      try found("\"Effect\": \"Allow\", " + elements) == [
        Found("allow-not-action", "/NotAction"), Found("allow-not-resource", "/NotResource"),
      ])
    #expect(try found("\"Effect\": \"Deny\", " + elements) == [])
    #expect(try found("\"Effect\": \"Allow\", " + elements, .serviceControl) == [])
    let notes = try mistakes("{\"Statement\": {\"Effect\": \"Allow\", \(elements)}}")
    #expect(notes.allSatisfy { $0.severity == .note })
  }

  @Test(arguments: [
    "[]", "null", "1", #"{"Statement": null}"#, #"{"Statement": [1, [], "x"]}"#,
    #"{"Statement": {"Effect": "Maybe", "Action": "x"}}"#,
    #"{"Statement": {"Effect": "Allow", "Action": {}, "Resource": [{}], "Condition": []}}"#,
    #"{"Statement": {"Effect": "Allow", "Action": [1], "Condition": {"Bool": 1, "Null": {"a": {}}}}}"#,
    #"{"Version": 1, "Statement": {"Effect": "Deny", "Action": "é:🔑*", "Principal": {"AWS": [{}]}}}"#,
  ])
  func anyShapeIsSurvived(_ text: String) throws {
    for kind in [PolicyKind.inline, .trust, .resource, .serviceControl] {
      _ = try mistakes(text, kind)
    }
  }
}
