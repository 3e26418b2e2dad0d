import Documents
import Environment

/// Cognito's identity pools, and the roles that they give away.
enum IdentityPools {
  static let rules = [
    ServiceRule(
      "cognito-identity", "list-identity-pools", tells: "identity pools", read: readList),
    ServiceRule(
      "cognito-identity", "describe-identity-pool", .named,
      tells: "whether an identity pool lets in whom it does not know", read: readDetails),
    ServiceRule(
      "cognito-identity", "get-identity-pool-roles", .named, tells: "an identity pool's roles",
      read: readRoles),
  ]

  private static func readList(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("IdentityPools", of: root, file) else { return }
    for entry in entries {
      guard let pool = pool(entry, file, &builder) else { continue }
      builder.put(pool, isListing: true, file)
    }
    builder.note(inventory: file.command, file)
  }

  private static func readDetails(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard var pool = pool(root, file, &builder) else { return }
    if let isOpen = root["AllowUnauthenticatedIdentities"]?.bool {
      pool.state["unauthenticated"] = isOpen ? "allowed" : "refused"
    }
    builder.put(pool, isListing: false, file)
  }

  private static func readRoles(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard var pool = pool(root, file, &builder) else { return }
    for word in ["authenticated", "unauthenticated"] {
      pool.relations["\(word) role"] = root.at(["Roles", word])?.string
    }
    builder.put(pool, isListing: false, file)
  }

  /// The pool that an entry is about; its id begins with its region.
  private static func pool(
    _ entry: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) -> Resource? {
    guard let id = builder.text("IdentityPoolId", of: entry, file) else { return nil }
    let region = id.contains(":") ? String(id.prefix { $0 != ":" }) : file.region ?? ""
    let partition = builder.partition(of: file.account, region: region)
    var pool = Resource(
      arn: "arn:\(partition):cognito-identity:\(region):\(file.account):identitypool/\(id)",
      kind: .identityPool, name: entry["IdentityPoolName"]?.string ?? id, account: file.account,
      origin: entry.origin)
    pool.region = region.isEmpty ? nil : region
    return pool
  }
}
