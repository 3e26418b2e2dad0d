import Environment
import Policy

/// All policies of an environment, compiled once each, and which of them each principal has.
final class PolicyLibrary {
  let environment: Environment
  let table: ActionTable
  /// `Allow` everything: what an attacker writes into policies it controls.
  let grantAll: CompiledPolicy

  private var managed: [String: CompiledPolicy] = [:]
  private var versions: [VersionChoice: CompiledPolicy] = [:]
  private(set) var userPolicies: [[CompiledPolicy]] = []
  private(set) var rolePolicies: [[CompiledPolicy]] = []
  private(set) var groupPolicies: [[CompiledPolicy]] = []
  /// Customer managed policies attached to each user (through groups too), role and group, by ARN.
  private(set) var userAttachments: [[String]] = []
  private(set) var roleAttachments: [[String]] = []
  /// Numbers of each user's groups.
  private(set) var userGroups: [[Int]] = []
  private var serviceControl: [String: [[CompiledPolicy]]] = [:]
  private var resourceControl: [String: [[CompiledPolicy]]] = [:]
  /// The principal facts that resource control policies of any account ask for.
  private(set) lazy var resourceControlKeys: Set<String> = resourceControl.values
    .joined().joined().reduce(into: []) { $0.formUnion($1.principalKeys) }
  /// The names of principals that some resource policy leaves out.
  private(set) lazy var namesLeftOut = Set(resourcePolicies.flatMap(\.namesLeftOut))
  /// The names of principals that some resource policy speaks of.
  private(set) lazy var names = Set(resourcePolicies.flatMap(\.names))
  var patternCache: [String: [PatternText]] = [:]
  /// Service and type of the things that some technique makes.
  var kindsOfNewThings: Set<String> = []
  var globCache: [String: Set<Glob>] = [:]
  var factCache: [String: [[String: [String]]]] = [:]
  var valueCache: [VariableValues: Set<[String?]>] = [:]

  init(_ environment: Environment, table: ActionTable) {
    self.environment = environment
    self.table = table
    grantAll = CompiledPolicy(
      PolicyDocument(
        kind: .granted, name: "written by the attacker on an earlier hop",
        statements: [
          Statement(
            effect: .allow, actions: ActionElement(["*"]), resources: .only([PatternText("*")]))
        ]), in: table)
    compileGroups()
    rolePolicies = environment.roles.map {
      compiled($0.inlinePolicies) + attached($0.attachedPolicies)
    }
    roleAttachments = environment.roles.map { customer($0.attachedPolicies) }
    for (id, account) in environment.accounts {
      serviceControl[id] = account.serviceControl.map { $0.map { compiled($0) } }
      resourceControl[id] = account.resourceControl.map { $0.map { compiled($0) } }
    }
  }

  private func compileGroups() {
    groupPolicies = environment.groups.map {
      compiled($0.inlinePolicies) + attached($0.attachedPolicies)
    }
    var numbers: [String: Int] = [:]
    for (number, group) in environment.groups.enumerated() {
      numbers[group.account + "/" + group.name] = number
    }
    for user in environment.users {
      let groups = user.groupNames.compactMap { numbers[user.account + "/" + $0] }
      userGroups.append(groups)
      var policies = compiled(user.inlinePolicies) + attached(user.attachedPolicies)
      var attachments = customer(user.attachedPolicies)
      for group in groups {
        policies += groupPolicies[group]
        attachments += customer(environment.groups[group].attachedPolicies)
      }
      userPolicies.append(policies)
      userAttachments.append(attachments)
    }
  }

  private var resourcePolicies: [PolicyDocument] {
    environment.resources.compactMap(\.policy) + environment.roles.compactMap(\.trust)
  }

  private func compiled(_ documents: [PolicyDocument]) -> [CompiledPolicy] {
    documents.map { CompiledPolicy($0, in: table) }
  }

  private func attached(_ attachments: [PolicyAttachment]) -> [CompiledPolicy] {
    attachments.compactMap { managedPolicy($0.arn) }
  }

  private func customer(_ attachments: [PolicyAttachment]) -> [String] {
    attachments.map(\.arn).filter { environment.managedPolicies[$0]?.isAWSManaged == false }
  }

  /// All policies of principals and organisations, each once, in no particular order.
  var all: [CompiledPolicy] {
    var all: [ObjectIdentifier: CompiledPolicy] = [:]
    func add(_ policies: some Sequence<CompiledPolicy>) {
      for policy in policies { all[ObjectIdentifier(policy)] = policy }
    }
    add(userPolicies.joined())
    add(rolePolicies.joined())
    add(groupPolicies.joined())
    add(choices(of: Array(environment.managedPolicies.keys)).compactMap { version($0) })
    let bounds = environment.users.map(\.boundary) + environment.roles.map(\.boundary)
    add(bounds.compactMap { boundary($0) })
    for levels in Array(serviceControl.values) + Array(resourceControl.values) {
      add(levels.joined())
    }
    return Array(all.values)
  }

  /// The version of a policy that the attacker puts in force.
  func version(_ choice: VersionChoice) -> CompiledPolicy? {
    if let known = versions[choice] { return known }
    guard let policy = environment.managedPolicies[choice.policy],
      policy.otherVersions.indices.contains(choice.version)
    else { return nil }
    let compiled = CompiledPolicy(policy.otherVersions[choice.version].document, in: table)
    versions[choice] = compiled
    return compiled
  }

  /// The version that is in force in its place.
  func inForce(_ choice: VersionChoice) -> CompiledPolicy? { managedPolicy(choice.policy) }

  /// The versions of some policies that could be put in force, in order.
  func choices(of policies: [String]) -> [VersionChoice] {
    policies.flatMap { arn in
      (environment.managedPolicies[arn]?.otherVersions.indices ?? 0..<0).map {
        VersionChoice(policy: arn, version: $0)
      }
    }
  }

  private func managedPolicy(_ arn: String) -> CompiledPolicy? {
    if let known = managed[arn] { return known }
    guard let policy = environment.managedPolicies[arn] else { return nil }
    let compiled = CompiledPolicy(policy.document, in: table)
    managed[arn] = compiled
    return compiled
  }

  /// The boundary of a principal. One that is named and not in the snapshot allows nothing that can
  /// be proven; it is an empty document.
  func boundary(_ attachment: PolicyAttachment?) -> CompiledPolicy? {
    guard let attachment else { return nil }
    if let known = managedPolicy(attachment.arn) { return known }
    let missing = PolicyDocument(
      kind: .boundary, name: attachment.arn, statements: [], origin: attachment.origin)
    let compiled = CompiledPolicy(missing, in: table)
    managed[attachment.arn] = compiled
    return compiled
  }

  func serviceControl(of account: String) -> [[CompiledPolicy]]? { serviceControl[account] ?? nil }

  func resourceControl(of account: String) -> [[CompiledPolicy]]? {
    resourceControl.isEmpty ? nil : resourceControl[account] ?? nil
  }
}
