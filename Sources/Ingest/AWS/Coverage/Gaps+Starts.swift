import Environment
import Policy

/// What hides starts that need nothing of a person: root users, and workloads that are open to all.
extension Gaps {
  /// How the root user signs in: the report of credentials tells it, and the summary the half of it.
  mutating func lookAtRootUser(_ account: String) {
    guard builder.environment.accounts[account]?.hasInventory == true else { return }
    let facts = builder.rootUsers[account]
    if facts?.report != nil { return }
    guard let summary = facts?.summary else {
      return add(
        58, account, "whether its root user has a second factor and keys",
        "it counts as no start",
        "aws iam get-account-summary; "
          + "aws iam generate-credential-report && aws iam get-credential-report")
    }
    guard summary.factors?.isEmpty == false, summary.hasPassword != false else { return }
    add(
      25, account, "when its root user was last used",
      "it counts as no start, as if its second factor were never asked for",
      "aws iam generate-credential-report && aws iam get-credential-report")
  }

  /// Policies and addresses of functions: both have to let in anyone.
  mutating func lookAtDoors(_ account: String, _ functions: [Resource]) {
    let policies = functions.filter { !isDescribed($0, by: ["get-policy"]) }
    let addresses = functions.filter { function in
      !isDescribed(function, by: ["list-function-url-configs", "get-function-url-config"])
        && (function.policy.map(Gaps.mayBeCalled) ?? !isDescribed(function, by: ["get-policy"]))
    }
    let unknown = Set((policies + addresses).map(\.arn)).count
    guard unknown > 0 else { return }
    let parts = [
      (policies, "policies", "get-policy"), (addresses, "addresses", "list-function-url-configs"),
    ].filter { !$0.0.isEmpty }
    add(
      30, account,
      "the \(Gaps.list(parts.map(\.1))) of \(Gaps.count(unknown, "function"))",
      "whom they let in from outside is not counted",
      "aws lambda \(parts.map(\.2).joined(separator: ", ")) --function-name NAME")
  }

  /// Whether a policy says anything of calls to a function's address.
  private static func mayBeCalled(_ policy: PolicyDocument) -> Bool {
    policy.statements.contains {
      $0.effect == .allow && $0.actions.matches("lambda:InvokeFunctionUrl")
    }
  }

  private func isDescribed(_ function: Resource, by operations: [String]) -> Bool {
    operations.contains {
      builder.described.contains(.init(operation: "aws lambda \($0)", thing: function.arn))
    }
  }

  /// Instances of which it is not told whether their credentials are handed out without a token.
  mutating func lookAtMetadata(_ account: String, _ instances: [Resource]) {
    let unknown = instances.filter {
      $0.runsAs != nil && $0.state["public-address"] == "yes" && $0.state["metadata"] == nil
    }
    guard !unknown.isEmpty else { return }
    add(
      28, account,
      "whether \(Gaps.count(unknown.count, "instance")) with a public address "
        + (unknown.count == 1 ? "hands" : "hand") + " out credentials without a token (IMDSv1)",
      unknown.count == 1 ? "it counts as no start" : "they count as no starts",
      "aws ec2 describe-instances  # MetadataOptions")
  }
}
