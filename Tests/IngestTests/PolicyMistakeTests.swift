import Environment
import Testing

@testable import Ingest

/// Mistakes in the policies of a snapshot, as its coverage tells them.
struct PolicyMistakeTests {
  /// The lists of inline policies that users and roles have.
  private func inline(_ list: String, _ actions: String...) -> String {
    let entries = actions.enumerated().map { number, action in
      """
      {"PolicyName": "p\(number)", "PolicyDocument": {"Version": "2012-10-17", "Statement":
        {"Effect": "Allow", "Action": "\(action)", "Resource": "*"}}}
      """
    }
    return "\"\(list)\": [\(entries.joined(separator: ", "))]"
  }

  private let wrong = "policy.unknown-action"

  @Test func eachMistakeIsToldOnceWithTheNumberOfItsPlaces() throws {
    let world = try environment([
      gaad: export(
        users: user("ana", inline("UserPolicyList", "s3:Lisst", "s3:GetObject")) + ", "
          + user("bea", inline("UserPolicyList", "s3:Lisst", "s3:Gett*")) + ", "
          + user("cyd", inline("UserPolicyList", "s3:Lisst")))
    ])
    let told = world.coverage.diagnostics
    try #require(told.map(\.code) == [wrong, wrong])
    #expect(told[0].message.hasSuffix("(and at 2 other places)"))
    #expect(
      told[0].origin.pointer == "/UserDetailList/0/UserPolicyList/0/PolicyDocument/Statement/Action"
    )
    #expect(!told[1].message.contains("other place"))
    // The policies were read whole, whatever they say.
    #expect(try world.status(output(gaad)) == .read)
  }

  @Test func mistakesOfOneKindAreLimited() throws {
    let actions = (1...25).map { "s3:Wrong\($0)" }
    let users = actions.map { user("u\($0.dropFirst(8))", inline("UserPolicyList", $0)) }
    let world = try environment([gaad: export(users: users.joined(separator: ", "))])
    #expect(world.codes == Array(repeating: wrong, count: 21))
    #expect(world.coverage.diagnostics.last?.message.hasPrefix("5 more of this kind") == true)
  }

  @Test func whatAWSOwnsIsNotLookedAt() throws {
    let policy = inline("RolePolicyList", "s3:Lisst")
    let owned = role("x", policy).replacing(
      "role/x", with: "role/aws-service-role/x.amazonaws.com/x")
    #expect(try environment([gaad: export(roles: owned)]).codes == [])
    #expect(try environment([gaad: export(roles: role("x", policy))]).codes == [wrong])
    let managed = """
      {"PolicyName": "Old", "Arn": "arn:aws:iam::aws:policy/Old", "DefaultVersionId": "v1",
       "PolicyVersionList": [{"VersionId": "v1", "IsDefaultVersion": true, "Document":
         {"Statement": {"Effect": "Allow", "Action": "deepracer:*", "Resource": "*"}}}]}
      """
    let attached =
      #""AttachedManagedPolicies": [{"PolicyArn": "arn:aws:iam::aws:policy/Old"}]"#
    #expect(
      try environment([gaad: export(users: user("ana", attached), policies: managed)]).codes == [])
  }

  @Test func policiesInStringsKeepTheirPlace() throws {
    let world = try environment([
      gaad: export(),
      "s3api/list-buckets": #"{"Buckets": [{"Name": "b"}]}"#,
      "s3api/get-bucket-policy/b": #"""
      {"Policy": "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\",
      """# + #"""
         \"Action\": \"s3:ListBucket\", \"Resource\": \"arn:aws:s3:::b/*\"}}"}
        """#,
    ])
    let told = world.coverage.diagnostics.filter { $0.code.hasPrefix("policy.") }
    #expect(told.map(\.code) == ["policy.resource-mismatch"])
    #expect(told.first?.origin.pointer == "/Policy#/Statement/Resource")
    #expect(told.first?.origin.file.hasSuffix("b.json") == true)
  }
}
