import Documents
import Environment
import Policy

// Users, groups and roles as `get-account-authorization-details` prints them.

extension EnvironmentBuilder {
  mutating func readUser(_ value: JSONValue, _ file: FileContext, _ part: inout AccountPart) {
    guard let arn = arn("Arn", of: value, file, kind: "user/") else { return }
    var user = User(
      arn: arn.text, name: value["UserName"]?.string ?? arn.name, account: arn.account,
      origin: value.origin)
    part.count(arn, isIdentity: true, at: value.origin)
    guard isNew(user.arn, users[user.arn].map { environment.users[$0].origin }, at: value.origin)
    else { return }
    partitions[user.account] = arn.partition
    user.uniqueID = value["UserId"]?.string
    user.inlinePolicies = inlinePolicies("UserPolicyList", of: value, kind: .inline)
    user.attachedPolicies = attachments(of: value)
    user.groupNames = texts("GroupList", of: value)
    user.boundary = boundary(value["PermissionsBoundary"])
    user.tags = tags("Tags", of: value)
    time(value["CreateDate"])
    users[user.arn] = environment.users.count
    usersByName[AccountName(account: user.account, name: user.name)] = environment.users.count
    environment.users.append(user)
  }

  mutating func readGroup(_ value: JSONValue, _ file: FileContext, _ part: inout AccountPart) {
    guard let arn = arn("Arn", of: value, file, kind: "group/") else { return }
    var group = Group(
      arn: arn.text, name: value["GroupName"]?.string ?? arn.name, account: arn.account,
      origin: value.origin)
    part.count(arn, isIdentity: false, at: value.origin)
    guard
      isNew(group.arn, groups[group.arn].map { environment.groups[$0].origin }, at: value.origin)
    else { return }
    group.inlinePolicies = inlinePolicies("GroupPolicyList", of: value, kind: .groupInline)
    group.attachedPolicies = attachments(of: value)
    time(value["CreateDate"])
    groups[group.arn] = environment.groups.count
    environment.groups.append(group)
  }

  mutating func readRole(_ value: JSONValue, _ file: FileContext, _ part: inout AccountPart) {
    guard let arn = arn("Arn", of: value, file, kind: "role/") else { return }
    var role = Role(
      arn: arn.text, name: value["RoleName"]?.string ?? arn.name, account: arn.account,
      origin: value.origin)
    part.count(arn, isIdentity: true, at: value.origin)
    guard isNew(role.arn, roles[role.arn].map { environment.roles[$0].origin }, at: value.origin)
    else { return }
    partitions[role.account] = arn.partition
    role.uniqueID = value["RoleId"]?.string
    let isAWSOwned = AWSOwned.isProtectedRole(role.arn)
    role.trust = policy(
      value["AssumeRolePolicyDocument"], kind: .trust, name: role.name, isAWSOwned: isAWSOwned)
    if role.trust == nil {
      warn(
        "ingest.trust", "the role has no trust policy that can be read; nobody can assume it here",
        advice: "export it again with `\(file.command)`", at: value.origin)
    }
    role.inlinePolicies = inlinePolicies(
      "RolePolicyList", of: value, kind: .inline, isAWSOwned: isAWSOwned)
    role.attachedPolicies = attachments(of: value)
    role.boundary = boundary(value["PermissionsBoundary"])
    role.tags = tags("Tags", of: value)
    time(value["CreateDate"])
    role.lastUsed = time(value["RoleLastUsed"]?["LastUsedDate"])
    for profile in entries("InstanceProfileList", of: value) {
      readInstanceProfile(profile, of: role.arn, file)
    }
    roles[role.arn] = environment.roles.count
    environment.roles.append(role)
  }

  /// An instance profile is listed with each of its roles; there is one role at most today.
  private mutating func readInstanceProfile(
    _ value: JSONValue, of role: String, _ file: FileContext
  ) {
    guard let arn = arn("Arn", of: value, file) else { return }
    var roles = value["Roles"]?.elements.compactMap { $0["Arn"]?.string } ?? []
    if roles.isEmpty { roles = [role] }
    if let index = profiles[arn.text] {
      for role in roles where !environment.instanceProfiles[index].roleARNs.contains(role) {
        environment.instanceProfiles[index].roleARNs.append(role)
      }
      return
    }
    profiles[arn.text] = environment.instanceProfiles.count
    let name = value["InstanceProfileName"]?.string ?? arn.name
    profilesByName[AccountName(account: arn.account, name: name)] =
      environment.instanceProfiles.count
    environment.instanceProfiles.append(
      InstanceProfile(
        arn: arn.text, name: name, roleARNs: roles, origin: value.origin))
  }

  private mutating func isNew(
    _ arn: String, _ first: Origin?, at origin: Origin
  ) -> Bool {
    guard let first else { return true }
    if origin.reads(like: first) {
      warn(
        "ingest.duplicate", "\(arn.prefix(300)) is given more than once; the first one counts",
        advice: "keep one export of each account", at: origin)
    } else {
      warn(
        "ingest.conflict",
        "\(arn.prefix(300)) is given more than once, and not the same; the first one counts: "
          + "\(first.file):\(first.line)", advice: "keep the newer export of the account",
        at: origin)
    }
    return false
  }

  private mutating func inlinePolicies(
    _ key: String, of value: JSONValue, kind: PolicyKind, isAWSOwned: Bool = false
  ) -> [PolicyDocument] {
    var policies: [PolicyDocument] = []
    for entry in entries(key, of: value) {
      let name = entry["PolicyName"]?.string ?? ""
      guard let document = entry["PolicyDocument"] else {
        warn(
          "ingest.shape",
          "expected a \"PolicyDocument\" in the inline policy \"\(name.prefix(128))\"",
          advice: "export the file again", at: entry.origin)
        continue
      }
      if let policy = policy(document, kind: kind, name: name, isAWSOwned: isAWSOwned) {
        policies.append(policy)
      }
    }
    return policies
  }

  private mutating func attachments(of value: JSONValue) -> [PolicyAttachment] {
    entries("AttachedManagedPolicies", of: value).compactMap { entry in
      if let arn = entry["PolicyArn"]?.string {
        return PolicyAttachment(arn: arn, origin: entry.origin)
      }
      warn(
        "ingest.shape", "expected a text \"PolicyArn\" in an attached policy, found none",
        advice: "export the file again", at: entry.origin)
      return nil
    }
  }

  /// A boundary, whose type the command line calls `Policy` or `PermissionsBoundaryPolicy`.
  private mutating func boundary(_ value: JSONValue?) -> PolicyAttachment? {
    guard let value, !value.isNull else { return nil }
    if let type = value["PermissionsBoundaryType"]?.string,
      type != "Policy", type != "PermissionsBoundaryPolicy"
    {
      warn(
        "ingest.boundary",
        "expected a boundary of the type \"Policy\" or "
          + "\"PermissionsBoundaryPolicy\", found \"\(type.prefix(60))\"; it is taken as a policy",
        at: value.origin)
    }
    guard let arn = value["PermissionsBoundaryArn"]?.string else {
      warn(
        "ingest.boundary",
        "expected a \"PermissionsBoundaryArn\", found none; "
          + "the boundary is not known", advice: "export the file again", at: value.origin)
      return nil
    }
    return PolicyAttachment(arn: arn, origin: value.origin)
  }
}
