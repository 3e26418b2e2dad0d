import Documents
import Environment

/// CodePipeline's pipelines, CodeBuild's list of projects.
enum Pipelines {
  static let rules = [
    ServiceRule("codebuild", "list-projects", tells: "build projects", read: readProjects),
    ServiceRule("codepipeline", "list-pipelines", tells: "pipelines", read: readPipelines),
    ServiceRule(
      "codepipeline", "get-pipeline", .named, tells: "a pipeline's role", read: readPipeline),
  ]

  private static func readProjects(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("projects", of: root, file) else { return }
    for entry in entries {
      guard let name = entry.string, !name.isEmpty else { continue }
      add(.buildProject, "codebuild", "project/\(name)", name, entry, file, &builder)
    }
    builder.note(inventory: file.command, file)
  }

  private static func readPipelines(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("pipelines", of: root, file) else { return }
    for entry in entries {
      guard let name = builder.text("name", of: entry, file) else { continue }
      add(.pipeline, "codepipeline", name, name, entry, file, &builder)
    }
    builder.note(inventory: file.command, file)
  }

  private static func readPipeline(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entry = root["pipeline"], let name = builder.text("name", of: entry, file) else {
      return builder.warn(
        "ingest.shape", "expected a \"pipeline\" with a name",
        advice: "export it again with `\(file.command)`", at: root.origin)
    }
    let printed = root.at(["metadata", "pipelineArn"])?.string
    let arn = printed ?? builder.builtARN("codepipeline", name, file)
    var pipeline = Resource(
      arn: arn, kind: .pipeline, name: name, account: file.account, origin: entry.origin)
    pipeline.region = file.region ?? builder.onlyRegion(of: file.account)
    pipeline.runsAs = entry["roleArn"]?.string
    pipeline.runsAsOrigin = entry["roleArn"]?.origin
    builder.put(pipeline, isListing: false, file)
    CodeSources.follow(entry, file, &builder)
  }

  private static func add(
    _ kind: ResourceKind, _ service: String, _ resource: String, _ name: String,
    _ entry: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    var thing = Resource(
      arn: builder.builtARN(service, resource, file), kind: kind, name: name,
      account: file.account, origin: entry.origin)
    thing.region = file.region ?? builder.onlyRegion(of: file.account)
    builder.put(thing, isListing: true, file)
  }
}
