import Documents
import Environment
import Policy

/// `sts get-caller-identity` and `iam list-account-aliases`: whose snapshot this is.
enum CallerIdentity {
  static let operation = "get-caller-identity"

  static let rules = [
    ServiceRule("sts", operation, tells: "the account", read: readIdentity),
    ServiceRule(
      "iam", "list-account-aliases", tells: "the account's alias", read: readAliases),
  ]

  private static func readIdentity(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let account = builder.text("Account", of: root, file) else { return }
    guard isAccountID(account) else {
      return builder.warn(
        "ingest.account", "expected an account id of 12 digits, found \"\(account.prefix(40))\"",
        advice: "export it again with `\(file.command)`", at: root["Account"]?.origin ?? root.origin
      )
    }
    if file.account.isEmpty {
      builder.accountOfFolder[file.folder] = account
    } else if account != file.account {
      builder.warn(
        "ingest.account-mismatch",
        "the commands ran as account \(account), but the folder says \(file.account)",
        advice: "move the files to the folder \(account), or export them with the other profile",
        at: root["Account"]?.origin ?? root.origin)
    }
    builder.account(account)
    if let arn = root["Arn"]?.string.flatMap({ ARN($0) }) {
      builder.partitions[account] = arn.partition
    }
  }

  private static func readAliases(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let alias = builder.list("AccountAliases", of: root, file)?.first?.string else { return }
    builder.account(file.account) { if $0.name == nil { $0.name = alias } }
  }
}
