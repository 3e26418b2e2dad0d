/// Which entries may concern a caller.
extension ResourcePolicyIndex {
  /// Who is told: callers of one account, one of them or whoever no policy names.
  struct Scope: Hashable {
    var account: String
    var isAlone: Bool

    /// Whether an entry is plain to them: it says the same to all whose requests, and facts where it
    /// is one of them, are alike.
    func isPlain(_ entry: Entry) -> Bool { isAlone ? entry.isPlainByFacts : entry.isPlain }
  }

  /// What plain entries may ask of a caller and a request.
  struct PlainKey: Hashable {
    var scope: Scope
    var kind: Caller.Kind
    var hasBoundary: Bool
    var world: RequestContext.World
    var states: [KeyState]
  }

  /// Lists of entries, each made when first asked for.
  struct Lists {
    var plain: [Scope: (entries: [Entry], keys: [AskedKey])] = [:]
    /// What the plain entries say, by who is told.
    var plainSides: [PlainKey: SetEvaluator.ResourceSide] = [:]
    var heldAgainst: [String: RangeSet32] = [:]
    var others: [Scope: [Int]] = [:]
    var othersWithoutOwn: [Scope: [Int]] = [:]
    var othersByCandidate: [Scope: [Int32: [Int]]] = [:]
  }

  /// So few candidates are looked up one by one.
  private static let few = 64

  /// The entries that may name a caller and stand on candidates that are asked about, in order,
  /// besides the plain ones. Allows for its account are there only where its own policies allow
  /// something, since they count for nothing otherwise.
  func entries(for caller: Caller, ownAllows: Bool, on focus: RangeSet32?) -> [Int] {
    let scope = Scope(account: caller.account ?? "", isAlone: true)
    let wide = wide(scope, ownAllows: ownAllows, on: focus)
    let named = ResourcePolicyIndex.names(of: caller).flatMap { byName[$0] ?? [] }
    return named.isEmpty ? wide : Array(Set(wide + named)).sorted()
  }

  /// The entries that may name any caller of this one's kind and account, in order, besides the
  /// plain ones and those that name single principals.
  func entries(forAllLike caller: Caller, ownAllows: Bool, on focus: RangeSet32?) -> [Int] {
    let scope = Scope(account: caller.account ?? "", isAlone: false)
    let wide = wide(scope, ownAllows: ownAllows, on: focus)
    let named = ResourcePolicyIndex.sharedNames(of: caller).flatMap { byName[$0] ?? [] }
    return named.isEmpty ? wide : Array(Set(wide + named)).sorted()
  }

  /// The plain entries, and the keys that they ask for, sorted.
  func plain(_ scope: Scope) -> (entries: [Entry], keys: [AskedKey]) {
    if let known = lists.plain[scope] { return known }
    let found = wide(scope.account).map { entries[$0] }.filter(scope.isPlain)
    let keys = Set(found.flatMap(\.statement.conditions).flatMap(\.mentionedKeys))
    let made = (found, keys.sorted().map(AskedKey.named))
    lists.plain[scope] = made
    return made
  }

  /// The entries that name everyone or an account, in order.
  func wide(_ account: String) -> [Int] {
    Array(Set(general + (byAccount[account] ?? []))).sorted()
  }

  private func wide(_ scope: Scope, ownAllows: Bool, on focus: RangeSet32?) -> [Int] {
    let whole = ownAllows ? others(scope) : othersWithoutOwn(scope)
    guard let focus else { return whole }
    if focus.count > ResourcePolicyIndex.few {
      return whole.filter { entries[$0].candidates.intersects(focus) }
    }
    let byCandidate = othersByCandidate(scope)
    let standing = Set(focus.members.flatMap { byCandidate[$0] ?? [] })
    return ownAllows ? standing.sorted() : whole.filter(standing.contains)
  }

  /// The candidates on which some entry denies something to some of an account, by what they are:
  /// held against all whom that does not let out.
  func heldAgainst(_ account: String) -> RangeSet32 {
    if let known = lists.heldAgainst[account] { return known }
    let made = wide(account).map { entries[$0] }
      .filter { $0.dependsOnPrincipal && $0.statement.effect == .deny }
      .reduce(RangeSet32.empty) { $0.union($1.candidates) }
    lists.heldAgainst[account] = made
    return made
  }

  /// The entries that name everyone or an account and are not plain, in order; for whoever no policy
  /// names without those that tell callers apart by what they are.
  private func others(_ scope: Scope) -> [Int] {
    if let known = lists.others[scope] { return known }
    let made = wide(scope.account).filter {
      !scope.isPlain(entries[$0]) && (scope.isAlone || !entries[$0].dependsOnPrincipal)
    }
    lists.others[scope] = made
    return made
  }

  /// The same without the Allows that name only the account.
  private func othersWithoutOwn(_ scope: Scope) -> [Int] {
    if let known = lists.othersWithoutOwn[scope] { return known }
    let open = Set(general)
    let made = others(scope).filter {
      open.contains($0) || entries[$0].statement.effect == .deny
    }
    lists.othersWithoutOwn[scope] = made
    return made
  }

  /// The same for each candidate.
  private func othersByCandidate(_ scope: Scope) -> [Int32: [Int]] {
    if let known = lists.othersByCandidate[scope] { return known }
    var made: [Int32: [Int]] = [:]
    for number in others(scope) {
      for member in entries[number].candidates.members { made[member, default: []].append(number) }
    }
    lists.othersByCandidate[scope] = made
    return made
  }
}
