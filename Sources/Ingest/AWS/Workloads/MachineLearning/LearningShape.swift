import Environment

// What the rules for machine learning have in common: a list that names things, and a description
// of each.

extension WorkloadShape {
  /// A list of SageMaker's. Its entries begin with the thing's word: `EndpointArn`, `EndpointName`.
  static func listed(
    _ operation: String, _ kind: ResourceKind, _ tells: String, entries: String, word: String,
    runsAs: [String] = []
  ) -> WorkloadShape {
    WorkloadShape(
      service: "sagemaker", operation: operation, kind: kind, role: .lists, naming: .single,
      tells: tells, entries: entries, arn: word + "Arn", name: word + "Name", runsAs: runsAs,
      states: ["status": [word + "Status"]])
  }

  /// A description of SageMaker's, with the places that it names.
  static func described(
    _ operation: String, _ kind: ResourceKind, _ tells: String, word: String,
    runsAs: [String] = ["RoleArn"], data: [DataPath], images: [String] = [],
    complete: @escaping Completion = { _, _, _, _ in }
  ) -> WorkloadShape {
    WorkloadShape(
      service: "sagemaker", operation: operation, kind: kind, role: .describes, naming: .named,
      tells: tells, entries: "", arn: word + "Arn", name: word + "Name", runsAs: runsAs,
      states: ["status": [word + "Status"]], data: data, images: images, complete: complete)
  }

  /// A rule for a list whose entries name things that only their descriptions tell of.
  static func names(
    _ service: String, _ operation: String, _ naming: ServiceRule.Naming, _ entries: String,
    tells: String
  ) -> ServiceRule {
    ServiceRule(service, operation, naming, tells: tells) { root, file, builder in
      guard builder.list(entries, of: root, file) != nil else { return }
      builder.note(inventory: file.command, file)
    }
  }
}
