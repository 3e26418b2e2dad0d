import Documents
import Environment
import Policy

/// SageMaker notebook instances.
enum Notebooks {
  static let operation = "list-notebook-instances"
  static let details = "describe-notebook-instance"

  static let rules = [
    ServiceRule("sagemaker", operation, tells: "notebook instances", read: readList),
    ServiceRule(
      "sagemaker", details, .named, tells: "a notebook instance's role", read: readDetails),
  ]

  private static func readList(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("NotebookInstances", of: root, file) else { return }
    for value in entries {
      guard let notebook = notebook(value, file, &builder) else { continue }
      _ = builder.add(notebook)
    }
    builder.note(inventory: operation, file)
  }

  private static func readDetails(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard var notebook = notebook(root, file, &builder) else { return }
    let index = builder.resources[notebook.arn]
    if let index { notebook.origin = builder.environment.resources[index].origin }
    notebook.runsAs = root["RoleArn"]?.string
    notebook.runsAsOrigin = root["RoleArn"]?.origin
    notebook.encryptionKey = root["KmsKeyId"]?.string
    if let index {
      builder.environment.resources[index] = notebook
    } else {
      _ = builder.add(notebook)
    }
    builder.described.insert(.init(operation: file.command, thing: notebook.arn))
  }

  private static func notebook(
    _ value: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) -> Resource? {
    guard let arn = builder.arn("NotebookInstanceArn", of: value, file) else { return nil }
    var notebook = Resource(
      arn: arn.text, kind: .notebook, name: value["NotebookInstanceName"]?.string ?? arn.name,
      account: arn.account, origin: value.origin)
    notebook.region = arn.region
    notebook.state["status"] = value["NotebookInstanceStatus"]?.string
    if let lifecycle = value["NotebookInstanceLifecycleConfigName"]?.string, !lifecycle.isEmpty {
      notebook.state["lifecycle"] = lifecycle
      notebook.relations["lifecycle-configuration"] =
        "arn:\(arn.partition):sagemaker:\(arn.region):\(arn.account):"
        + "notebook-instance-lifecycle-config/\(lifecycle)"
    }
    return notebook
  }
}
