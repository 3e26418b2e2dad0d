import Documents
import Environment
import Policy

/// How one kind of thing stands in the output of one operation: what most rules for workloads come
/// down to.
///
/// What an operation that lists things and one that describes them say of the same thing is put
/// together.
struct WorkloadShape: Sendable {
  /// Whether an output lists things or describes some that another one lists.
  enum Role: Sendable {
    case lists
    case describes
  }

  /// What a shape's own code is given: the entry, the thing as read so far, the file.
  typealias Completion =
    @Sendable (
      JSONValue, inout Resource, FileContext, inout EnvironmentBuilder
    ) -> Void

  var service: String
  var operation: String
  var kind: ResourceKind
  var role: Role
  var naming: ServiceRule.Naming
  /// What it tells, as the coverage section says it.
  var tells: String
  /// The key of the list, or of the one thing; empty where the output itself is the thing.
  var entries: String
  /// The key of the ARN; empty where entries are ARNs themselves.
  var arn: String
  /// The key of the name; empty for the ARN's own.
  var name = ""
  /// Where the role stands that the thing runs as.
  var runsAs: [String] = []
  /// Where states stand, by the word for them.
  var states: [String: [String]] = [:]
  /// The key of the tags; empty where there are none.
  var tags = ""
  /// Where places in buckets stand.
  var data: [DataPath] = []
  /// Where container images stand, as paths.
  var images: [String] = []
  /// Makes the ARN of a thing of which the vendor prints none.
  var build: (@Sendable (JSONValue, FileContext, inout EnvironmentBuilder) -> String?)?
  var complete: Completion = { _, _, _, _ in }

  /// The rule that reads it.
  var rule: ServiceRule {
    ServiceRule(service, operation, naming, tells: tells) { root, file, builder in
      read(root, file, &builder)
    }
  }

  private func read(_ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder) {
    if entries.isEmpty {
      readEntry(root, file, &builder)
    } else if role == .describes, root[entries]?.kind == .object, let entry = root[entries] {
      readEntry(entry, file, &builder)
    } else {
      guard let list = builder.list(entries, of: root, file) else { return }
      for entry in list { readEntry(entry, file, &builder) }
    }
    if role == .lists || naming != .named { builder.note(inventory: file.command, file) }
  }

  private func readEntry(
    _ entry: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let named = self.named(entry, file, &builder) else { return }
    var thing = Resource(
      arn: named.text, kind: kind, name: entry[name]?.string ?? named.name,
      account: named.account.isEmpty ? file.account : named.account, origin: entry.origin)
    thing.region = named.region.isEmpty ? file.region : named.region
    let role = builder.role(at: runsAs, of: entry, file)
    thing.runsAs = role?.string
    thing.runsAsOrigin = role?.origin
    for (word, path) in states { thing.state[word] = entry.at(path)?.scalarText }
    // Without being asked for tags, some services answer with an empty list of them.
    let found = tags.isEmpty || entry[tags] == nil ? nil : builder.tags(tags, of: entry)
    thing.tags = service == "ecs" && found?.isEmpty == true ? nil : found
    thing.data = builder.places(data, of: entry, file)
    thing.images = images.flatMap { entry.all(at: $0) }.compactMap { image in
      image.string.flatMap { ImageReference(image: $0, origin: image.origin) }
    }
    complete(entry, &thing, file, &builder)
    builder.put(thing, isListing: self.role == .lists, file)
  }
}

extension WorkloadShape {
  private func named(
    _ entry: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) -> ARN? {
    if let build { return build(entry, file, &builder).flatMap { ARN($0) } }
    return arn.isEmpty ? builder.arn(entry, file) : builder.arn(arn, of: entry, file)
  }
}

extension JSONValue {
  /// What stands at the end of a path of keys; nil where there is no such path, or it is empty.
  func at(_ path: [String]) -> JSONValue? {
    guard let first = path.first else { return nil }
    let inner = self[first]
    return path.count == 1 ? inner : inner?.at(Array(path.dropFirst()))
  }
}

extension EnvironmentBuilder {
  /// The ARN that an entry is.
  mutating func arn(_ entry: JSONValue, _ file: FileContext) -> ARN? {
    guard let text = entry.string, let arn = ARN(text),
      arn.account.isEmpty || isAccountID(arn.account)
    else {
      warn(
        "ingest.arn", "expected an ARN, found \(entry.kind.phrase) that is none; it is left out",
        advice: "export it again with `\(file.command)`", at: entry.origin)
      return nil
    }
    noteRegion(arn.region, account: arn.account)
    return arn
  }

  /// The text of the role that an entry names; what is none is reported.
  mutating func role(
    at path: [String], of entry: JSONValue, _ file: FileContext
  ) -> JSONValue? {
    guard let value = entry.at(path), !value.isNull else { return nil }
    guard let text = value.string else {
      warn(
        "ingest.shape",
        "expected the ARN of a role in \"\(path.last ?? "")\", found \(value.kind.phrase)",
        advice: "export it again with `\(file.command)`", at: value.origin)
      return nil
    }
    return text.isEmpty ? nil : value
  }

  /// Adds a thing, or what is new about it. A second listing of it by the same command is reported.
  mutating func put(_ thing: Resource, isListing: Bool, _ file: FileContext) {
    let said = Described(operation: file.command, thing: thing.arn)
    let isNew = isListing ? listings.insert(said).inserted : true
    if !isListing { described.insert(said) }
    guard isNew, let index = resources[thing.arn] else { return _ = add(thing) }
    environment.resources[index].learn(from: thing)
  }

  /// The ARN of a thing of which the vendor prints none. Without a region in the file's path, it is
  /// the one in which everything else of the account is.
  mutating func builtARN(_ service: String, _ resource: String, _ file: FileContext) -> String {
    let region = file.region ?? onlyRegion(of: file.account) ?? ""
    let partition = partition(of: file.account, region: region)
    return "arn:\(partition):\(service):\(region):\(file.account):\(resource)"
  }

  /// The ARN of a role of an account that may be given by its name alone.
  func roleARN(_ text: String, account: String) -> String {
    text.hasPrefix("arn:") ? text : "arn:\(partition(of: account)):iam::\(account):role/\(text)"
  }

  /// The role of an instance profile that is given by its ARN or its name; nil when it is not known.
  func role(ofProfile text: String, account: String) -> String? {
    let found = profiles[text] ?? profilesByName[AccountName(account: account, name: text)]
    return found.flatMap { environment.instanceProfiles[$0].roleARNs.first }
  }
}

extension Resource {
  /// Takes over what another output says of the same thing; what was known stays.
  fileprivate mutating func learn(from other: Resource) {
    if let role = other.runsAs, runsAs == nil {
      runsAs = role
      runsAsOrigin = other.runsAsOrigin
    }
    tags = tags ?? other.tags
    policy = policy ?? other.policy
    encryptionKey = encryptionKey ?? other.encryptionKey
    if name != other.name, arn.hasSuffix(name) { name = other.name }
    state.merge(other.state) { _, new in new }
    relations.merge(other.relations) { _, new in new }
    let known = Set(data)
    data += other.data.filter { !known.contains($0) }
    images += other.images.filter { !images.contains($0) }
  }
}
