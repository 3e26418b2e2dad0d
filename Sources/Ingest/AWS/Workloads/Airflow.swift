import Documents
import Environment

/// Managed Workflows for Apache Airflow: environments that run whatever lies in a folder of a bucket.
enum Airflow {
  static let rules = [
    ServiceRule("mwaa", "list-environments", tells: "Airflow environments", read: readNames),
    WorkloadShape(
      service: "mwaa", operation: "get-environment", kind: .airflowEnvironment, role: .describes,
      naming: .named, tells: "an Airflow environment's role and code", entries: "Environment",
      arn: "Arn", name: "Name", runsAs: ["ExecutionRoleArn"], states: ["status": ["Status"]],
      complete: { entry, environment, _, _ in
        environment.encryptionKey = entry["KmsKey"]?.string
        environment.data += code(of: entry)
      }
    ).rule,
  ]

  private static func readNames(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("Environments", of: root, file) else { return }
    for entry in entries {
      guard let name = entry.string, !name.isEmpty else { continue }
      var environment = Resource(
        arn: builder.builtARN("airflow", "environment/\(name)", file), kind: .airflowEnvironment,
        name: name, account: file.account, origin: entry.origin)
      environment.region = file.region ?? builder.onlyRegion(of: file.account)
      builder.put(environment, isListing: true, file)
    }
    builder.note(inventory: file.command, file)
  }

  /// The folder of the workflows, which is read again every few minutes. Plugins, requirements and
  /// the start script are fixed to a version of their object until somebody updates the environment.
  /// Source: Amazon MWAA User Guide, "Adding or updating DAGs", "Installing custom plugins".
  private static func code(of entry: JSONValue) -> [DataReference] {
    guard let bucket = entry["SourceBucketArn"]?.string, let folder = entry["DagS3Path"],
      let path = folder.string?.split(separator: "/").joined(separator: "/"), !path.isEmpty,
      let place = DataReference(
        uri: "\(bucket)/\(path)/", use: .program, origin: folder.origin)
    else { return [] }
    return [place]
  }
}
