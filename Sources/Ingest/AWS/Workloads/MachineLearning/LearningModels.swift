import Documents
import Environment

/// SageMaker's models, model packages, endpoints and feature groups.
enum LearningModels {
  static let shapes = [
    WorkloadShape.listed(
      "list-models", .model, "models", entries: "Models", word: "Model"),
    .listed(
      "list-endpoint-configs", "aws:sagemaker:endpoint-config", "configurations of endpoints",
      entries: "EndpointConfigs", word: "EndpointConfig"),
    .listed(
      "list-endpoints", .endpoint, "endpoints", entries: "Endpoints", word: "Endpoint"),
    .listed(
      "list-feature-groups", "aws:sagemaker:feature-group", "feature groups",
      entries: "FeatureGroupSummaries", word: "FeatureGroup"),
    model, package, configuration, endpoint, features,
  ]

  static let rules =
    shapes.map(\.rule) + [
      WorkloadShape.names(
        "sagemaker", "list-model-package-groups", .single, "ModelPackageGroupSummaryList",
        tells: "groups of model packages"),
      WorkloadShape.names(
        "sagemaker", "list-model-packages", .either, "ModelPackageSummaryList",
        tells: "model packages"),
    ]

  private static let model = WorkloadShape.described(
    "describe-model", .model, "a model's role, data and image", word: "Model",
    runsAs: ["ExecutionRoleArn"],
    data: ["PrimaryContainer", "Containers[]"].flatMap(artifacts),
    images: ["PrimaryContainer.Image", "Containers[].Image"])

  private static let package = WorkloadShape.described(
    "describe-model-package", "aws:sagemaker:model-package", "a model package's data and images",
    word: "ModelPackage", runsAs: [],
    data: artifacts("InferenceSpecification.Containers[]")
      + artifacts("SourceAlgorithmSpecification.SourceAlgorithms[]")
      + artifacts("AdditionalInferenceSpecifications[].Containers[]"),
    images: ["InferenceSpecification.Containers[].Image"])

  private static let configuration = WorkloadShape.described(
    "describe-endpoint-config", "aws:sagemaker:endpoint-config",
    "what an endpoint serves and captures", word: "EndpointConfig", runsAs: ["ExecutionRoleArn"],
    data: [
      DataPath("DataCaptureConfig.DestinationS3Uri", .prompts),
      DataPath("AsyncInferenceConfig.OutputConfig.S3OutputPath", .output),
    ],
    complete: { entry, configuration, _, _ in
      for (number, variant) in entry.all(at: "ProductionVariants[]").enumerated() {
        configuration.relations["model \(number)"] = variant["ModelName"]?.string
      }
    })

  private static let endpoint = WorkloadShape.described(
    "describe-endpoint", .endpoint, "an endpoint's state and configuration", word: "Endpoint",
    runsAs: [],
    data: [
      DataPath("DataCaptureConfig.DestinationS3Uri", .prompts),
      DataPath("AsyncInferenceConfig.OutputConfig.S3OutputPath", .output),
    ],
    complete: { entry, endpoint, _, _ in
      endpoint.relations["configuration"] = entry["EndpointConfigName"]?.string
    })

  private static let features = WorkloadShape.described(
    "describe-feature-group", "aws:sagemaker:feature-group", "a feature group's role and data",
    word: "FeatureGroup",
    data: [],
    complete: { entry, group, file, builder in
      // Where the data lie in the end; before it is known, only the beginning of that is.
      let store = "OfflineStoreConfig.S3StorageConfig"
      let key =
        entry.all(at: store + ".ResolvedOutputS3Uri").isEmpty ? "S3Uri" : "ResolvedOutputS3Uri"
      group.data = builder.places([DataPath("\(store).\(key)", .features)], of: entry, file)
    })

  private static func artifacts(_ container: String) -> [DataPath] {
    [
      // An address that ends in a slash is the folder of an endpoint for many models.
      DataPath(container + ".ModelDataUrl", .model, .object),
      DataPath(container + ".ModelDataSource.S3DataSource", .model, .source),
      DataPath(container + ".AdditionalModelDataSources[].S3DataSource", .model, .source),
      DataPath(container + ".AdditionalS3DataSource", .model, .source),
      DataPath(container + ".Environment.SAGEMAKER_SUBMIT_DIRECTORY", .code, .object, isOpen: true),
    ]
  }
}

extension EnvironmentBuilder {
  /// Ties endpoints to their models by way of their configurations, batch transform jobs to their
  /// models, and notebooks to their lifecycle scripts: what a model loads and its role are theirs.
  mutating func resolveModels() {
    var numbers: [LearningName: Int] = [:]
    for (number, thing) in environment.resources.enumerated() {
      numbers[LearningName(thing, named: thing.name)] = number
    }
    for index in environment.resources.indices {
      let thing = environment.resources[index]
      func find(_ kind: ResourceKind, _ name: String?) -> Resource? {
        guard let name else { return nil }
        var key = LearningName(thing, named: name)
        key.kind = kind
        return numbers[key].map { environment.resources[$0] }
      }
      var sources: [Resource] = []
      switch thing.kind.rawValue {
      case ResourceKind.endpoint.rawValue:
        let configuration = find("aws:sagemaker:endpoint-config", thing.relations["configuration"])
        guard let configuration else { continue }
        let names = configuration.relations.filter { $0.key.hasPrefix("model ") }
        let models = names.sorted { $0.key < $1.key }.compactMap { find(.model, $0.value) }
        sources = models + [configuration]
      case "aws:sagemaker:transform-job":
        sources = [find(.model, thing.relations["model"])].compactMap(\.self)
      case ResourceKind.notebook.rawValue:
        let name = thing.state["lifecycle"]
        sources = [find("aws:sagemaker:notebook-instance-lifecycle-config", name)]
          .compactMap(\.self)
      default: continue
      }
      for source in sources { environment.resources[index].take(from: source) }
    }
  }
}

/// A thing of SageMaker by its name, which is its own within account and region.
private struct LearningName: Hashable {
  var kind: ResourceKind
  var account: String
  var region: String?
  var name: String

  init(_ thing: Resource, named name: String) {
    kind = thing.kind
    account = thing.account
    region = thing.region
    self.name = name
  }
}

extension Resource {
  /// Takes over what another thing, which is loaded with it, reads and runs.
  fileprivate mutating func take(from other: Resource) {
    if runsAs == nil {
      runsAs = other.runsAs
      runsAsOrigin = other.runsAsOrigin
    }
    data += other.data.filter { !data.contains($0) }
    images += other.images.filter { !images.contains($0) }
  }
}
