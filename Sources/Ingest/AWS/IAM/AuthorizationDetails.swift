import Documents
import Environment
import Policy

/// `iam get-account-authorization-details`: every user, group, role and customer managed policy of
/// an account, in one file or in pages.
enum AuthorizationDetails {
  static let operation = "get-account-authorization-details"

  static let rules = [
    ServiceRule("iam", operation, tells: "users, groups, roles and policies", read: read)
  ]

  /// The lists that make a document recognisable by itself.
  static let lists = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"]

  /// Whether a text has one of the names that only this document has: so it is told from others
  /// without being read. Linear.
  static func isMentioned(in bytes: [UInt8]) -> Bool {
    let names = lists.dropLast().map { Array("\"\($0)\"".utf8) }
    return bytes.withUnsafeBufferPointer { buffer in
      for start in buffer.indices where buffer[start] == UInt8(ascii: "\"") {
        let rest = buffer[start...]
        if names.contains(where: rest.starts(with:)) { return true }
      }
      return false
    }
  }

  private static func read(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard root.kind == .object, lists.contains(where: root.has) else {
      return builder.warn(
        "ingest.empty-export",
        "expected the lists \(lists.joined(separator: ", ")), found none of them",
        advice: "export it again with `\(file.command)`", at: root.origin)
    }
    var part = AccountPart(file: file)
    for user in builder.entries("UserDetailList", of: root) {
      builder.readUser(user, file, &part)
    }
    for group in builder.entries("GroupDetailList", of: root) {
      builder.readGroup(group, file, &part)
    }
    for role in builder.entries("RoleDetailList", of: root) {
      builder.readRole(role, file, &part)
    }
    for policy in builder.entries("Policies", of: root) {
      builder.readManagedPolicy(policy, file, &part)
    }
    builder.finish(part, root)
  }
}

/// What one file of authorization details turned out to hold.
struct AccountPart {
  let file: FileContext
  /// How many entries each account has.
  var entries: [String: Int] = [:]
  /// The first entry whose account is not the folder's.
  var firstForeign: (account: String, origin: Origin)?
  var identities = 0

  mutating func count(_ arn: ARN, isIdentity: Bool, at origin: Origin) {
    guard !arn.account.isEmpty, isAccountID(arn.account) else { return }
    entries[arn.account, default: 0] += 1
    if isIdentity { identities += 1 }
    if arn.account != file.account, !file.account.isEmpty, firstForeign == nil {
      firstForeign = (arn.account, origin)
    }
  }
}

extension EnvironmentBuilder {
  /// Draws the conclusions from all entries of a file of authorization details.
  mutating func finish(_ part: AccountPart, _ root: JSONValue) {
    let file = part.file
    for account in part.entries.keys.sorted() {
      self.account(account) { $0.hasInventory = true }
      accountsWithFiles.insert(account)
      inventories.insert(
        Inventory(account: account, operation: AuthorizationDetails.operation))
    }
    if file.account.isEmpty, accountOfFolder[file.folder] == nil {
      accountOfFolder[file.folder] =
        part.entries.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
    if let (account, origin) = part.firstForeign {
      let count = part.entries.reduce(0) { $0 + ($1.key == file.account ? 0 : $1.value) }
      let total = part.entries.values.reduce(0, +)
      warn(
        "ingest.account-mismatch",
        "\(count) of \(total) entries are of another account (\(account)) than the folder says "
          + "(\(file.account)); the ARNs count",
        advice: "move the file to the folder \(account)", at: origin)
    }
    if part.identities == 0 {
      warn(
        "ingest.empty-export", "the export holds no user and no role",
        advice: "export it again with `\(file.command)`, without `--filter`, and with a profile "
          + "that may call it", at: root.origin)
    }
  }
}
