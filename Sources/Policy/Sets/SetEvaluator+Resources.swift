extension SetEvaluator {
  struct ResourceSide {
    var account = AccessSet.empty
    var role = AccessSet.empty
    var everyone = AccessSet.empty
    var direct = AccessSet.empty
    var deny = AccessSet.empty
  }

  func resourceSide(
    _ question: SetQuestion, _ policyClass: PolicyClass, _ context: RequestContext,
    _ universe: Universe, _ caller: Caller?, own: RangeSet32, isForeign: Bool
  ) -> ResourceSide {
    let index = universe.policyIndex(for: question.action, in: table)
    var side = ResourceSide()
    let ownAllows = !own.isEmpty || !policyClass.caller.hasIdentitySide
    let numbers =
      caller.map { index.entries(for: $0, ownAllows: ownAllows) }
      ?? index.entries(forAllLike: policyClass.caller, ownAllows: ownAllows)
    for number in numbers {
      let entry = index.entries[number]
      if caller == nil && entry.dependsOnPrincipal {
        if entry.statement.effect == .deny {
          side.deny = side.deny.union(AccessSet(entry.candidates))
        }
        continue
      }
      let whom = caller ?? policyClass.caller
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
      var covered = AccessSet(entry.candidates)
      if entry.hasVariables {
        covered = covered.intersection(
          candidates(
            entry.compiled(in: table).element, Polarity(entry.statement.effect), question.action,
            context, universe))
      }
      let set = applies(entry.compiled(in: table), covered, context, universe)
      if entry.statement.effect == .deny {
        side.deny = side.deny.union(set)
      } else {
        switch naming {
        case .account: side.account = side.account.union(set)
        case .role: side.role = side.role.union(set)
        case .everyone: side.everyone = side.everyone.union(set)
        case .direct: side.direct = side.direct.union(set)
        }
      }
    }
    side.apply(
      storageOf: universe, to: caller ?? policyClass.caller, table.names[question.action])
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
