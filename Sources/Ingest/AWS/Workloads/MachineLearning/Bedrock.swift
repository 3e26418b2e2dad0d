import Documents
import Environment

/// Bedrock: jobs that customise, import, evaluate and run models, what they made, and the log of
/// what is asked of models.
enum Bedrock {
  static let shapes = [
    listed(
      "list-model-customization-jobs", customization, "customisation jobs",
      "modelCustomizationJobSummaries"),
    listed("list-model-import-jobs", importing, "import jobs", "modelImportJobSummaries"),
    listed("list-evaluation-jobs", evaluation, "evaluation jobs", "jobSummaries"),
    listed(
      "list-model-invocation-jobs", invocation, "batch inference jobs", "invocationJobSummaries"),
    listed("list-custom-models", custom, "customised models", "modelSummaries", word: "model"),
    described(
      "get-model-customization-job", customization, "a customisation job's role and data",
      data: training),
    described(
      "get-custom-model", custom, "what a model was customised with", word: "model",
      data: training),
    described(
      "get-model-import-job", importing, "an import job's role and model",
      data: [DataPath("modelDataSource.s3DataSource.s3Uri", .model)]),
    described(
      "get-evaluation-job", evaluation, "an evaluation job's role and data",
      data: [
        DataPath(
          "evaluationConfig.automated.datasetMetricConfigs[].dataset.datasetLocation.s3Uri",
          .prompts),
        DataPath(
          "evaluationConfig.human.datasetMetricConfigs[].dataset.datasetLocation.s3Uri", .prompts),
        DataPath("outputDataConfig.s3Uri", .output),
      ]),
    described(
      "get-model-invocation-job", invocation, "a batch inference job's role and data",
      data: [
        DataPath("inputDataConfig.s3InputDataConfig.s3Uri", .prompts),
        DataPath("outputDataConfig.s3OutputDataConfig.s3Uri", .output),
      ]),
    logging,
  ]

  static let rules = shapes.map(\.rule)

  private static let customization: ResourceKind = "aws:bedrock:model-customization-job"
  private static let importing: ResourceKind = "aws:bedrock:model-import-job"
  private static let evaluation: ResourceKind = "aws:bedrock:evaluation-job"
  private static let invocation: ResourceKind = "aws:bedrock:model-invocation-job"
  private static let custom: ResourceKind = "aws:bedrock:custom-model"

  private static let training = [
    DataPath("trainingDataConfig.s3Uri", .trainingData),
    DataPath("trainingDataConfig.invocationLogsConfig.invocationLogSource.s3Uri", .prompts),
    DataPath("validationDataConfig.validators[].s3Uri", .trainingData),
    DataPath("outputDataConfig.s3Uri", .output),
  ]

  /// The log of prompts and answers. It has no ARN of its own: one is made for it, to be told from
  /// that of another region.
  private static let logging = WorkloadShape(
    service: "bedrock", operation: "get-model-invocation-logging-configuration",
    kind: "aws:bedrock:model-invocation-logging", role: .lists, naming: .single,
    tells: "where prompts and answers are logged", entries: "", arn: "",
    build: { entry, file, builder in
      guard entry["loggingConfig"] != nil else { return nil }
      return builder.builtARN("bedrock", "model-invocation-logging", file)
    },
    complete: { entry, log, file, builder in
      log.name = file.region ?? "of the account"
      let places = ["s3Config", "cloudWatchConfig.largeDataDeliveryS3Config"]
      for place in places.flatMap({ entry.all(at: "loggingConfig." + $0) }) {
        log.data += builder.place(place, "bucketName", "keyPrefix", .prompts, file)
      }
    })

  private static func listed(
    _ operation: String, _ kind: ResourceKind, _ tells: String, _ entries: String,
    word: String = "job"
  ) -> WorkloadShape {
    WorkloadShape(
      service: "bedrock", operation: operation, kind: kind, role: .lists, naming: .single,
      tells: tells, entries: entries, arn: word + "Arn", name: word + "Name",
      states: ["status": ["status"]])
  }

  private static func described(
    _ operation: String, _ kind: ResourceKind, _ tells: String, word: String = "job",
    data: [DataPath]
  ) -> WorkloadShape {
    WorkloadShape(
      service: "bedrock", operation: operation, kind: kind, role: .describes, naming: .named,
      tells: tells, entries: "", arn: word + "Arn", name: word + "Name", runsAs: ["roleArn"],
      states: ["status": ["status"]], data: data)
  }
}

