// The commands about machine learning: SageMaker, Bedrock, the data catalogue.

extension CommandTable {
  /// One kind of thing with a list and a description.
  private struct Family {
    var thing: Thing
    var service: String
    var list: String
    var entries: String
    var name: String
    var describe: String
    var option: String
    /// The permissions of the two operations.
    var permissions: (String, String)

    init(
      _ thing: Thing, _ service: String, _ list: String, _ entries: String, _ name: String,
      _ describe: String, _ option: String, _ permissions: (String, String)
    ) {
      self.thing = thing
      self.service = service
      self.list = list
      self.entries = entries
      self.name = name
      self.describe = describe
      self.option = option
      self.permissions = permissions
    }
  }

  /// The commands about machine learning.
  static let machineLearning: [CollectCommand] =
    families.flatMap { family in
      [
        regional(
          family.service, family.list, family.permissions.0,
          newestFirst.contains(family.thing)
            ? ["--sort-by=CreationTime", "--sort-order=Descending"] : []),
        of(
          family.thing, family.service, family.describe, family.permissions.1, family.option),
      ]
    } + nested

  /// Where the names of those things are found.
  static let machineLearningSources: [ThingSource] =
    families.map {
      ThingSource($0.thing, $0.service, $0.list, $0.entries, $0.name)
    } + [
      ThingSource(
        .modelPackageGroup, "sagemaker", "list-model-package-groups",
        "ModelPackageGroupSummaryList", "ModelPackageGroupName"),
      ThingSource(
        .modelPackage, "sagemaker", "list-model-packages", "ModelPackageSummaryList",
        "ModelPackageArn"),
      ThingSource(
        .userProfile, "sagemaker", "list-user-profiles", "UserProfiles", "UserProfileName"),
      ThingSource(.space, "sagemaker", "list-spaces", "Spaces", "SpaceName"),
      ThingSource(
        .actionGroup, "bedrock-agent", "list-agent-action-groups", "actionGroupSummaries",
        "actionGroupId"),
      ThingSource(
        .dataSource, "bedrock-agent", "list-data-sources", "dataSourceSummaries", "dataSourceId"),
      ThingSource(.database, "glue", "get-databases", "DatabaseList", "Name"),
    ]

  /// Of very many, only the newest are described.
  private static let newestFirst: Set<Thing> = [
    .tuningJob, .autoMLJob, .processingJob, .labelingJob, .transformJob, .model,
    .endpointConfiguration, .customizationJob, .importJob, .evaluationJob, .invocationJob,
  ]

  private static let families: [Family] = learning + bedrock

  private static let learning: [Family] = [
    Family(
      .tuningJob, "sagemaker", "list-hyper-parameter-tuning-jobs",
      "HyperParameterTuningJobSummaries", "HyperParameterTuningJobName",
      "describe-hyper-parameter-tuning-job", "hyper-parameter-tuning-job-name",
      ("sagemaker:ListHyperParameterTuningJobs", "sagemaker:DescribeHyperParameterTuningJob")),
    Family(
      .autoMLJob, "sagemaker", "list-auto-ml-jobs", "AutoMLJobSummaries", "AutoMLJobName",
      "describe-auto-ml-job-v2", "auto-ml-job-name",
      ("sagemaker:ListAutoMLJobs", "sagemaker:DescribeAutoMLJobV2")),
    Family(
      .processingJob, "sagemaker", "list-processing-jobs", "ProcessingJobSummaries",
      "ProcessingJobName",
      "describe-processing-job", "processing-job-name",
      ("sagemaker:ListProcessingJobs", "sagemaker:DescribeProcessingJob")),
    Family(
      .labelingJob, "sagemaker", "list-labeling-jobs", "LabelingJobSummaryList", "LabelingJobName",
      "describe-labeling-job", "labeling-job-name",
      ("sagemaker:ListLabelingJobs", "sagemaker:DescribeLabelingJob")),
    Family(
      .transformJob, "sagemaker", "list-transform-jobs", "TransformJobSummaries",
      "TransformJobName",
      "describe-transform-job", "transform-job-name",
      ("sagemaker:ListTransformJobs", "sagemaker:DescribeTransformJob")),
    Family(
      .featureGroup, "sagemaker", "list-feature-groups", "FeatureGroupSummaries",
      "FeatureGroupName",
      "describe-feature-group", "feature-group-name",
      ("sagemaker:ListFeatureGroups", "sagemaker:DescribeFeatureGroup")),
    Family(
      .model, "sagemaker", "list-models", "Models", "ModelName",
      "describe-model", "model-name",
      ("sagemaker:ListModels", "sagemaker:DescribeModel")),
    Family(
      .endpoint, "sagemaker", "list-endpoints", "Endpoints", "EndpointName",
      "describe-endpoint", "endpoint-name",
      ("sagemaker:ListEndpoints", "sagemaker:DescribeEndpoint")),
    Family(
      .endpointConfiguration, "sagemaker", "list-endpoint-configs", "EndpointConfigs",
      "EndpointConfigName",
      "describe-endpoint-config", "endpoint-config-name",
      ("sagemaker:ListEndpointConfigs", "sagemaker:DescribeEndpointConfig")),
    Family(
      .learningPipeline, "sagemaker", "list-pipelines", "PipelineSummaries", "PipelineName",
      "describe-pipeline", "pipeline-name",
      ("sagemaker:ListPipelines", "sagemaker:DescribePipeline")),
    Family(
      .domain, "sagemaker", "list-domains", "Domains", "DomainId",
      "describe-domain", "domain-id",
      ("sagemaker:ListDomains", "sagemaker:DescribeDomain")),
    Family(
      .lifecycleConfiguration, "sagemaker", "list-notebook-instance-lifecycle-configs",
      "NotebookInstanceLifecycleConfigs", "NotebookInstanceLifecycleConfigName",
      "describe-notebook-instance-lifecycle-config", "notebook-instance-lifecycle-config-name",
      (
        "sagemaker:ListNotebookInstanceLifecycleConfigs",
        "sagemaker:DescribeNotebookInstanceLifecycleConfig"
      )),
    Family(
      .studioLifecycleConfiguration, "sagemaker", "list-studio-lifecycle-configs",
      "StudioLifecycleConfigs", "StudioLifecycleConfigName",
      "describe-studio-lifecycle-config", "studio-lifecycle-config-name",
      ("sagemaker:ListStudioLifecycleConfigs", "sagemaker:DescribeStudioLifecycleConfig")),
    Family(
      .learningCluster, "sagemaker", "list-clusters", "ClusterSummaries", "ClusterName",
      "describe-cluster", "cluster-name",
      ("sagemaker:ListClusters", "sagemaker:DescribeCluster")),
  ]

