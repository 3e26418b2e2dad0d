import Environment

extension Gaps {
  /// One line for what is missing of SageMaker beside training jobs and notebooks, and one for
  /// Bedrock: a line for each of thirty lists would hide what matters more.
  mutating func lookAtLearning(_ account: String, _ resources: [Resource]) {
    let learning = LearningJobs.shapes + LearningModels.shapes + LearningDomains.shapes
    lookAtLearning(
      account, resources, learning, name: "SageMaker",
      what: "the account's further jobs, models, endpoints and feature groups of SageMaker")
    lookAtLearning(
      account, resources, Bedrock.shapes, name: "Bedrock",
      what: "the account's jobs, models and prompt log of Bedrock")
  }

  private mutating func lookAtLearning(
    _ account: String, _ resources: [Resource], _ shapes: [WorkloadShape], name: String,
    what: String
  ) {
    let missing = shapes.filter { $0.role == .lists }.map(\.rule.command)
      .filter { !builder.has($0, in: account) }
    if !missing.isEmpty {
      add(
        45, account, what, "the data that they name are told by names and tags alone",
        Gaps.commands(missing))
    }
    let descriptions = Dictionary(
      grouping: shapes.filter { $0.role == .describes }, by: \.kind
    ).mapValues { $0.map(\.rule.command) }
    var commands: Set<String> = []
    let unknown = resources.filter { thing in
      guard let tells = descriptions[thing.kind],
        !tells.contains(where: {
          builder.described.contains(.init(operation: $0, thing: thing.arn))
        })
      else { return false }
      commands.insert(tells[tells.count - 1])
      return true
    }
    guard !unknown.isEmpty else { return }
    add(
      44, account, "what \(Gaps.count(unknown.count, "thing")) of \(name) read and load",
      "the data that they name are told by names and tags alone",
      Gaps.commands(commands.sorted()))
  }
}
