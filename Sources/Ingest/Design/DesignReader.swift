import Documents
import Environment
import Policy
import YAMLDocuments

/// Reads a hand-written design: a system as one means it, in the same model that exports become.
///
/// What is wrong becomes an error with its line, and the rest counts. First every name is taken in,
/// so that a grant may speak of what stands further below. Linear in the size of the file, but for
/// the search for a word that was meant.
struct DesignReader {
  private(set) var environment = Environment()
  var log = DesignLog()
  var finder = MistakeFinder()
  var names = DesignNames()
  /// The file's entry in the coverage.
  private(set) var covered: Coverage.File
  private var entries: [(section: DesignSection, entry: DesignEntry)] = []
  /// The accounts' names as they are written.
  private(set) var accountOrder: [String] = []
  private var design = ""

  /// Designs are written by hand: more than this is none.
  private static let limits = YAMLLimits(
    maximumBytes: 2 << 20, maximumDepth: 40, maximumNodes: 100_000, maximumOutput: 8 << 20)

  /// Whether a file's name says that it holds a design.
  static func isDesign(_ name: String) -> Bool {
    name.hasSuffix(".design.yaml") || name.hasSuffix(".design.yml")
  }

  /// Reads a design.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - file: Its path as shown to the user.
  init(_ bytes: [UInt8], file: String) {
    covered = Coverage.File(path: file, status: .read, note: "a design")
    do {
      read(try YAMLReader.parse(bytes, file: file, limits: DesignReader.limits).root)
      if !log.diagnostics.isEmpty { covered.status = .partly }
    } catch {
      log.add([error.diagnostic])
      covered.status = .broken
    }
    environment.normalize()
  }

  private mutating func read(_ root: JSONValue) {
    let lists = DesignSection.all.map { DesignField($0.key, .mapping, $0.tells) }
    guard root.kind == .object else {
      return log.add(
        "type", "expected a design as keys with values, found \(root.kind.phrase)",
        "`postern design init` prints one to begin with", at: root.origin)
    }
    readHeader(root, lists)
    for section in DesignSection.all {
      if let list = root[section.key], !list.isNull { takeIn(list, of: section) }
    }
    if entries.isEmpty, log.diagnostics.isEmpty {
      log.add(
        "empty", "the design names nothing",
        "add people, roles and buckets; `postern design init` prints examples", at: root.origin)
    }
    for (section, entry) in entries { add(entry, of: section) }
  }

  // MARK: Accounts

  private mutating func readHeader(_ root: JSONValue, _ lists: [DesignField]) {
    let known = DesignSection.header + lists
    for (key, value) in root.members where !known.contains(where: { $0.name == key }) {
      log.unknown(key, value, known.map(\.name), "a design")
    }
    func text(_ key: String, _ log: inout DesignLog) -> String? {
      guard let value = root[key], !value.isNull else { return nil }
      if let text = value.scalarText, value.isText { return text }
      log.add(
        "type", "expected text in \"\(key)\", found \(value.kind.phrase)", "write it in quotes",
        at: value.origin)
      return nil
    }
    if !root.has("design") {
      log.add(
        "missing", "a design has a \"design\": its name", "add `design: my-system`",
        at: root.origin)
    }
    design = text("design", &log) ?? "design"
    if let region = text("region", &log) {
      if DesignReader.isRegion(region) {
        names.region = region
      } else {
        log.add(
          "value", "expected a region's name, found \(DesignLog.shown(region)); us-east-1 is used",
          "write it like eu-central-1", at: root["region"]?.origin ?? root.origin)
      }
    }
    if let cloud = text("cloud", &log) { covered.note = "a design for \(cloud.prefix(40))" }
    readAccounts(root["accounts"])
    if accountOrder.isEmpty { addAccount(design, nil) }
  }

