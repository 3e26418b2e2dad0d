import Documents

/// Checks the actions of an entry against the service authorization reference: that they exist, that
/// they are asked on something that they take, and that their requests can carry the context.
struct ReferenceCheck {
  let entry: CatalogueEntry
  let reference: any ActionReference

  func run(_ log: inout CheckLog) {
    for (position, need) in entry.technique.needs.enumerated() {
      if case .permission(let need) = need { check(need, position, &log) }
    }
    checkRequired(&log)
    checkKinds(&log)
  }

  /// Kinds of existing things and of what belongs to a subject are types of the reference.
  private func checkKinds(_ log: inout CheckLog) {
    for (position, need) in entry.technique.needs.enumerated() {
      let kind: String
      let key: String
      switch need {
      case .exists(let thing): (kind, key) = (thing.kind, "exists")
      case .permission(let need):
        key = "on"
        switch need.place {
        case .existing(let thing): kind = thing.kind
        case .related(_, let named): kind = named
        default: continue
        }
      case .trust, .fact, .state: continue
      }
      guard entry.exceptions[kind] == nil, samples(of: .resource(kind)).isEmpty else { continue }
      log.add(
        .error, "kind", "AWS has no type of resource like \"\(kind)\"",
        advice: "write it like aws:ecs:cluster", at: entry.origin(ofNeed: position, key))
    }
  }

  /// A request that names several resources is authorised on each of them.
  private func checkRequired(_ log: inout CheckLog) {
    var asked: Set<String> = []
    for (position, need) in entry.technique.needs.enumerated() {
      guard case .permission(let need) = need, asked.insert(need.action).inserted,
        let action = reference.action(need.action)
      else { continue }
      let places = entry.technique.permissions.filter { $0.action == need.action }.map(\.place)
      let samples = places.flatMap(samples)
      for name in action.requiredTypes where entry.exceptions[action.name + " " + name] == nil {
        guard let type = action.resourceTypes.first(where: { $0.name == name }), type.arn != nil,
          !samples.isEmpty, !samples.contains(where: type.fits)
        else { continue }
        log.add(
          .warning, "required",
          "\(action.name) is authorised on a \(name) too, which no need asks for",
          advice:
            "ask for it on a new \(name), or name \"\(action.name) \(name)\" under exceptions:",
          at: entry.origin(ofNeed: position, "permission"))
      }
    }
  }

  private func check(_ need: PermissionNeed, _ position: Int, _ log: inout CheckLog) {
    if need.action.isEmpty { return }
    let origin = entry.origin(ofNeed: position, "permission")
    guard let action = reference.action(need.action) else {
      if entry.exceptions[need.action] == nil {
        log.add(
          .error, "action", "unknown action \"\(need.action)\"" + hint(for: need.action),
          advice: "if AWS has it, name it with the reason under exceptions:", at: origin)
      }
      return
    }
    if action.name != need.action {
      log.add(
        .warning, "action", "AWS writes \"\(need.action)\" as \(action.name)", at: origin)
    }
    checkPlace(need, action, position, &log)
    for key in need.context.keys.sorted() where entry.exceptions[key] == nil {
      check(key, of: action, position, &log)
    }
  }