  private static let bedrock: [Family] = [
    Family(
      .customizationJob, "bedrock", "list-model-customization-jobs",
      "modelCustomizationJobSummaries", "jobArn",
      "get-model-customization-job", "job-identifier",
      ("bedrock:ListModelCustomizationJobs", "bedrock:GetModelCustomizationJob")),
    Family(
      .customModel, "bedrock", "list-custom-models", "modelSummaries", "modelArn",
      "get-custom-model", "model-identifier",
      ("bedrock:ListCustomModels", "bedrock:GetCustomModel")),
    Family(
      .importJob, "bedrock", "list-model-import-jobs", "modelImportJobSummaries", "jobArn",
      "get-model-import-job", "job-identifier",
      ("bedrock:ListModelImportJobs", "bedrock:GetModelImportJob")),
    Family(
      .evaluationJob, "bedrock", "list-evaluation-jobs", "jobSummaries", "jobArn",
      "get-evaluation-job", "job-identifier",
      ("bedrock:ListEvaluationJobs", "bedrock:GetEvaluationJob")),
    Family(
      .invocationJob, "bedrock", "list-model-invocation-jobs", "invocationJobSummaries", "jobArn",
      "get-model-invocation-job", "job-identifier",
      ("bedrock:ListModelInvocationJobs", "bedrock:GetModelInvocationJob")),
    Family(
      .agent, "bedrock-agent", "list-agents", "agentSummaries", "agentId",
      "get-agent", "agent-id",
      ("bedrock:ListAgents", "bedrock:GetAgent")),
    Family(
      .knowledgeBase, "bedrock-agent", "list-knowledge-bases", "knowledgeBaseSummaries",
      "knowledgeBaseId",
      "get-knowledge-base", "knowledge-base-id",
      ("bedrock:ListKnowledgeBases", "bedrock:GetKnowledgeBase")),
  ]

  /// What is listed for another thing, and what stands alone.
  private static let nested: [CollectCommand] = [
    CollectCommand(
      "sagemaker", "describe-auto-ml-job", ["--auto-ml-job-name={name}"],
      scope: .each(.autoMLJob), permissions: ["sagemaker:DescribeAutoMLJob"],
      isAlternative: true),
    regional("sagemaker", "list-model-package-groups", "sagemaker:ListModelPackageGroups"),
    of(
      .modelPackageGroup, "sagemaker", "list-model-packages", "sagemaker:ListModelPackages",
      "model-package-group-name"),
    of(
      .modelPackage, "sagemaker", "describe-model-package", "sagemaker:DescribeModelPackage",
      "model-package-name"),
    of(
      .domain, "sagemaker", "list-user-profiles", "sagemaker:ListUserProfiles",
      "domain-id-equals"),
    of(
      .userProfile, "sagemaker", "describe-user-profile", "sagemaker:DescribeUserProfile",
      "user-profile-name", ["--domain-id={parent}"], file: "{parent}.{name}"),
    of(.domain, "sagemaker", "list-spaces", "sagemaker:ListSpaces", "domain-id-equals"),
    of(
      .space, "sagemaker", "describe-space", "sagemaker:DescribeSpace", "space-name",
      ["--domain-id={parent}"], file: "{parent}.{name}"),
    regional(
      "bedrock", "get-model-invocation-logging-configuration",
      "bedrock:GetModelInvocationLoggingConfiguration"),
    of(
      .agent, "bedrock-agent", "list-agent-action-groups", "bedrock:ListAgentActionGroups",
      "agent-id", ["--agent-version=DRAFT"]),
    of(
      .actionGroup, "bedrock-agent", "get-agent-action-group", "bedrock:GetAgentActionGroup",
      "action-group-id", ["--agent-id={parent}", "--agent-version=DRAFT"],
      file: "{parent}.{name}"),
    of(
      .knowledgeBase, "bedrock-agent", "list-data-sources", "bedrock:ListDataSources",
      "knowledge-base-id"),
    of(
      .dataSource, "bedrock-agent", "get-data-source", "bedrock:GetDataSource", "data-source-id",
      ["--knowledge-base-id={parent}"], file: "{parent}.{name}"),
    regional("glue", "get-databases", "glue:GetDatabases"),
    of(.database, "glue", "get-tables", "glue:GetTables", "database-name"),
  ]
}
