import Documents
import Environment

/// `iam get-account-summary`: of the root user, whether it has a second factor, keys and a password.
///
/// It counts only where no credential report has the root user's row, which tells more.
/// Source: IAM API Reference, "GetAccountSummary".
enum AccountSummary {
  static let operation = "get-account-summary"

  static let rules = [
    ServiceRule("iam", operation, tells: "the root user's factor and keys", read: read)
  ]

  private static func read(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let summary = root["SummaryMap"], summary.kind == .object else {
      return builder.warn(
        "ingest.shape", "expected a \"SummaryMap\", as `\(file.command)` prints it",
        advice: "export the file again", at: root.origin)
    }
    guard !file.account.isEmpty else { return }
    builder.note(inventory: operation, file)
    let hasFactor = flag("AccountMFAEnabled", summary, file, &builder)
    let hasKeys = flag("AccountAccessKeysPresent", summary, file, &builder)
    var credentials = Credentials()
    credentials.hasPassword = flag("AccountPasswordPresent", summary, file, &builder)
    credentials.factors = hasFactor.map { $0 ? [Factor(kind: .unknown, serial: nil)] : [] }
    // Whether a key works is not told.
    credentials.accessKeys = hasKeys.map {
      $0 ? [AccessKey(isActive: true, created: nil, lastUsed: nil)] : []
    }
    credentials.origins = [(summary["AccountMFAEnabled"] ?? summary).origin]
    builder.rootUsers[file.account, default: CredentialFacts()].summary = credentials
  }

  /// A count that says whether there is one; nil where it is not told.
  private static func flag(
    _ name: String, _ summary: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) -> Bool? {
    guard let value = summary[name] else { return nil }
    if let number = value.int { return number > 0 }
    builder.warn(
      "ingest.value", "expected a number in \"\(name)\"; it counts as not known",
      advice: "export it again with `\(file.command)`", at: value.origin)
    return nil
  }
}
