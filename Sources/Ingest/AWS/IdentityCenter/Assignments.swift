import Documents
import Environment

/// Who has which permission set in which account.
enum Assignments {
  static let listOperation = "aws sso-admin list-account-assignments"

  static let rules = [
    ServiceRule(
      "sso-admin", "list-account-assignments", .named,
      tells: "who has a permission set in an account", read: read),
    ServiceRule(
      "sso-admin", "list-account-assignments-for-principal", .named,
      tells: "the permission sets of a person or group of Identity Center", read: read),
  ]

  private static func read(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    for entry in builder.list("AccountAssignments", of: root, file) ?? [] {
      guard let set = builder.arn("PermissionSetArn", of: entry, file),
        let account = builder.text("AccountId", of: entry, file),
        let id = builder.text("PrincipalId", of: entry, file)
      else { continue }
      if let index = builder.resources[set.text] {
        builder.environment.resources[index].state["assigned"] = "some"
      }
      let isGroup = entry["PrincipalType"]?.string == "GROUP"
      builder.environment.identityCenter.assignments.append(
        Assignment(
          assignee: isGroup
            ? builder.peopleGroupARN(id, file.account) : builder.personARN(id, file.account),
          permissionSet: set.text, account: account, origin: entry.origin))
      // One principal's assignments say nothing of who else has the permission set.
      if file.command == listOperation {
        builder.environment.identityCenter.listed.insert(
          PermissionSetRoles.Place(permissionSet: set.text, account: account))
      }
    }
  }
}
