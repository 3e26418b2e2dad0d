import Documents
import Environment

/// SageMaker's jobs beside training jobs: tuning, AutoML, processing, labelling, batch transform.
enum LearningJobs {
  static let shapes = [
    WorkloadShape.listed(
      "list-hyper-parameter-tuning-jobs", "aws:sagemaker:hyper-parameter-tuning-job",
      "tuning jobs", entries: "HyperParameterTuningJobSummaries", word: "HyperParameterTuningJob"),
    .listed(
      "list-auto-ml-jobs", "aws:sagemaker:automl-job", "AutoML jobs",
      entries: "AutoMLJobSummaries", word: "AutoMLJob"),
    .listed(
      "list-processing-jobs", "aws:sagemaker:processing-job", "processing jobs",
      entries: "ProcessingJobSummaries", word: "ProcessingJob"),
    .listed(
      "list-labeling-jobs", "aws:sagemaker:labeling-job", "labelling jobs",
      entries: "LabelingJobSummaryList", word: "LabelingJob"),
    .listed(
      "list-transform-jobs", "aws:sagemaker:transform-job", "batch transform jobs",
      entries: "TransformJobSummaries", word: "TransformJob"),
    tuning, autoML, autoMLSecond, processing, labelling, transform,
  ]

  static let rules = shapes.map(\.rule)

  private static let tuning = WorkloadShape.described(
    "describe-hyper-parameter-tuning-job", "aws:sagemaker:hyper-parameter-tuning-job",
    "a tuning job's role and data", word: "HyperParameterTuningJob", runsAs: [],
    data: ["TrainingJobDefinition", "TrainingJobDefinitions[]"].flatMap { definition in
      [
        DataPath(definition + ".OutputDataConfig.S3OutputPath", .output),
        DataPath(definition + ".CheckpointConfig.S3Uri", .output),
        DataPath(
          definition + ".StaticHyperParameters.sagemaker_submit_directory", .code, .object,
          isOpen: true),
      ]
    },
    images: ["TrainingJobDefinition", "TrainingJobDefinitions[]"].map {
      $0 + ".AlgorithmSpecification.TrainingImage"
    },
    complete: { entry, job, file, builder in
      let definitions =
        entry.all(at: "TrainingJobDefinition") + entry.all(at: "TrainingJobDefinitions[]")
      let role = definitions.lazy.compactMap { $0["RoleArn"] }.first
      job.runsAs = role?.string
      job.runsAsOrigin = role?.origin
      for definition in definitions { job.data += builder.channels(of: definition, file) }
    })

  private static let autoML = WorkloadShape.described(
    "describe-auto-ml-job", "aws:sagemaker:automl-job", "an AutoML job's role and data",
    word: "AutoMLJob",
    data: [
      DataPath("InputDataConfig[].DataSource.S3DataSource", .trainingData, .source),
      DataPath("OutputDataConfig.S3OutputPath", .output),
      DataPath("AutoMLJobConfig.CandidateGenerationConfig.FeatureSpecificationS3Uri", .features),
    ])

  private static let autoMLSecond = WorkloadShape.described(
    "describe-auto-ml-job-v2", "aws:sagemaker:automl-job", "an AutoML job's role and data",
    word: "AutoMLJob",
    data: [
      DataPath("AutoMLJobInputDataConfig[].DataSource.S3DataSource", .trainingData, .source),
      DataPath("OutputDataConfig.S3OutputPath", .output),
      DataPath(
        "AutoMLProblemTypeConfig.TabularJobConfig.FeatureSpecificationS3Uri", .features, .object),
      DataPath(
        "AutoMLProblemTypeConfig.TimeSeriesForecastingJobConfig.FeatureSpecificationS3Uri",
        .features, .object),
    ])

  private static let processing = WorkloadShape.described(
    "describe-processing-job", "aws:sagemaker:processing-job", "a processing job's role and data",
    word: "ProcessingJob",
    data: [
      DataPath("ProcessingOutputConfig.Outputs[].S3Output.S3Uri", .output),
      DataPath(
        "ProcessingInputs[].DatasetDefinition.AthenaDatasetDefinition.OutputS3Uri", .input),
      DataPath(
        "ProcessingInputs[].DatasetDefinition.RedshiftDatasetDefinition.OutputS3Uri", .input),
    ],
    images: ["AppSpecification.ImageUri"],
    complete: { entry, job, file, builder in job.data += builder.inputs(of: entry, file) })

  private static let labelling = WorkloadShape.described(
    "describe-labeling-job", "aws:sagemaker:labeling-job", "a labelling job's role and data",
    word: "LabelingJob",
    data: [
      DataPath("InputConfig.DataSource.S3DataSource.ManifestS3Uri", .trainingData, .object),
      DataPath("LabelingJobOutput.OutputDatasetS3Uri", .trainingData, .object),
      DataPath("OutputConfig.S3OutputPath", .trainingData),
      DataPath("LabelCategoryConfigS3Uri", .input, .object),
      DataPath("HumanTaskConfig.UiConfig.UiTemplateS3Uri", .code, .object),
    ])

  private static let transform = WorkloadShape.described(
    "describe-transform-job", "aws:sagemaker:transform-job", "a batch transform job's data",
    word: "TransformJob", runsAs: [],
    data: [
      DataPath("TransformInput.DataSource.S3DataSource", .input, .source),
      DataPath("TransformOutput.S3OutputPath", .output),
      DataPath("DataCaptureConfig.DestinationS3Uri", .prompts),
    ],
    complete: { entry, job, _, _ in job.relations["model"] = entry["ModelName"]?.string })
}

extension EnvironmentBuilder {
  /// What a training job's channels read. The SDK passes code as a channel of the name `code`, and
  /// a model that training goes on from as `model`.
  mutating func channels(
    of definition: JSONValue, _ file: FileContext, isOpen: Bool = false
  ) -> [DataReference] {
    definition.all(at: "InputDataConfig[]").flatMap { channel in
      let uses: [String: DataReference.Use] = ["code": .code, "model": .model]
      let use = channel["ChannelName"]?.string.flatMap { uses[$0] } ?? .trainingData
      let path = DataPath("DataSource.S3DataSource", use, .source, isOpen: isOpen)
      return places([path], of: channel, file)
    }
  }

  /// What a processing job reads. The SDK passes its script as an input of the name `code`.
  mutating func inputs(
    of job: JSONValue, _ file: FileContext, isOpen: Bool = false
  ) -> [DataReference] {
    job.all(at: "ProcessingInputs[]").flatMap { input in
      let isCode = ["code", "entrypoint"].contains(input["InputName"]?.string)
      let path = DataPath("S3Input", isCode ? .code : .input, .source, isOpen: isOpen)
      return places([path], of: input, file)
    }
  }
}
