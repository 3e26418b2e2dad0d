import Documents
import Environment
import Policy

/// What is odd about a question, so that its answer is not taken for more than it says.
struct QuestionRemarks {
  private static let codes: Set<String> = [
    "policy.unknown-action", "policy.unknown-service", "policy.resource-mismatch",
    "policy.resource-not-taken", "policy.malformed-arn",
  ]

  /// An action that AWS does not know, or a resource that the action does not take.
  static func of(action: String, on resource: String) -> [String] {
    // The question as a statement, so that it is judged as one in a policy would be.
    let statement = JSONText.quoted(action) + ", \"Resource\": " + JSONText.quoted(resource)
    let text = "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \(statement)}}"
    guard let document = try? JSONDocument.parse(Array(text.utf8), file: "") else { return [] }
    var finder = MistakeFinder()
    return finder.mistakes(in: document.root, kind: .inline).filter { codes.contains($0.code) }
      .map { mistake in
        // What it says of the statement is of no matter to a question.
        let message = mistake.message.replacing(": the statement allows nothing", with: "")
        // How to write a statement is no advice for a question.
        let isAdvised = mistake.code != "policy.resource-not-taken"
        return message + (isAdvised ? mistake.advice.map { "; " + $0 } ?? "" : "")
      }
  }

  /// As above, and a resource of which the snapshot knows nothing.
  static func of(
    action: String, on resource: String, in environment: Environment
  ) -> [String] {
    var remarks = of(action: action, on: resource)
    if remarks.isEmpty, !isKnown(resource, environment) {
      remarks.append(
        "\(resource) is not in the snapshot: its own policy and tags are not counted")
    }
    return remarks
  }

  /// Whether the snapshot holds the thing that an ARN names, or what it is a part of.
  private static func isKnown(_ resource: String, _ environment: Environment) -> Bool {
    guard let arn = ARN(resource), !resource.contains("*"),
      ["s3", "lambda", "secretsmanager", "kms", "sagemaker", "ec2"].contains(arn.service)
    else { return true }
    let kinds = Set(environment.resources.map(\.kind.rawValue))
    guard kinds.contains(where: { $0.hasPrefix("aws:\(arn.service):") }) || arn.service == "s3"
    else { return false }
    return environment.resources.contains {
      resource == $0.arn || resource.hasPrefix($0.arn + "/") || resource.hasPrefix($0.arn + ":")
    }
  }
}
