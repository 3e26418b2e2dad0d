import Documents
import Environment
import Policy

/// The keys that encrypt data, with their policies and grants.
enum Keys {
  static let operation = "list-keys"
  static let policyOperation = "get-key-policy"

  static let rules = [
    ServiceRule("kms", operation, tells: "keys", read: readKeys),
    ServiceRule("kms", "list-aliases", tells: "the aliases of keys", read: readAliases),
    ServiceRule("kms", "describe-key", .named, tells: "who manages a key", read: readDetails),
    ServiceRule("kms", policyOperation, .named, tells: "a key's policy", read: readPolicy),
    ServiceRule("kms", "list-grants", .named, tells: "a key's grants", read: readGrants),
  ]

  private static func readKeys(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("Keys", of: root, file) else { return }
    for value in entries {
      guard let arn = builder.arn("KeyArn", of: value, file) else { continue }
      _ = builder.key(arn, at: value.origin)
    }
    builder.note(inventory: operation, file)
  }

  private static func readAliases(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    for value in builder.list("Aliases", of: root, file) ?? [] {
      // An alias that AWS keeps for a key to come has no target yet.
      guard let arn = builder.arn("AliasArn", of: value, file),
        let target = value["TargetKeyId"]?.string
      else { continue }
      builder.keyAliases[arn.text] = target
    }
  }

  private static func readDetails(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let value = root["KeyMetadata"], value.kind == .object else {
      return builder.warn(
        "ingest.shape", "expected a \"KeyMetadata\"",
        advice: "export it again with `\(file.command)`", at: root.origin)
    }
    guard let arn = builder.arn("Arn", of: value, file) else { return }
    let index = builder.key(arn, at: value.origin)
    let isManaged = value["KeyManager"]?.string == "AWS"
    builder.environment.resources[index].settings.isAWSManagedKey = isManaged
    builder.environment.resources[index].state["state"] = value["KeyState"]?.string
  }

  private static func readPolicy(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard builder.text("Policy", of: root, file) != nil || root["Policy"]?.kind == .object,
      let index = builder.keyOfFile(file, at: root.origin)
    else { return }
    let name = builder.environment.resources[index].name
    let policy = builder.policy(root["Policy"], kind: .resource, name: name)
    builder.environment.resources[index].policy = policy
    guard policy != nil else { return }
    let arn = builder.environment.resources[index].arn
    builder.described.insert(.init(operation: file.command, thing: arn))
  }

  /// A grant counts like a statement of the key's policy that names its grantee. Without the policy
  /// itself they tell nothing: the key counts as unknown.
  /// Source: KMS Developer Guide, "Grants in AWS KMS".
  private static func readGrants(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("Grants", of: root, file), !entries.isEmpty,
      let index = builder.keyOfFile(file, at: root.origin)
    else { return }
    builder.environment.resources[index].policy?.statements += entries.compactMap(statement)
  }

  private static func statement(_ value: JSONValue) -> Statement? {
    guard let grantee = value["GranteePrincipal"]?.string, !grantee.isEmpty else { return nil }
    let operations = value["Operations"]?.elements.compactMap(\.string) ?? []
    let isService = grantee.hasSuffix(".amazonaws.com")
    var conditions: [Condition] = []
    for kind in ["EncryptionContextSubset", "EncryptionContextEquals"] {
      for (key, item) in value["Constraints"]?[kind]?.members.map({ ($0.key, $0.value) }) ?? [] {
        guard let text = item.string else { continue }
        conditions.append(
          Condition(
            .stringEquals, key: "kms:EncryptionContext:\(key)", values: [text],
            hasVariables: false, origin: item.origin))
      }
    }
    let id = value["GrantId"]?.string.map { "grant \($0.prefix(12))" }
    return Statement(
      sid: value["Name"]?.string.flatMap { $0.isEmpty ? nil : "grant \($0)" } ?? id ?? "grant",
      effect: .allow, actions: ActionElement(operations.map { "kms:\($0)" }),
      principals: .only([isService ? .service(grantee) : PrincipalName(aws: grantee)]),
      conditions: conditions, origin: value.origin)
  }
}

extension EnvironmentBuilder {
  /// The position of a key, which is added where it is not known yet.
  fileprivate mutating func key(_ arn: ARN, at origin: Origin) -> Int {
    if let known = resources[arn.text] { return known }
    var key = Resource(
      arn: arn.text, kind: .key, name: arn.name, account: arn.account, origin: origin)
    key.region = arn.region
    return add(key)
  }

  /// The key that a file is named after: by its id, or by its ARN's last part.
  fileprivate mutating func keyOfFile(_ file: FileContext, at origin: Origin) -> Int? {
    let region = file.region ?? ""
    let partition = partition(of: file.account, region: file.region)
    let arn = "arn:\(partition):kms:\(region):\(file.account):key/\(file.name)"
    if let known = resources[arn] { return known }
    let listed = environment.resources.indices.first {
      environment.resources[$0].kind == .key && environment.resources[$0].name == file.name
        && environment.resources[$0].account == file.account
    }
    if let listed { return listed }
    guard !file.account.isEmpty, !region.isEmpty, let parsed = ARN(arn) else {
      warn(
        "reference.key", "the key \"\(file.name)\" is not in the account's list of keys",
        advice: "export `aws kms list-keys` too", at: origin)
      return nil
    }
    return key(parsed, at: origin)
  }

  /// Makes whole ARNs of what resources call the keys that encrypt them; what nothing resolves
  /// stays as it is.
  mutating func resolveKeys() {
    for index in environment.resources.indices {
      guard let key = environment.resources[index].encryptionKey else { continue }
      environment.resources[index].encryptionKey = resolvedKey(key, environment.resources[index])
    }
  }

  private func resolvedKey(_ text: String, _ resource: Resource) -> String {
    // The account's own key for a service, which AWS manages.
    if text.contains("alias/aws/") { return text }
    let partition = partition(of: resource.account, region: resource.region)
    let place = "arn:\(partition):kms:\(resource.region ?? ""):\(resource.account):"
    guard text.contains("alias/") else {
      return text.hasPrefix("arn:") ? text : place + "key/" + text
    }
    let alias = text.hasPrefix("arn:") ? text : place + text
    guard let target = keyAliases[alias], let parsed = ARN(alias) else { return text }
    return "arn:\(parsed.partition):kms:\(parsed.region):\(parsed.account):key/\(target)"
  }
}
