import Environment
import Policy
import Testing

@testable import Ingest

@Suite("Grants of designs")
struct DesignGrantTests {
  /// A grant, what it allows, and what it does not: actions with resources.
  struct Case: Sendable, CustomTestStringConvertible {
    let grant: String
    let allows: (String, String)
    let not: (String, String)
    var testDescription: String { grant }
    init(_ grant: String, _ allows: (String, String), not: (String, String)) {
      (self.grant, self.allows, self.not) = (grant, allows, not)
    }
  }

  private static let iam = "arn:aws:iam::111122223333:"
  private static let here = "us-east-1:111122223333:"
  private static let s3 = "arn:aws:s3:::training"
  private static let function = "arn:aws:lambda:\(here)function:notifier"
  private static let box = "arn:aws:ec2:\(here)instance/box"
  private static let ml = "arn:aws:sagemaker:\(here)"

  static let storage = [
    Case("read bucket training", ("s3:GetObject", s3 + "/a"), not: ("s3:PutObject", s3 + "/a")),
    Case("read bucket training", ("s3:ListBucket", s3), not: ("s3:GetObject", s3 + "2/a")),
    Case(
      "read bucket training/a/", ("s3:GetObject", s3 + "/a/b"), not: ("s3:GetObject", s3 + "/b")),
    Case("read bucket training/a/", ("s3:GetObject", s3 + "/a/b"), not: ("s3:ListBucket", s3)),
    Case(
      "read bucket train*", ("s3:GetObject", s3 + "/a"), not: ("s3:GetObject", "arn:aws:s3:::x")),
    Case("list bucket training", ("s3:ListBucket", s3), not: ("s3:GetObject", s3 + "/a")),
    Case(
      "write bucket training/a/", ("s3:PutObject", s3 + "/a/b"), not: ("s3:PutObject", s3 + "/b")),
    Case("write bucket training", ("s3:PutObject", s3 + "/a"), not: ("s3:GetObject", s3 + "/a")),
    Case(
      "delete from bucket training", ("s3:DeleteObject", s3 + "/a"), not: ("s3:DeleteBucket", s3)),
    Case(
      "change policy of bucket training", ("s3:PutBucketPolicy", s3),
      not: ("s3:PutObject", s3 + "/a")),
    Case("manage bucket training", ("s3:PutBucketPolicy", s3), not: ("iam:PassRole", s3)),
    Case(
      "read secret token",
      ("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:\(here)secret:token-"),
      not: ("secretsmanager:PutSecretValue", "arn:aws:secretsmanager:\(here)secret:token-")),
    Case(
      "write secret token",
      ("secretsmanager:PutSecretValue", "arn:aws:secretsmanager:\(here)secret:token-"),
      not: ("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:\(here)secret:token-")),
  ]

  static let identities = [
    Case(
      "assume role deployer", ("sts:AssumeRole", iam + "role/deployer"),
      not: ("sts:AssumeRole", iam + "role/other")),
    Case(
      "pass role deployer", ("iam:PassRole", iam + "role/deployer"),
      not: ("sts:AssumeRole", iam + "role/deployer")),
    Case(
      "change trust of role deployer", ("iam:UpdateAssumeRolePolicy", iam + "role/deployer"),
      not: ("iam:PutRolePolicy", iam + "role/deployer")),
    Case(
      "change permissions of role deployer", ("iam:PutRolePolicy", iam + "role/deployer"),
      not: ("iam:UpdateAssumeRolePolicy", iam + "role/deployer")),
    Case(
      "change permissions of person omar", ("iam:PutUserPolicy", iam + "user/omar"),
      not: ("iam:PutUserPolicy", iam + "user/maya")),
    Case(
      "change permissions of group developers", ("iam:PutGroupPolicy", iam + "group/developers"),
      not: ("iam:AddUserToGroup", iam + "group/developers")),
    Case(
      "join group developers", ("iam:AddUserToGroup", iam + "group/developers"),
      not: ("iam:PutGroupPolicy", iam + "group/developers")),
    Case(
      "manage access keys of person omar", ("iam:CreateAccessKey", iam + "user/omar"),
      not: ("iam:CreateAccessKey", iam + "user/robot")),
    Case(
      "manage access keys of machine robot", ("iam:DeleteAccessKey", iam + "user/robot"),
      not: ("iam:UpdateLoginProfile", iam + "user/robot")),
    Case(
      "reset password of person omar", ("iam:UpdateLoginProfile", iam + "user/omar"),
      not: ("iam:CreateAccessKey", iam + "user/omar")),
    Case(
      "administer", ("iam:PutUserPolicy", iam + "user/maya"),
      not: ("", "")),
  ]

