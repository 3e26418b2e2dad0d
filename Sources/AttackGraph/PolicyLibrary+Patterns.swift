import Environment
import Policy

/// How policies speak of resources: what tells a resource that they allow from one that they do not.
extension PolicyLibrary {
  /// Every resource pattern that narrows what the principals of an account are allowed, without
  /// repetition and in order: of their own policies, their boundaries, and the account's ceilings.
  func patterns(in account: String) -> [PatternText] {
    if let known = patternCache[account] { return known }
    var policies: [ObjectIdentifier: CompiledPolicy] = [:]
    for policy in speaking(of: account) { policies[ObjectIdentifier(policy)] = policy }
    var patterns: Set<PatternText> = []
    for statement in policies.values.lazy.flatMap(\.document.statements) {
      switch (statement.effect, statement.resources) {
      // What a Deny spares is as telling as what an Allow covers.
      case (.allow, .only(let list)), (.deny, .allBut(let list)): patterns.formUnion(list)
      default: continue
      }
    }
    let sorted = patterns.sorted { $0.text < $1.text }
    patternCache[account] = sorted
    return sorted
  }

  private func speaking(of account: String) -> [CompiledPolicy] {
    var policies = (serviceControl(of: account) ?? []).flatMap(\.self)
    for (number, user) in environment.users.enumerated() where user.account == account {
      policies += userPolicies[number] + [boundary(user.boundary)].compactMap(\.self)
    }
    for (number, role) in environment.roles.enumerated() where role.account == account {
      policies += rolePolicies[number] + [boundary(role.boundary)].compactMap(\.self)
    }
    for (number, group) in environment.groups.enumerated() where group.account == account {
      policies += groupPolicies[number]
    }
    let own = environment.managedPolicies.keys.filter { ARN($0)?.account == account }
    policies += choices(of: own).compactMap { version($0) }
    return policies
  }

  /// The patterns with a literal beginning, their variables replaced by what each principal of the
  /// account has for them.
  func resourceGlobs(in account: String) -> Set<Glob> {
    if let known = globCache[account] { return known }
    var globs: Set<Glob> = []
    for pattern in patterns(in: account) where mayNameNewThing(pattern) {
      if let glob = pattern.glob(replacing: { _ in nil }) { globs.insert(glob) }
      if !pattern.variableKeys.isEmpty { globs.formUnion(self.globs(pattern, in: account)) }
    }
    globCache[account] = globs
    return globs
  }

  /// What a pattern means to each principal of an account that has a value for its variables.
  ///
  /// - Complexity: O(distinct values of its variables), after the first call for such variables.
  func globs(_ pattern: PatternText, in account: String) -> Set<Glob> {
    let keys = Set(pattern.variableKeys).sorted()
    var globs: Set<Glob> = []
    for values in values(of: keys, in: account) {
      let known = Dictionary(uniqueKeysWithValues: zip(keys, values))
      if let glob = pattern.glob(replacing: { known[$0] ?? nil }) { globs.insert(glob) }
    }
    return globs
  }

  /// The values that principals of an account have for some variables, without repetition.
  private func values(of keys: [String], in account: String) -> Set<[String?]> {
    let question = VariableValues(account: account, keys: keys)
    if let known = valueCache[question] { return known }
    let values = Set(principalFacts(in: account).map { known in keys.map { known[$0]?.first } })
    valueCache[question] = values
    return values
  }

  /// Whether a pattern may speak of things that a technique makes: most speak of services in which
  /// none makes anything, and those with variables would be replaced for every principal in vain.
  private func mayNameNewThing(_ pattern: PatternText) -> Bool {
    guard !pattern.text.hasPrefix("*"), let kind = PolicyLibrary.kind(of: pattern.text) else {
      return false
    }
    return kindsOfNewThings.contains(kind) || kind.contains("*") || kind.contains("?")
  }

  /// Service and type of what an ARN or a pattern of ARNs names, for example `lambda:function`; only
  /// as much as there is of a pattern that ends before its type.
  static func kind(of text: String) -> String? {
    let parts = text.utf8.split(
      separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count > 2 else { return nil }
    let service = String(Substring(parts[2]))
    guard parts.count == 6 else { return service + "*" }
    let type = parts[5].prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ":") }
    return service + ":" + String(Substring(type))
  }

  private func principalFacts(in account: String) -> [[String: [String]]] {
    if let known = factCache[account] { return known }
    let users = environment.users.filter { $0.account == account }.map {
      Caller(
        kind: .user, arn: $0.arn, account: account, uniqueID: $0.uniqueID, tags: $0.tags)
    }
    let roles = environment.roles.filter { $0.account == account }.map {
      Caller(kind: .roleSession, roleARN: $0.arn, account: account, tags: $0.tags)
    }
    let facts = (users + roles).map { $0.facts() }
    factCache[account] = facts
    return facts
  }
}

/// Variables, and the account of those who have values for them.
struct VariableValues: Hashable {
  var account: String
  var keys: [String]
}
