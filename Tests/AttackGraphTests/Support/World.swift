import Documents
import Environment
import Policy
import Techniques

/// A small environment under construction. Each word adds something; what follows a noun is about
/// it: `World().user("maya").may("sts:AssumeRole", on: roleARN("ops"))`.
struct World {
  private var made = Environment()
  private var account = home
  private var topic = Topic.nothing

  private enum Topic {
    case nothing
    case user(Int)
    case role(Int)
    case group(Int)
    case resource(Int)
  }

  init() { made.accounts[home] = World.account(home) }

  /// The environment, in order.
  var environment: Environment {
    var environment = made
    environment.normalize()
    return environment
  }

  private static func account(_ id: String) -> Account {
    var account = Account(id: id)
    account.hasInventory = true
    return account
  }

  private func changed(_ change: (inout World) -> Void) -> World {
    var copy = self
    change(&copy)
    return copy
  }

  /// Anything that has no word of its own.
  func with(_ change: (inout Environment) -> Void) -> World { changed { change(&$0.made) } }

  // MARK: Accounts

  /// What follows is in this account.
  func account(_ id: String) -> World {
    changed {
      $0.account = id
      if $0.made.accounts[id] == nil { $0.made.accounts[id] = World.account(id) }
    }
  }

  /// Service control policies of the account, one level for each list.
  func capped(by levels: [Statement]...) -> World {
    changed { world in
      world.made.accounts[world.account]?.serviceControl = levels.map {
        [PolicyDocument(kind: .serviceControl, name: "cap", statements: $0)]
      }
    }
  }

  // MARK: Identities

  /// A user with one access key, no password and no factor.
  func user(_ name: String) -> World {
    changed {
      var user = User(
        arn: userARN(name, in: $0.account), name: name, account: $0.account, origin: .nowhere)
      user.credentials.hasPassword = false
      user.credentials.accessKeys = [AccessKey(isActive: true, created: nil, lastUsed: nil)]
      user.credentials.factors = []
      $0.topic = .user($0.made.users.count)
      $0.made.users.append(user)
    }
  }

  /// A user who signs in at the console with these factors.
  func person(_ name: String, with factors: Factor.Kind...) -> World {
    user(name).credentials(password: true, keys: 0, factors: factors)
  }

  /// What the user signs in with; nil for what the snapshot does not tell.
  func credentials(password: Bool?, keys: Int?, factors: [Factor.Kind]?) -> World {
    changed {
      guard case .user(let number) = $0.topic else { return }
      var credentials = Credentials()
      credentials.hasPassword = password
      credentials.accessKeys = keys.map {
        (0..<$0).map { _ in AccessKey(isActive: true, created: nil, lastUsed: nil) }
      }
      credentials.factors = factors.map { $0.map { Factor(kind: $0, serial: nil) } }
      $0.made.users[number].credentials = credentials
    }
  }

  func role(_ name: String, trusting principals: PrincipalName...) -> World {
    let world = changed {
      $0.topic = .role($0.made.roles.count)
      $0.made.roles.append(
        Role(arn: roleARN(name, in: $0.account), name: name, account: $0.account, origin: .nowhere))
    }
    return principals.isEmpty ? world : world.trusting(principals)
  }

  /// Adds a statement to the role's trust policy.
  func trusting(_ principals: [PrincipalName], when conditions: [Condition] = []) -> World {
    let actions = [
      "sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML",
    ]
    return trusting(
      Statement(
        effect: .allow, actions: ActionElement(actions), principals: .only(principals),
        conditions: conditions))
  }

  func trusting(_ statement: Statement) -> World {
    changed {
      guard case .role(let number) = $0.topic else { return }
      let name = $0.made.roles[number].name
      var trust =
        $0.made.roles[number].trust ?? PolicyDocument(kind: .trust, name: name, statements: [])
      trust.statements.append(statement)
      $0.made.roles[number].trust = trust
    }
  }

  /// A role that instances carry.
  func carried() -> World {
    changed {
      guard case .role(let number) = $0.topic else { return }
      let role = $0.made.roles[number]
      $0.made.instanceProfiles.append(
        InstanceProfile(
          arn: "arn:aws:iam::\(role.account):instance-profile/\(role.name)", name: role.name,
          roleARNs: [role.arn], origin: .nowhere))
    }
  }

