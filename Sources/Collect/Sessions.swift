import Documents

/// Who one is in an account.
struct Session: Sendable {
  var account: String
  var partition: String
  /// A region of the partition, for the commands that are the same from everywhere.
  var home: String
  /// The variables that a command gets to be someone else; nil as oneself.
  var credentials: [String: String]?
}

/// The sessions in all accounts. Keys are held in memory only.
actor Sessions {
  private let own: Session
  private let options: CollectOptions
  private let runner: CommandRunner
  private var assumed: [String: Session] = [:]

  init(own: Session, options: CollectOptions, runner: CommandRunner) {
    self.own = own
    self.options = options
    self.runner = runner
  }

  /// The session in an account; nil where the role cannot be assumed.
  func session(for account: String) async -> Session? {
    if account == own.account { return own }
    if let session = assumed[account] { return session }
    return await renew(account)
  }

  /// Assumes the role in an account again, when the last session is over.
  func renew(_ account: String) async -> Session? {
    guard account != own.account, let role = options.role else { return nil }
    let arn = "arn:\(own.partition):iam::\(account):role/\(role)"
    let (answer, _) = await runner.run(
      ["sts", "assume-role", "--role-arn=" + arn, "--role-session-name=postern-collect"],
      region: own.home)
    guard case .output(let bytes) = answer,
      let root = try? JSONDocument.parse(bytes, file: "assume-role").root,
      let keys = root["Credentials"], let id = keys["AccessKeyId"]?.string,
      let secret = keys["SecretAccessKey"]?.string, let token = keys["SessionToken"]?.string
    else { return nil }
    var session = own
    session.account = account
    session.credentials = [
      "AWS_ACCESS_KEY_ID": id, "AWS_SECRET_ACCESS_KEY": secret, "AWS_SESSION_TOKEN": token,
    ]
    assumed[account] = session
    return session
  }
}
