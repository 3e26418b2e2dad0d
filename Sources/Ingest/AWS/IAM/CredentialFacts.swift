import Documents
import Environment

/// What the files say of one user's credentials, before it is put together.
struct CredentialFacts {
  var report: ReportRow?
  /// The keys that `list-access-keys` lists.
  var keys: [AccessKey]?
  /// The factors that `list-mfa-devices` lists: all of them.
  var devices: [Factor]?
  /// The factors that `list-virtual-mfa-devices` lists: only codes.
  var virtualDevices: [Factor] = []
  /// Whether `get-login-profile` found a password.
  var hasLoginProfile: Bool?
  var origins: [Origin] = []
  /// What the account's summary says of its root user.
  var summary: Credentials?

  /// All facts as one; a listing of the very thing outweighs the report.
  var credentials: Credentials {
    if report == nil, var summary {
      if summary.factors?.isEmpty == false, !virtualDevices.isEmpty {
        summary.factors = virtualDevices
        summary.origins += origins
      }
      return summary
    }
    var result = Credentials()
    result.hasPassword = hasLoginProfile ?? report?.hasPassword
    result.passwordLastUsed = report?.passwordLastUsed
    result.passwordChanged = report?.passwordChanged
    result.knowsUse = report != nil
    result.accessKeys = accessKeys
    result.factors = factors
    result.origins = (report.map { [$0.origin] } ?? []) + origins
    return result
  }

  private var factors: [Factor]? {
    if let devices { return devices }
    if !virtualDevices.isEmpty { return virtualDevices }
    return report?.hasFactor.map { $0 ? [Factor(kind: .unknown, serial: nil)] : [] }
  }

  /// The listing tells which keys there are, the report when they were used.
  private var accessKeys: [AccessKey]? {
    guard let keys else { return report?.keys }
    guard let reported = report?.keys else { return keys }
    return keys.enumerated().map { position, key in
      let match =
        reported.first { isSame($0.created, key.created) }
        ?? (reported.count == keys.count ? reported[position] : nil)
      return AccessKey(isActive: key.isActive, created: key.created, lastUsed: match?.lastUsed)
    }
  }

  /// The report writes whole seconds.
  private func isSame(_ first: Double?, _ second: Double?) -> Bool {
    guard let first, let second else { return false }
    return abs(first - second) < 1
  }
}

extension EnvironmentBuilder {
  /// Gives every user, and every account's root user, what is known of its credentials. Virtual
  /// devices alone do not tell whether the root user has a password or keys.
  mutating func resolveCredentials() {
    for (account, facts) in rootUsers where facts.report != nil || facts.summary != nil {
      environment.accounts[account]?.root = facts.credentials
    }
    for (index, facts) in credentials {
      environment.users[index].credentials = facts.credentials
    }
  }
}
