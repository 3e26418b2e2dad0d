import Documents
import Environment
import Policy

// Managed policies: the customers' own from the export; those of AWS that something is attached to
// from the export or, where it lacks them, from the copy in the program.

extension EnvironmentBuilder {
  mutating func readManagedPolicy(
    _ value: JSONValue, _ file: FileContext, _ part: inout AccountPart
  ) {
    guard let text = text("Arn", of: value, file) else { return }
    if AWSOwned.isManagedPolicy(text) {
      // Some exports hold all of them; only those that are needed are worth reading.
      if awsPolicies[text] == nil { awsPolicies[text] = value }
      return
    }
    guard let arn = arn("Arn", of: value, file) else { return }
    part.count(arn, isIdentity: false, at: value.origin)
    guard environment.managedPolicies[text] == nil else {
      return warn(
        "ingest.duplicate", "\(text) is given more than once; the first one counts",
        advice: "keep one export of each account", at: value.origin)
    }
    let name = value["PolicyName"]?.string ?? arn.name
    time(value["UpdateDate"])
    guard let document = defaultDocument(of: value),
      let policy = policy(document, kind: .managed, name: name)
    else { return }
    var made = ManagedPolicy(
      arn: text, name: name, document: policy, versionCount: value["PolicyVersionList"]?.count,
      isAWSManaged: false, origin: value.origin)
    made.otherVersions = otherVersions(of: value, than: document, policy)
    environment.managedPolicies[text] = made
  }

  /// The versions that could be put in force in place of another one and would grant more. What is
  /// wrong with them in other ways matters to nobody.
  private mutating func otherVersions(
    of policy: JSONValue, than inForce: JSONValue, _ document: PolicyDocument
  ) -> [PolicyVersion] {
    entries("PolicyVersionList", of: policy).compactMap { version in
      guard let id = version["VersionId"]?.string, let value = version["Document"],
        value.origin != inForce.origin,
        let read = self.policy(
          value, kind: .managed, name: "\(document.name) \(id)", isInForce: false),
        read.grantsMore(than: document)
      else { return nil }
      return PolicyVersion(id: id, document: read)
    }
  }

  /// The document of the version that is in force.
  private mutating func defaultDocument(of policy: JSONValue) -> JSONValue? {
    let versions = entries("PolicyVersionList", of: policy)
    let wanted = policy["DefaultVersionId"]?.string
    let found =
      versions.first { $0["IsDefaultVersion"]?.bool == true }
      ?? versions.first { wanted != nil && $0["VersionId"]?.string == wanted }
      ?? (versions.count == 1 ? versions.first : nil)
    guard let found, let document = found["Document"] else {
      warn(
        "ingest.policy-version", "the policy's default version is not in the export",
        advice: "export it again with `aws iam get-account-authorization-details`",
        at: policy.origin)
      return nil
    }
    return document
  }

  /// Reads the policies of AWS that are attached or are a boundary, and reports those that are
  /// nowhere.
  mutating func resolveManagedPolicies() {
    for user in environment.users {
      resolve(
        user.attachedPolicies + (user.boundary.map { [$0] } ?? []), of: user.arn, user.account)
    }
    for group in environment.groups {
      resolve(group.attachedPolicies, of: group.arn, group.account)
    }
    for role in environment.roles {
      resolve(
        role.attachedPolicies + (role.boundary.map { [$0] } ?? []), of: role.arn, role.account)
    }
    awsPolicies = [:]
  }

  private mutating func resolve(
    _ attachments: [PolicyAttachment], of holder: String, _ account: String
  ) {
    for attachment in attachments where environment.managedPolicies[attachment.arn] == nil {
      if AWSOwned.isManagedPolicy(attachment.arn), missingPolicies[attachment.arn] == nil,
        let policy = exportedPolicy(attachment.arn) ?? embeddedPolicy(attachment.arn)
      {
        environment.managedPolicies[attachment.arn] = policy
        continue
      }
      missingPolicies[attachment.arn, default: []].insert(account)
      warn(
        "reference.policy",
        "the policy \(attachment.arn.prefix(300)) is attached to \(holder), but its document is "
          + "not in the export",
        advice: "export again with `aws iam get-account-authorization-details`, without "
          + "`--filter`", at: attachment.origin)
    }
  }

  private mutating func exportedPolicy(_ arn: String) -> ManagedPolicy? {
    guard let value = awsPolicies[arn] else { return nil }
    let name = value["PolicyName"]?.string ?? ARN(arn)?.name ?? arn
    guard let document = defaultDocument(of: value),
      let policy = policy(document, kind: .awsManaged, name: name)
    else { return nil }
    return ManagedPolicy(
      arn: arn, name: name, document: policy, versionCount: nil, isAWSManaged: true,
      origin: value.origin)
  }

  /// The policy from the copy in the program. Other partitions have the same policies.
  private mutating func embeddedPolicy(_ text: String) -> ManagedPolicy? {
    guard var arn = ARN(text) else { return nil }
    arn.partition = "aws"
    let table = EmbeddedTable.managedPolicies
    guard let cells = table.cells(of: arn.text), cells.count == 4 else { return nil }
    let date = table.head.last ?? ""
    let file = "AWS managed policy \(arn.name) \(cells[1]) (embedded, \(date))"
    guard let document = try? JSONDocument.parse(Array(cells[3].utf8), file: file),
      let policy = policy(document.root, kind: .awsManaged, name: arn.name)
    else { return nil }
    return ManagedPolicy(
      arn: text, name: arn.name, document: policy, versionCount: nil, isAWSManaged: true,
      origin: document.root.origin)
  }
}
