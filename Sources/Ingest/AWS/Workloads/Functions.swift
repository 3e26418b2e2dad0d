import Documents
import Environment
import Policy

/// Lambda functions, their policies and addresses.
enum Functions {
  /// Whether a function's policy lets some service invoke it: then it runs without the attacker.
  private static func letsAServiceInvoke(_ policy: PolicyDocument) -> Bool {
    policy.statements.contains { statement in
      guard statement.effect == .allow, statement.actions.matches("lambda:InvokeFunction"),
        case .only(let names) = statement.principals
      else { return false }
      return names.contains { if case .service = $0 { true } else { false } }
    }
  }

  static let operation = "list-functions"

  static let rules = [
    ServiceRule("lambda", operation, tells: "functions", read: read),
    ServiceRule(
      "lambda", "get-policy", .named, tells: "a function's policy",
      absences: ["ResourceNotFoundException"], whenAbsent: readNone, read: readPolicy),
    ServiceRule(
      "lambda", "get-function-url-config", .named, tells: "a function's address",
      absences: ["ResourceNotFoundException"], whenAbsent: readNone, read: readAddress),
    ServiceRule(
      "lambda", "list-function-url-configs", .named, tells: "the addresses of a function",
      read: readAddresses),
  ]

  private static func read(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("Functions", of: root, file) else { return }
    for value in entries {
      guard let arn = builder.arn("FunctionArn", of: value, file) else { continue }
      let name = value["FunctionName"]?.string ?? arn.name
      var function = Resource(
        arn: arn.text, kind: .function, name: name, account: arn.account, origin: value.origin)
      function.region = arn.region
      function.runsAs = value["Role"]?.string
      function.runsAsOrigin = value["Role"]?.origin
      function.state["package"] = value["PackageType"]?.string
      function.encryptionKey = value["KMSKeyArn"]?.string
      let index = builder.add(function)
      guard builder.environment.resources[index].origin == value.origin else { continue }
      builder.functions[.init(account: arn.account, name: name), default: []].append(index)
    }
    builder.note(inventory: operation, file)
  }

  private static func readPolicy(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard builder.text("Policy", of: root, file) != nil else { return }
    guard let policy = builder.policy(root["Policy"], kind: .resource, name: file.name) else {
      return
    }
    // Functions of the same name in several regions are told apart by what the policy is about.
    let named = policy.statements.flatMap { $0.resources.patterns }.map(\.text)
    let matching = builder.functions(file).filter { index in
      let arn = builder.environment.resources[index].arn
      return named.isEmpty || named.contains { $0 == arn || $0.hasPrefix(arn + ":") }
    }
    let isTriggered = letsAServiceInvoke(policy)
    builder.describe(matching, file, at: root.origin) {
      $0.policy = policy
      if isTriggered { $0.state["triggered"] = "by a service" }
    }
  }

  private static func readNone(_ file: FileContext, _ builder: inout EnvironmentBuilder) {
    builder.describe(builder.functions(file), file, at: file.origin) { _ in }
  }

  private static func readAddress(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let arn = builder.arn("FunctionArn", of: root, file),
      let type = builder.text("AuthType", of: root, file)
    else { return }
    builder.describe(functions(of: arn, file, builder), file, at: root.origin) {
      // Of several addresses, of aliases too, one that is open is enough.
      if $0.state["url_auth"] != "NONE" { $0.state["url_auth"] = type }
    }
  }

  /// The addresses of a function and of its aliases; an empty list says that there are none.
  private static func readAddresses(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("FunctionUrlConfigs", of: root, file) else { return }
    for entry in entries { readAddress(entry, file, &builder) }
    if entries.isEmpty {
      builder.describe(builder.functions(file), file, at: root.origin) { _ in }
    }
  }

  private static func functions(
    of arn: ARN, _ file: FileContext, _ builder: EnvironmentBuilder
  ) -> [Int] {
    builder.functions(file).filter { index in
      let function = builder.environment.resources[index].arn
      return arn.text == function || arn.text.hasPrefix(function + ":")
    }
  }
}

extension EnvironmentBuilder {
  /// The functions that a file may be about: those of its name, in its region if it says one.
  fileprivate func functions(_ file: FileContext) -> [Int] {
    let all = functions[AccountName(account: file.account, name: file.name)] ?? []
    guard let region = file.region else { return all }
    return all.filter { environment.resources[$0].region == region }
  }

  fileprivate mutating func describe(
    _ functions: [Int], _ file: FileContext, at origin: Origin, _ change: (inout Resource) -> Void
  ) {
    for index in functions {
      change(&environment.resources[index])
      described.insert(Described(operation: file.command, thing: environment.resources[index].arn))
    }
    if functions.isEmpty, has(Functions.operation, in: file.account) {
      warn(
        "reference.function",
        "the function \"\(file.name.prefix(140))\" is not in the account's "
          + "list of functions", advice: "export `aws lambda list-functions` again", at: origin)
    }
  }
}
