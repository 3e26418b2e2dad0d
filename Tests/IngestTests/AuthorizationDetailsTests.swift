import Documents
import Environment
import Policy
import Testing

@testable import Ingest

@Suite("get-account-authorization-details")
struct AuthorizationDetailsTests {
  @Test("A user with everything that it may have")
  func wholeUser() throws {
    let details = """
      "GroupList": ["team"], "Tags": [{"Key": "dept", "Value": "ml"}],
      "UserPolicyList": [{"PolicyName": "own", "PolicyDocument": {"Version": "2012-10-17",
        "Statement": [{"Sid": "S", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}}],
      "AttachedManagedPolicies": [
        {"PolicyName": "p", "PolicyArn": "arn:aws:iam::111122223333:policy/p"}],
      "PermissionsBoundary": {"PermissionsBoundaryType": "Policy",
        "PermissionsBoundaryArn": "arn:aws:iam::111122223333:policy/p"}
      """
    let group = """
      {"GroupName": "team", "Arn": "arn:aws:iam::111122223333:group/team", "GroupPolicyList": [
        {"PolicyName": "g", "PolicyDocument": {"Statement": {"Effect": "Deny", "Action": "*",
          "Resource": "*"}}}], "AttachedManagedPolicies": []}
      """
    let environment = try environment([
      gaad: export(users: user("ana", details), groups: group, policies: policy("p"))
    ])
    let ana = try #require(environment.users.first)
    #expect(ana.account == account && ana.uniqueID == "AIDAANA" && ana.tags == ["dept": "ml"])
    #expect(ana.groupNames == ["team"] && ana.inlinePolicies.map(\.name) == ["own"])
    #expect(ana.inlinePolicies[0].statements[0].sid == "S")
    #expect(ana.attachedPolicies.map(\.arn) == ["arn:aws:iam::111122223333:policy/p"])
    #expect(ana.boundary?.arn == "arn:aws:iam::111122223333:policy/p")
    #expect(environment.groups[0].inlinePolicies[0].kind == .groupInline)
    #expect(environment.groups[0].inlinePolicies[0].statements[0].effect == .deny)
    #expect(environment.codes.isEmpty)
    #expect(environment.accounts[account]?.hasInventory == true)
  }

  /// A customer managed policy with two versions, the second in force.
  private func policy(_ name: String, _ more: String = "") -> String {
    """
    {"Arn": "arn:aws:iam::111122223333:policy/\(name)", "DefaultVersionId": "v2"\(more),
     "PolicyVersionList": [
      {"VersionId": "v1", "Document": {"Statement": []}, "IsDefaultVersion": false},
      {"VersionId": "v2", "IsDefaultVersion": true, "Document": {"Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "iam:*", "Resource": "*"}]}}]}
    """
  }

