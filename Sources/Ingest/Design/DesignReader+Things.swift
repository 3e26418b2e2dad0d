import Documents
import Environment
import Policy

extension DesignReader {
  // MARK: Identities

  /// A person or a machine.
  mutating func user(_ entry: DesignEntry) -> User {
    let thing = entry.thing
    var user = User(
      arn: thing.arn, name: thing.name, account: thing.account, origin: entry.value.origin)
    user.inlinePolicies = policies(entry, kind: .inline)
    user.boundary = boundary(entry)
    user.tags = entry.tags
    user.credentials =
      thing.kind == .machine ? DesignReader.keys(entry, or: true) : DesignReader.signIn(entry)
    for (name, value) in entry.texts("groups") {
      if names.find(name, [.group], from: thing.account).contains(where: {
        $0.account == thing.account
      }) {
        user.groupNames.append(name)
      } else {
        log.add(
          "reference", "no group of its account is named \(DesignLog.shown(name))",
          DesignLog.advice(for: name, among: names.all([.group]), "the group"), at: value.origin)
      }
    }
    return user
  }

  private static func keys(_ entry: DesignEntry, or assumed: Bool) -> Credentials {
    var credentials = Credentials()
    let hasKey = entry["access_key"]?.bool ?? assumed
    let key = AccessKey(isActive: true, created: nil, lastUsed: nil)
    credentials.accessKeys = hasKey ? [key] : []
    credentials.hasPassword = false
    credentials.factors = []
    credentials.origins = [(entry["access_key"] ?? entry.value).origin]
    return credentials
  }

  private static func signIn(_ entry: DesignEntry) -> Credentials {
    guard let value = entry["signs_in_with"],
      let way = value.string.flatMap(SignIn.init(rawValue:))
    else {
      var credentials = Credentials()
      if let hasKey = entry["access_key"]?.bool {
        credentials.accessKeys =
          hasKey ? [AccessKey(isActive: true, created: nil, lastUsed: nil)] : []
      }
      return credentials
    }
    var credentials = keys(entry, or: false)
    credentials.hasPassword = way != .nothing
    credentials.origins = [value.origin]
    func factor(_ kind: Factor.Kind) -> [Factor] { [Factor(kind: kind, serial: nil)] }
    switch way {
    case .password, .nothing: credentials.factors = []
    case .passwordAndCode: credentials.factors = factor(.totp)
    case .passwordAndPush: credentials.factors = factor(.push)
    case .securityKey: credentials.factors = factor(.fido2)
    case .singleSignOn: credentials.factors = nil
    }
    return credentials
  }

  /// A group.
  mutating func group(_ entry: DesignEntry) -> Group {
    let thing = entry.thing
    var group = Group(
      arn: thing.arn, name: thing.name, account: thing.account, origin: entry.value.origin)
    group.inlinePolicies = policies(entry, kind: .groupInline)
    return group
  }

  /// A role; one that EC2 may use gets the instance profile that consoles and tools make with it.
  mutating func role(_ entry: DesignEntry) -> Role {
    let thing = entry.thing
    var role = Role(
      arn: thing.arn, name: thing.name, account: thing.account, origin: entry.value.origin)
    role.trust = trust(entry)
    role.inlinePolicies = policies(entry, kind: .inline)
    role.boundary = boundary(entry)
    role.tags = entry.tags
    if role.trustsInstances {
      add(
        InstanceProfile(
          arn: "arn:aws:iam::\(thing.account):instance-profile/\(thing.name)", name: thing.name,
          roleARNs: [thing.arn], origin: entry.value.origin))
    }
    return role
  }

  // MARK: Resources

  /// A workload, a bucket or a secret.
  mutating func resource(_ entry: DesignEntry) -> Resource {
    let thing = entry.thing
    var resource = Resource(
      arn: thing.arn, kind: thing.kind.resource, name: thing.name, account: thing.account,
      origin: entry.value.origin)
    resource.region = thing.kind == .bucket ? nil : names.region
    resource.tags = entry.tags
    if let holds = entry["holds"]?.scalarText {
      let isTraining = holds.lowercased().hasPrefix("training")
      resource.tags?["data-class"] = isTraining ? "training-data" : holds
    }
    resource.policy = resourcePolicy(entry)
    if let runsAs = entry["runs_as"], let name = runsAs.scalarText {
      resource.runsAs = find(name, [.role], runsAs, for: entry)?.thing
      resource.runsAsOrigin = runsAs.origin
    }
    resource.state = entry.state
    resource.data =
      references(entry, "reads", .trainingData) + references(entry, "writes", .output)
    return resource
  }

  private mutating func resourcePolicy(_ entry: DesignEntry) -> PolicyDocument? {
    var document = entry["policy"].map { policy($0, .resource, entry.thing.name) }
    guard let denies = entry["denies"] else { return document }
    let who = entry.texts("denies").compactMap { principal($0.text, $0.value, for: entry) }
    let arn = entry.thing.arn
    let statement = Statement(
      sid: "denies", effect: .deny, actions: ActionElement(["s3:*"]),
      resources: .only([PatternText(arn), PatternText(arn + "/*")]), principals: .only(who),
      origin: denies.origin)
    document?.statements.append(statement)
    return document
      ?? PolicyDocument(
        kind: .resource, name: entry.thing.name, statements: [statement], origin: denies.origin)
  }

  /// The data that a workload reads or writes. Only what a training job reads is training data;
  /// other workloads merely use a bucket.
  private mutating func references(
    _ entry: DesignEntry, _ key: String, _ use: DataReference.Use
  ) -> [DataReference] {
    var references: [DataReference] = []
    for (text, value) in entry.texts(key) {
      guard find(text, [.bucket], value, for: entry) != nil else { continue }
      guard entry.thing.kind == .trainingJob else { continue }
      if let place = DataReference(uri: "s3://" + text, use: use, origin: value.origin) {
        references.append(place)
      }
    }
    return references
  }
}

extension DesignEntry {
  /// What a workload's state is: a design's are at work.
  fileprivate var state: [String: String] {
    switch thing.kind {
    case .instance:
      let isManaged = fields["managed"]?.bool ?? false
      return ["state": "running", "managed": isManaged ? "Online" : "Unmanaged"]
    case .notebook: return ["status": "InService"]
    case .trainingJob: return ["status": "InProgress"]
    default: return [:]
    }
  }
}

extension DesignKind {
  /// The kind of resource.
  fileprivate var resource: ResourceKind {
    switch self {
    case .instance: .instance
    case .notebook: .notebook
    case .trainingJob: .trainingJob
    case .bucket: .bucket
    case .secret: .secret
    case .person, .machine, .group, .role, .function: .function
    }
  }
}

extension Role {
  fileprivate var trustsInstances: Bool {
    (trust?.statements ?? []).contains { statement in
      guard statement.effect == .allow, case .only(let names) = statement.principals else {
        return false
      }
      return names.contains(.service("ec2.amazonaws.com"))
    }
  }
}
