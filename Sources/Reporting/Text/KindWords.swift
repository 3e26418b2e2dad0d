/// Kinds of things in words.
enum KindWords {
  private static let known = [
    "aws:iam:user": "user", "aws:iam:role": "role", "aws:account": "administrator",
    "aws:s3:bucket": "bucket", "aws:s3:prefix": "part of a bucket",
    "aws:lambda:function": "function", "aws:ec2:instance": "instance",
    "aws:sagemaker:notebook-instance": "notebook", "aws:sagemaker:training-job": "training job",
    "aws:secretsmanager:secret": "secret", "aws:ssm:parameter": "parameter",
    "aws:kms:key": "key", "aws:apprunner:service": "App Runner service",
    "aws:batch:job-definition": "batch job definition", "aws:batch:job-queue": "batch job queue",
    "aws:bedrock-agentcore:code-interpreter-custom": "code interpreter",
    "aws:cloudformation:stack": "stack", "aws:cloudformation:stackset": "stack set",
    "aws:codebuild:project": "build project", "aws:codepipeline:pipeline": "pipeline",
    "aws:codedeploy:deploymentgroup": "deployment group",
    "aws:cognito-identity:identitypool": "identity pool",
    "aws:ec2:launch-template": "launch template", "aws:ecr:repository": "repository",
    "aws:ecs:cluster": "container cluster", "aws:ecs:container-instance": "container instance",
    "aws:ecs:service": "container service", "aws:ecs:task": "task",
    "aws:ecs:task-definition": "task definition", "aws:eks:cluster": "Kubernetes cluster",
    "aws:eks:nodegroup": "node group", "aws:eks:podidentityassociation": "pod identity",
    "aws:elasticmapreduce:cluster": "EMR cluster",
    "aws:glue:devendpoint": "development endpoint", "aws:glue:job": "Glue job",
    "aws:sso:permissionset": "permission set", "aws:states:statemachine": "state machine",
    "aws:iam:identity-provider": "identity provider", "aws:external": "identity from outside",
    "aws:identitystore:user": "person of Identity Center",
    "aws:sso:assignees": "people of Identity Center",
  ]

  /// A kind such as `aws:s3:bucket` in words; the kind itself where there are none.
  static func of(_ kind: String) -> String { known[kind] ?? kind }
}
