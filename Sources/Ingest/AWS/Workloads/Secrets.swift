import Documents
import Environment
import Policy

/// Secrets and parameters: what is worth reading, without its values.
enum Secrets {
  static let rules = [
    ServiceRule("secretsmanager", "list-secrets", tells: "secrets", read: readSecrets),
    ServiceRule(
      "secretsmanager", "get-resource-policy", .named, tells: "a secret's policy",
      read: readPolicy),
    ServiceRule("ssm", "describe-parameters", tells: "parameters", read: readParameters),
  ]

  private static func readSecrets(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("SecretList", of: root, file) else { return }
    for value in entries {
      guard let arn = builder.arn("ARN", of: value, file) else { continue }
      var secret = Resource(
        arn: arn.text, kind: .secret, name: value["Name"]?.string ?? arn.name,
        account: arn.account, origin: value.origin)
      secret.region = arn.region
      secret.tags = builder.tags("Tags", of: value)
      // Without a key of its own, a secret uses the account's key, which AWS manages.
      secret.encryptionKey = value["KmsKeyId"]?.string ?? "alias/aws/secretsmanager"
      _ = builder.add(secret)
    }
    builder.note(inventory: "list-secrets", file)
  }

  private static func readPolicy(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let arn = builder.arn("ARN", of: root, file) else { return }
    guard let index = builder.resources[arn.text] else {
      guard builder.has("list-secrets", in: file.account) else { return }
      return builder.warn(
        "reference.secret", "the secret \(arn.text) is not in the account's list of secrets",
        advice: "export `aws secretsmanager list-secrets` again", at: root.origin)
    }
    // Without a policy, the command prints none.
    let name = builder.environment.resources[index].name
    builder.environment.resources[index].policy =
      builder.policy(root["ResourcePolicy"], kind: .resource, name: name)
  }

  private static func readParameters(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("Parameters", of: root, file) else { return }
    for value in entries {
      guard let name = builder.text("Name", of: value, file) else { continue }
      var arn = value["ARN"]?.string.flatMap { ARN($0) }
      if arn == nil {
        // Older command lines print no ARN; the name's leading slash is not doubled in it.
        let region = file.region ?? ""
        let partition = builder.partition(of: file.account, region: file.region)
        let path = name.hasPrefix("/") ? name : "/" + name
        arn = ARN("arn:\(partition):ssm:\(region):\(file.account):parameter\(path)")
      }
      guard let arn else { continue }
      var parameter = Resource(
        arn: arn.text, kind: .parameter, name: name, account: arn.account, origin: value.origin)
      parameter.region = arn.region.isEmpty ? nil : arn.region
      parameter.state["type"] = value["Type"]?.string
      parameter.encryptionKey = value["KeyId"]?.string
      _ = builder.add(parameter)
    }
    builder.note(inventory: "describe-parameters", file)
  }
}