  /// The nearest action of the service; where there is no such service, of the nearest service.
  private func hint(for name: String) -> String {
    var service = String(name.prefix { $0 != ":" }).lowercased()
    var names = reference.actionNames(of: service)
    if names.isEmpty {
      service = NearWords.nearest(to: service, among: reference.serviceNames()) ?? service
      names = reference.actionNames(of: service)
    }
    return NearWords.nearest(to: name, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
  }

  // MARK: Places

  private func checkPlace(
    _ need: PermissionNeed, _ action: ReferenceAction, _ position: Int, _ log: inout CheckLog
  ) {
    let origin = entry.origin(ofNeed: position, "on")
    let types = action.resourceTypes
    if types.isEmpty {
      guard need.place != .anything else { return }
      log.add(
        .error, "place",
        "\(action.name) is asked on no resource: write on: \"*\" instead of "
          + "\"\(need.place.words)\"", at: origin)
      return
    }
    let takes = types.map(\.name).joined(separator: ", ")
    if need.place == .anything {
      log.add(
        .error, "place", "\(action.name) is asked on a resource (\(takes)), not on \"*\"",
        at: origin)
      return
    }
    let samples = samples(of: need.place)
    if samples.isEmpty || samples.contains(where: { sample in types.contains { $0.fits(sample) } })
    {
      return
    }
    log.add(
      .error, "place", "\(action.name) takes \(takes), which \"\(need.place.words)\" is not",
      at: origin)
  }

  /// What stands at a place, as ARNs in which each name is `x`; empty where that cannot be told.
  private func samples(of place: Place) -> [String] {
    switch place {
    case .anything: []
    case .subject, .openedSubject: samples(of: entry.technique.subject)
    case .actor:
      switch entry.technique.actor {
      case .user: samples(of: .user)
      case .role, .permissionSet: samples(of: .role)
      case .any: samples(of: .user) + samples(of: .role)
      }
    case .policiesOfActor, .policiesOfSubject, .versionedPoliciesOfActor,
      .versionedPoliciesOfSubject:
      [type("policy", "iam")].compactMap { $0 }
    case .providersOfSubject: [type("saml-provider", "iam")].compactMap { $0 }
    case .groupsOfActor: samples(of: .group)
    case .accessPointsOfSubject: [type("accesspoint", "s3")].compactMap { $0 }
    case .objectsOfOpenedAccessPoints: [type("accesspointobject", "s3")].compactMap { $0 }
    case .objectsOfSubject, .objectsOfOpenedSubject, .loaded(.code), .loaded(.model):
      [type("object", "s3")].compactMap { $0 }
    case .loaded(.image): [type("repository", "ecr")].compactMap { $0 }
    case .keyOfSubject, .openedKeyOfSubject: [type("key", "kms")].compactMap { $0 }
    case .related(_, let kind): samples(of: .resource(kind))
    case .existing(let thing): samples(of: .resource(thing.kind))
    case .new(_, let template): [template.replacing(/\{[^{}]*\}/, with: "x")]
    }
  }

  private func samples(of subject: Subject) -> [String] {
    switch subject {
    case .actor: []
    case .role, .user, .group: [type(subject.word, "iam")].compactMap { $0 }
    case .person: [type("user", "identitystore")].compactMap { $0 }
    case .account: [type("account", "sso")].compactMap { $0 }
    case .resource(let kind):
      kind.split(separator: ":").count == 3
        ? [type(String(kind.split(separator: ":")[2]), String(kind.split(separator: ":")[1]))]
          .compactMap { $0 } : []
    }
  }

  private func type(_ name: String, _ service: String) -> String? {
    reference.resourceType(name, of: service)?.sample
  }

  // MARK: Context

  private func check(
    _ key: String, of action: ReferenceAction, _ position: Int, _ log: inout CheckLog
  ) {
    let known = Set(action.conditionKeys + action.resourceTypes.flatMap(\.conditionKeys)).sorted()
    if (known + ReferenceCheck.globalKeys).contains(where: { ReferenceCheck.key($0, covers: key) })
    {
      return
    }
    let near = NearWords.nearest(to: key, among: known + ReferenceCheck.globalKeys)
    let hint = near.map { "; did you mean \"\($0)\"?" } ?? ""
    let none = known.isEmpty ? "none of its own" : known.joined(separator: ", ")
    log.add(
      .error, "context", "a request for \(action.name) does not carry \"\(key)\"" + hint,
      advice: "it carries \(none), and the global keys",
      at: entry.origin(ofNeed: position, "context"))
  }

  /// Whether a key of the reference, perhaps with a placeholder for a tag's name, is one that is
  /// written.
  private static func key(_ pattern: String, covers key: String) -> Bool {
    let pattern = pattern.lowercased()
    let key = key.lowercased()
    if pattern == key { return true }
    for placeholder in ["${", "<", "tag-key"] {
      guard let start = pattern.firstRange(of: placeholder)?.lowerBound else { continue }
      let fixed = pattern[..<start]
      if key.hasPrefix(fixed), key.count > fixed.count { return true }
    }
    return false
  }

  /// Source: IAM User Guide, "AWS global condition context keys".
  private static let globalKeys = [
    "aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast", "aws:CurrentTime",
    "aws:Ec2InstanceSourcePrivateIPv4", "aws:Ec2InstanceSourceVpc", "aws:EpochTime",
    "aws:FederatedProvider", "aws:MultiFactorAuthAge", "aws:MultiFactorAuthPresent",
    "aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalIsAWSService", "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths", "aws:PrincipalServiceName", "aws:PrincipalServiceNamesList",
    "aws:PrincipalTag/${TagKey}", "aws:PrincipalType", "aws:referer", "aws:RequestedRegion",
    "aws:RequestTag/${TagKey}", "aws:ResourceAccount", "aws:ResourceOrgID",
    "aws:ResourceOrgPaths", "aws:ResourceTag/${TagKey}", "aws:SecureTransport",
    "aws:SourceAccount", "aws:SourceArn", "aws:SourceIdentity", "aws:SourceIp", "aws:SourceOrgID",
    "aws:SourceOrgPaths", "aws:SourceVpc", "aws:SourceVpce", "aws:TagKeys", "aws:TokenIssueTime",
    "aws:UserAgent", "aws:userid", "aws:username", "aws:ViaAWSService", "aws:VpcSourceIp",
  ]
}
