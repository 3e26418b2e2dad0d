import Documents

/// A request with all its policies, written as JSON: one principal, one action, one resource, and
/// every policy that bears on them.
package struct SimulationCase: Sendable {
  package var id: String
  /// The requests that one step needs; all must be allowed.
  package var requests: [Request]
  /// What was wrong with the policies.
  package var diagnostics: [Diagnostic]

  /// Reads a case; nil when it lacks principal, action or resource.
  package init?(_ value: JSONValue) {
    guard let id = value["id"]?.scalarText, value["principal"]?.kind == .object,
      value["request"]?["action"]?.string != nil
    else { return nil }
    self.id = id
    var reader = CaseReader()
    requests = [reader.request(value, overriddenBy: nil)]
    for further in value["also"]?.listed ?? [] {
      requests.append(reader.request(value, overriddenBy: further))
    }
    diagnostics = reader.policies.diagnostics
  }

  /// The answer to the whole case: the least of its requests' answers.
  package func answer() -> Answer {
    let answers = requests.map { decide($0).answer }
    if answers.contains(.denied) { return .denied }
    return answers.contains(.conditional) ? .conditional : .allowed
  }
}

private struct CaseReader {
  var policies = PolicyReader()

  mutating func request(_ value: JSONValue, overriddenBy further: JSONValue?) -> Request {
    func member(_ name: String) -> JSONValue? {
      if let own = further, own.has(name) { return own[name] }
      return value[name]
    }
    let asked = member("request")
    let caller = CaseReader.caller(member("principal"))
    var inputs = PolicyInputs()
    inputs.identity = documents(member("identity_policies"), .inline, "identity policy")
    inputs.boundary = document(member("permissions_boundary"), .boundary, "permissions boundary")
    if let list = present(member("session_policies")) {
      inputs.session = documents(list, .session, "session policy")
    }
    inputs.serviceControl = levels(member("scps"), .serviceControl)
    inputs.resourceControl = levels(member("rcps"), .resourceControl)
    inputs.resource = document(member("resource_policy"), .resource, "resource policy")
    inputs.resourceSettings = CaseReader.settings(member("resource_config"))
    inputs.resourceSettings.isInManagementAccount =
      member("resource_in_management_account")?.bool ?? false
    return Request(
      caller: caller, action: asked?["action"]?.string ?? "",
      resource: asked?["resource"]?.string ?? "*",
      resourceAccount: member("resource_account")?.scalarText,
      context: CaseReader.context(asked), policies: inputs)
  }

  private func present(_ value: JSONValue?) -> JSONValue? {
    guard let value, !value.isNull else { return nil }
    return value
  }

  private mutating func document(
    _ value: JSONValue?, _ kind: PolicyKind, _ name: String
  ) -> PolicyDocument? {
    present(value).map { policies.read($0, kind: kind, name: name) }
  }

  private mutating func documents(
    _ value: JSONValue?, _ kind: PolicyKind, _ name: String
  ) -> [PolicyDocument] {
    var documents: [PolicyDocument] = []
    for item in present(value)?.listed ?? [] {
      documents.append(policies.read(item, kind: kind, name: name))
    }
    return documents
  }

  private mutating func levels(_ value: JSONValue?, _ kind: PolicyKind) -> [[PolicyDocument]]? {
    guard let value = present(value) else { return nil }
    var levels: [[PolicyDocument]] = []
    for (index, level) in value.listed.enumerated() {
      levels.append(documents(level, kind, "\(kind.rawValue) at level \(index + 1)"))
    }
    return levels
  }

  private static func caller(_ value: JSONValue?) -> Caller {
    var tags: [String: String] = [:]
    for (key, tag) in value?["tags"]?.members.map({ ($0.key, $0.value) }) ?? [] {
      tags[key] = tag.scalarText
    }
    return Caller(
      kind: value?["type"]?.string.flatMap { Caller.Kind(rawValue: $0) } ?? .anonymous,
      arn: value?["arn"]?.string, roleARN: value?["role_arn"]?.string,
      account: value?["account"]?.scalarText, uniqueID: value?["unique_id"]?.string, tags: tags,
      hasMFA: value?["mfa"]?.bool, organization: value?["org_id"]?.string,
      isInManagementAccount: value?["management_account"]?.bool ?? false,
      service: value?["service"]?.string, issuer: value?["issuer"]?.string,
      federatedBy: value?["federated_by"]?.string, canonicalID: value?["canonical_id"]?.string)
  }

  private static func context(_ request: JSONValue?) -> RequestContext {
    var context = RequestContext()
    for (key, value) in request?["context"]?.members.map({ ($0.key, $0.value) }) ?? [] {
      if value.isNull { continue }
      context[key.asciiLowercasedText] = .values(value.listed.compactMap(\.scalarText))
    }
    for (member, owner) in [("unknown", FreeKey.Owner.unknown), ("attacker", .attacker)] {
      for text in request?[member]?.listed.compactMap(\.string) ?? [] {
        let key = text.filter { !"![]".contains($0) }
        context[key.asciiLowercasedText] = .free(
          FreeKey(
            owner, isAlwaysPresent: text.contains("!"), isMultivalued: text.contains("[]")))
      }
    }
    return context
  }

  private static func settings(_ value: JSONValue?) -> ResourceSettings {
    var settings = ResourceSettings()
    let block = value?["block_public_access"]
    settings.restrictPublicBuckets = block?["RestrictPublicBuckets"]?.bool ?? false
    settings.ignorePublicACLs = block?["IgnorePublicAcls"]?.bool ?? false
    settings.isBucketOwnerEnforced =
      value?["object_ownership"]?.string == "BucketOwnerEnforced"
    settings.objectOwner = value?["object_owner_account"]?.scalarText
    settings.isAWSManagedKey = value?["aws_managed_key"]?.bool ?? false
    for grant in value?["acl"]?.listed ?? [] {
      settings.grants.append(
        ResourceSettings.Grant(
          grantee: grant["grantee"]?.string ?? "", permission: grant["permission"]?.string ?? "",
          isOnBucket: grant["on"]?.string == "bucket"))
    }
    return settings
  }
}
