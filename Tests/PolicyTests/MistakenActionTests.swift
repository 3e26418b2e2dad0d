import Documents
import Policy
import Testing

/// Actions and resources that say nothing, or not what they seem to.
struct MistakenActionTests {
  @Test func anUnknownActionHasItsPlaceAndANearWord() throws {
    let text = """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Resource": "*",
         "Action": ["s3:GetObject",
                    "s3:GetObjct"]}]}
      """
    let all = try mistakes(text)
    let mistake = try #require(all.first)
    #expect(all.count == 1)
    #expect(mistake.code == "policy.unknown-action")
    #expect(mistake.severity == .warning)
    #expect(mistake.origin.pointer == "/Statement/0/Action/1")
    #expect(mistake.origin.line == 4)
    #expect(mistake.origin.file == "policy.json")
    #expect(mistake.message.contains(ServiceReference.updated))
    #expect(mistake.advice?.contains("\"s3:GetObject\"") == true)
  }

  @Test(arguments: [
    (#""s3:Gett*""#, "unknown-action"), (#""ss3:GetObject""#, "unknown-service"),
    (#""ss3:*""#, "unknown-service"), (#""GetObject""#, "unknown-action"),
    (#"":GetObject""#, "unknown-action"), (#""s3:""#, "unknown-action"),
    (#""s3:ListObjects""#, "unknown-action"),
  ])
  func wordsThatCoverNothing(_ action: String, _ code: String) throws {
    #expect(try found(allow(action)) == [Found(code, "/Action")])
  }

  @Test(arguments: [
    #""*""#, #""s3:*""#, #""S3:getobject""#, #""s3:Get?bject""#, #""s3:Get*""#, #""*:Get*""#,
    #""s3*:Get""#, #""iam:PassRole""#,
  ])
  func wordsThatCoverSomething(_ action: String) throws {
    #expect(try found(allow(action)) == [])
  }

  @Test func exceptionsAreReadToo() throws {
    let text = #""Effect": "Deny", "NotAction": ["iam:*", "iamm:*"], "Resource": "*""#
    #expect(try found(text) == [Found("unknown-service", "/NotAction/1")])
  }

  @Test func callsWithPermissionsOfAnotherNameAreToldTheirs() throws {
    let policy = #"{"Statement": {"Effect": "Allow", "Action": "s3:HeadObject", "Resource": "*"}}"#
    #expect(try mistakes(policy).first?.advice?.contains("\"s3:GetObject\"") == true)
  }

  @Test func anyNumberOfWrongWordsIsRead() throws {
    let actions = (0..<2000).map { "\"s3:Wrong\($0)\"" }.joined(separator: ", ")
    #expect(try found(allow("[\(actions)]")).count == 2000)
  }

  // MARK: Resources

  @Test(arguments: [
    (#""s3:ListBucket""#, #""arn:aws:s3:::b/*""#, "/Resource"),
    (#""s3:GetObject""#, #"["arn:aws:s3:::b"]"#, "/Resource"),
    (#""s3:GetObject*""#, #""arn:aws:s3:::b""#, "/Resource"),
    (#"["s3:GetObject", "s3:PutBucketPolicy"]"#, #""arn:aws:s3:::b/*""#, "/Action/1"),
    (#""iam:PassRole""#, #""arn:aws:iam::111122223333:user/u""#, "/Resource"),
    (#""lambda:InvokeFunction""#, #""arn:aws:s3:::b/*""#, "/Resource"),
    (#""kms:Decrypt""#, #""arn:aws:kms:us-east-1:111122223333:alias/a""#, "/Resource"),
  ])
  func resourcesThatTheActionIsNeverAskedOn(
    _ action: String, _ resource: String, _ place: String
  ) throws {
    #expect(try found(allow(action, on: resource)) == [Found("resource-mismatch", place)])
  }

  @Test(arguments: [
    (#""s3:ListBucket""#, #"["arn:aws:s3:::b", "arn:aws:s3:::b/*"]"#),
    (#"["s3:ListBucket", "s3:GetObject"]"#, #"["arn:aws:s3:::b/*", "arn:aws:s3:::b"]"#),
    (#""s3:ListBucket""#, #""arn:aws:s3:::${aws:PrincipalTag/Bucket}""#),
    (#""s3:GetObject""#, #""arn:aws:s3:::b*""#), (#""s3:GetObject""#, #""arn:*""#),
    (#""s3:*""#, #""arn:aws:s3:::b""#), (#""*""#, #""arn:aws:s3:::b""#),
    (#""iam:PassRole""#, #""arn:aws:iam::*:role/*""#),
    (#""lambda:InvokeFunction""#, #""arn:aws:lambda:us-east-1:111122223333:function:f:live""#),
    (#""s3:ListAllMyBuckets""#, #""*""#), (#""s3:Lisst""#, #""arn:aws:s3:::b""#),
  ])
  func resourcesThatItMayBeAskedOn(_ action: String, _ resource: String) throws {
    let codes = try found(allow(action, on: resource)).map(\.code)
    #expect(!codes.contains("resource-mismatch"))
    #expect(!codes.contains("resource-not-taken"))
  }

  @Test func actionsWithoutResourcesAreNotes() throws {
    let text = """
      {"Statement": {"Effect": "Allow", "Resource": "arn:aws:s3:::*",
        "Action": ["s3:ListBucket", "s3:ListAllMyBuckets"]}}
      """
    let all = try mistakes(text)
    #expect(all.map(\.code) == ["policy.resource-not-taken"])
    #expect(all.map(\.severity) == [.note])
    #expect(all.first?.origin.pointer == "/Statement/Action/1")
  }

  @Test(arguments: ["\"b/*\"", "\"arn:aws:s3\"", "\"arn:aws:s3:::b\", \"s3://b\"", "\"\""])
  func whatIsNoARN(_ resource: String) throws {
    let all = try found(allow("\"s3:GetObject\"", on: "[\(resource)]"))
    #expect(all.map(\.code) == ["malformed-arn"])
  }

  @Test(arguments: ["\"*\"", "\"arn:aws:s3:::b/*\"", "\"arn:*\"", "\"*/x\""])
  func whatMayBeAnARN(_ resource: String) throws {
    #expect(try found(allow("\"s3:GetObject\"", on: "[\(resource)]")) == [])
  }

  @Test func emptyListsMatchNothing() throws {
    #expect(try found(allow("\"s3:GetObject\"", on: "[]")) == [Found("empty-element", "/Resource")])
    #expect(try found(allow("[]")) == [Found("empty-element", "/Action")])
  }

  // MARK: Variables

  @Test(arguments: ["2008-10-17", nil])
  func variablesOfOldPoliciesStandForThemselves(_ version: String?) throws {
    let text = allow(
      "\"s3:GetObject\"", on: "[\"arn:aws:s3:::b/*\", \"arn:aws:s3:::b/${aws:username}/*\"]",
      when: #""StringLike": {"aws:UserAgent": "${aws:username}"}"#)
    #expect(
      try found(text, version: version) == [
        Found("literal-variable", "/Resource/1"),
        Found("literal-variable", "/Condition/StringLike/aws:UserAgent"),
      ])
    #expect(try found(text) == [])
  }

  @Test func variablesAreKeys() throws {
    let text = allow(
      "\"s3:GetObject\"", on: "[\"arn:aws:s3:::b/${aws:usrname}/${*}/${saml:sub, 'x'}\"]")
    #expect(try found(text) == [Found("unknown-condition-key", "/Resource/0")])
  }
}
