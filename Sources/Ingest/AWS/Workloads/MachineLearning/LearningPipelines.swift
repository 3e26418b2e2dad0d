import Documents
import Environment

/// SageMaker's pipelines. What their steps read and run stands in a document inside the text
/// `PipelineDefinition`. Source: Amazon SageMaker AI, "Pipeline definition JSON schema".
enum LearningPipelines {
  static let rules = [
    WorkloadShape.listed(
      "list-pipelines", "aws:sagemaker:pipeline", "pipelines of SageMaker",
      entries: "PipelineSummaries", word: "Pipeline", runsAs: ["RoleArn"]),
    WorkloadShape.described(
      "describe-pipeline", "aws:sagemaker:pipeline", "a pipeline's role and steps",
      word: "Pipeline", data: [], complete: readSteps),
  ].map(\.rule)

  private static let readSteps: WorkloadShape.Completion = { entry, pipeline, file, builder in
    guard let text = entry["PipelineDefinition"], text.kind == .string else { return }
    guard let definition = try? JSONDocument.parse(embeddedIn: text) else {
      return builder.warn(
        "ingest.shape", "expected a JSON document in \"PipelineDefinition\"",
        advice: "export it again with `\(file.command)`", at: text.origin)
    }
    for step in definition.root.all(at: "Steps[]") {
      guard let arguments = step["Arguments"] else { continue }
      pipeline.data += builder.places(of: arguments, file)
      pipeline.images += images.flatMap { arguments.all(at: $0) }.compactMap { image in
        image.string.flatMap { ImageReference(image: $0, origin: image.origin) }
      }
    }
  }

  private static let images = ["AlgorithmSpecification.TrainingImage", "AppSpecification.ImageUri"]
}

extension EnvironmentBuilder {
  /// What one step names; parameters, which are objects, stand in the place of many texts.
  fileprivate mutating func places(
    of arguments: JSONValue, _ file: FileContext
  ) -> [DataReference] {
    let paths = [
      DataPath("OutputDataConfig.S3OutputPath", .output),
      DataPath("HyperParameters.sagemaker_submit_directory", .code, .object),
      DataPath("ProcessingOutputConfig.Outputs[].S3Output.S3Uri", .output),
      DataPath("TransformInput.DataSource.S3DataSource", .input, .source),
      DataPath("PrimaryContainer.ModelDataUrl", .model, .object),
    ].map(\.opened)
    return channels(of: arguments, file, isOpen: true) + inputs(of: arguments, file, isOpen: true)
      + places(paths, of: arguments, file)
  }
}
