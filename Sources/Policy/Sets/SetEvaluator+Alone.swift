/// What one principal is allowed otherwise than its class.
extension SetEvaluator {
  /// An answer about some of the candidates only.
  package struct PartialAnswer {
    /// The candidates that were asked about.
    package var focus: RangeSet32
    /// Those on which the action is allowed.
    package var allowed: AccessSet

    /// The whole answer, given the class's own.
    package func replacing(_ whole: AccessSet, _ memo: SetMemo) -> AccessSet {
      memo.union(
        AccessSet(
          certain: memo.subtracting(focus, from: whole.certain),
          possible: memo.subtracting(focus, from: whole.possible)),
        allowed)
    }
  }

  /// The candidates on which one principal is allowed the action; nil when that is what its class
  /// is allowed.
  package func evaluateAlone(
    _ question: SetQuestion, for policyClass: PolicyClass, caller: Caller,
    context: RequestContext, over universe: Universe, names: CallerNames? = nil
  ) -> AccessSet? {
    difference(
      question, for: policyClass, caller: caller, context: context, over: universe, names: names
    )?.replacing(evaluate(question, for: policyClass, over: universe), memo)
  }

  /// What one principal is allowed on those candidates whose own policies tell it from others of its
  /// class; nil when that is what its class is allowed there. On all other candidates it is allowed
  /// what its class is.
  ///
  /// - Complexity: O(entries of policies that stand on those candidates).
  package func difference(
    _ question: SetQuestion, for policyClass: PolicyClass, caller: Caller,
    context: RequestContext, over universe: Universe, names: CallerNames? = nil
  ) -> PartialAnswer? {
    guard universe.hasPolicies else { return nil }
    let index = universe.policyIndex(for: question.action, in: table)
    let names = names ?? CallerNames(caller)
    let named = index.candidates(naming: names)
    let dependent = index.dependentCandidates(in: caller.account ?? "")
    if named.isEmpty, dependent.isEmpty { return nil }
    var alone = policyClass
    alone.caller = caller
    alone.context = context
    var focus = memo.union(dependent, named)
    if caller.hasIdentitySide, !universe.isBehindAccessPoints {
      // Elsewhere nothing is granted to it, nor to any other of its class.
      let own = own(question, alone, universe, on: dependent)
      let granted = memo.union(memo.union(own, index.openCandidates), universe.listedCandidates)
      focus = memo.union(named, memo.intersection(dependent, granted))
      if focus.isEmpty { return nil }
    }
    let allowed = combine(question, alone, universe, caller: caller, within: focus)
    let shared = combine(question, policyClass, universe, caller: nil, within: focus)
    return allowed == shared ? nil : PartialAnswer(focus: focus, allowed: allowed)
  }

  /// Those of some candidates on which a class's own policies may allow the action; found once for
  /// each class and universe.
  private func own(
    _ question: SetQuestion, _ policyClass: PolicyClass, _ universe: Universe,
    on dependent: RangeSet32
  ) -> RangeSet32 {
    let caller = policyClass.caller
    if caller.kind != .root, !policyClass.mentioned.contains(question.action) { return .empty }
    let key = OwnKey(
      number: policyClass.number, action: question.action, universe: ObjectIdentifier(universe),
      context: question.context)
    if policyClass.number >= 0, let known = keptOwn[key] { return known }
    let sides = makeSides(
      question, policyClass, requestContext(question, policyClass, universe), universe)
    let own = memo.intersection(
      memo.intersection(sides.identity.possible, sides.limits.possible), dependent)
    if policyClass.number >= 0 {
      keptOwn[key] = own
      keptUniverses[key.universe] = universe
    }
    return own
  }
}
