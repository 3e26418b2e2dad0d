import Documents
import Environment
import Policy

/// CloudFormation: stacks that keep a role, and stack sets with theirs.
enum Stacks {
  static let rules =
    [
      WorkloadShape(
        service: "cloudformation", operation: "describe-stacks", kind: .stack, role: .lists,
        naming: .single, tells: "stacks and their roles", entries: "Stacks", arn: "StackId",
        name: "StackName", runsAs: ["RoleARN"], states: ["status": ["StackStatus"]],
        tags: "Tags"
      ).rule,
      ServiceRule("cloudformation", "list-stack-sets", tells: "stack sets", read: readSets),
    ] + [
      WorkloadShape(
        service: "cloudformation", operation: "describe-stack-set", kind: .stackSet,
        role: .describes, naming: .named, tells: "a stack set's roles", entries: "StackSet",
        arn: "StackSetARN", name: "StackSetName", runsAs: ["AdministrationRoleARN"],
        states: [
          "status": ["Status"], "permission-model": ["PermissionModel"],
          "administration-role": ["AdministrationRoleARN"], "execution-role": ["ExecutionRoleName"],
        ], tags: "Tags",
        complete: { _, set, _, _ in
          set.relations["administration role"] = set.runsAs
        }
      ).rule,
      ServiceRule(
        "cloudformation", "list-stack-instances", .named,
        tells: "the accounts that a stack set reaches", read: readInstances),
    ]

  private static func readSets(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("Summaries", of: root, file) else { return }
    for entry in entries {
      guard let id = builder.text("StackSetId", of: entry, file) else { continue }
      // Stack sets that were deleted stay in the list for 90 days.
      if entry["Status"]?.string == "DELETED" { continue }
      let arn = builder.builtARN("cloudformation", "stackset/\(id)", file)
      var set = Resource(
        arn: arn, kind: .stackSet, name: entry["StackSetName"]?.string ?? id,
        account: file.account, origin: entry.origin)
      set.region = file.region ?? builder.onlyRegion(of: file.account)
      set.state["status"] = entry["Status"]?.string
      set.state["permission-model"] = entry["PermissionModel"]?.string
      builder.put(set, isListing: true, file)
    }
    builder.note(inventory: file.command, file)
  }

  private static func readInstances(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("Summaries", of: root, file) else { return }
    let accounts = Set(entries.compactMap { $0["Account"]?.string }).sorted()
    for index in builder.things(.stackSet, namedBy: file) {
      let set = builder.environment.resources[index]
      builder.environment.resources[index].state["instances"] = entries.isEmpty ? "none" : "some"
      guard !accounts.isEmpty else { continue }
      builder.environment.resources[index].state["accounts"] = accounts.joined(separator: " ")
      guard accounts.count == 1, let role = set.state["execution-role"] else { continue }
      builder.environment.resources[index].relations["execution role"] =
        builder.roleARN(role, account: accounts[0])
    }
    builder.note(inventory: file.command, file)
  }
}
