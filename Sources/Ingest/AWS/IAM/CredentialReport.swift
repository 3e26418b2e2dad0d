import Documents
import Environment
import Policy

/// `iam get-credential-report`: as the command prints it, the table as Base 64 in JSON, or the
/// table itself.
enum CredentialReport {
  static let operation = "get-credential-report"

  static let rules = [
    ServiceRule("iam", operation, tells: "passwords, keys and factors", read: readDocument),
    ServiceRule("iam", operation, tells: "passwords, keys and factors", reading: .table(readTable)),
  ]

  private static func readDocument(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let text = builder.text("Content", of: root, file), let content = root["Content"] else {
      return
    }
    guard let bytes = Base64.decode(text) else {
      return builder.log.add(
        Diagnostic(
          .error, "ingest.base64", "expected the report in Base 64 in \"Content\"",
          advice: "export it again with `\(file.command)`", at: content.origin))
    }
    do {
      let table = try CSVTable.parse(bytes, embeddedIn: content.origin)
      let time = builder.time(root["GeneratedTime"])
      read(table, file, time: time, &builder)
    } catch {
      builder.log.add(error.diagnostic.advising("export it again with `\(file.command)`"))
    }
  }

  private static func readTable(
    _ table: CSVTable, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    read(table, file, time: nil, &builder)
  }

  private static let columns = ["user", "arn", "password_enabled", "mfa_active"]

  private static func read(
    _ table: CSVTable, _ file: FileContext, time: Double?, _ builder: inout EnvironmentBuilder
  ) {
    let missing = columns.filter { !table.header.contains($0) }
    guard missing.isEmpty else {
      return builder.log.add(
        Diagnostic(
          .error, "ingest.columns",
          "expected the columns of a credential report, found none named "
            + missing.joined(separator: ", "),
          advice: "export it with `aws iam generate-credential-report` and `\(file.command)`",
          at: file.origin))
    }
    var newest: Double?
    for row in table.rows {
      builder.checkReport(row, file)
      let facts = ReportRow(row)
      newest = [newest, facts.newestTime].compactMap { $0 }.max()
      builder.take(facts, row, file)
    }
    builder.note(inventory: operation, file)
    guard let made = time ?? newest else { return }
    builder.reportTime = max(builder.reportTime ?? made, made)
  }
}

/// One user of a credential report.
struct ReportRow {
  let name: String
  let arn: String
  let hasPassword: Bool?
  let passwordLastUsed: Double?
  let passwordChanged: Double?
  let hasFactor: Bool?
  /// The keys that exist, working or not.
  let keys: [AccessKey]
  /// The newest time in the row, future ones aside.
  let newestTime: Double?
  let origin: Origin

  /// The columns with dates that are read.
  fileprivate static let dates = [
    "user_creation_time", "password_last_used", "password_last_changed",
    "access_key_1_last_rotated", "access_key_1_last_used_date", "access_key_2_last_rotated",
    "access_key_2_last_used_date",
  ]

  init(_ row: CSVRow) {
    name = row["user"] ?? ""
    arn = row["arn"] ?? ""
    origin = row.origin
    hasPassword = ReportRow.truth(row["password_enabled"])
    passwordLastUsed = row["password_last_used"].flatMap(ReportRow.time)
    passwordChanged = row["password_last_changed"].flatMap(ReportRow.time)
    hasFactor = ReportRow.truth(row["mfa_active"])
    keys = [1, 2].compactMap { number in
      let created = row["access_key_\(number)_last_rotated"].flatMap(ReportRow.time)
      let isActive = ReportRow.truth(row["access_key_\(number)_active"]) ?? false
      guard isActive || created != nil else { return nil }
      return AccessKey(
        isActive: isActive, created: created,
        lastUsed: row["access_key_\(number)_last_used_date"].flatMap(ReportRow.time))
    }
    let other = ["user_creation_time", "password_last_changed"].compactMap {
      row[$0].flatMap(ReportRow.time)
    }
    newestTime =
      (other + keys.flatMap { [$0.created, $0.lastUsed] }.compactMap { $0 }
      + [passwordLastUsed].compactMap { $0 }).max()
  }

  /// `true` and `false`; other words say that it is not known or does not apply.
  fileprivate static func truth(_ text: String?) -> Bool? {
    switch text?.lowercased() {
    case "true": true
    case "false": false
    default: nil
    }
  }

  /// A date; `N/A`, `no_information` and `not_supported` are none.
  fileprivate static func time(_ text: String) -> Double? {
    text.utf8.count >= 10 ? Instant.parse(text) : nil
  }
}

extension EnvironmentBuilder {
  /// The words by which a report says that something is not known or does not apply.
  private static let nothing = ["", "n/a", "no_information", "not_supported"]

  /// Reports the cells of a row that say neither what their column is for nor that it is not known.
  fileprivate mutating func checkReport(_ row: CSVRow, _ file: FileContext) {
    func report(_ column: String, _ expected: String, _ text: String) -> Diagnostic {
      Diagnostic(
        .error, "ingest.value",
        "expected \(expected) in \"\(column)\" of \"\((row["user"] ?? "").prefix(64))\", found "
          + "\"\(text.prefix(60))\"; it counts as not known",
        advice: "export it again with `\(file.command)`", at: row.origin)
    }
    for column in ["password_enabled", "mfa_active", "access_key_1_active", "access_key_2_active"] {
      guard let text = row[column], !Self.nothing.contains(text.lowercased()) else { continue }
      if ReportRow.truth(text) == nil { log.add(report(column, "true or false", text)) }
    }
    for column in ReportRow.dates {
      guard let text = row[column], !Self.nothing.contains(text.lowercased()) else { continue }
      if ReportRow.time(text) == nil { log.add(report(column, "a date", text)) }
    }
  }

  /// Ties a row to its user, or to the account whose root user it is about.
  fileprivate mutating func take(_ facts: ReportRow, _ row: CSVRow, _ file: FileContext) {
    let account = ARN(facts.arn)?.account ?? file.account
    if facts.name == "<root_account>" {
      guard isAccountID(account), file.account.isEmpty || file.account == account else { return }
      return rootUsers[account, default: CredentialFacts()].report = facts
    }
    let index = users[facts.arn] ?? usersByName[AccountName(account: account, name: facts.name)]
    guard let index else {
      guard environment.accounts[account]?.hasInventory == true else { return }
      return warn(
        "reference.user",
        "the report has the user \"\(facts.name.prefix(128))\", who is not in "
          + "the authorization details of account \(account)",
        advice: "export both at the same time", at: facts.origin)
    }
    if !file.account.isEmpty, account != file.account {
      warn(
        "ingest.account-mismatch",
        "the user is of account \(account), but the folder says \(file.account)",
        advice: "move the file to the folder \(account)", at: facts.origin)
    }
    credentials[index, default: CredentialFacts()].report = facts
  }
}
