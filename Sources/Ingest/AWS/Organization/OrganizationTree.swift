import Documents
import Environment
import Policy

/// The organisation, its accounts and units.
enum OrganizationTree {
  static let rules = [
    ServiceRule(
      "organizations", "describe-organization", tells: "the organisation", read: readSelf),
    ServiceRule(
      "organizations", "list-accounts", tells: "the organisation's accounts", read: readAccounts),
    ServiceRule("organizations", "list-roots", tells: "the organisation's root", read: readRoots),
    ServiceRule(
      "organizations", "list-organizational-units-for-parent", .named,
      tells: "the units below a root or unit", read: readUnits),
    ServiceRule(
      "organizations", "list-accounts-for-parent", .named,
      tells: "the accounts below a root or unit", read: readAccountsBelow),
    ServiceRule(
      "organizations", "list-children", .named, tells: "what is below a root or unit",
      read: readChildren),
    ServiceRule(
      "organizations", "list-parents", .named, tells: "what is above a unit or account",
      read: readParents),
  ]

  private static func readSelf(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let value = root["Organization"], let id = builder.text("Id", of: value, file) else {
      return builder.warn(
        "ingest.shape", "expected an \"Organization\" with an \"Id\"",
        advice: "export it again with `\(file.command)`", at: root.origin)
    }
    builder.organization.id = id
    builder.organization.managementAccount = value["MasterAccountId"]?.string
    if isAccountID(file.account) { builder.organization.members.insert(file.account) }
  }

  private static func readAccounts(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("Accounts", of: root, file) else { return }
    for value in entries { read(account: value, file, &builder) }
    builder.note(inventory: "list-accounts", file)
  }

  /// Takes an account, and returns its id.
  @discardableResult
  private static func read(
    account value: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) -> String? {
    guard let id = builder.text("Id", of: value, file), isAccountID(id) else { return nil }
    builder.organization.members.insert(id)
    builder.account(id) { account in
      if let name = value["Name"]?.string { account.name = name }
    }
    return id
  }

  private static func readRoots(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    for value in builder.list("Roots", of: root, file) ?? [] {
      guard let id = builder.text("Id", of: value, file) else { continue }
      builder.organization.roots.insert(id)
      guard let types = value["PolicyTypes"] else { continue }
      let enabled = types.elements.filter { $0["Status"]?.string == "ENABLED" }
      builder.organization.enabledKinds = Set(enabled.compactMap { $0["Type"]?.string })
    }
  }

  private static func readUnits(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    for value in builder.list("OrganizationalUnits", of: root, file) ?? [] {
      guard let id = builder.text("Id", of: value, file) else { continue }
      builder.organization.parents[id] = file.organizationID
    }
  }

  private static func readAccountsBelow(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    for value in builder.list("Accounts", of: root, file) ?? [] {
      guard let id = read(account: value, file, &builder) else { continue }
      builder.organization.parents[id] = file.organizationID
    }
  }

  private static func readChildren(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    for value in builder.list("Children", of: root, file) ?? [] {
      guard let id = builder.text("Id", of: value, file) else { continue }
      builder.organization.parents[id] = file.organizationID
    }
  }

  private static func readParents(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    for value in builder.list("Parents", of: root, file) ?? [] {
      guard let id = builder.text("Id", of: value, file) else { continue }
      builder.organization.parents[file.organizationID] = id
      if value["Type"]?.string == "ROOT" { builder.organization.roots.insert(id) }
    }
  }
}

extension FileContext {
  /// The id of the root, unit, account or policy that a file is named after. What follows a dot
  /// tells files with different filters apart: `r-ab12.SERVICE_CONTROL_POLICY.json`.
  var organizationID: String { String(name.prefix { $0 != "." && $0 != "/" && $0 != "_" }) }
}