/// Bedrock's agents and knowledge bases.
enum BedrockAgents {
  static let rules =
    shapes.map(\.rule) + [
      WorkloadShape.names(
        "bedrock-agent", "list-agents", .single, "agentSummaries", tells: "agents"),
      WorkloadShape.names(
        "bedrock-agent", "list-agent-action-groups", .either, "actionGroupSummaries",
        tells: "an agent's action groups"),
      WorkloadShape.names(
        "bedrock-agent", "list-knowledge-bases", .single, "knowledgeBaseSummaries",
        tells: "knowledge bases"),
      WorkloadShape.names(
        "bedrock-agent", "list-data-sources", .either, "dataSourceSummaries",
        tells: "a knowledge base's sources"),
    ]

  private static let shapes = [
    WorkloadShape(
      service: "bedrock-agent", operation: "get-agent", kind: .agent, role: .describes,
      naming: .named, tells: "an agent's role", entries: "agent", arn: "agentArn",
      name: "agentName", runsAs: ["agentResourceRoleArn"], states: ["status": ["agentStatus"]]),
    part("get-agent-action-group", .agent, "agentActionGroup", "agent", "agentId") {
      entry, agent, file, builder in
      for place in entry.all(at: "apiSchema.s3") {
        agent.data += builder.place(
          place, "s3BucketName", "s3ObjectKey", .schema, file, isObject: true)
      }
    },
    WorkloadShape(
      service: "bedrock-agent", operation: "get-knowledge-base", kind: .knowledgeBase,
      role: .describes, naming: .named, tells: "a knowledge base's role and stores",
      entries: "knowledgeBase", arn: "knowledgeBaseArn", name: "name", runsAs: ["roleArn"],
      states: ["status": ["status"]],
      data: [
        DataPath(
          "knowledgeBaseConfiguration.vectorKnowledgeBaseConfiguration"
            + ".supplementalDataStorageConfiguration.storageLocations[].s3Location.uri", .documents)
      ],
      complete: { entry, base, _, _ in
        base.relations["vector bucket"] =
          entry.all(at: "storageConfiguration.s3VectorsConfiguration.vectorBucketArn").first?.string
      }),
    part("get-data-source", .knowledgeBase, "dataSource", "knowledge-base", "knowledgeBaseId") {
      entry, base, file, builder in
      base.data += builder.sources(entry, file)
    },
  ]

  /// A shape for a part of an agent or a knowledge base that only names the whole by its id.
  private static func part(
    _ operation: String, _ kind: ResourceKind, _ entries: String, _ type: String, _ id: String,
    complete: @escaping WorkloadShape.Completion
  ) -> WorkloadShape {
    WorkloadShape(
      service: "bedrock-agent", operation: operation, kind: kind, role: .describes,
      naming: .named, tells: "what a part of it loads", entries: entries, arn: "",
      build: { entry, file, builder in
        builder.text(id, of: entry, file).map {
          builder.builtARN("bedrock", "\(type)/\($0)", file)
        }
      }, complete: complete)
  }
}

extension EnvironmentBuilder {
  /// The place that two keys name: a bucket, and a prefix or key in it.
  mutating func place(
    _ value: JSONValue, _ bucket: String, _ prefix: String, _ use: DataReference.Use,
    _ file: FileContext, isObject: Bool = false
  ) -> [DataReference] {
    guard let named = value[bucket], !named.isNull else { return [] }
    let uri = "s3://\(named.string ?? "")/\(value[prefix]?.string ?? "")"
    if let place = DataReference(uri: uri, isObject: isObject, use: use, origin: named.origin) {
      return [place]
    }
    warn(
      "ingest.place", "expected the name of a bucket in \"\(bucket)\"",
      advice: "export it again with `\(file.command)`", at: named.origin)
    return []
  }

  /// Where a knowledge base's source takes documents from: the prefixes that it names, or all of its
  /// bucket.
  fileprivate mutating func sources(
    _ source: JSONValue, _ file: FileContext
  ) -> [DataReference] {
    let configuration = "dataSourceConfiguration.s3Configuration"
    let whole = places(
      [
        DataPath(configuration + ".bucketArn", .documents),
        DataPath(
          "vectorIngestionConfiguration.customTransformationConfiguration"
            + ".intermediateStorage.s3Location.uri", .documents),
      ], of: source, file)
    let prefixes = source.all(at: configuration + ".inclusionPrefixes[]")
    guard let bucket = source.all(at: configuration + ".bucketArn").first?.origin,
      !prefixes.isEmpty
    else { return whole }
    return whole.flatMap { place -> [DataReference] in
      guard place.origin == bucket else { return [place] }
      return prefixes.compactMap { prefix in
        prefix.string.map {
          DataReference(bucket: place.bucket, prefix: $0, use: .documents, origin: prefix.origin)
        }
      }
    }
  }
}
