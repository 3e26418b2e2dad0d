import Testing

@Suite("Bad input: JSON whose fields are not what they should be")
struct BadFieldTests {
  private static let identities: [BadInput] = [
    .text("a list of users as an object", #"{"UserDetailList": {}}"#, line: 1, "to be a list"),
    .text("a user as a number", #"{"UserDetailList": [5]}"#, line: 1, "expected a text \"Arn\""),
    .user("no ARN", #""Path": "/", "Arn": null"#, "expected a text \"Arn\"", alone: 65),
    .user("an ARN as a number", #""Arn": 12"#, "expected a text \"Arn\"", alone: 65),
    .user("an empty ARN", #""Arn": """#, "found an empty one", alone: 65),
    .user("an ARN that is none", #""Arn": "user/bo""#, "expected an ARN", alone: 65),
    .user(
      "an account of 11 digits", #""Arn": "arn:aws:iam::44445555666:user/bo""#, "expected an ARN",
      alone: 65),
    .user(
      "a role among users", #""Arn": "arn:aws:iam::444455556666:role/bo""#, "with user/NAME",
      alone: 65),
    .user(
      "a bucket among users", #""Arn": "arn:aws:s3:::bo""#, "with user/NAME", alone: 65),
    .user(
      "a user without a name", #""Arn": "arn:aws:iam::444455556666:user/""#, "with user/NAME",
      alone: 65),
    .user("groups as text", #""GroupList": "admins""#, "\"GroupList\" to be a list"),
    .user("a group as a number", #""GroupList": [7]"#, "expected text in \"GroupList\""),
    .user("policies as an object", #""UserPolicyList": {}"#, "\"UserPolicyList\" to be a list"),
    .user(
      "a policy without a document", #""UserPolicyList": [{"PolicyName": "p"}]"#,
      "expected a \"PolicyDocument\""),
    .user(
      "attachments as a number", #""AttachedManagedPolicies": 3"#,
      "\"AttachedManagedPolicies\" to be a list"),
    .user(
      "an attachment without an ARN", #""AttachedManagedPolicies": [{"PolicyName": "p"}]"#,
      "expected a text \"PolicyArn\""),
    .user("a boundary as text", #""PermissionsBoundary": "b""#, "PermissionsBoundaryArn"),
    .user("tags as an object", #""Tags": {"a": "b"}"#, "\"Tags\" to be a list"),
    .user("a tag without a key", #""Tags": [{"Value": "b"}]"#, "a text \"Key\""),
  ]

  private static func role(_ name: String, _ members: String, _ words: String...) -> BadInput {
    let arn = "arn:aws:iam::444455556666:role/r"
    return .file(
      name, at: BadInput.export, #"{"RoleDetailList": [{"Arn": "\#(arn)", \#(members)}]}"#, line: 1,
      words, alone: 3)
  }

  private static let roles: [BadInput] = [
    role("a role without a trust", #""RoleName": "r""#, "no trust policy"),
    role("a trust as a number", #""AssumeRolePolicyDocument": 5"#, "policy object", "a number"),
    role("a trust cut off", #""AssumeRolePolicyDocument": "{\"Version\":""#, "end of the text"),
    role(
      "a trust encoded wrongly", #""AssumeRolePolicyDocument": "%7B%22Version%2""#, "expected",
      "correct this text"),
    role(
      "profiles as text", #""AssumeRolePolicyDocument": {}, "InstanceProfileList": "p""#,
      "\"InstanceProfileList\" to be a list"),
    .text(
      "a managed policy without a version in force",
      #"{"Policies": [{"Arn": "arn:aws:iam::444455556666:policy/p", "PolicyVersionList": []}]}"#,
      line: 1, "default version"),
  ]

  /// Another command's output in its place.
  private static func output(
    _ name: String, _ path: String, _ text: String, _ words: String..., alone: Int32 = 65
  ) -> BadInput {
    .file(name, at: "\(BadInput.account)/\(path).json", text, words, alone: alone)
  }

  private static let outputs: [BadInput] = [
    output("buckets as an object", "s3api/list-buckets", #"{"Buckets": {}}"#, "\"Buckets\""),
    output("no buckets", "s3api/list-buckets", "{}", "expected a list \"Buckets\""),
    output("a bucket's name", "s3api/list-buckets", #"{"Buckets": [{"Name": 5}]}"#, "\"Name\""),
    output(
      "a bucket's policy", "s3api/get-bucket-policy/b", #"{"Policy": 5}"#, "\"Policy\"", "a number"),
    output(
      "a bucket's tags", "s3api/get-bucket-tagging/b", #"{"TagSet": "x"}"#, "\"TagSet\"", "a string"
    ),
    output(
      "a bucket's encryption", "s3api/get-bucket-encryption/b", "[]", "\"SSEAlgorithm\""),
    output("functions", "us-east-1/lambda/list-functions", #"{"Functions": 1}"#, "\"Functions\""),
    output(
      "a function's ARN", "us-east-1/lambda/list-functions",
      #"{"Functions": [{"FunctionArn": "f"}]}"#, "expected an ARN", "\"f\""),
    output("instances", "us-east-1/ec2/describe-instances", "{}", "\"Reservations\""),
    output("keys", "iam/list-access-keys", "{}", "\"AccessKeyMetadata\""),
    output("a caller", "sts/get-caller-identity", #"{"Account": "12"}"#, "of 12 digits"),
    output("an organisation", "organizations/describe-organization", "{}", "\"Organization\""),
    output("a password", "iam/get-login-profile/bo", "{}", "\"LoginProfile\""),
    output("training jobs", "us-east-1/sagemaker/list-training-jobs", "7", "a number"),
    output("secrets", "us-east-1/secretsmanager/list-secrets", "null", "null"),
  ]

  @Test("users", arguments: identities)
  func identityRows(row: BadInput) async throws { try await BadInputCheck.check(row) }

  @Test("roles and managed policies", arguments: roles)
  func roleRows(row: BadInput) async throws { try await BadInputCheck.check(row) }

  @Test("other outputs", arguments: outputs)
  func outputRows(row: BadInput) async throws { try await BadInputCheck.check(row) }

  private static let many = (0..<100_000).map { _ in
    #"{"Effect": "Allow", "Action": "s3:*"}"#
  }.joined(separator: ",\n")

  private static let policies: [BadInput] = [
    .policy("a policy as a list", "[]", "expected a policy object", "an array"),
    .policy("a policy as a number", "5", "expected a policy object", "a number"),
    .policy("a policy's text cut off", #""{\"Statement\": [""#, "end of the text"),
    .policy("a policy encoded wrongly", #""%7B%22Statement%22%3A%5B%2G%5D%7D""#, "expected"),
    .policy("no statement", #"{"Version": "2012-10-17"}"#, "expected a \"Statement\""),
    .policy("an empty list of statements", #"{"Statement": []}"#, "is empty", code: 0),
    .policy("a version that is none", #"{"Version": "2024-01-01", "Statement": []}"#, "2024-01-01"),
    .policy("a statement as text", #"{"Statement": ["Allow"]}"#, "expected a statement object"),
    .policy(
      "a hundred thousand statements", "{\"Statement\": [\(many)]}", "\"Resource\"", "found none"),
    .statement("no effect", #""Action": "*", "Resource": "*""#, "\"Effect\"", "found none"),
    .statement(
      "an effect misspelt", #""Effect": "allow", "Action": "*", "Resource": "*""#, "\"Effect\"",
      "found \"allow\""),
    .statement("no action", #""Effect": "Allow", "Resource": "*""#, "\"Action\"", "left out"),
    .statement("no resource", #""Effect": "Allow", "Action": "*""#, "\"Resource\"", "left out"),
    .statement(
      "actions both ways",
      #""Effect": "Allow", "Action": "s3:*", "NotAction": "iam:*", "Resource": "*""#,
      "\"Action\" and \"NotAction\"", "found both"),
    .statement(
      "resources both ways",
      #""Effect": "Allow", "Action": "s3:*", "Resource": "*", "NotResource": "*""#, "found both"),
    .statement(
      "an action as an object", #""Effect": "Allow", "Action": {}, "Resource": "*""#,
      "expected text in \"Action\""),
    .statement(
      "a condition as text",
      #""Effect": "Allow", "Action": "*", "Resource": "*", "Condition": "MFA""#,
      "expected a Condition object"),
    .statement(
      "an unknown operator",
      #""Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringIs": {"a": "b"}}"#,
      "unknown condition operator", "StringIs"),
    .statement(
      "an operator without keys",
      #""Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"Bool": "true"}"#,
      "expected keys with values in \"Bool\""),
    .statement(
      "a value that cannot be compared",
      #""Effect": "Deny", "Action": "*", "Resource": "*", "#
        + #""Condition": {"IpAddress": {"aws:SourceIp": "home"}}"#,
      "IpAddress cannot compare with \"home\""),
  ]

  @Test("policies", arguments: policies)
  func policyRows(row: BadInput) async throws { try await BadInputCheck.check(row) }

  @Test("a time that no calendar has", arguments: ["1e300", "-1e300", "1e999", "9e18"])
  func time(text: String) async throws {
    // What is allowed from a time on is asked at the time that the snapshot states.
    let dated =
      #"{"Effect": "Allow", "Action": "*", "Resource": "*", "#
      + #""Condition": {"DateGreaterThan": {"aws:CurrentTime": "2020-01-01"}}}"#
    let policy = #"{"PolicyName": "p", "PolicyDocument": {"Statement": [\#(dated)]}}"#
    let scratch = try Scratch([
      Exports.gaad:
        #"{"UserDetailList": [{"Arn": "arn:aws:iam::111122223333:user/bo", "#
        + #""CreateDate": \#(text), "UserPolicyList": [\#(policy)]}]}"#
    ])
    let run = await Program.run("analyze", scratch.path)
    #expect(run.code == 0 && run.output.contains("bo"), "\(run.status) \(run.errors)")
    let asked = await Program.run("analyze", scratch.path, "--as-of=" + text)
    #expect(asked.code == 64 && asked.errors.contains("--as-of takes a date"))
  }
}
