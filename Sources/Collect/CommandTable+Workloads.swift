extension CommandTable {
  /// The commands about workloads beside functions, instances and SageMaker.
  static let furtherWorkloads: [CollectCommand] =
    machines + containers + builds + services
    + access + identityCenter

  /// Where the names of those workloads are found.
  static let workloadSources: [ThingSource] = [
    ThingSource(
      .appRunnerService, "apprunner", "list-services", "ServiceSummaryList", "ServiceArn"),
    ThingSource(
      .codeInterpreter, "bedrock-agentcore-control", "list-code-interpreters",
      "codeInterpreterSummaries", "codeInterpreterId"),
    ThingSource(.stackSet, "cloudformation", "list-stack-sets", "Summaries", "StackSetName"),
    ThingSource(.buildProject, "codebuild", "list-projects", "projects", ""),
    ThingSource(.deployedApplication, "deploy", "list-applications", "applications", ""),
    ThingSource(.deploymentGroup, "deploy", "list-deployment-groups", "deploymentGroups", ""),
    ThingSource(.pipeline, "codepipeline", "list-pipelines", "pipelines", "name"),
    ThingSource(
      .identityPool, "cognito-identity", "list-identity-pools", "IdentityPools",
      "IdentityPoolId"),
    ThingSource(.cluster, "ecs", "list-clusters", "clusterArns", ""),
    ThingSource(
      .containerInstance, "ecs", "list-container-instances", "containerInstanceArns", ""),
    ThingSource(.containerService, "ecs", "list-services", "serviceArns", ""),
    ThingSource(.task, "ecs", "list-tasks", "taskArns", ""),
    ThingSource(.taskDefinition, "ecs", "list-task-definitions", "taskDefinitionArns", ""),
    ThingSource(.kubernetesCluster, "eks", "list-clusters", "clusters", ""),
    ThingSource(.nodeGroup, "eks", "list-nodegroups", "nodegroups", ""),
    ThingSource(
      .podIdentity, "eks", "list-pod-identity-associations", "associations", "associationId"),
    ThingSource(.airflowEnvironment, "mwaa", "list-environments", "Environments", ""),
    ThingSource(.mapReduceCluster, "emr", "list-clusters", "Clusters", "Id"),
    ThingSource(.repository, "ecr", "describe-repositories", "repositories", "repositoryArn"),
    ThingSource(.repositoryName, "ecr", "describe-repositories", "repositories", "repositoryName"),
    ThingSource(
      .stateMachine, "stepfunctions", "list-state-machines", "stateMachines", "stateMachineArn"),
    ThingSource(.identityCenter, "sso-admin", "list-instances", "Instances", "InstanceArn"),
    ThingSource(.permissionSet, "sso-admin", "list-permission-sets", "PermissionSets", ""),
    ThingSource(
      .permissionSetAccount, "sso-admin", "list-accounts-for-provisioned-permission-set",
      "AccountIds", ""),
    ThingSource(.identityStore, "sso-admin", "list-instances", "Instances", "IdentityStoreId"),
    ThingSource(.peopleGroup, "identitystore", "list-groups", "Groups", "GroupId"),
  ]

  private static let machines: [CollectCommand] = [
    regional("ec2", "describe-security-groups", "ec2:DescribeSecurityGroups"),
    regional("ec2", "describe-launch-templates", "ec2:DescribeLaunchTemplates"),
    // Of all templates at once: the version that is used by default, and the newest.
    regional(
      "ec2", "describe-launch-template-versions", "ec2:DescribeLaunchTemplateVersions",
      ["--versions", "$Default", "$Latest"]),
    regional(
      "autoscaling", "describe-auto-scaling-groups", "autoscaling:DescribeAutoScalingGroups"),
    regional("lambda", "list-event-source-mappings", "lambda:ListEventSourceMappings"),
    regional("glue", "get-dev-endpoints", "glue:GetDevEndpoints"),
    regional("glue", "get-jobs", "glue:GetJobs"),
    regional("batch", "describe-job-queues", "batch:DescribeJobQueues"),
    regional(
      "batch", "describe-job-definitions", "batch:DescribeJobDefinitions", ["--status=ACTIVE"]),
    regional("mwaa", "list-environments", "airflow:ListEnvironments"),
    of(.airflowEnvironment, "mwaa", "get-environment", "airflow:GetEnvironment", "name"),
    regional(
      "elasticbeanstalk", "describe-environments", "elasticbeanstalk:DescribeEnvironments",
      ["--no-include-deleted"]),
    regional(
      "elasticbeanstalk", "describe-application-versions",
      "elasticbeanstalk:DescribeApplicationVersions"),
    // Clusters that have ended stay in the list for months.
    regional("emr", "list-clusters", "elasticmapreduce:ListClusters", ["--active"]),
    // The command line asks for what else there is of a cluster by itself.
    CollectCommand(
      "emr", "describe-cluster", ["--cluster-id={name}"], scope: .each(.mapReduceCluster),
      permissions: [
        "elasticmapreduce:DescribeCluster", "elasticmapreduce:ListBootstrapActions",
        "elasticmapreduce:ListInstanceFleets", "elasticmapreduce:ListInstanceGroups",
      ]),
    of(.mapReduceCluster, "emr", "list-steps", "elasticmapreduce:ListSteps", "cluster-id"),
  ]

  private static let containers: [CollectCommand] = [
    regional("ecs", "list-clusters", "ecs:ListClusters"),
    regional("ecs", "list-task-definitions", "ecs:ListTaskDefinitions", ["--sort=DESC"]),
    of(
      .cluster, "ecs", "describe-clusters", "ecs:DescribeClusters", "clusters",
      ["--include=TAGS"]),
    of(.cluster, "ecs", "list-services", "ecs:ListServices", "cluster"),
    of(.cluster, "ecs", "list-tasks", "ecs:ListTasks", "cluster"),
    of(.cluster, "ecs", "list-container-instances", "ecs:ListContainerInstances", "cluster"),
    of(
      .containerService, "ecs", "describe-services", "ecs:DescribeServices", "services",
      ["--cluster={parent}", "--include=TAGS"]),
    of(
      .task, "ecs", "describe-tasks", "ecs:DescribeTasks", "tasks",
      ["--cluster={parent}", "--include=TAGS"]),
    of(
      .containerInstance, "ecs", "describe-container-instances", "ecs:DescribeContainerInstances",
      "container-instances", ["--cluster={parent}"]),
    of(
      .taskDefinition, "ecs", "describe-task-definition", "ecs:DescribeTaskDefinition",
      "task-definition"),
    regional("eks", "list-clusters", "eks:ListClusters"),
    of(.kubernetesCluster, "eks", "describe-cluster", "eks:DescribeCluster", "name"),
    of(.kubernetesCluster, "eks", "list-nodegroups", "eks:ListNodegroups", "cluster-name"),
    of(
      .kubernetesCluster, "eks", "list-pod-identity-associations",
      "eks:ListPodIdentityAssociations", "cluster-name"),
    of(
      .nodeGroup, "eks", "describe-nodegroup", "eks:DescribeNodegroup", "nodegroup-name",
      ["--cluster-name={parent}"], file: "{parent}.{name}"),
    of(
      .podIdentity, "eks", "describe-pod-identity-association",
      "eks:DescribePodIdentityAssociation", "association-id", ["--cluster-name={parent}"]),
  ]

  private static let builds: [CollectCommand] = [
    regional("codebuild", "list-projects", "codebuild:ListProjects"),
    of(.buildProject, "codebuild", "batch-get-projects", "codebuild:BatchGetProjects", "names"),
    regional("codepipeline", "list-pipelines", "codepipeline:ListPipelines"),
    of(.pipeline, "codepipeline", "get-pipeline", "codepipeline:GetPipeline", "name"),
    regional("deploy", "list-applications", "codedeploy:ListApplications"),
    of(
      .deployedApplication, "deploy", "list-deployment-groups", "codedeploy:ListDeploymentGroups",
      "application-name"),
    of(
      .deploymentGroup, "deploy", "get-deployment-group", "codedeploy:GetDeploymentGroup",
      "deployment-group-name", ["--application-name={parent}"], file: "{parent}.{name}"),
    regional("ecr", "describe-repositories", "ecr:DescribeRepositories"),
    of(
      .repository, "ecr", "list-tags-for-resource", "ecr:ListTagsForResource", "resource-arn"),
    CollectCommand(
      "ecr", "get-repository-policy", ["--repository-name={name}"], scope: .each(.repositoryName),
      permissions: ["ecr:GetRepositoryPolicy"], absences: ["RepositoryPolicyNotFoundException"]),
    regional("cloudformation", "describe-stacks", "cloudformation:DescribeStacks"),
    regional(
      "cloudformation", "list-stack-sets", "cloudformation:ListStackSets", ["--status=ACTIVE"]),
    of(
      .stackSet, "cloudformation", "describe-stack-set", "cloudformation:DescribeStackSet",
      "stack-set-name"),
    of(
      .stackSet, "cloudformation", "list-stack-instances", "cloudformation:ListStackInstances",
      "stack-set-name"),
  ]

  private static let services: [CollectCommand] = [
    regional("apprunner", "list-services", "apprunner:ListServices"),
    of(
      .appRunnerService, "apprunner", "describe-service", "apprunner:DescribeService",
      "service-arn"),
    regional(
      "bedrock-agentcore-control", "list-code-interpreters",
      "bedrock-agentcore:ListCodeInterpreters"),
    of(
      .codeInterpreter, "bedrock-agentcore-control", "get-code-interpreter",
      "bedrock-agentcore:GetCodeInterpreter", "code-interpreter-id"),
    regional("stepfunctions", "list-state-machines", "states:ListStateMachines"),
    of(
      .stateMachine, "stepfunctions", "describe-state-machine", "states:DescribeStateMachine",
      "state-machine-arn"),
  ]

  private static let access: [CollectCommand] = [
    regional(
      "cognito-identity", "list-identity-pools", "cognito-identity:ListIdentityPools",
      ["--max-results=60"]),
    of(
      .identityPool, "cognito-identity", "describe-identity-pool",
      "cognito-identity:DescribeIdentityPool", "identity-pool-id"),
    of(
      .identityPool, "cognito-identity", "get-identity-pool-roles",
      "cognito-identity:GetIdentityPoolRoles", "identity-pool-id"),
  ]

  private static let identityCenter: [CollectCommand] = [
    regional("sso-admin", "list-instances", "sso:ListInstances"),
    of(
      .identityCenter, "sso-admin", "list-permission-sets", "sso:ListPermissionSets",
      "instance-arn"),
    permissionSet("describe-permission-set", "sso:DescribePermissionSet"),
    permissionSet(
      "list-accounts-for-provisioned-permission-set",
      "sso:ListAccountsForProvisionedPermissionSet"),
    permissionSet("get-inline-policy-for-permission-set", "sso:GetInlinePolicyForPermissionSet"),
    permissionSet(
      "list-managed-policies-in-permission-set", "sso:ListManagedPoliciesInPermissionSet"),
    permissionSet(
      "list-customer-managed-policy-references-in-permission-set",
      "sso:ListCustomerManagedPolicyReferencesInPermissionSet"),
    permissionSet(
      "get-permissions-boundary-for-permission-set",
      "sso:GetPermissionsBoundaryForPermissionSet", absences: ["ResourceNotFoundException"]),
    of(
      .permissionSetAccount, "sso-admin", "list-account-assignments",
      "sso:ListAccountAssignments", "account-id",
      ["--permission-set-arn={parent}", "--instance-arn={ancestor}"], file: "{parent}.{name}"),
    CollectCommand(
      "sso-admin", "list-account-assignments-for-principal",
      ["--principal-id={name}", "--principal-type=GROUP", "--instance-arn=INSTANCE"],
      scope: .each(.peopleGroup), permissions: ["sso:ListAccountAssignmentsForPrincipal"],
      isAlternative: true),
    of(
      .identityStore, "identitystore", "list-users", "identitystore:ListUsers",
      "identity-store-id"),
    of(
      .identityStore, "identitystore", "list-groups", "identitystore:ListGroups",
      "identity-store-id"),
    of(
      .peopleGroup, "identitystore", "list-group-memberships",
      "identitystore:ListGroupMemberships", "group-id", ["--identity-store-id={parent}"]),
  ]

  private static func permissionSet(
    _ operation: String, _ permission: String, absences: Set<String> = []
  ) -> CollectCommand {
    CollectCommand(
      "sso-admin", operation, ["--instance-arn={parent}", "--permission-set-arn={name}"],
      scope: .each(.permissionSet), permissions: [permission], absences: absences)
  }

  /// A command about each thing of a kind, with the option that names the thing.
  static func of(
    _ thing: Thing, _ service: String, _ operation: String, _ permission: String,
    _ option: String, _ further: [String] = [], file: String? = nil
  ) -> CollectCommand {
    CollectCommand(
      service, operation, further + ["--\(option)={name}"], scope: .each(thing),
      permissions: [permission], file: file)
  }
}
