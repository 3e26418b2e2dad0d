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
    /// Whether the conditions, or what it covers, tell one principal of an account from another.
    let dependsOnPrincipal: Bool
    /// Whether some name is that of a session, or a unique id with a session's name.
    let namesSessions: Bool
    /// Whether it says the same to all callers of one kind and account whom no policy names and whose
    /// requests are alike.
    let isPlain: Bool
    /// Whether it says the same to all callers of one kind and account whose requests and facts are
    /// alike, and few have facts that nobody else has.
    let isPlainByFacts: Bool
    private var made: CompiledStatement?

    init(
      statement: Statement, candidates: RangeSet32, hasVariables: Bool, dependsOnPrincipal: Bool
    ) {
      self.statement = statement
      self.candidates = candidates
      self.hasVariables = hasVariables
      self.dependsOnPrincipal = dependsOnPrincipal
      let keys = statement.conditions.flatMap(\.mentionedKeys)
      let isOfCandidate = hasVariables || keys.contains(where: PrincipalFacts.isCandidateKey)
      isPlain = !isOfCandidate && !dependsOnPrincipal && !statement.principals.namesKinds
      isPlainByFacts =
        !isOfCandidate && statement.principals.isWide
        && !keys.contains(where: PrincipalFacts.isPersonal)
      guard case .only(let names) = statement.principals else {
        namesSessions = false
        return
      }
      namesSessions = names.contains {
        if case .aws(let text) = $0 { ResourcePolicyIndex.key(of: text) != text } else { false }
      }
    }

    /// Those of its candidates that are asked about; nil for all.
    func candidates(on focus: RangeSet32?) -> RangeSet32 {
      focus.map { candidates.intersection($0) } ?? candidates
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
  private(set) var byName: [String: [Int]] = [:]
  private(set) var byAccount: [String: [Int]] = [:]
  /// Entries that name everyone, or everyone but some.
  private(set) var general: [Int] = []
  private var dependent: [String: RangeSet32] = [:]
  /// What is kept of the lists below.
  var lists = Lists()
  private var granted: [String: RangeSet32] = [:]

  /// - Parameter groups: statements on the universe's candidates, of any action.
  init(groups: [StatementGroup], action: String) {
    for group in groups where group.statement.actions.matches(action) {
      add(group.statement, group.candidates)
    }
  }

  private func add(_ statement: Statement, _ candidates: RangeSet32) {
    let number = entries.count
    switch statement.principals {
    case .none: break
    case .allBut(let names):
      general.append(number)
      for case .aws(let text) in names {
        byName[ResourcePolicyIndex.key(of: text), default: []].append(number)
      }
    case .only(let names):
      for name in names {
        switch name {
        case .everyone, .everyAWS: general.append(number)
        case .account(let id): byAccount[id, default: []].append(number)
        default:
          if let text = ResourcePolicyIndex.name(name) { byName[text, default: []].append(number) }
        }
      }
    }
    entries.append(
      Entry(
        statement: statement, candidates: candidates,
        hasVariables: statement.resources.hasVariables,
        dependsOnPrincipal: !PrincipalFacts.keys(in: statement).isEmpty))
  }

  /// What entries are filed under for a name of less than an account.
  static func name(_ name: PrincipalName) -> String? {
    switch name {
    case .everyone, .everyAWS, .account: nil
    case .aws(let text): key(of: text)
    case .service(let text), .federated(let text), .canonicalUser(let text): text
    }
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

  /// The candidates with an entry that names a caller.
  func candidates(naming caller: CallerNames) -> RangeSet32 {
    caller.names.reduce(.empty) { set, name in
      (byName[name] ?? []).reduce(set) { $0.union(entries[$1].candidates) }
    }
  }

  /// The candidates for which some entry that may concern callers of an account tells one of them
  /// from another without naming it.
  func dependentCandidates(in account: String) -> RangeSet32 {
    if let known = dependent[account] { return known }
    let set = wide(account).map { entries[$0] }.filter(\.dependsOnPrincipal)
      .reduce(RangeSet32.empty) { $0.union($1.candidates) }
    dependent[account] = set
    return set
  }

  /// Whether some entry tells callers of an account apart by what they are.
  func tellsByFacts(_ account: String) -> Bool { !dependentCandidates(in: account).isEmpty }

  /// Whether some entry tells this caller from others of its class.
  func singlesOut(_ caller: CallerNames) -> Bool {
    names(caller) || !dependentCandidates(in: caller.account ?? "").isEmpty
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
  static func sharedNames(of caller: Caller) -> [String] {
    [caller.service, caller.issuer, caller.canonicalID].compactMap(\.self)
  }
}