  static let workloads = [
    Case(
      "update function notifier", ("lambda:UpdateFunctionCode", function),
      not: ("lambda:InvokeFunction", function)),
    Case(
      "invoke function notifier", ("lambda:InvokeFunction", function),
      not: ("lambda:UpdateFunctionCode", function)),
    Case(
      "create functions", ("lambda:CreateFunction", "arn:aws:lambda:\(here)function:x"),
      not: ("lambda:InvokeFunction", "arn:aws:lambda:\(here)function:x")),
    Case(
      "start training jobs", ("sagemaker:CreateTrainingJob", ml + "training-job/x"),
      not: ("sagemaker:CreateProcessingJob", ml + "processing-job/x")),
    Case(
      "start processing jobs", ("sagemaker:CreateProcessingJob", ml + "processing-job/x"),
      not: ("sagemaker:CreateTrainingJob", ml + "training-job/x")),
    Case(
      "create notebooks", ("sagemaker:CreateNotebookInstance", ml + "notebook-instance/x"),
      not: ("sagemaker:CreatePresignedNotebookInstanceUrl", ml + "notebook-instance/lab")),
    Case(
      "open notebook lab",
      ("sagemaker:CreatePresignedNotebookInstanceUrl", ml + "notebook-instance/lab"),
      not: ("sagemaker:CreatePresignedNotebookInstanceUrl", ml + "notebook-instance/x")),
    Case(
      "start session on instance box", ("ssm:StartSession", box), not: ("ssm:SendCommand", box)),
    Case(
      "run commands on instance box", ("ssm:SendCommand", box), not: ("ssm:StartSession", box)),
    Case(
      "run commands on instance box",
      ("ssm:SendCommand", "arn:aws:ssm:us-east-1::document/AWS-RunShellScript"),
      not: ("ssm:SendCommand", "arn:aws:ssm:us-east-1::document/other")),
    Case(
      "change start script of instance box", ("ec2:ModifyInstanceAttribute", box),
      not: ("ec2:TerminateInstances", box)),
    Case("launch instances", ("ec2:RunInstances", box), not: ("iam:PassRole", box)),
  ]

  @Test("Each grant, and what it does not allow", arguments: storage + identities + workloads)
  func grants(each: Case) throws {
    let environment = try design(granting(each.grant))
    #expect(environment.codes.isEmpty)
    let statements = try environment.statements(of: "maya")
    try #require(statements.count == 1)
    #expect(statements[0].effect == .allow)
    #expect(statements[0].sid == each.grant)
    // A secret's ARN ends with six characters that the service chooses.
    let secret = environment.resources.first { $0.kind == .secret }?.arn ?? ""
    let resource = each.allows.1.hasSuffix("token-") ? secret : each.allows.1
    #expect(statements[0].covers(each.allows.0, resource))
    if !each.not.0.isEmpty {
      let other = each.not.1.hasSuffix("token-") ? secret : each.not.1
      #expect(!statements[0].covers(each.not.0, other))
    }
  }

  @Test("Every form has a case")
  func allForms() {
    let cases = Self.storage + Self.identities + Self.workloads
    let grants = cases.map { $0.grant.split(separator: " ").map(String.init) }
    for form in GrantForm.all where !form.text.contains("{service}") {
      #expect(grants.contains(where: form.matches), "\(form.text)")
    }
  }

  @Test("A role is passed to one service")
  func passing() throws {
    let environment = try design(granting("pass role deployer to lambda"))
    let statement = try environment.statements(of: "maya")[0]
    #expect(statement.covers("iam:PassRole", "arn:aws:iam::\(account):role/deployer"))
    #expect(statement.conditions.map(\.writtenKey) == ["iam:PassedToService"])
    #expect(statement.conditions[0].values.map(\.text) == ["lambda.amazonaws.com"])
  }

  @Test("Statements, with conditions and names")
  func statements() throws {
    let environment = try design(
      granting(
        """
        {allow: ["s3:GetObject"], on: [bucket training/a/], if: {StringEquals: {"aws:x": y}}},
        {deny: "iam:*"}, {grant: assume role deployer, if: mfa}
        """))
    #expect(environment.codes.isEmpty)
    let statements = try environment.statements(of: "maya")
    #expect(statements.map(\.effect) == [.allow, .deny, .allow])
    #expect(statements[0].covers("s3:GetObject", "arn:aws:s3:::training/a/b"))
    #expect(!statements[0].covers("s3:GetObject", "arn:aws:s3:::training/b"))
    #expect(statements[0].conditions.map(\.writtenKey) == ["aws:x"])
    #expect(statements[0].conditions[0].origin.line == 4)
    #expect(statements[1].covers("iam:PassRole", "arn:aws:iam::\(account):role/x"))
    #expect(statements[2].conditions.map(\.writtenKey) == ["aws:MultiFactorAuthPresent"])
  }
}
