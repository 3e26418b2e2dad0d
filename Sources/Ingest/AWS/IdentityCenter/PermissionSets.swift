import Documents
import Environment

/// Identity Center: permission sets, and the accounts in which they make roles.
enum PermissionSets {
  static let rules = [
    ServiceRule("sso-admin", "list-instances", tells: "instances of Identity Center", read: noted),
    ServiceRule(
      "sso-admin", "list-permission-sets", .named, tells: "permission sets", read: readList),
    WorkloadShape(
      service: "sso-admin", operation: "describe-permission-set", kind: .permissionSet,
      role: .describes, naming: .named, tells: "a permission set's name",
      entries: "PermissionSet", arn: "PermissionSetArn", name: "Name"
    ).rule,
    ServiceRule(
      "sso-admin", "list-accounts-for-provisioned-permission-set", .named,
      tells: "the accounts in which a permission set has a role", read: readAccounts),
    ServiceRule(
      "sso-admin", "get-inline-policy-for-permission-set", .named,
      tells: "a permission set's own policy", read: readInlinePolicy),
    ServiceRule(
      "sso-admin", "list-managed-policies-in-permission-set", .named,
      tells: "a permission set's managed policies", read: readManagedPolicies),
    ServiceRule(
      "sso-admin", "list-customer-managed-policy-references-in-permission-set", .named,
      tells: "the accounts' own policies in a permission set", read: readCustomerPolicies),
    ServiceRule(
      "sso-admin", "get-permissions-boundary-for-permission-set", .named,
      tells: "a permission set's permissions boundary", absences: ["ResourceNotFoundException"],
      whenAbsent: { file, builder in
        builder.changePermissionSet(file, at: file.origin) { $0.state["boundary"] = "none" }
      }, read: readBoundary),
  ]

  private static func noted(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard builder.list("Instances", of: root, file) != nil else { return }
    builder.note(inventory: file.command, file)
  }

  private static func readList(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("PermissionSets", of: root, file) else { return }
    for entry in entries {
      guard let arn = builder.arn(entry, file) else { continue }
      var set = Resource(
        arn: arn.text, kind: .permissionSet, name: arn.name, account: file.account,
        origin: entry.origin)
      // `permissionSet/INSTANCE/SET`.
      let parts = arn.resource.split(separator: "/")
      if parts.count == 3 {
        set.state["instance"] = "arn:\(arn.partition):sso:::instance/\(parts[1])"
      }
      // The management account and the one that it delegates to list the same.
      let known = builder.resources[arn.text].map { builder.environment.resources[$0].account }
      if known == nil || known == file.account { builder.put(set, isListing: true, file) }
    }
    builder.note(inventory: file.command, file)
  }

  private static func readAccounts(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("AccountIds", of: root, file) else { return }
    builder.changePermissionSet(file, at: root.origin) {
      $0.state["accounts"] = entries.compactMap(\.string).sorted().joined(separator: " ")
    }
  }

  private static func readInlinePolicy(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    // Without a policy of its own, the command prints none, or an empty text.
    let isThere = root["InlinePolicy"]?.string?.isEmpty == false
    builder.changePermissionSet(file, at: root.origin) {
      $0.state["inline-policy"] = isThere ? "some" : "none"
    }
  }

  private static func readManagedPolicies(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("AttachedManagedPolicies", of: root, file) else { return }
    builder.changePermissionSet(file, at: root.origin) {
      let policies = entries.compactMap { $0["Arn"]?.string }.sorted()
      $0.state["managed-policies"] = policies.joined(separator: " ")
    }
  }

  private static func readCustomerPolicies(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("CustomerManagedPolicyReferences", of: root, file) else {
      return
    }
    builder.changePermissionSet(file, at: root.origin) {
      $0.state["customer-policies"] = entries.compactMap(name).sorted().joined(separator: " ")
    }
  }

  /// The path and name of a policy that each account has under that name.
  private static func name(_ reference: JSONValue) -> String? {
    reference["Name"]?.string.map { (reference["Path"]?.string ?? "/") + $0 }
  }

  private static func readBoundary(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    let boundary = root["PermissionsBoundary"]
    let own = boundary?["CustomerManagedPolicyReference"].flatMap(name)
    builder.changePermissionSet(file, at: root.origin) {
      $0.state["boundary"] = boundary?["ManagedPolicyArn"]?.string ?? own ?? "none"
    }
  }
}

extension EnvironmentBuilder {
  /// Changes the permission set that a file is named after: by its id, or its ARN without slashes.
  fileprivate mutating func changePermissionSet(
    _ file: FileContext, at origin: Origin, _ change: (inout Resource) -> Void
  ) {
    if let found = things(.permissionSet, namedBy: file).first {
      return change(&environment.resources[found])
    }
    warn(
      "reference.permission-set",
      "the permission set \"\(file.name.prefix(140))\" is not in the account's list",
      advice: "export `aws sso-admin list-permission-sets` too", at: origin)
  }
}
