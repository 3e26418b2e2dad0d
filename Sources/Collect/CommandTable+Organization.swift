extension CommandTable {
  /// The commands about the organisation. All but the first are refused outside the management
  /// account and those that it delegates to.
  static let organization: [CollectCommand] = [
    once("describe-organization", "DescribeOrganization"),
    once("list-accounts", "ListAccounts"),
    once("list-roots", "ListRoots"),
    limiting("SERVICE_CONTROL_POLICY"),
    limiting("RESOURCE_CONTROL_POLICY"),
    of(
      .organizationParent, "list-organizational-units-for-parent",
      "ListOrganizationalUnitsForParent",
      "--parent-id={name}"),
    of(
      .organizationParent, "list-accounts-for-parent", "ListAccountsForParent",
      "--parent-id={name}"),
    attached(.organizationParent, "SERVICE_CONTROL_POLICY"),
    attached(.organizationParent, "RESOURCE_CONTROL_POLICY"),
    attached(.organizationAccount, "SERVICE_CONTROL_POLICY"),
    attached(.organizationAccount, "RESOURCE_CONTROL_POLICY"),
    of(.organizationPolicy, "describe-policy", "DescribePolicy", "--policy-id={name}"),
    alternative(
      .organizationParent, "list-children", "ListChildren",
      ["--parent-id={name}", "--child-type=ORGANIZATIONAL_UNIT"]),
    alternative(.organizationAccount, "list-parents", "ListParents", ["--child-id={name}"]),
    alternative(
      .organizationPolicy, "list-targets-for-policy", "ListTargetsForPolicy",
      ["--policy-id={name}"]),
  ]

  /// The error of an account that is in no organisation.
  private static let alone: Set<String> = ["AWSOrganizationsNotInUseException"]

  private static func once(_ operation: String, _ permission: String) -> CollectCommand {
    CollectCommand(
      "organizations", operation, scope: .organization,
      permissions: ["organizations:" + permission], absences: alone)
  }

  /// The policies of a kind.
  private static func limiting(_ kind: String) -> CollectCommand {
    CollectCommand(
      "organizations", "list-policies", ["--filter=" + kind], scope: .organization,
      permissions: ["organizations:ListPolicies"], file: kind, absences: alone)
  }

  private static func of(
    _ thing: Thing, _ operation: String, _ permission: String, _ argument: String
  ) -> CollectCommand {
    CollectCommand(
      "organizations", operation, [argument], scope: .each(thing),
      permissions: ["organizations:" + permission])
  }

  /// The policies of a kind that are attached to a root, unit or account.
  private static func attached(_ thing: Thing, _ kind: String) -> CollectCommand {
    CollectCommand(
      "organizations", "list-policies-for-target", ["--target-id={name}", "--filter=" + kind],
      scope: .each(thing), permissions: ["organizations:ListPoliciesForTarget"],
      file: "{name}." + kind)
  }

  private static func alternative(
    _ thing: Thing, _ operation: String, _ permission: String, _ arguments: [String]
  ) -> CollectCommand {
    CollectCommand(
      "organizations", operation, arguments, scope: .each(thing),
      permissions: ["organizations:" + permission], isAlternative: true)
  }
}
