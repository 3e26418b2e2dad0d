/// What policies say of one action, over all candidates of a universe.
extension SetEvaluator {
  func verdict(
    _ policies: [CompiledPolicy], _ action: ActionTable.Index, _ context: RequestContext,
    _ universe: Universe
  ) -> (allow: AccessSet, deny: AccessSet) {
    var allow = AccessSet.empty
    var deny = AccessSet.empty
    for policy in policies where policy.mentions(action) {
      let said =
        fixedVerdict(policy, action, universe) ?? verdict(policy, action, context, universe)
      allow = memo.union(allow, said.allow)
      deny = memo.union(deny, said.deny)
    }
    return (allow, deny)
  }

  private func verdict(
    _ policy: CompiledPolicy, _ action: ActionTable.Index, _ context: RequestContext,
    _ universe: Universe
  ) -> Universe.Verdict {
    var said = Universe.Verdict()
    for statement in policy.statements where statement.mask.contains(action) {
      let covered = candidates(statement.element, statement.polarity, action, context, universe)
      let set = applies(statement, covered, context, universe)
      if set.isEmpty { continue }
      if statement.polarity == .allow {
        said.allow = memo.union(said.allow, set)
      } else {
        said.deny = memo.union(said.deny, set)
      }
    }
    return said
  }

  /// What a policy says whoever asks: nil where conditions or variables make a difference. Found
  /// once for each policy, action and universe.
  private func fixedVerdict(
    _ policy: CompiledPolicy, _ action: ActionTable.Index, _ universe: Universe
  ) -> Universe.Verdict? {
    let key = Universe.VerdictKey(policy: policy, action: action)
    if let known = universe.verdicts[key] { return known }
    let isFixed = policy.statements.allSatisfy {
      !$0.mask.contains(action)
        || ($0.statement.conditions.isEmpty && $0.element.variables.isEmpty)
    }
    let made = isFixed ? verdict(policy, action, RequestContext(), universe) : nil
    universe.verdicts.updateValue(made, forKey: key)
    return made
  }
}

extension Universe {
  /// The candidates on which a policy allows an action, and on which it denies it.
  struct Verdict {
    var allow = AccessSet.empty
    var deny = AccessSet.empty
  }

  struct VerdictKey: Hashable {
    /// Kept alive by its key, so that no other policy gets its identity.
    var policy: CompiledPolicy
    var action: ActionTable.Index

    static func == (left: VerdictKey, right: VerdictKey) -> Bool {
      left.policy === right.policy && left.action == right.action
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(ObjectIdentifier(policy))
      hasher.combine(action)
    }
  }
}
