/// The candidates of one question: resources of one kind in one account, in the order of their
/// ARNs, with the facts that conditions ask for.
package final class Universe {
  package let name: String
  package let account: String
  package let arns: [String]
  /// Tags by lower-case key; nil where the snapshot does not hold them.
  package let tags: [[String: String]?]
  /// The candidates' own policies.
  package let policies: [PolicyDocument?]
  /// What changes decisions beside the policies; nil where nothing does.
  package let settings: [ResourceSettings?]
  /// Whether the candidates are what lies behind access points: each stands there once for each
  /// access point, and callers from other accounts have shown their own Allow on the access point.
  package let isBehindAccessPoints: Bool
  package let all: RangeSet32

  private var patternSets: [PatternText: RangeSet32] = [:]
  private var globSets: [Glob: RangeSet32] = [:]
  private var indexOfARN: [String: Int32]?
  private var policyIndexes: [PolicyIndexKey: ResourcePolicyIndex] = [:]
  /// What Resource elements cover, by element and values of its variables. Kept here and not with
  /// the evaluator, so that it cannot outlive the candidates that it speaks of.
  var elementSets: [ElementKey: RangeSet32] = [:]
  /// What policies say whoever asks; nil for those for which that makes a difference.
  var verdicts: [VerdictKey: Verdict?] = [:]

  private var statementGroups: [Bool: [StatementGroup]] = [:]

  private struct PolicyIndexKey: Hashable {
    var table: ObjectIdentifier
    var action: ActionTable.Index
  }

  struct ElementKey: Hashable {
    /// Kept alive by its key, so that no other element gets its identity.
    var element: CompiledElement
    var values: [String?]
  }

  /// - Parameter arns: in ascending order of their bytes; without repetition, but behind access
  ///   points.
  package init(
    name: String, account: String, arns: [String], tags: [[String: String]?]? = nil,
    policies: [PolicyDocument?]? = nil, settings: [ResourceSettings?]? = nil,
    isBehindAccessPoints: Bool = false
  ) {
    self.isBehindAccessPoints = isBehindAccessPoints
    self.name = name
    self.account = account
    self.arns = arns
    self.tags = tags ?? Array(repeating: nil, count: arns.count)
    self.policies = policies ?? Array(repeating: nil, count: arns.count)
    self.settings = settings ?? Array(repeating: nil, count: arns.count)
    all = RangeSet32(0..<Int32(arns.count))
  }

  /// Roles and policies that only AWS changes.
  private(set) lazy var protectedCandidates = RangeSet32(
    ascending: all.members.filter {
      AWSOwned.isProtectedRole(arns[Int($0)]) || AWSOwned.isManagedPolicy(arns[Int($0)])
    })

  /// Whether anything but the callers' own side bears on the candidates.
  package private(set) lazy var hasPolicies: Bool =
    policies.contains { $0 != nil } || !listedCandidates.isEmpty

  /// The keys that conditions of the candidates' own policies mention.
  private(set) lazy var conditionKeys = Set(
    policies.lazy.compactMap { $0 }.flatMap(\.statements).flatMap(\.conditions)
      .flatMap(\.mentionedKeys))

  private(set) lazy var listedCandidates: RangeSet32 = makeListedCandidates()
  private(set) lazy var restrictedCandidates: RangeSet32 = makeRestrictedCandidates()

  /// The number of a candidate. O(1) after the first call.
  package func index(of arn: String) -> Int32? {
    if indexOfARN == nil {
      indexOfARN = Dictionary(
        arns.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    }
    return indexOfARN?[arn]
  }

  /// The candidates that a pattern without variables matches. Computed once per pattern: one range
  /// by binary search on its literal beginning, and only that range is matched.
  package func matching(_ pattern: PatternText) -> RangeSet32 {
    if let known = patternSets[pattern] { return known }
    let set = pattern.glob(replacing: { _ in nil }).map { matching($0) } ?? .empty
    patternSets[pattern] = set
    return set
  }

  func matching(_ glob: Glob) -> RangeSet32 {
    if glob.matchesEverything { return all }
    if let literal = glob.literal, !isBehindAccessPoints {
      return index(of: literal).map { RangeSet32($0..<($0 + 1)) } ?? .empty
    }
    if let known = globSets[glob] { return known }
    let range = rangeOfPrefix(glob.prefix)
    var set = RangeSet32()
    if glob.tokens.count == glob.prefixLength + 1, glob.tokens.last == .run {
      set = RangeSet32(range)
    } else {
      for index in range where glob.matches(arns[Int(index)]) { set.append(index) }
    }
    globSets[glob] = set
    return set
  }

  private func rangeOfPrefix(_ prefix: String) -> Range<Int32> {
    let wanted = Array(prefix.utf8)
    let low = partition { !$0.utf8.lexicographicallyPrecedes(wanted) }
    let high = partition {
      !$0.utf8.starts(with: wanted) && !$0.utf8.lexicographicallyPrecedes(wanted)
    }
    return Int32(low)..<Int32(max(low, high))
  }

  /// The first index for which `isBehind` holds, in a list where it holds from some index on.
  private func partition(_ isBehind: (String) -> Bool) -> Int {
    var low = 0
    var high = arns.count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(arns[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Whether the candidates' own policies may grant the action to callers of an account.
  package func mayGrant(
    _ action: ActionTable.Index, to account: String, in table: ActionTable
  ) -> Bool {
    hasPolicies
      && (!listedCandidates.isEmpty || policyIndex(for: action, in: table).mayGrant(to: account))
  }

  /// Whether the candidates' own policies may grant the action to a caller whose own policies do
  /// not: they name everyone, or the caller itself where `names` is given.
  package func mayGrantAlone(
    _ action: ActionTable.Index, to account: String, names: CallerNames?, in table: ActionTable
  ) -> Bool {
    guard hasPolicies, account == self.account else { return false }
    let index = policyIndex(for: action, in: table)
    return !index.openCandidates.isEmpty || !listedCandidates.isEmpty
      || (names.map { index.names($0) } ?? false)
  }

  /// The candidates on which an action can be allowed at all to most callers of an account: all,
  /// unless their own policies have to name the account.
  package func support(
    of action: ActionTable.Index, for account: String, in table: ActionTable
  ) -> RangeSet32 {
    guard hasPolicies, FixedRules.needsDelegation(table.names[action], on: arns.first ?? "*") else {
      return all
    }
    return policyIndex(for: action, in: table).grantedCandidates(to: account)
  }

  /// Whether the candidates' own policies tell callers of an account apart by what they are.
  package func tellsByFacts(
    _ account: String, _ action: ActionTable.Index, in table: ActionTable
  ) -> Bool {
    hasPolicies && policyIndex(for: action, in: table).tellsByFacts(account)
  }

  /// Whether the candidates' own policies tell a caller from others with the same policies.
  package func singlesOut(
    _ caller: CallerNames, _ action: ActionTable.Index, in table: ActionTable
  ) -> Bool {
    hasPolicies && policyIndex(for: action, in: table).singlesOut(caller)
  }

  /// What the candidates' own policies say of an action. Computed once per action.
  func policyIndex(for action: ActionTable.Index, in table: ActionTable) -> ResourcePolicyIndex {
    let key = PolicyIndexKey(table: ObjectIdentifier(table), action: action)
    if let known = policyIndexes[key] { return known }
    let isStarOnly = table.isStarOnly[action]
    let groups =
      statementGroups[isStarOnly] ?? StatementGroup.groups(of: self, isStarOnly: isStarOnly)
    statementGroups[isStarOnly] = groups
    let index = ResourcePolicyIndex(groups: groups, action: table.names[action])
    policyIndexes[key] = index
    return index
  }
}
