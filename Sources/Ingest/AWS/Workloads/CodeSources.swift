import Documents
import Environment

/// Where builds and deployments take their code from, if that is a bucket.
enum CodeSources {
  /// The source of a build project, and its build commands where they are an object of their own.
  /// Source: AWS CodeBuild API Reference, "ProjectSource".
  static func places(ofProject entry: JSONValue) -> [DataReference] {
    guard let source = entry["source"] else { return [] }
    var places: [DataReference] = []
    if source["type"]?.string == "S3", let location = source["location"],
      let text = location.string,
      let place = DataReference(
        uri: text.contains("://") ? text : "s3://" + text, isObject: true, use: .program,
        origin: location.origin)
    {
      places.append(place)
    }
    if let commands = source["buildspec"], let text = commands.string, text.contains(":s3:::"),
      let place = DataReference(
        uri: text, isObject: true, use: .program, origin: commands.origin)
    {
      places.append(place)
    }
    return places
  }

  /// Whether the commands of a build lie with its source or beside it, so that whoever writes there
  /// writes them; commands that stand in the project itself may run something else.
  static func takesCommands(_ entry: JSONValue) -> Bool {
    guard let text = entry.at(["source", "buildspec"])?.string, !text.isEmpty else { return true }
    return !text.contains("\n") && !text.contains("{")
  }

  // MARK: Pipelines

  /// Tells build projects and stacks that a pipeline feeds from which object it takes their code.
  /// Source: AWS CodePipeline User Guide, "Amazon S3 source action", "AWS CodeBuild build and test
  /// action", "AWS CloudFormation deploy action".
  static func follow(
    _ pipeline: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    let actions = pipeline.all(at: "stages[].actions[]")
    for source in actions where kind(source) == "Source S3" {
      guard let object = source.at(["configuration", "S3ObjectKey"]),
        let bucket = source.at(["configuration", "S3Bucket"])?.string, let key = object.string,
        let place = DataReference(
          uri: "s3://\(bucket)/\(key)", isObject: true, use: .program, origin: object.origin)
      else { continue }
      // Where nothing is said, the pipeline looks for changes itself.
      let isPolled = source.at(["configuration", "PollForSourceChanges"])?.scalarText != "false"
      let made = Set(names(source, "outputArtifacts"))
      for action in actions where !made.isDisjoint(with: names(action, "inputArtifacts")) {
        guard let index = target(of: action, made, file, builder) else { continue }
        builder.environment.resources[index].data.append(place)
        if isPolled { builder.environment.resources[index].state["runs-again"] = "by itself" }
      }
    }
  }

  private static func kind(_ action: JSONValue) -> String {
    let type = action["actionTypeId"]
    return "\(type?["category"]?.string ?? "") \(type?["provider"]?.string ?? "")"
  }

  private static func names(_ action: JSONValue, _ key: String) -> [String] {
    action.all(at: "\(key)[].name").compactMap(\.string)
  }

  /// What an action runs with the code: the build project, or the stack whose template it is.
  private static func target(
    of action: JSONValue, _ artifacts: Set<String>, _ file: FileContext,
    _ builder: EnvironmentBuilder
  ) -> Int? {
    switch kind(action) {
    case "Build CodeBuild", "Test CodeBuild":
      guard let name = action.at(["configuration", "ProjectName"])?.string else { return nil }
      return found(.buildProject, name, file, builder)
    case "Deploy CloudFormation":
      guard let name = action.at(["configuration", "StackName"])?.string,
        let template = action.at(["configuration", "TemplatePath"])?.string,
        artifacts.contains(String(template.prefix { $0 != ":" }))
      else { return nil }
      return found(.stack, name, file, builder)
    default: return nil
    }
  }

  private static func found(
    _ kind: ResourceKind, _ name: String, _ file: FileContext, _ builder: EnvironmentBuilder
  ) -> Int? {
    var about = file
    about.name = name
    return builder.things(kind, namedBy: about).first
  }
}