  /// Whether a text can stand between the colons of an ARN as a region.
  private static func isRegion(_ text: String) -> Bool {
    (1...32).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
      }
  }

  private mutating func readAccounts(_ value: JSONValue?) {
    guard let value, !value.isNull else { return }
    guard value.kind == .object else {
      return log.add(
        "type", "expected \"accounts\" as keys with values, found \(value.kind.phrase)",
        "write `accounts: {payments: {}}`", at: value.origin)
    }
    // Ids that are given come first, so that no made-up one takes them.
    let accounts = value.members.map { member in
      let fields =
        member.value.isNull
        ? [:] : log.check(member.value, DesignSection.accountFields, "an account") ?? [:]
      return (name: member.key, id: fields["id"])
    }
    for (name, id) in accounts { if let id { addAccount(name, id) } }
    for (name, id) in accounts where id == nil { addAccount(name, nil) }
    accountOrder = accounts.map(\.name).filter { names.accounts[$0] != nil }
  }

  private mutating func addAccount(_ name: String, _ value: JSONValue?) {
    var id = value?.scalarText ?? ""
    if let value, !isAccountID(id) || !names.addAccount(name, id) {
      log.add(
        "value", "expected an account id of its own with 12 digits, found \(DesignLog.shown(id))",
        "write it in quotes, or leave it out", at: value.origin)
      id = ""
    }
    if id.isEmpty {
      id = names.madeUpAccount(design, name)
      _ = names.addAccount(name, id)
    }
    accountOrder.append(name)
    var account = Account(id: id)
    account.name = name
    account.hasInventory = true
    environment.accounts[id] = account
  }

  // MARK: Names

  private mutating func takeIn(_ list: JSONValue, of section: DesignSection) {
    guard list.kind == .array else {
      return log.add(
        "type", "expected a list in \"\(section.key)\", found \(list.kind.phrase)",
        "write each on a line of its own, as `- name: …`", at: list.origin)
    }
    for value in list.elements {
      guard let fields = log.check(value, section.fields, "an entry of \"\(section.key)\""),
        let name = name(fields["name"]), let account = account(fields["account"], value)
      else { continue }
      let kind = section.kind(fields)
      let thing = DesignThing(
        kind: kind, name: name, account: account,
        arn: names.arn(kind, name, account: account))
      guard names.add(thing) else {
        log.add(
          "duplicate",
          "there is another \(kind.rawValue) \(DesignLog.shown(name)); this one is "
            + "left out", "give each a name of its own", at: value.origin)
        continue
      }
      entries.append((section, DesignEntry(thing: thing, value: value, fields: fields)))
    }
  }

  private mutating func name(_ value: JSONValue?) -> String? {
    guard let value, let name = value.scalarText else { return nil }
    if name.utf8.count <= 128, name.utf8.allSatisfy(DesignReader.isNameByte) { return name }
    log.add(
      "value", "expected a name of letters, digits and +=,.@_-, found \(DesignLog.shown(name))",
      "names become parts of ARNs", at: value.origin)
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "+=,.@_-".utf8.contains(byte)
    }
  }

  private mutating func account(_ value: JSONValue?, _ entry: JSONValue) -> String? {
    if let value, let name = value.scalarText {
      if let id = names.accounts[name] { return id }
      log.add(
        "reference", "no account is named \(DesignLog.shown(name)); this entry is left out",
        DesignLog.advice(for: name, among: accountOrder, "the account"), at: value.origin)
      return nil
    }
    if accountOrder.count == 1 { return names.accounts[accountOrder[0]] }
    if !entry.has("account") {
      log.add(
        "missing", "this entry has no \"account\", and there are several; it is left out",
        "add `account:` with one of \(accountOrder.prefix(12).joined(separator: ", "))",
        at: entry.origin)
    }
    return nil
  }

  // MARK: The model

  private mutating func add(_ entry: DesignEntry, of section: DesignSection) {
    switch entry.thing.kind {
    case .person, .machine: environment.users.append(user(entry))
    case .group: environment.groups.append(group(entry))
    case .role:
      environment.roles.append(role(entry))
    case .function, .instance, .notebook, .trainingJob, .bucket, .secret:
      let resource = resource(entry)
      environment.resources.append(resource)
    }
  }

  /// Takes in a permissions boundary, which is a managed policy.
  mutating func add(_ policy: ManagedPolicy) { environment.managedPolicies[policy.arn] = policy }

  /// Takes in an identity provider that a role trusts.
  mutating func add(_ provider: IdentityProvider) { environment.identityProviders.append(provider) }

  /// Takes in the instance profile of a role.
  mutating func add(_ profile: InstanceProfile) { environment.instanceProfiles.append(profile) }
}

extension DesignSection {
  /// The kind of an entry.
  fileprivate func kind(_ fields: [String: JSONValue]) -> DesignKind {
    switch key {
    case "people": .person
    case "machines": .machine
    case "groups": .group
    case "roles": .role
    case "buckets": .bucket
    case "secrets": .secret
    default: fields["kind"]?.string.flatMap(DesignKind.init(rawValue:)) ?? .function
    }
  }
}
