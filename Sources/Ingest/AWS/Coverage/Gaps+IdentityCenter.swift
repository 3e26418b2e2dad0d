import Environment

extension Gaps {
  /// What is not known of the people behind permission sets, where their roles show that Identity
  /// Center is used.
  mutating func lookAtIdentityCenter() {
    let environment = builder.environment
    let roles = environment.roles.indices.filter {
      environment.roles[$0].permissionSetName != nil
    }
    lookAtAssignments(roles)
    let center = environment.identityCenter
    let assigned = Set(center.assignments.map(\.assignee))
    let unknown = center.groups.filter { $0.members == nil && assigned.contains($0.arn) }
    if !unknown.isEmpty {
      add(
        87, "", "who is in \(Gaps.count(unknown.count, "group")) of Identity Center",
        "whoever is in one counts as a start, without a name",
        "aws identitystore list-group-memberships --identity-store-id ID --group-id ID")
    }
    if !center.people.isEmpty || !roles.isEmpty, !builder.hasAnywhere(IdentityStores.usersOperation)
    {
      add(
        62, "", "the names of the people of Identity Center, and who cannot sign in any more",
        "those who are assigned a permission set count as starts",
        "\(IdentityStores.usersOperation) --identity-store-id ID")
    }
    if !center.people.isEmpty {
      add(
        61, "",
        "the second factors of \(Gaps.persons(center.people.count)) of Identity Center, which no "
          + "command prints", "each of them who is assigned a permission set counts as a start",
        "aws sso-admin list-instances  # the console of the instance tells: Settings, Authentication"
      )
    }
  }

  private mutating func lookAtAssignments(_ roles: [Int]) {
    let sets = PermissionSetRoles(builder.environment)
    let unknown = roles.filter { number in
      guard let set = sets.setOfRole[number] else { return true }
      let account = builder.environment.roles[number].account
      return !builder.environment.identityCenter.listed.contains(
        PermissionSetRoles.Place(permissionSet: set, account: account))
    }
    guard !unknown.isEmpty else { return }
    add(
      88, "",
      "who is assigned \(Gaps.count(unknown.count, of: roles.count, "role")) of permission sets",
      "whoever is assigned one counts as a start, without a name",
      "aws sso-admin list-instances, list-permission-sets, describe-permission-set, "
        + "list-account-assignments")
  }

  private static func persons(_ count: Int) -> String {
    count == 1 ? "1 person" : "\(count) people"
  }
}

extension EnvironmentBuilder {
  /// Whether the output of an operation was read for any account.
  fileprivate func hasAnywhere(_ operation: String) -> Bool {
    inventories.contains { $0.operation == operation }
  }
}
