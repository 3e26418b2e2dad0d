extension SetEvaluator {
  struct ResourceSide {
    var account = AccessSet.empty
    var role = AccessSet.empty
    var everyone = AccessSet.empty
    var direct = AccessSet.empty
    var deny = AccessSet.empty

    /// Adds candidates on which a statement applies, by how it names the caller.
    mutating func add(_ set: AccessSet, of effect: Effect, _ naming: Naming, _ memo: SetMemo) {
      if effect == .deny {
        deny = memo.union(deny, set)
        return
      }
      switch naming {
      case .account: account = memo.union(account, set)
      case .role: role = memo.union(role, set)
      case .everyone: everyone = memo.union(everyone, set)
      case .direct: direct = memo.union(direct, set)
      }
    }

    func within(_ focus: RangeSet32, _ memo: SetMemo) -> ResourceSide {
      let focus = AccessSet(focus)
      return ResourceSide(
        account: memo.intersection(account, focus), role: memo.intersection(role, focus),
        everyone: memo.intersection(everyone, focus), direct: memo.intersection(direct, focus),
        deny: memo.intersection(deny, focus))
    }
  }

  func resourceSide(
    _ question: SetQuestion, _ policyClass: PolicyClass, _ context: RequestContext,
    _ universe: Universe, _ caller: Caller?, own: RangeSet32, isForeign: Bool,
    focus: RangeSet32?
  ) -> ResourceSide {
    let index = universe.policyIndex(for: question.action, in: table)
    let whom = caller ?? policyClass.caller.unnamed
    var side = plainSide(
      of: index, question, context, universe, to: whom, isAlone: caller != nil,
      hasBoundary: policyClass.boundary != nil)
    if caller == nil {
      side.deny = memo.union(side.deny, AccessSet(index.heldAgainst(whom.account ?? "")))
    }
    if let focus { side = side.within(focus, memo) }
    let ownAllows = !own.isEmpty || !policyClass.caller.hasIdentitySide
    let numbers =
      caller.map { index.entries(for: $0, ownAllows: ownAllows, on: focus) }
      ?? index.entries(forAllLike: policyClass.caller, ownAllows: ownAllows, on: focus)
    for number in numbers {
      let entry = index.entries[number]
      if caller == nil && entry.dependsOnPrincipal {
        if entry.statement.effect == .deny {
          side.deny = memo.union(side.deny, AccessSet(entry.candidates(on: focus)))
        }
        continue
      }
      guard let naming = naming(entry, whom, hasBoundary: policyClass.boundary != nil) else {
        continue
      }
      // What an account is granted counts only with an Allow of the caller's own side.
      let needsOwn = naming == .account || isForeign
      if entry.statement.effect == .allow, needsOwn, whom.hasIdentitySide,
        !own.intersects(entry.candidates)
      {
        continue
      }
      side.add(
        applying(entry, question, context, universe, focus: focus), of: entry.statement.effect,
        naming, memo)
    }
    side.apply(
      storageOf: universe, to: caller ?? policyClass.caller, table.names[question.action], on: focus
    )
    return side
  }

  /// The candidates on which an entry's statement covers a request.
  private func applying(
    _ entry: ResourcePolicyIndex.Entry, _ question: SetQuestion, _ context: RequestContext,
    _ universe: Universe, focus: RangeSet32?
  ) -> AccessSet {
    var covered = AccessSet(entry.candidates(on: focus))
    if entry.hasVariables {
      covered = memo.intersection(
        covered,
        candidates(
          entry.compiled(in: table).element, Polarity(entry.statement.effect), question.action,
          context, universe))
    }
    return applies(entry.compiled(in: table), covered, context, universe)
  }

  /// What plain entries say: found once for all whose requests have the same values of the keys that
  /// they ask for.
  private func plainSide(
    of index: ResourcePolicyIndex, _ question: SetQuestion, _ context: RequestContext,
    _ universe: Universe, to caller: Caller, isAlone: Bool, hasBoundary: Bool
  ) -> ResourceSide {
    let scope = ResourcePolicyIndex.Scope(account: caller.account ?? "", isAlone: isAlone)
    let plain = index.plain(scope)
    if plain.entries.isEmpty { return ResourceSide() }
    let key = ResourcePolicyIndex.PlainKey(
      scope: scope, kind: caller.kind, hasBoundary: hasBoundary, world: context.world,
      states: plain.keys.map { context[$0] })
    if let known = index.lists.plainSides[key] { return known }
    var side = ResourceSide()
    for entry in plain.entries {
      guard
        let naming = entry.statement.principals.naming(
          of: caller, effect: entry.statement.effect, hasBoundary: hasBoundary)
      else { continue }
      side.add(
        applying(entry, question, context, universe, focus: nil), of: entry.statement.effect,
        naming, memo)
    }
    if index.lists.plainSides.count > 1024 { index.lists.plainSides.removeAll() }
    index.lists.plainSides[key] = side
    return side
  }

  /// How a statement names a caller whose session name the attacker chooses.
  private func naming(
    _ entry: ResourcePolicyIndex.Entry, _ caller: Caller, hasBoundary: Bool
  ) -> Naming? {
    let statement = entry.statement
    let plain = statement.principals.naming(
      of: caller, effect: statement.effect, hasBoundary: hasBoundary)
    guard entry.namesSessions, statement.effect == .allow,
      case .only(let names) = statement.principals,
      let role = caller.roleARN.flatMap({ ARN($0) })
    else { return plain }
    let keys = ["\(role.account):\(role.name)", caller.uniqueID]
    let isChosen = names.contains {
      guard case .aws(let text) = $0 else { return false }
      let key = ResourcePolicyIndex.key(of: text)
      return key != text && keys.contains(key)
    }
    return isChosen ? .direct : plain
  }
}

extension PrincipalElement {
  /// Whether it names only everyone and whole accounts.
  var isWide: Bool {
    guard case .only(let names) = self else { return false }
    return names.allSatisfy {
      switch $0 {
      case .everyone, .everyAWS, .account: true
      default: false
      }
    }
  }

  /// Whether it names callers that are no users or roles of an account.
  var namesKinds: Bool {
    let names: [PrincipalName] =
      switch self {
      case .none: []
      case .only(let list), .allBut(let list): list
      }
    return names.contains {
      switch $0 {
      case .service, .federated, .canonicalUser: true
      case .everyone, .everyAWS, .account, .aws: false
      }
    }
  }
}
