import Documents
import Environment

/// What makes functions run by itself: streams and queues that Lambda reads for them.
enum EventSources {
  static let rules = [
    ServiceRule(
      "lambda", "list-event-source-mappings", tells: "streams and queues that start functions",
      read: read)
  ]

  private static func read(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    for entry in builder.list("EventSourceMappings", of: root, file) ?? [] {
      guard let arn = builder.arn("FunctionArn", of: entry, file),
        ["Enabled", "Enabling", "Creating", "Updating"].contains(entry["State"]?.string)
      else { continue }
      // `function:NAME`, and a version or an alias behind it.
      let name = arn.resource.split(separator: ":").prefix(2).joined(separator: ":")
      let function =
        "arn:\(arn.partition):lambda:\(arn.region):\(arn.account):\(name)"
      guard let index = builder.resources[function] else { continue }
      builder.environment.resources[index].state["triggered"] = "by a service"
    }
    builder.note(inventory: file.command, file)
  }
}