  func group(_ name: String, of members: String...) -> World {
    changed {
      $0.topic = .group($0.made.groups.count)
      $0.made.groups.append(
        Group(
          arn: groupARN(name, in: $0.account), name: name, account: $0.account, origin: .nowhere))
      for number in $0.made.users.indices
      where members.contains($0.made.users[number].name)
        && $0.made.users[number].account == $0.account
      {
        $0.made.users[number].groupNames.append(name)
      }
    }
  }

  // MARK: Policies

  /// One inline policy with one Allow.
  func may(_ actions: String..., on resources: String..., when conditions: [Condition] = [])
    -> World
  {
    inline(statement(.allow, actions, resources, conditions))
  }

  /// One inline policy with one Deny.
  func mayNot(_ actions: String..., on resources: String..., when conditions: [Condition] = [])
    -> World
  {
    inline(statement(.deny, actions, resources, conditions))
  }

  /// One inline policy.
  func inline(_ statements: Statement...) -> World { inline(statements) }

  func inline(_ statements: [Statement]) -> World {
    changed {
      let policy = PolicyDocument(kind: .inline, name: "inline", statements: statements)
      switch $0.topic {
      case .user(let number): $0.made.users[number].inlinePolicies.append(policy)
      case .role(let number): $0.made.roles[number].inlinePolicies.append(policy)
      case .group(let number): $0.made.groups[number].inlinePolicies.append(policy)
      case .resource, .nothing: break
      }
    }
  }

  /// A customer managed policy, attached.
  func attached(_ name: String, versions: Int = 1, _ statements: Statement...) -> World {
    changed { $0.attach(policyARN(name, in: $0.account), name, versions, statements) }
  }

  /// Versions of a customer managed policy that are not in force.
  func withVersion(of name: String, _ others: [[Statement]]) -> World {
    changed {
      for (number, statements) in others.enumerated() {
        let document = PolicyDocument(
          kind: .managed, name: "\(name) v\(number + 1)", statements: statements)
        $0.made.managedPolicies[policyARN(name, in: $0.account)]?.otherVersions.append(
          PolicyVersion(id: "v\(number + 1)", document: document))
      }
    }
  }

  /// A policy of AWS, attached.
  func attachedByAWS(_ name: String, _ statements: Statement...) -> World {
    changed { $0.attach("arn:aws:iam::aws:policy/" + name, name, nil, statements) }
  }

  private mutating func attach(
    _ arn: String, _ name: String, _ versions: Int?, _ statements: [Statement]
  ) {
    addManaged(arn, name, versions, statements)
    let attachment = PolicyAttachment(arn: arn, origin: .nowhere)
    switch topic {
    case .user(let number): made.users[number].attachedPolicies.append(attachment)
    case .role(let number): made.roles[number].attachedPolicies.append(attachment)
    case .group(let number): made.groups[number].attachedPolicies.append(attachment)
    case .resource, .nothing: break
    }
  }

  private mutating func addManaged(
    _ arn: String, _ name: String, _ versions: Int?, _ statements: [Statement]
  ) {
    let kind: PolicyKind = versions == nil ? .awsManaged : .managed
    let document = PolicyDocument(kind: kind, name: name, statements: statements)
    made.managedPolicies[arn] = ManagedPolicy(
      arn: arn, name: name, document: document, versionCount: versions,
      isAWSManaged: versions == nil, origin: .nowhere)
  }

  /// A permissions boundary.
  func bounded(to statements: Statement...) -> World { bounded(to: statements) }

  func bounded(to statements: [Statement]) -> World {
    changed {
      let arn = policyARN("boundary-\($0.made.managedPolicies.count)", in: $0.account)
      $0.addManaged(arn, "boundary", 1, statements)
      let attachment = PolicyAttachment(arn: arn, origin: .nowhere)
      switch $0.topic {
      case .user(let number): $0.made.users[number].boundary = attachment
      case .role(let number): $0.made.roles[number].boundary = attachment
      case .group, .resource, .nothing: break
      }
    }
  }

  func tagged(_ tags: [String: String]) -> World {
    changed {
      switch $0.topic {
      case .user(let number): $0.made.users[number].tags = tags
      case .role(let number): $0.made.roles[number].tags = tags
      case .resource(let number): $0.made.resources[number].tags = tags
      case .group, .nothing: break
      }
    }
  }

