/// What the candidates' own policies say of one action, by whom they name.
///
/// Statements that differ only in the candidate they stand on are one entry with a set, so that a
/// caller is judged once for all of them.
package final class ResourcePolicyIndex {
  /// Statements with the same effect, principals and conditions.
  final class Entry {
    let statement: Statement
    /// The candidates it stands on and covers; those it only stands on where `hasVariables`.
    var candidates: RangeSet32
    /// Whether the Resource element holds variables, so that what it covers depends on who asks.
    let hasVariables: Bool
    /// Whether the conditions, or the naming, tell one principal of an account from another.
    let dependsOnPrincipal: Bool
    /// Whether some name is that of a session, or a unique id with a session's name.
    let namesSessions: Bool
    private var made: CompiledStatement?

    init(
      statement: Statement, candidates: RangeSet32, hasVariables: Bool, dependsOnPrincipal: Bool
    ) {
      self.statement = statement
      self.candidates = candidates
      self.hasVariables = hasVariables
      self.dependsOnPrincipal = dependsOnPrincipal
      guard case .only(let names) = statement.principals else {
        namesSessions = false
        return
      }
      namesSessions = names.contains {
        if case .aws(let text) = $0 { ResourcePolicyIndex.key(of: text) != text } else { false }
      }
    }

    func compiled(in table: ActionTable) -> CompiledStatement {
      if let made { return made }
      let compiled = CompiledStatement(statement, in: table)
      made = compiled
      return compiled
    }
  }

  private(set) var entries: [Entry] = []
  /// Entries by user or role ARN, unique id, or `account:role-name` for session ARNs.
  private var byName: [String: [Int]] = [:]
  private var byAccount: [String: [Int]] = [:]
  /// Entries that deny somebody by name, by the account of the name; unique ids tell of none and
  /// are filed under the empty text.
  private var denialsByAccount: [String: [Int]] = [:]
  /// Entries that name everyone, or everyone but some.
  private var general: [Int] = []
  private var dependent: [String: RangeSet32] = [:]
  private var sharedEntries: [String: [Int]] = [:]
  private var entriesWithoutOwn: [String: [Int]] = [:]
  private var granted: [String: RangeSet32] = [:]
  /// By account, whether some entry tells its principals from one another without naming them.
  private var tellingAccounts: [String: Bool] = [:]

  init(universe: Universe, action: String, isStarOnly: Bool) {
    var numbers: [EntryKey: Int] = [:]
    for (candidate, policy) in universe.policies.enumerated() {
      for statement in policy?.statements ?? [] where statement.actions.matches(action) {
        let resource = isStarOnly ? "*" : universe.arns[candidate]
        guard
          statement.resources.hasVariables
            || statement.resources.coverage(of: resource, in: RequestContext(), for: .allow) == .yes
        else { continue }
        let key = EntryKey(statement)
        if let number = numbers[key] {
          entries[number].candidates.append(Int32(candidate))
        } else {
          numbers[key] = entries.count
          add(statement, Int32(candidate))
        }
      }
    }
  }

  private func add(_ statement: Statement, _ candidate: Int32) {
    let number = entries.count
    var dependsOnPrincipal = !PrincipalFacts.keys(in: statement).isEmpty
    switch statement.principals {
    case .none: break
    case .allBut:
      general.append(number)
      dependsOnPrincipal = true
    case .only(let names):
      for name in names {
        switch name {
        case .everyone, .everyAWS: general.append(number)
        case .account(let id): byAccount[id, default: []].append(number)
        case .aws(let text):
          byName[ResourcePolicyIndex.key(of: text), default: []].append(number)
          if statement.effect == .deny {
            denialsByAccount[ARN(text)?.account ?? "", default: []].append(number)
          }
          dependsOnPrincipal = true
        case .service(let text), .federated(let text), .canonicalUser(let text):
          byName[text, default: []].append(number)
        }
      }
    }
    entries.append(
      Entry(
        statement: statement, candidates: RangeSet32(candidate..<(candidate + 1)),
        hasVariables: statement.resources.hasVariables, dependsOnPrincipal: dependsOnPrincipal))
  }

  /// Session ARNs are filed under their role: the attacker chooses the session's name.
  static func key(of name: String) -> String {
    guard let arn = ARN(name) else { return String(name.prefix { $0 != ":" }) }
    guard arn.service == "sts", arn.resource.hasPrefix("assumed-role/") else { return name }
    let role = arn.resource.dropFirst("assumed-role/".count).prefix { $0 != "/" }
    return "\(arn.account):\(role)"
  }

  /// Whether some entry may grant something to a caller of an account.
  func mayGrant(to account: String) -> Bool {
    if !general.isEmpty || byAccount[account] != nil { return true }
    return namedAccounts.contains(account) || namedAccounts.contains("")
  }

  /// The accounts of the principals that entries name; the empty text for names that tell of none,
  /// such as unique ids.
  private lazy var namedAccounts: Set<String> = Set(
    byName.keys.map { name in
      let account = ARN(name)?.account ?? String(name.prefix { $0 != ":" })
      return isAccountID(account) ? account : ""
    })

  /// The entries that may name a caller, in order; Allows for its account only where its own
  /// policies allow something, since they count for nothing otherwise.
  func entries(for caller: Caller, ownAllows: Bool) -> [Int] {
    let shared = ownAllows ? shared(caller.account) : sharedWithoutOwn(caller.account)
    let named = ResourcePolicyIndex.names(of: caller).flatMap { byName[$0] ?? [] }
    return named.isEmpty ? shared : Array(Set(shared + named)).sorted()
  }

  /// The entries that may name any caller of this one's kind and account, in order; of those that
  /// name one principal only the denials.
  func entries(forAllLike caller: Caller, ownAllows: Bool) -> [Int] {
    let named = ResourcePolicyIndex.sharedNames(of: caller).flatMap { byName[$0] ?? [] }
    let others = denials(in: caller.account) + named
    let shared = ownAllows ? shared(caller.account) : sharedWithoutOwn(caller.account)
    return others.isEmpty ? shared : Array(Set(shared + others)).sorted()
  }

  /// The entries that name everyone or an account, in order.
  private func shared(_ account: String?) -> [Int] {
    if let known = sharedEntries[account ?? ""] { return known }
    let made = Array(Set(general + (account.flatMap { byAccount[$0] } ?? []))).sorted()
    sharedEntries[account ?? ""] = made
    return made
  }

  /// As `shared`, without the Allows that name only the account.
  private func sharedWithoutOwn(_ account: String?) -> [Int] {
    if let known = entriesWithoutOwn[account ?? ""] { return known }
    let open = Set(general)
    let made = shared(account).filter {
      open.contains($0) || entries[$0].statement.effect == .deny
    }
    entriesWithoutOwn[account ?? ""] = made
    return made
  }

  private func denials(in account: String?) -> [Int] {
    guard let account else { return [] }
    return (denialsByAccount[account] ?? []) + (denialsByAccount[""] ?? [])
  }

  /// Whether some entry names this very caller.
  func names(_ caller: CallerNames) -> Bool { caller.names.contains { byName[$0] != nil } }

  /// The candidates on which an entry grants something to everyone, or to everyone but some.
  private(set) lazy var openCandidates: RangeSet32 = general.map { entries[$0] }
    .filter { $0.statement.effect == .allow }
    .reduce(.empty) { $0.union($1.candidates) }

  /// The candidates on which some entry grants something to an account or to everyone.
  func grantedCandidates(to account: String) -> RangeSet32 {
    if let known = granted[account] { return known }
    let made = (byAccount[account] ?? []).map { entries[$0] }
      .filter { $0.statement.effect == .allow }
      .reduce(openCandidates) { $0.union($1.candidates) }
    granted[account] = made
    return made
  }

  /// The candidates for which some entry that may concern callers of this one's account tells one
  /// of them from another.
  func dependentCandidates(for caller: Caller) -> RangeSet32 {
    let account = caller.account ?? ""
    if let known = dependent[account] { return known }
    var set = RangeSet32.empty
    for number in general + denials(in: account) + (byAccount[account] ?? [])
    where entries[number].dependsOnPrincipal {
      set = set.union(entries[number].candidates)
    }
    dependent[account] = set
    return set
  }

  /// Whether some entry tells this caller from others of its class: it names the caller, or it
  /// denies somebody by name and so was held against the whole class.
  func singlesOut(_ caller: Caller) -> Bool { singlesOut(CallerNames(caller)) }

  func singlesOut(_ caller: CallerNames) -> Bool {
    caller.names.contains { byName[$0] != nil } || tellsAllApart(caller.account ?? "")
  }

  /// Whether some entry tells the principals of an account apart without naming them.
  func tellsAllApart(_ account: String) -> Bool {
    if let known = tellingAccounts[account] { return known }
    let named = account.isEmpty ? [] : byAccount[account] ?? []
    let tells =
      !denials(in: account.isEmpty ? nil : account).isEmpty
      || (general + named).contains { entries[$0].dependsOnPrincipal }
    tellingAccounts[account] = tells
    return tells
  }

  static func names(of caller: Caller) -> [String] {
    var names = [caller.roleARN ?? caller.arn, caller.uniqueID, caller.federatedBy]
      .compactMap(\.self)
    names += sharedNames(of: caller)
    if let role = caller.roleARN.flatMap({ ARN($0) }) {
      names.append("\(role.account):\(role.name)")
    }
    return names
  }

  /// The names that a caller has in common with all of its kind and account.
  private static func sharedNames(of caller: Caller) -> [String] {
    [caller.service, caller.issuer, caller.canonicalID].compactMap(\.self)
  }

  private struct EntryKey: Hashable {
    struct Test: Hashable {
      var quantifier: Condition.Quantifier
      var comparison: Comparison
      var ifExists: Bool
      var key: String
      var values: [PatternText]
    }

    var effect: Effect
    var principals: PrincipalElement
    var tests: [Test]
    /// Only where what it covers depends on who asks.
    var resources: ResourceElement?

    init(_ statement: Statement) {
      effect = statement.effect
      principals = statement.principals
      tests = statement.conditions.map {
        Test(
          quantifier: $0.quantifier, comparison: $0.comparison, ifExists: $0.ifExists, key: $0.key,
          values: $0.values)
      }
      resources = statement.resources.hasVariables ? statement.resources : nil
    }
  }
}

/// The names under which resource policies can speak of one caller; made once for many questions.
package struct CallerNames: Sendable {
  let names: [String]
  let account: String?

  package init(_ caller: Caller) {
    names = ResourcePolicyIndex.names(of: caller)
    account = caller.account
  }
}
