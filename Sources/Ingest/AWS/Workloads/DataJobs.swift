import Documents
import Environment

/// Glue: jobs and development endpoints. Neither prints its ARN.
enum DataJobs {
  static let rules = [
    ServiceRule("glue", "get-jobs", tells: "Glue jobs and their roles", read: readJobs),
    ServiceRule(
      "glue", "get-dev-endpoints", tells: "development endpoints and their roles",
      read: readEndpoints),
  ]

  /// Scripts and libraries; those that come with Glue stand there without a place.
  private static let places =
    [DataPath("Command.ScriptLocation", .code, .object, isOpen: true)]
    + ["DefaultArguments", "NonOverridableArguments"].flatMap { arguments in
      ["--extra-py-files", "--extra-jars", "--extra-files", "--scriptLocation"].map {
        DataPath("\(arguments).\($0)", .code, .objects, isOpen: true)
      }
    }
    + ["ExtraPythonLibsS3Path", "ExtraJarsS3Path"].map {
      DataPath($0, .code, .objects, isOpen: true)
    }

  private static func readJobs(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    read("Jobs", .glueJob, "job", name: "Name", role: "Role", root, file, &builder)
  }

  private static func readEndpoints(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    read(
      "DevEndpoints", .developmentEndpoint, "devEndpoint", name: "EndpointName", role: "RoleArn",
      root, file, &builder)
  }

  private static func read(
    _ list: String, _ kind: ResourceKind, _ type: String, name key: String, role: String,
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list(list, of: root, file) else { return }
    for entry in entries {
      guard let name = builder.text(key, of: entry, file) else { continue }
      let arn = builder.builtARN("glue", "\(type)/\(name)", file)
      var thing = Resource(
        arn: arn, kind: kind, name: name, account: file.account, origin: entry.origin)
      thing.region = file.region ?? builder.onlyRegion(of: file.account)
      // A job's role may be given by its name.
      if let text = entry[role]?.string, !text.isEmpty {
        thing.runsAs = builder.roleARN(text, account: file.account)
        thing.runsAsOrigin = entry[role]?.origin
      }
      thing.state["status"] = entry["Status"]?.string
      thing.data = builder.places(places, of: entry, file)
      builder.put(thing, isListing: true, file)
    }
    builder.note(inventory: file.command, file)
  }
}
