import Environment
import Policy

/// Whether a role can read events from somewhere, as Lambda asks of the role of a function that a
/// queue or stream triggers.
///
/// A role that may read any queue reads one of the attacker's, whoever it belongs to; one that may
/// read only some of its organisation's waits for what arrives there.
/// Source: AWS Lambda Developer Guide, "Using Lambda with Amazon SQS" and "…with Kinesis".
struct EventReading {
  let library: PolicyLibrary

  /// A source of the attacker's, and what has to be allowed on it together.
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
    let mentioned = EventReading.sources.filter { source in
      source.actions.allSatisfy { action in
        library.rolePolicies[role].contains { policy in
          policy.document.statements.contains {
            $0.effect == .allow && $0.actions.matches(action)
          }
        }
      }
    }
    if mentioned.isEmpty { return .no }
    let isCertain = mentioned.contains { source in
      source.actions.allSatisfy { decide($0, source.resource, role) == .allowed }
    }
    return isCertain ? .yes : .maybe
  }

  /// What the role's own side says of a source of the attacker's, whose own policy lets it in.
  private func decide(_ action: String, _ resource: String, _ number: Int) -> Answer {
    let role = library.environment.roles[number]
    return Policy.decide(
      Request(
        caller: Caller(kind: .roleSession, roleARN: role.arn, account: role.account),
        action: action, resource: resource, resourceAccount: role.account,
        context: RequestContext(world: .open),
        policies: PolicyInputs(
          identity: library.rolePolicies[number].map(\.document),
          boundary: library.boundary(role.boundary)?.document,
          serviceControl: library.serviceControl(of: role.account)?.map { $0.map(\.document) }))
    ).answer
  }
}