  // MARK: Resources

  func resource(_ kind: ResourceKind, _ name: String, runningAs role: String? = nil) -> World {
    changed {
      var resource = Resource(
        arn: resourceARN(kind, name, in: $0.account), kind: kind, name: name, account: $0.account,
        origin: .nowhere)
      if kind != .bucket { resource.region = "us-east-1" }
      resource.tags = [:]
      resource.runsAs = role.map { roleARN($0, in: resource.account) }
      $0.topic = .resource($0.made.resources.count)
      $0.made.resources.append(resource)
    }
  }

  func bucket(_ name: String) -> World { resource(.bucket, name) }

  func function(_ name: String, runningAs role: String) -> World {
    resource(.function, name, runningAs: role)
  }

  /// Whether it can be used, as the vendor prints it.
  func state(_ state: [String: String]) -> World {
    changed {
      guard case .resource(let number) = $0.topic else { return }
      $0.made.resources[number].state = state
    }
  }

  /// What the resource belongs to or uses, as ARNs by what they are to it.
  func related(_ relations: [String: String]) -> World {
    changed {
      guard case .resource(let number) = $0.topic else { return }
      $0.made.resources[number].relations = relations
    }
  }

  /// The resource's own policy.
  func saying(_ statements: Statement...) -> World {
    changed {
      guard case .resource(let number) = $0.topic else { return }
      let name = $0.made.resources[number].name
      $0.made.resources[number].policy = PolicyDocument(
        kind: .resource, name: name, statements: statements)
    }
  }

  /// One more statement of the resource's own policy.
  func adding(_ statement: Statement) -> World {
    changed {
      guard case .resource(let number) = $0.topic else { return }
      let name = $0.made.resources[number].name
      var policy =
        $0.made.resources[number].policy
        ?? PolicyDocument(kind: .resource, name: name, statements: [])
      policy.statements.append(statement)
      $0.made.resources[number].policy = policy
    }
  }

  /// The key that encrypts the resource.
  func encrypted(by key: String) -> World {
    changed {
      guard case .resource(let number) = $0.topic else { return }
      $0.made.resources[number].encryptionKey = key
    }
  }

  /// What changes decisions beside the resource's policy.
  func settings(_ change: (inout ResourceSettings) -> Void) -> World {
    changed {
      guard case .resource(let number) = $0.topic else { return }
      change(&$0.made.resources[number].settings)
    }
  }

  /// Nobody knows whose the resource is.
  func ofUnknownOwner() -> World {
    changed {
      guard case .resource(let number) = $0.topic else { return }
      $0.made.resources[number].account = ""
      $0.made.resources[number].isListed = false
      $0.made.resources[number].tags = nil
    }
  }

  /// The job reads training data from a place.
  /// The workload's code or model, as the ARN of an object.
  func loading(_ kind: LoadedKind, from object: String) -> World {
    changed { world in
      guard case .resource(let number) = world.topic,
        let place = DataReference(
          uri: object, isObject: true, use: kind == .code ? .code : .model, origin: .nowhere)
      else { return }
      world.made.resources[number].data.append(place)
      if !world.made.resources.contains(where: { $0.arn == bucketARN(place.bucket) }) {
        world.made.resources.append(
          Resource(
            arn: bucketARN(place.bucket), kind: .bucket, name: place.bucket,
            account: world.account, origin: .nowhere))
      }
    }
  }

  /// The workload runs an image of a repository, by a tag that can be moved.
  func running(_ repository: String, tag: String? = "latest") -> World {
    changed { world in
      guard case .resource(let number) = world.topic else { return }
      world.made.resources[number].images.append(
        ImageReference(repository: repository, tag: tag, origin: .nowhere))
      var made = Resource(
        arn: repository, kind: .repository, name: "its-image", account: world.account,
        origin: .nowhere)
      made.state["mutability"] = "MUTABLE"
      world.made.resources.append(made)
    }
  }

  func reading(_ bucket: String, prefix: String = "") -> World {
    changed {
      guard case .resource(let number) = $0.topic else { return }
      $0.made.resources[number].data.append(
        DataReference(bucket: bucket, prefix: prefix, use: .trainingData, origin: .nowhere))
    }
  }
}
