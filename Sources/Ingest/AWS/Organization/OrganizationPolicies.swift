import Documents
import Environment
import Policy

/// The policies by which an organisation limits its accounts, and where they are attached.
enum OrganizationPolicies {
  static let rules = [
    ServiceRule(
      "organizations", "list-policies", .either, tells: "the organisation's policies",
      read: readList),
    ServiceRule(
      "organizations", "describe-policy", .named, tells: "a policy of the organisation",
      read: readPolicy),
    ServiceRule(
      "organizations", "list-policies-for-target", .named,
      tells: "the policies of a root, unit or account", read: readAttached),
    ServiceRule(
      "organizations", "list-targets-for-policy", .named, tells: "where a policy is attached",
      read: readTargets),
  ]

  private static func readList(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    for value in builder.list("Policies", of: root, file) ?? [] { note(value, file, &builder) }
  }

  /// Remembers the kind of a policy; other kinds than the two that limit accounts have none.
  @discardableResult
  private static func note(
    _ summary: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) -> (id: String, kind: CeilingKind)? {
    guard let id = builder.text("Id", of: summary, file) else { return nil }
    guard let kind = summary["Type"]?.string.flatMap(CeilingKind.init(rawValue:)) else {
      return nil
    }
    builder.organization.kinds[id] = kind
    return (id, kind)
  }

  private static func readPolicy(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let policy = root["Policy"], let summary = policy["PolicySummary"] else {
      return builder.warn(
        "ingest.shape", "expected a \"Policy\" with a \"PolicySummary\"",
        advice: "export it again with `\(file.command)`", at: root.origin)
    }
    guard let (id, kind) = note(summary, file, &builder) else { return }
    let name = summary["Name"]?.string ?? id
    builder.organization.documents[id] =
      builder.policy(policy["Content"], kind: kind.policyKind, name: name)
  }

  private static func readAttached(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    let target = file.organizationID
    for value in builder.list("Policies", of: root, file) ?? [] {
      guard let (id, kind) = note(value, file, &builder) else { continue }
      builder.organization.attach(id, to: target, kind)
      builder.organization.listed[kind, default: []].insert(target)
    }
  }

  private static func readTargets(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    let policy = file.organizationID
    guard let kind = builder.organization.kinds[policy] else { return }
    for value in builder.list("Targets", of: root, file) ?? [] {
      guard let target = builder.text("TargetId", of: value, file) else { continue }
      builder.organization.attach(policy, to: target, kind)
    }
  }
}

// MARK: Ceilings of accounts

extension EnvironmentBuilder {
  /// Gives every account the policies that limit it, level by level from the root.
  mutating func resolveCeilings() {
    let organization = organization
    for id in organization.members.sorted() {
      account(id) { account in
        account.organization = organization.id
        account.isManagementAccount = id == organization.managementAccount
      }
    }
    for kind in CeilingKind.allCases where organization.tells(kind) {
      if let enabled = organization.enabledKinds, !enabled.contains(kind.rawValue) { continue }
      for id in organization.members.sorted() {
        guard let levels = levels(of: id, kind) else { continue }
        account(id) { account in
          switch kind {
          case .serviceControl: account.serviceControl = levels
          case .resourceControl: account.resourceControl = levels
          }
        }
      }
    }
    for id in organization.members where CeilingKind.allCases.contains(where: organization.tells) {
      let isWhole = organization.unknownParts(of: id).isEmpty
      account(id) { account in
        let hasAny = account.serviceControl != nil || account.resourceControl != nil
        account.ceilings = !isWhole ? .partial : hasAny ? .known : .none
      }
    }
  }

  /// The policies above an account. A level of which nothing is known is left out, because an empty
  /// one would forbid everything.
  private func levels(of account: String, _ kind: CeilingKind) -> [[PolicyDocument]]? {
    guard let chain = organization.chain(to: account) else { return nil }
    let levels = chain.compactMap { organization.level(of: $0, kind) }
    return levels.isEmpty ? nil : levels
  }
}

extension OrganizationFacts {
  /// The document of a policy; that of AWS which forbids nothing is known without a file.
  fileprivate func document(_ id: String, _ kind: CeilingKind) -> PolicyDocument? {
    if let document = documents[id] { return document }
    guard id == kind.fullAccessID else { return nil }
    let statement = Statement(
      effect: .allow, actions: ActionElement(["*"]), resources: .only([PatternText("*")]),
      principals: kind == .resourceControl ? .only([.everyone]) : .none)
    return PolicyDocument(
      kind: kind.policyKind, name: String(id.dropFirst(2)), statements: [statement])
  }

  /// The policies that are attached to a root, unit or account; nil when nothing is known of them.
  fileprivate func level(of target: String, _ kind: CeilingKind) -> [PolicyDocument]? {
    guard let ids = attached[kind]?[target] else { return nil }
    var documents = ids.compactMap { document($0, kind) }
    let isComplete = listed[kind]?.contains(target) == true && documents.count == ids.count
    let allows = documents.contains { $0.statements.contains { $0.effect == .allow } }
    // What allows may be among what is not known; then only what is denied counts.
    if !isComplete, !allows, let all = document(kind.fullAccessID, kind) { documents.append(all) }
    return documents
  }

  /// What is attached and not described, and the levels above an account that nothing lists.
  func unknownParts(of account: String) -> [String] {
    guard let chain = chain(to: account) else { return ["its place in the organisation"] }
    var parts: [String] = []
    for kind in CeilingKind.allCases where tells(kind) {
      for target in chain {
        guard let ids = attached[kind]?[target] else {
          parts.append("the \(kind.policyKind.rawValue) list of \(target)")
          continue
        }
        for id in ids where document(id, kind) == nil { parts.append("the policy \(id)") }
      }
    }
    return parts
  }
}
