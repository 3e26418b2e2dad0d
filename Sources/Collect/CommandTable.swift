/// The commands whose outputs are read, in the order in which they are run.
package enum CommandTable {
  /// All commands.
  package static let all: [CollectCommand] =
    identities + storage + keys + workloads + furtherWorkloads + machineLearning
    + organization

  /// Where the names of things are found.
  package static let sources: [ThingSource] =
    ownSources + workloadSources + machineLearningSources

  private static let ownSources: [ThingSource] = [
    ThingSource(
      .user, "iam", "get-account-authorization-details", "UserDetailList", "UserName",
      ["--filter", "User"]),
    ThingSource(
      .identityProvider, "iam", "list-open-id-connect-providers", "OpenIDConnectProviderList",
      "Arn"),
    ThingSource(.bucket, "s3api", "list-buckets", "Buckets", "Name"),
    ThingSource(.accessPoint, "s3control", "list-access-points", "AccessPointList", "Name"),
    ThingSource(.function, "lambda", "list-functions", "Functions", "FunctionName"),
    ThingSource(
      .notebook, "sagemaker", "list-notebook-instances", "NotebookInstances",
      "NotebookInstanceName"),
    ThingSource(
      .trainingJob, "sagemaker", "list-training-jobs", "TrainingJobSummaries", "TrainingJobName"),
    ThingSource(.key, "kms", "list-keys", "Keys", "KeyId"),
    ThingSource(.secret, "secretsmanager", "list-secrets", "SecretList", "ARN"),
    ThingSource(.organizationParent, "organizations", "list-roots", "Roots", "Id"),
    ThingSource(
      .organizationParent, "organizations", "list-organizational-units-for-parent",
      "OrganizationalUnits", "Id"),
    ThingSource(.organizationAccount, "organizations", "list-accounts", "Accounts", "Id"),
    ThingSource(.organizationPolicy, "organizations", "list-policies", "Policies", "Id"),
  ]

  /// The permissions of the commands that are run, each once, sorted.
  ///
  /// - Parameter further: What is needed beside them.
  package static func permissions(_ further: [String] = []) -> [String] {
    let needed = all.filter { !$0.isAlternative }.flatMap(\.permissions)
    return Set(needed + further).sorted()
  }

  /// The services whose answers may be without content: those that answer in XML.
  static let emptyAnswers: Set<String> = ["ec2", "iam", "s3api", "s3control", "sts"]

  /// The services that some regions do not have.
  static let notEverywhere: Set<String> = [
    "apprunner", "batch", "bedrock", "bedrock-agent", "bedrock-agentcore-control", "codepipeline",
    "cognito-identity", "identitystore", "sso-admin",
  ]

  private static let identities: [CollectCommand] = [
    CollectCommand("sts", "get-caller-identity", permissions: ["sts:GetCallerIdentity"]),
    CollectCommand(
      "iam", "get-account-authorization-details",
      permissions: ["iam:GetAccountAuthorizationDetails"]),
    CollectCommand(
      "iam", "get-credential-report",
      permissions: ["iam:GenerateCredentialReport", "iam:GetCredentialReport"]),
    CollectCommand("iam", "get-account-summary", permissions: ["iam:GetAccountSummary"]),
    CollectCommand("iam", "list-account-aliases", permissions: ["iam:ListAccountAliases"]),
    CollectCommand("iam", "list-virtual-mfa-devices", permissions: ["iam:ListVirtualMFADevices"]),
    CollectCommand(
      "iam", "list-open-id-connect-providers", permissions: ["iam:ListOpenIDConnectProviders"]),
    CollectCommand("iam", "list-saml-providers", permissions: ["iam:ListSAMLProviders"]),
    CollectCommand(
      "iam", "get-open-id-connect-provider", ["--open-id-connect-provider-arn={name}"],
      scope: .each(.identityProvider), permissions: ["iam:GetOpenIDConnectProvider"]),
    CollectCommand(
      "iam", "list-mfa-devices", ["--user-name={name}"], scope: .each(.user),
      permissions: ["iam:ListMFADevices"]),
    CollectCommand(
      "iam", "list-access-keys", ["--user-name={name}"], scope: .each(.user),
      permissions: ["iam:ListAccessKeys"]),
    CollectCommand(
      "iam", "get-login-profile", ["--user-name={name}"], scope: .each(.user),
      permissions: ["iam:GetLoginProfile"], absences: ["NoSuchEntity"]),
  ]

  private static let storage: [CollectCommand] = [
    CollectCommand("s3api", "list-buckets", permissions: ["s3:ListAllMyBuckets"]),
    CollectCommand(
      "s3control", "get-public-access-block", ["--account-id={account}"],
      permissions: ["s3:GetAccountPublicAccessBlock"],
      absences: ["NoSuchPublicAccessBlockConfiguration"]),
    bucket("get-bucket-policy", "s3:GetBucketPolicy", "NoSuchBucketPolicy"),
    bucket("get-bucket-tagging", "s3:GetBucketTagging", "NoSuchTagSet"),
    bucket(
      "get-bucket-encryption", "s3:GetEncryptionConfiguration",
      "ServerSideEncryptionConfigurationNotFoundError"),
    bucket("get-bucket-location", "s3:GetBucketLocation"),
    bucket(
      "get-public-access-block", "s3:GetBucketPublicAccessBlock",
      "NoSuchPublicAccessBlockConfiguration"),
    bucket(
      "get-bucket-ownership-controls", "s3:GetBucketOwnershipControls",
      "OwnershipControlsNotFoundError"),
    bucket("get-bucket-acl", "s3:GetBucketAcl"),
    bucket("get-bucket-versioning", "s3:GetBucketVersioning"),
    bucket(
      "get-object-lock-configuration", "s3:GetBucketObjectLockConfiguration",
      "ObjectLockConfigurationNotFoundError"),
    bucket(
      "get-bucket-replication", "s3:GetReplicationConfiguration",
      "ReplicationConfigurationNotFoundError"),
    bucket(
      "get-bucket-lifecycle-configuration", "s3:GetLifecycleConfiguration",
      "NoSuchLifecycleConfiguration"),
    regional(
      "s3control", "list-access-points", "s3:ListAccessPoints", ["--account-id={account}"]),
    accessPoint("get-access-point", "s3:GetAccessPoint"),
    accessPoint("get-access-point-policy", "s3:GetAccessPointPolicy", "NoSuchAccessPointPolicy"),
    accessPoint(
      "get-access-point-policy-status", "s3:GetAccessPointPolicyStatus",
      "NoSuchAccessPointPolicy"),
  ]

  private static func accessPoint(
    _ operation: String, _ permission: String, _ absences: String...
  ) -> CollectCommand {
    CollectCommand(
      "s3control", operation, ["--account-id={account}", "--name={name}"],
      scope: .each(.accessPoint), permissions: [permission], absences: Set(absences))
  }

  private static func bucket(
    _ operation: String, _ permission: String, _ absences: String...
  ) -> CollectCommand {
    CollectCommand(
      "s3api", operation, ["--bucket={name}"], scope: .each(.bucket), permissions: [permission],
      absences: Set(absences))
  }

  /// The keys of a region, those that AWS manages among them: no list tells them apart.
  private static let keys: [CollectCommand] = [
    regional("kms", "list-keys", "kms:ListKeys"),
    regional("kms", "list-aliases", "kms:ListAliases"),
    key("describe-key", "kms:DescribeKey"),
    key("get-key-policy", "kms:GetKeyPolicy", ["--policy-name=default"]),
    key("list-grants", "kms:ListGrants"),
  ]

  private static func key(
    _ operation: String, _ permission: String, _ arguments: [String] = []
  ) -> CollectCommand {
    CollectCommand(
      "kms", operation, ["--key-id={name}"] + arguments, scope: .each(.key),
      permissions: [permission])
  }

  private static let workloads: [CollectCommand] = [
    regional("ec2", "describe-instances", "ec2:DescribeInstances"),
    regional(
      "ec2", "describe-iam-instance-profile-associations",
      "ec2:DescribeIamInstanceProfileAssociations"),
    regional("ssm", "describe-instance-information", "ssm:DescribeInstanceInformation"),
    regional("ssm", "describe-parameters", "ssm:DescribeParameters"),
    regional("lambda", "list-functions", "lambda:ListFunctions"),
    regional("sagemaker", "list-notebook-instances", "sagemaker:ListNotebookInstances"),
    // The newest first: of very many, only so many are described.
    regional(
      "sagemaker", "list-training-jobs", "sagemaker:ListTrainingJobs",
      ["--sort-by=CreationTime", "--sort-order=Descending"]),
    regional("secretsmanager", "list-secrets", "secretsmanager:ListSecrets"),
    CollectCommand(
      "lambda", "get-policy", ["--function-name={name}"], scope: .each(.function),
      permissions: ["lambda:GetPolicy"], absences: ["ResourceNotFoundException"]),
    CollectCommand(
      "lambda", "list-function-url-configs", ["--function-name={name}"], scope: .each(.function),
      permissions: ["lambda:ListFunctionUrlConfigs"]),
    // Tells the address of the function itself alone, not those of its aliases.
    CollectCommand(
      "lambda", "get-function-url-config", ["--function-name={name}"], scope: .each(.function),
      permissions: ["lambda:GetFunctionUrlConfig"], absences: ["ResourceNotFoundException"],
      isAlternative: true),
    CollectCommand(
      "sagemaker", "describe-notebook-instance", ["--notebook-instance-name={name}"],
      scope: .each(.notebook), permissions: ["sagemaker:DescribeNotebookInstance"]),
    CollectCommand(
      "sagemaker", "describe-training-job", ["--training-job-name={name}"],
      scope: .each(.trainingJob), permissions: ["sagemaker:DescribeTrainingJob"]),
    CollectCommand(
      "secretsmanager", "get-resource-policy", ["--secret-id={name}"], scope: .each(.secret),
      permissions: ["secretsmanager:GetResourcePolicy"]),
  ]

  static func regional(
    _ service: String, _ operation: String, _ permission: String, _ arguments: [String] = []
  ) -> CollectCommand {
    CollectCommand(service, operation, arguments, scope: .region, permissions: [permission])
  }
}
