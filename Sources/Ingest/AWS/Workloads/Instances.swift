import Documents
import Environment
import Policy

/// EC2 instances, the role that each runs as, and whether Systems Manager reaches it.
enum Instances {
  static let operation = "describe-instances"
  static let managedOperation = "describe-instance-information"

  static let rules = [
    ServiceRule("ec2", operation, tells: "instances", read: read),
    ServiceRule(
      "ec2", "describe-iam-instance-profile-associations", tells: "the roles of instances",
      read: readAssociations),
    ServiceRule(
      "ssm", managedOperation, tells: "the instances that Systems Manager reaches",
      read: readManaged),
  ]

  private static func read(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("Reservations", of: root, file) else { return }
    for reservation in entries {
      let owner = reservation["OwnerId"]?.string ?? ""
      let account = isAccountID(owner) ? owner : file.account
      for value in builder.list("Instances", of: reservation, file) ?? [] {
        builder.readInstance(value, account: account, file)
      }
    }
    builder.note(inventory: operation, file)
  }

  /// The region of a zone: `us-east-1` of `us-east-1a` and of `us-east-1-bos-1a`.
  fileprivate static func region(ofZone zone: String) -> String {
    let isDigit = { (character: Character) in character >= "0" && character <= "9" }
    guard let first = zone.firstIndex(where: isDigit) else { return zone }
    return String(zone[..<first] + zone[first...].prefix(while: isDigit))
  }

  private static func readAssociations(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    for value in builder.list("IamInstanceProfileAssociations", of: root, file) ?? [] {
      guard let id = builder.text("InstanceId", of: value, file),
        let state = value["State"]?.string, state == "associated" || state == "associating",
        let profile = value["IamInstanceProfile"]
      else { continue }
      guard let index = builder.instance(id, file, at: value.origin) else { continue }
      builder.bind(instance: index, to: profile, file)
    }
  }

  private static func readManaged(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("InstanceInformationList", of: root, file) else { return }
    for value in entries {
      guard let id = builder.text("InstanceId", of: value, file) else { continue }
      // Machines outside EC2 have other ids and no instance profile.
      guard id.hasPrefix("i-"), let index = builder.instance(id, file, at: value.origin) else {
        continue
      }
      builder.environment.resources[index].state["managed"] = value["PingStatus"]?.string
    }
    builder.note(inventory: managedOperation, file)
  }
}

extension EnvironmentBuilder {
  fileprivate mutating func readInstance(
    _ value: JSONValue, account: String, _ file: FileContext
  ) {
    guard let id = text("InstanceId", of: value, file) else { return }
    let zone = value["Placement"]?["AvailabilityZone"]?.string
    let region = file.region ?? zone.map(Instances.region(ofZone:)) ?? ""
    let partition = partition(of: account, region: region)
    var instance = Resource(
      arn: "arn:\(partition):ec2:\(region):\(account):instance/\(id)", kind: .instance, name: id,
      account: account, origin: value.origin)
    instance.region = region.isEmpty ? nil : region
    instance.tags = tags("Tags", of: value)
    instance.state["state"] = value["State"]?["Name"]?.string
    let index = add(instance)
    guard environment.resources[index].origin == instance.origin else { return }
    instances[AccountName(account: account, name: id)] = index
    noteRegion(region, account: account)
    networks[index] = NetworkFacts(value)
    noteExposure(index, value)
    if let profile = value["IamInstanceProfile"], !profile.isNull {
      bind(instance: index, to: profile, file)
    }
  }

  /// Whether an instance hands its credentials to whoever makes it fetch one address, and whether
  /// it has a public one. Source: Amazon EC2 User Guide, "Use the Instance Metadata Service".
  private mutating func noteExposure(_ index: Int, _ value: JSONValue) {
    let isPublic = networks[index]?.hasPublicAddress == true
    environment.resources[index].state["public-address"] = isPublic ? "yes" : "no"
    if value.at(["MetadataOptions", "HttpEndpoint"])?.string == "disabled" {
      environment.resources[index].state["metadata"] = "disabled"
    } else if let tokens = value.at(["MetadataOptions", "HttpTokens"])?.string {
      environment.resources[index].state["metadata"] = tokens
    }
  }

  /// The instance with an id; without one, a diagnostic says so where instances are known.
  fileprivate mutating func instance(_ id: String, _ file: FileContext, at origin: Origin) -> Int? {
    if let index = instances[AccountName(account: file.account, name: id)] { return index }
    if has(Instances.operation, in: file.account) {
      warn(
        "reference.instance",
        "the instance \"\(id.prefix(60))\" is not in the account's list of "
          + "instances", advice: "export `aws ec2 describe-instances` again", at: origin)
    }
    return nil
  }

  /// Gives an instance the role of its instance profile.
  fileprivate mutating func bind(
    instance index: Int, to profile: JSONValue, _ file: FileContext
  ) {
    guard let arn = arn("Arn", of: profile, file) else { return }
    guard let found = profiles[arn.text] else {
      guard environment.accounts[arn.account]?.hasInventory == true else { return }
      return warn(
        "reference.instance-profile",
        "the instance profile \(arn.text) is not in the authorization details",
        advice: "export both at the same time", at: profile.origin)
    }
    environment.resources[index].runsAs = environment.instanceProfiles[found].roleARNs.first
    environment.resources[index].runsAsOrigin = profile.origin
  }

  /// What Systems Manager does not list, it does not reach.
  mutating func resolveManagedInstances() {
    for index in instances.values where environment.resources[index].state["managed"] == nil {
      let account = environment.resources[index].account
      if has(Instances.managedOperation, in: account) {
        environment.resources[index].state["managed"] = "Unmanaged"
      }
    }
  }

  /// Reports workloads whose role is not there, and forgets nothing: the role may be foreign.
  mutating func checkWorkloadRoles() {
    for resource in environment.resources {
      guard let role = resource.runsAs, roles[role] == nil, let arn = ARN(role),
        environment.accounts[arn.account]?.hasInventory == true
      else { continue }
      warn(
        "reference.role",
        "\(resource.arn) runs as \(role), which is not in the authorization "
          + "details", advice: "export both at the same time",
        at: resource.runsAsOrigin ?? resource.origin)
    }
    for profile in environment.instanceProfiles {
      for role in profile.roleARNs where roles[role] == nil {
        warn(
          "reference.role",
          "the instance profile \(profile.arn) has the role \(role), which is "
            + "not in the authorization details", advice: "export the account again",
          at: profile.origin)
      }
    }
  }
}