  @Test("A managed policy: default version, number of versions, name from the ARN")
  func managedPolicy() throws {
    let environment = try environment([gaad: export(policies: policy("path/p"))])
    let policy = try #require(
      environment.managedPolicies["arn:aws:iam::111122223333:policy/path/p"])
    #expect(policy.name == "p" && policy.versionCount == 2 && !policy.isAWSManaged)
    #expect(policy.document.statements.count == 1 && policy.document.kind == .managed)
  }

  @Test("Versions that are not in force are kept where they grant more")
  func otherVersions() throws {
    func version(_ id: String, _ statements: String, inForce: Bool = false) -> String {
      """
      {"VersionId": "\(id)", "IsDefaultVersion": \(inForce),
        "Document": {"Version": "2012-10-17", "Statement": [\(statements)]}}
      """
    }
    let read = #"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}"#
    let named = #"{"Sid": "A", "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["*"]}"#
    let all = #"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#
    let deny = #"{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}"#
    let versions = [
      version("v5", read + "," + deny, inForce: true), version("v4", named + "," + deny),
      version("v3", read), version("v2", all + "," + deny), version("v1", deny),
    ].joined(separator: ",")
    let policy = """
      {"Arn": "arn:aws:iam::111122223333:policy/p", "PolicyName": "p",
        "PolicyVersionList": [\(versions)]}
      """
    let environment = try environment([gaad: export(policies: policy)])
    let found = try #require(environment.managedPolicies.values.first)
    #expect(found.otherVersions.map(\.id) == ["v3", "v2"])
    #expect(found.otherVersions.map(\.document.name) == ["p v3", "p v2"])
    #expect(found.otherVersions[1].document.origin.pointer.hasSuffix("/3/Document"))
  }

  @Test("Without a marked version, the named one counts; without either, a diagnostic")
  func defaultVersion() throws {
    let versions = """
      {"Arn": "arn:aws:iam::111122223333:policy/a", "DefaultVersionId": "v9", "PolicyVersionList": [
        {"VersionId": "v9", "Document": {"Statement": {"Effect": "Deny", "Action": "*",
          "Resource": "*"}}}, {"VersionId": "v8", "Document": {}}]},
      {"Arn": "arn:aws:iam::111122223333:policy/b", "PolicyVersionList": [
        {"VersionId": "v1", "Document": {}}, {"VersionId": "v2", "Document": {}}]}
      """
    let environment = try environment([gaad: export(policies: versions)])
    #expect(environment.managedPolicies.count == 1)
    #expect(environment.managedPolicies.values.first?.document.statements.count == 1)
    #expect(environment.codes.contains("ingest.policy-version"))
  }

  @Test("A role: trust, instance profile, last use")
  func wholeRole() throws {
    let details = """
      "RoleLastUsed": {"LastUsedDate": "2026-05-01T00:00:00+00:00", "Region": "us-east-1"},
      "InstanceProfileList": [{"InstanceProfileName": "web",
        "Arn": "arn:aws:iam::111122223333:instance-profile/web", "Roles": [
          {"RoleName": "web", "Arn": "arn:aws:iam::111122223333:role/web"}]}]
      """
    let environment = try environment([gaad: export(roles: role("web", details))])
    let web = try #require(environment.roles.first)
    #expect(web.trust?.kind == .trust && web.trust?.name == "web")
    #expect(web.trust?.statements.first?.principals == .only([.service("ec2.amazonaws.com")]))
    #expect(web.lastUsed == 1_777_593_600)
    #expect(environment.instanceProfiles.first?.roleARNs == [web.arn])
    #expect(environment.codes.isEmpty)
  }

  @Test("Trust policies as text, URL-encoded or not, keep their place")
  func encodedTrust() throws {
    let encoded =
      "\"%7B%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22AWS%22%3A"
      + "%22111122223333%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D\""
    let plain = #""{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\"}}""#
    let environment = try environment([
      gaad: export(roles: role("a", trust: encoded) + "," + role("b", trust: plain))
    ])
    let statement = try #require(environment.roles[0].trust?.statements.first)
    #expect(statement.principals == .only([.account(account)]))
    #expect(statement.origin.pointer == "/RoleDetailList/0/AssumeRolePolicyDocument#/Statement/0")
    #expect(environment.roles[1].trust?.statements.first?.principals == .only([.everyone]))
    #expect(environment.codes == ["policy.open-trust"])
  }

  @Test("A trust policy that cannot be read loses the trust, not the role")
  func brokenTrust() throws {
    let environment = try environment([
      gaad: export(roles: role("a", trust: "\"%7B%2\"") + "," + role("b"))
    ])
    #expect(environment.roles.map { $0.trust == nil } == [true, false])
    #expect(environment.codes.contains("json.encoding"))
    #expect(environment.coverage.hasUnreadable)
  }

  @Test("Both spellings of a boundary's type; another one is reported and taken")
  func boundaryTypes() throws {
    func boundary(_ type: String) -> String {
      """
      "PermissionsBoundary": {"PermissionsBoundaryType": "\(type)",
        "PermissionsBoundaryArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}
      """
    }
    let users = ["Policy", "PermissionsBoundaryPolicy", "Odd"].map { user($0, boundary($0)) }
    let environment = try environment([gaad: export(users: users.joined(separator: ","))])
    #expect(environment.users.allSatisfy { $0.boundary != nil })
    #expect(environment.codes == ["ingest.boundary"])
    #expect(environment.managedPolicies.keys.sorted() == ["arn:aws:iam::aws:policy/ReadOnlyAccess"])
  }

  @Test(
    "Policies of AWS come from the copy in the program, in every partition",
    arguments: ["aws", "aws-cn", "aws-us-gov"])
  func embeddedPolicies(partition: String) throws {
    let arn = "arn:\(partition):iam::aws:policy/AdministratorAccess"
    let attached = #""AttachedManagedPolicies": [{"PolicyArn": "\#(arn)"}]"#
    let environment = try environment([gaad: export(users: user("ana", attached))])
    let policy = try #require(environment.managedPolicies[arn])
    #expect(policy.isAWSManaged && policy.document.kind == .awsManaged)
    #expect(policy.versionCount == nil && policy.name == "AdministratorAccess")
    #expect(policy.origin.file.hasPrefix("AWS managed policy AdministratorAccess v"))
    #expect(policy.origin.file.contains("(embedded, 20"))
    #expect(policy.document.statements.first?.origin.pointer == "/Statement/0")
    #expect(environment.codes.isEmpty)
  }

  @Test(
    "The export's own copy of a policy of AWS outweighs the program's; unattached ones are not read"
  )
  func exportedAWSPolicy() throws {
    func policy(_ name: String) -> String {
      """
      {"Arn": "arn:aws:iam::aws:policy/\(name)", "PolicyVersionList": [{"IsDefaultVersion": true,
        "VersionId": "v1", "Document": {"Statement": {"Effect": "Deny", "Action": "*",
        "Resource": "*"}}}]}
      """
    }
    let attached =
      #""AttachedManagedPolicies": [{"PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess"}]"#
    let environment = try environment([
      gaad: export(
        users: user("ana", attached),
        policies: policy("AdministratorAccess") + "," + policy("ReadOnlyAccess"))
    ])
    #expect(environment.managedPolicies.count == 1)
    let kept = environment.managedPolicies["arn:aws:iam::aws:policy/AdministratorAccess"]
    #expect(kept?.document.statements.first?.effect == .deny)
  }

  @Test("An attached policy whose document is nowhere")
  func missingPolicy() throws {
    let attached = """
      "AttachedManagedPolicies": [{"PolicyArn": "arn:aws:iam::111122223333:policy/gone"}]
      """
    let environment = try environment([gaad: export(users: user("ana", attached))])
    let diagnostic = try #require(environment.coverage.diagnostics.first)
    #expect(diagnostic.code == "reference.policy" && diagnostic.severity == .warning)
    #expect(diagnostic.message.contains("policy/gone is attached to arn:aws:iam::"))
    #expect(diagnostic.origin.pointer == "/UserDetailList/0/AttachedManagedPolicies/0")
    #expect(environment.coverage.gaps.contains { $0.what.contains("1 attached managed policy") })
  }

  @Test("A group that is not in the export")
  func missingGroup() throws {
    let environment = try environment([
      gaad: export(users: user("ana", #""GroupList": ["ghosts"]"#))
    ])
    #expect(environment.codes == ["reference.group"])
    #expect(try environment.status(output(gaad)) == .read)
  }

  @Test("Entries without ARN, or with something else for it, are left out; the rest counts")
  func oddEntries() throws {
    let odd = #"{"UserName": "x"}, 7, null, {"Arn": "not:an:arn"}, {"Arn": {}}, "#
    let environment = try environment([gaad: export(users: odd + user("ana"))])
    #expect(environment.users.map(\.name) == ["ana"])
    #expect(Set(environment.codes) == ["ingest.shape", "ingest.arn"])
    #expect(try environment.status(output(gaad)) == .partly)
  }

  @Test("Lists that are no lists, and keys in another order")
  func oddLists() throws {
    let text = #"{"Policies": {}, "RoleDetailList": null, "UserDetailList": [\#(user("ana"))]}"#
    let environment = try environment([gaad: text])
    #expect(environment.users.count == 1)
    #expect(environment.codes == ["ingest.shape"])
  }

  @Test(
    "A user given twice counts once; whether it is the same is told",
    arguments: [("", "ingest.duplicate"), (#""GroupList": []"#, "ingest.conflict")])
  func duplicates(members: String, code: String) throws {
    let environment = try environment([
      gaad: export(users: user("ana", members) + "," + user("ana"))
    ])
    #expect(environment.users.count == 1)
    #expect(environment.codes == [code])
  }

  @Test("Duplicate keys are reported")
  func duplicateKeys() throws {
    let environment = try environment([
      gaad: export(users: user("ana", #""Path": "/", "Path": "/x/""#))
    ])
    #expect(environment.codes == ["json.duplicate-key"])
    #expect(environment.coverage.diagnostics[0].origin.line > 0)
  }
}
