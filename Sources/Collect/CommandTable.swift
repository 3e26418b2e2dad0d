/// One read-only command of the AWS command line whose output a snapshot can hold.
package struct CollectCommand: Sendable, Hashable {
  /// How often a command is run.
  package enum Scope: Sendable, Hashable {
    case account
    case region
    /// Once for each thing that another command lists.
    case each(of: String)
  }

  package var service: String
  package var operation: String
  /// Arguments beside service and operation; `{name}` stands for the thing.
  package var arguments: [String]
  package var scope: Scope
  /// The permission that it needs.
  package var permission: String

  package init(
    _ service: String, _ operation: String, _ arguments: [String] = [],
    scope: Scope = .account, permission: String
  ) {
    self.service = service
    self.operation = operation
    self.arguments = arguments
    self.scope = scope
    self.permission = permission
  }

  /// The command as a user types it.
  package var line: String {
    (["aws", service, operation] + arguments).joined(separator: " ")
  }
}

/// The commands whose outputs are read today.
package enum CommandTable {
  package static let all: [CollectCommand] = [
    CollectCommand("sts", "get-caller-identity", permission: "sts:GetCallerIdentity"),
    CollectCommand(
      "iam", "get-account-authorization-details",
      permission: "iam:GetAccountAuthorizationDetails"),
    CollectCommand("iam", "get-credential-report", permission: "iam:GetCredentialReport"),
    CollectCommand("iam", "list-virtual-mfa-devices", permission: "iam:ListVirtualMFADevices"),
    CollectCommand(
      "iam", "list-mfa-devices", ["--user-name", "{name}"], scope: .each(of: "user"),
      permission: "iam:ListMFADevices"),
    CollectCommand(
      "iam", "list-access-keys", ["--user-name", "{name}"], scope: .each(of: "user"),
      permission: "iam:ListAccessKeys"),
    CollectCommand("s3api", "list-buckets", permission: "s3:ListAllMyBuckets"),
    CollectCommand(
      "s3api", "get-bucket-policy", ["--bucket", "{name}"], scope: .each(of: "bucket"),
      permission: "s3:GetBucketPolicy"),
    CollectCommand(
      "s3api", "get-bucket-tagging", ["--bucket", "{name}"], scope: .each(of: "bucket"),
      permission: "s3:GetBucketTagging"),
    CollectCommand(
      "s3api", "get-bucket-encryption", ["--bucket", "{name}"], scope: .each(of: "bucket"),
      permission: "s3:GetEncryptionConfiguration"),
    CollectCommand(
      "s3api", "get-bucket-location", ["--bucket", "{name}"], scope: .each(of: "bucket"),
      permission: "s3:GetBucketLocation"),
    CollectCommand(
      "s3api", "get-public-access-block", ["--bucket", "{name}"], scope: .each(of: "bucket"),
      permission: "s3:GetBucketPublicAccessBlock"),
    CollectCommand(
      "ec2", "describe-instances", scope: .region, permission: "ec2:DescribeInstances"),
    CollectCommand(
      "ec2", "describe-iam-instance-profile-associations", scope: .region,
      permission: "ec2:DescribeIamInstanceProfileAssociations"),
    CollectCommand(
      "ssm", "describe-instance-information", scope: .region,
      permission: "ssm:DescribeInstanceInformation"),
    CollectCommand("lambda", "list-functions", scope: .region, permission: "lambda:ListFunctions"),
    CollectCommand(
      "lambda", "get-policy", ["--function-name", "{name}"], scope: .each(of: "function"),
      permission: "lambda:GetPolicy"),
    CollectCommand(
      "sagemaker", "list-notebook-instances", scope: .region,
      permission: "sagemaker:ListNotebookInstances"),
    CollectCommand(
      "sagemaker", "describe-notebook-instance", ["--notebook-instance-name", "{name}"],
      scope: .each(of: "notebook"), permission: "sagemaker:DescribeNotebookInstance"),
    CollectCommand(
      "sagemaker", "list-training-jobs", scope: .region, permission: "sagemaker:ListTrainingJobs"),
    CollectCommand(
      "sagemaker", "describe-training-job", ["--training-job-name", "{name}"],
      scope: .each(of: "training-job"), permission: "sagemaker:DescribeTrainingJob"),
  ]
}
