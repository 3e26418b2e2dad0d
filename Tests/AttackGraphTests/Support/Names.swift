import Environment
import Policy

/// The account of most tests, and another.
let home = "111122223333"
let other = "444455556666"

func userARN(_ name: String, in account: String = home) -> String {
  "arn:aws:iam::\(account):user/\(name)"
}

func roleARN(_ name: String, in account: String = home) -> String {
  "arn:aws:iam::\(account):role/\(name)"
}

func groupARN(_ name: String, in account: String = home) -> String {
  "arn:aws:iam::\(account):group/\(name)"
}

func policyARN(_ name: String, in account: String = home) -> String {
  "arn:aws:iam::\(account):policy/\(name)"
}

func administratorID(of account: String = home) -> String { "aws:\(account):administrator" }

/// The ARN of a resource of any kind that the catalogue knows.
func resourceARN(_ kind: ResourceKind, _ name: String, in account: String = home) -> String {
  let parts = kind.rawValue.split(separator: ":").map(String.init)
  let service = parts[1]
  let type = parts[2]
  if kind == .bucket { return "arn:aws:s3:::\(name)" }
  let colons = ["lambda", "secretsmanager"].contains(service)
  return "arn:aws:\(service):us-east-1:\(account):\(type)\(colons ? ":" : "/")\(name)"
}

func bucketARN(_ name: String) -> String { resourceARN(.bucket, name) }

func functionARN(_ name: String, in account: String = home) -> String {
  resourceARN(.function, name, in: account)
}

/// An Allow in few words.
func allow(_ actions: String..., on resources: String..., when conditions: [Condition] = [])
  -> Statement
{
  statement(.allow, actions, resources, conditions)
}

/// A Deny in few words.
func deny(_ actions: String..., on resources: String..., when conditions: [Condition] = [])
  -> Statement
{
  statement(.deny, actions, resources, conditions)
}

/// An Allow of all actions but some.
func allowAllBut(_ actions: String..., on resources: String...) -> Statement {
  var made = statement(.allow, actions, resources, [])
  made.actions = ActionElement(actions, isComplement: true)
  return made
}

/// A statement of a resource policy or trust policy.
func granting(
  _ principals: PrincipalName..., to actions: String..., on resources: String...,
  effect: Effect = .allow, when conditions: [Condition] = []
) -> Statement {
  var made = statement(effect, actions, resources, conditions)
  made.principals = .only(principals)
  if resources.isEmpty { made.resources = .any }
  return made
}

func statement(
  _ effect: Effect, _ actions: [String], _ resources: [String], _ conditions: [Condition] = []
) -> Statement {
  let patterns = (resources.isEmpty ? ["*"] : resources).map { PatternText($0) }
  return Statement(
    effect: effect, actions: ActionElement(actions), resources: .only(patterns),
    conditions: conditions)
}

func when(_ key: String, is values: String...) -> Condition {
  Condition(.stringEquals, key: key, values: values)
}

/// The test of a second factor, as most policies write it.
let withFactor = Condition(.bool, key: "aws:MultiFactorAuthPresent", values: ["true"])
