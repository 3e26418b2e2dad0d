import Documents
import Environment
import Policy

/// The commands that list the credentials of one user, and the factors of an account.
enum CredentialListings {
  static let rules = [
    ServiceRule("iam", "list-access-keys", .either, tells: "access keys", read: readKeys),
    ServiceRule("iam", "list-mfa-devices", .either, tells: "second factors", read: readDevices),
    ServiceRule(
      "iam", "list-virtual-mfa-devices", tells: "virtual factors", read: readVirtualDevices),
    ServiceRule(
      "iam", "get-login-profile", .either, tells: "whether a user has a password",
      absences: ["NoSuchEntity"], whenAbsent: readNoPassword, read: readPassword),
  ]

  private static func readKeys(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("AccessKeyMetadata", of: root, file) else { return }
    builder.forEachUser(of: entries, file) { index, entries, builder in
      let keys = entries.map { entry in
        AccessKey(
          isActive: entry["Status"]?.string == "Active", created: builder.time(entry["CreateDate"]),
          lastUsed: nil)
      }
      builder.credentials[index, default: CredentialFacts()].keys = keys
    }
  }

  private static func readDevices(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("MFADevices", of: root, file) else { return }
    builder.forEachUser(of: entries, file) { index, entries, builder in
      let devices = entries.map { entry in
        entry["SerialNumber"]?.string.map(Factor.init(serial:))
          ?? Factor(kind: .unknown, serial: nil)
      }
      builder.credentials[index, default: CredentialFacts()].devices = devices
    }
  }

  private static func readVirtualDevices(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    for entry in builder.list("VirtualMFADevices", of: root, file) ?? [] {
      // A device without a user is assigned to nobody.
      guard let arn = entry["User"]?["Arn"]?.string, let serial = entry["SerialNumber"]?.string
      else { continue }
      let factor = Factor(serial: serial)
      if let index = builder.users[arn] {
        add(factor, entry, to: &builder.credentials[index, default: CredentialFacts()])
      } else if let parsed = ARN(arn), parsed.resource == "root" {
        add(factor, entry, to: &builder.rootUsers[parsed.account, default: CredentialFacts()])
      }
    }
  }

  private static func add(_ factor: Factor, _ entry: JSONValue, to facts: inout CredentialFacts) {
    guard !facts.virtualDevices.contains(factor) else { return }
    facts.virtualDevices.append(factor)
    facts.origins.append(entry.origin)
  }

  private static func readPassword(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let profile = root["LoginProfile"], profile.kind == .object else {
      return builder.warn(
        "ingest.shape", "expected a \"LoginProfile\", as `\(file.command)` prints it",
        advice: "export the file again", at: root.origin)
    }
    let name = profile["UserName"]?.string ?? file.name
    builder.forUser(name, file, at: root.origin) { $0.hasLoginProfile = true }
  }

  private static func readNoPassword(_ file: FileContext, _ builder: inout EnvironmentBuilder) {
    builder.forUser(file.name, file, at: file.origin) { $0.hasLoginProfile = false }
  }
}

extension EnvironmentBuilder {
  /// Notes a fact of the user with a name, if there is one.
  fileprivate mutating func forUser(
    _ name: String, _ file: FileContext, at origin: Origin,
    _ change: (inout CredentialFacts) -> Void
  ) {
    guard let index = user(name, file, at: origin) else { return }
    change(&credentials[index, default: CredentialFacts()])
    credentials[index]?.origins.append(origin)
  }

  /// Hands over the entries of each user. An empty list is of the user that the file is named
  /// after: it says that there is nothing.
  fileprivate mutating func forEachUser(
    of entries: [JSONValue], _ file: FileContext,
    _ use: (Int, [JSONValue], inout EnvironmentBuilder) -> Void
  ) {
    var order: [String] = file.name.isEmpty ? [] : [file.name]
    var byUser: [String: [JSONValue]] = [:]
    for entry in entries {
      let name = entry["UserName"]?.string ?? file.name
      if byUser[name] == nil, !order.contains(name) { order.append(name) }
      byUser[name, default: []].append(entry)
    }
    // The file's name may have lost characters that file systems do not allow.
    if byUser.count == 1, let only = byUser.keys.first { order = [only] }
    for name in order {
      let entries = byUser[name] ?? []
      let origin = entries.first?.origin ?? file.origin
      guard let index = user(name, file, at: origin) else { continue }
      use(index, entries, &self)
      credentials[index]?.origins.append(origin)
    }
  }

  /// The user with a name in the file's account; without one, a diagnostic says so.
  private mutating func user(_ name: String, _ file: FileContext, at origin: Origin) -> Int? {
    if let index = usersByName[AccountName(account: file.account, name: name)] { return index }
    if environment.accounts[file.account]?.hasInventory == true {
      warn(
        "reference.user",
        "the user \"\(name.prefix(128))\" is not in the authorization details of "
          + "account \(file.account)", advice: "export both at the same time", at: origin)
    }
    return nil
  }
}
