import Documents
import Environment

extension EnvironmentBuilder {
  /// Ties together what the files say, and makes the environment of it. What was found first
  /// counts, and the result does not depend on anything but the files.
  mutating func finish(_ options: IngestOptions) -> Environment {
    resolveManagedPolicies()
    checkGroups()
    resolveCredentials()
    resolveManagedInstances()
    resolveSecureShell()
    resolveContainers()
    Clusters.passOnAccess(&self)
    Deployments.reachInstances(&self)
    Beanstalk.resolve(&self)
    resolveModels()
    LearningDomains.passOnSettings(&self)
    resolveLaunchTemplates()
    checkWorkloadRoles()
    resolvePublicAccess()
    resolveAccessPoints()
    resolveKeys()
    resolvePeople()
    addNamedBuckets()
    resolveCeilings()
    nameAccounts()
    environment.asOf = options.asOf ?? reportTime ?? newestTime
    environment.coverage.gaps = Gaps(self).gaps
    environment.coverage.diagnostics = log.all + mistakes.diagnostics
    environment.coverage.files = coveredFiles()
    environment.normalize()
    return environment
  }

  /// Reports groups that users are in and the export does not hold.
  private mutating func checkGroups() {
    var known: Set<AccountName> = []
    for group in environment.groups {
      known.insert(AccountName(account: group.account, name: group.name))
    }
    for user in environment.users {
      for name in user.groupNames
      where !known.contains(AccountName(account: user.account, name: name)) {
        warn(
          "reference.group",
          "the user \"\(user.name)\" is in the group \"\(name.prefix(128))\", which is not in the "
            + "export; what the group allows is not counted",
          advice: "export again with `aws iam get-account-authorization-details`, without "
            + "`--filter`", at: user.origin)
      }
    }
  }

  /// The settings' names outweigh the cloud's.
  private mutating func nameAccounts() {
    for (id, name) in environment.settings.accountNames where environment.accounts[id] != nil {
      environment.accounts[id]?.name = name
    }
  }

  /// Diagnostics that do not say that a part of the file was left out.
  private static let harmless = [
    "reference.", "ingest.account-", "ingest.duplicate", "ingest.truncated-page",
    "json.duplicate-key", "policy.empty",
  ]

  /// Whether a diagnostic of this code does not say that a part of the file was left out.
  static func isHarmless(_ code: String) -> Bool { harmless.contains(where: code.hasPrefix) }

  /// The files by name; those of which parts were left out say so.
  private func coveredFiles() -> [Coverage.File] {
    let files = files.map { file in
      guard file.status == .read, let codes = log.codes[file.path] else { return file }
      guard !codes.allSatisfy(EnvironmentBuilder.isHarmless) else { return file }
      return Coverage.File(path: file.path, status: .partly, note: file.note)
    }
    return files.sorted { $0.path < $1.path }
  }
}
