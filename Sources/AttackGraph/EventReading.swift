import Environment
import Policy

/// Whether a role's own policies let it read events from somewhere, as Lambda asks of the role of a
/// function that a queue or stream triggers.
///
/// Source: AWS Lambda Developer Guide, "Event source mappings": the role reads the source. Any
/// queue or stream will do, one of the attacker's account too.
struct EventReading {
  let library: PolicyLibrary

  /// What must be allowed together, by source.
  private static let sources: [(resource: String, actions: [String])] = [
    (
      "arn:aws:sqs:us-east-1:000000000000:postern-events",
      ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    ),
    (
      "arn:aws:kinesis:us-east-1:000000000000:stream/postern-events",
      ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStream"]
    ),
    (
      "arn:aws:dynamodb:us-east-1:000000000000:table/postern/stream/events",
      ["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"]
    ),
  ]

  func value(of role: Int) -> Tri {
    EventReading.sources.map { source in
      source.actions.reduce(Tri.yes) { value, action in
        value == .no ? .no : value.and(allowed(action, source.resource, to: role))
      }
    }.max() ?? .no
  }

  /// Whether some statement allows the action on something and none denies it on everything.
  private func allowed(_ action: String, _ resource: String, to role: Int) -> Tri {
    let policies = library.rolePolicies[role].map(\.document)
    let statements = policies.flatMap(\.statements).filter { $0.actions.matches(action) }
    let allows = statements.filter { $0.effect == .allow }
    if allows.isEmpty { return .no }
    if statements.contains(where: { $0.effect == .deny && $0.conditions.isEmpty }) { return .maybe }
    return allows.contains { $0.conditions.isEmpty } ? .yes : .maybe
  }
}
