import Documents
import Environment
import Policy

/// SageMaker training jobs: which buckets hold training data, models and code.
enum TrainingJobs {
  static let operation = "list-training-jobs"
  static let details = "describe-training-job"

  static let rules = [
    ServiceRule("sagemaker", operation, tells: "training jobs", read: readList),
    ServiceRule(
      "sagemaker", details, .named, tells: "a training job's role and data", read: readDetails),
  ]

  private static func readList(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("TrainingJobSummaries", of: root, file) else { return }
    for value in entries {
      guard let job = job(value, file, &builder) else { continue }
      _ = builder.add(job)
    }
    builder.note(inventory: operation, file)
  }

  private static func readDetails(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard var job = job(root, file, &builder) else { return }
    let index = builder.resources[job.arn]
    if let index { job.origin = builder.environment.resources[index].origin }
    job.runsAs = root["RoleArn"]?.string
    job.runsAsOrigin = root["RoleArn"]?.origin
    job.data = builder.channels(of: root, file) + builder.places(places, of: root, file)
    job.images = root.all(at: "AlgorithmSpecification.TrainingImage").compactMap { image in
      image.string.flatMap { ImageReference(image: $0, origin: image.origin) }
    }
    if let index {
      builder.environment.resources[index] = job
    } else {
      _ = builder.add(job)
    }
    builder.described.insert(.init(operation: file.command, thing: job.arn))
  }

  private static func job(
    _ value: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) -> Resource? {
    guard let arn = builder.arn("TrainingJobArn", of: value, file) else { return nil }
    var job = Resource(
      arn: arn.text, kind: .trainingJob, name: value["TrainingJobName"]?.string ?? arn.name,
      account: arn.account, origin: value.origin)
    job.region = arn.region
    job.state["status"] = value["TrainingJobStatus"]?.string
    builder.time(value["LastModifiedTime"])
    return job
  }

  private static let places = [
    DataPath("OutputDataConfig.S3OutputPath", .output),
    DataPath("CheckpointConfig.S3Uri", .output),
    DataPath("ModelArtifacts.S3ModelArtifacts", .model, .object),
    // A folder of the container stands here too.
    DataPath("HyperParameters.sagemaker_submit_directory", .code, .object, isOpen: true),
  ]
}
