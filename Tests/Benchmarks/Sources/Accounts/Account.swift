import Policy

/// One account as the policy engine sees it: who asks, and what is asked for.
package struct Account {
  /// One that asks, with its policies.
  package struct Principal {
    package var caller: Caller
    package var identity: [PolicyDocument]
    package var boundary: PolicyDocument?
  }

  /// One that is asked for.
  package struct Resource {
    package var arn: String
    package var policy: PolicyDocument?
    package var tags: [String: String]
  }

  package var id: String
  package var principals: [Principal] = []
  package var resources: [Resource] = []
  /// Levels of service control policies; nil without an organisation.
  package var serviceControl: [[PolicyDocument]]?
  package var resourceControl: [[PolicyDocument]]?

  package init(id: String) { self.id = id }

  /// A request of one principal on one resource, as an analysis asks it: what the account does not
  /// say is free.
  package func request(
    _ principal: Principal, _ action: String, _ resource: Resource
  ) -> Request {
    var context = RequestContext(world: .open)
    context.setResourceTags(resource.tags)
    return Request(
      caller: principal.caller, action: action, resource: resource.arn, resourceAccount: id,
      context: context,
      policies: PolicyInputs(
        identity: principal.identity, boundary: principal.boundary,
        serviceControl: serviceControl, resourceControl: resourceControl, resource: resource.policy
      ))
  }

  /// The principals as a compiled decider takes them.
  package var askingCallers: [AskingCaller] {
    principals.map {
      AskingCaller(
        caller: $0.caller, identity: $0.identity, boundary: $0.boundary,
        serviceControl: serviceControl)
    }
  }

  /// The resources as a compiled decider takes them.
  package var askedResources: [AskedResource] {
    resources.map {
      AskedResource(
        arn: $0.arn, account: id, policy: $0.policy, tags: $0.tags,
        resourceControl: resourceControl)
    }
  }

  /// The actions that benchmarks ask about: reading, writing, and what attackers use.
  package static let actions = [
    "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket", "s3:GetBucketPolicy",
    "s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:PutBucketAcl", "s3:GetObjectVersion",
    "s3:PutObjectAcl", "s3:GetBucketTagging", "s3:PutBucketTagging", "s3:ListAllMyBuckets",
    "s3:PutReplicationConfiguration", "s3:PutLifecycleConfiguration", "s3:GetBucketAcl",
    "s3:PutBucketVersioning", "s3:PutEncryptionConfiguration", "s3:RestoreObject",
    "s3:PutBucketPublicAccessBlock", "kms:Decrypt", "kms:Encrypt", "kms:CreateGrant",
    "kms:PutKeyPolicy", "kms:GenerateDataKey", "kms:DescribeKey", "kms:ReEncryptFrom",
    "kms:ScheduleKeyDeletion", "kms:ListKeys", "kms:ListAliases", "iam:PassRole",
    "iam:CreateAccessKey", "iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:PutRolePolicy",
    "iam:PutUserPolicy", "iam:UpdateAssumeRolePolicy", "iam:CreatePolicyVersion",
    "iam:SetDefaultPolicyVersion", "iam:AddUserToGroup", "iam:CreateLoginProfile",
    "iam:UpdateLoginProfile", "iam:GetRole", "iam:ListRoles", "iam:ListUsers", "iam:DeleteRole",
    "iam:PutRolePermissionsBoundary", "iam:DeactivateMFADevice", "sts:AssumeRole",
    "sts:GetCallerIdentity", "lambda:InvokeFunction", "lambda:UpdateFunctionCode",
    "lambda:CreateFunction", "lambda:UpdateFunctionConfiguration", "lambda:AddPermission",
    "lambda:GetFunction", "lambda:ListFunctions", "lambda:PublishLayerVersion",
    "lambda:CreateEventSourceMapping", "ec2:RunInstances", "ec2:DescribeInstances",
    "ec2:ModifyInstanceAttribute", "ec2:StartInstances", "ec2:StopInstances",
    "ec2:AssociateIamInstanceProfile", "ec2:CreateSnapshot", "ec2:DescribeSnapshots",
    "ssm:SendCommand", "ssm:StartSession", "ssm:GetParameter", "ssm:PutParameter",
    "ssm:DescribeParameters", "sagemaker:CreateNotebookInstance",
    "sagemaker:CreatePresignedNotebookInstanceUrl", "sagemaker:CreateTrainingJob",
    "sagemaker:CreateProcessingJob", "sagemaker:UpdateNotebookInstance",
    "sagemaker:InvokeEndpoint", "sagemaker:ListModels", "glue:CreateJob", "glue:UpdateJob",
    "glue:StartJobRun", "glue:GetTable", "glue:UpdateDevEndpoint", "dynamodb:GetItem",
    "dynamodb:PutItem", "dynamodb:Scan", "sqs:SendMessage", "sqs:ReceiveMessage",
    "secretsmanager:GetSecretValue", "secretsmanager:ListSecrets", "secretsmanager:PutSecretValue",
    "cloudformation:CreateStack", "cloudformation:UpdateStack", "codebuild:StartBuild",
    "codebuild:UpdateProject", "ecs:RunTask", "ecs:RegisterTaskDefinition", "logs:GetLogEvents",
    "cloudtrail:StopLogging",
  ]
}
