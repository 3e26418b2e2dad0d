/// The policies and facts of a class of principals that cannot be told apart by their own policies.
package struct PolicyClass {
  /// Tells classes apart where answers are kept; classes with the same number are the same.
  package var number = -1
  package var caller: Caller
  package var identity: [CompiledPolicy]
  package var boundary: CompiledPolicy?
  /// Levels of service control policies; nil without an organisation.
  package var serviceControl: [[CompiledPolicy]]?
  package var context: RequestContext
  /// The actions that its own Allows may speak of.
  package let mentioned: ActionMask
  /// The keys that conditions of its own side and above it mention.
  let conditionKeys: Set<String>

  package init(
    caller: Caller, identity: [CompiledPolicy], boundary: CompiledPolicy? = nil,
    serviceControl: [[CompiledPolicy]]? = nil, context: RequestContext
  ) {
    self.caller = caller
    self.identity = identity
    self.boundary = boundary
    self.serviceControl = serviceControl
    mentioned = CompiledPolicy.mentioned(by: identity)
    var keys: Set<String> = []
    for policy in identity { keys.formUnion(policy.conditionKeys) }
    if let boundary { keys.formUnion(boundary.conditionKeys) }
    for policy in (serviceControl ?? []).joined() { keys.formUnion(policy.conditionKeys) }
    conditionKeys = keys
    var context = context
    context.add(facts: caller.facts())
    context.add(facts: ["aws:viaawsservice": ["false"], "aws:securetransport": ["true"]])
    self.context = context
  }
}

extension SetQuestion {
  /// Whether what the request fixes can make a difference: some policy that bears on it asks.
  ///
  /// - Complexity: O(keys), after the first call for a universe.
  package func isAskedForContext(by policyClass: PolicyClass, over universe: Universe) -> Bool {
    context.keys.contains { key in
      policyClass.conditionKeys.contains(key) || universe.conditionKeys.contains(key)
        || (resourceControl ?? []).joined().contains { $0.conditionKeys.contains(key) }
    }
  }
}

extension PolicyClass {
  /// Whether nothing but resource policies bears on what is granted to everyone: no Deny of its own
  /// side covers the action, and there are no policies above it.
  package func isUnopposed(in action: ActionTable.Index) -> Bool {
    serviceControl == nil && !identity.contains { $0.denies(action) }
      && !(boundary?.denies(action) ?? false)
  }

  /// How many actions of the table further policies speak of that the class's own do not.
  package func count(ofActionsAddedBy policies: [CompiledPolicy]) -> Int {
    CompiledPolicy.mentioned(by: policies).count(besides: mentioned)
  }
}

/// One question about a whole universe: on which candidates is an action allowed?
package struct SetQuestion {
  package var action: ActionTable.Index
  /// Keys that the request itself fixes, such as the service a role is passed to.
  package var context: [String: [String]]
  /// Levels of resource control policies of the universe's account.
  package var resourceControl: [[CompiledPolicy]]?

  package init(
    action: ActionTable.Index, context: [String: [String]] = [:],
    resourceControl: [[CompiledPolicy]]? = nil
  ) {
    self.action = action
    self.context = context
    self.resourceControl = resourceControl
  }
}

/// Evaluates policies for whole sets of candidates at once. What it calls certain, `decide` allows;
/// what `decide` does not deny, it calls possible.
///
/// Cost per class and action: a few operations on ranges for each statement that covers the action.
package final class SetEvaluator {
  package let table: ActionTable
  package let memo = SetMemo()
  /// What numbered classes' own policies may allow of the few candidates whose own policies tell
  /// principals apart.
  var keptOwn: [OwnKey: RangeSet32] = [:]
  /// The universes of `keptOwn`, so that none goes and leaves its identity to another.
  var keptUniverses: [ObjectIdentifier: Universe] = [:]

  /// Contexts of requests of the class that asked last.
  private var keptContexts: (number: Int, contexts: [ContextKey: RequestContext]) = (-1, [:])

  private struct ContextKey: Hashable {
    var account: String
    var isStorage: Bool
  }

  struct OwnKey: Hashable {
    var number: Int
    var action: ActionTable.Index
    var universe: ObjectIdentifier
    var context: [String: [String]]
  }

  package init(table: ActionTable) { self.table = table }

  /// What the class's own policies allow, before ceilings and resource policies.
  struct Sides {
    var identity = AccessSet.empty
    var limits: AccessSet
    var deny = AccessSet.empty
    var ceiling: AccessSet

    func within(_ focus: RangeSet32, _ memo: SetMemo) -> Sides {
      let focus = AccessSet(focus)
      return Sides(
        identity: memo.intersection(identity, focus), limits: memo.intersection(limits, focus),
        deny: memo.intersection(deny, focus), ceiling: memo.intersection(ceiling, focus))
    }
  }

  /// The candidates on which those of the class are allowed the action whom no resource policy names.
  /// Entries of resource policies that tell them apart by what they are count as not granting, and as
  /// denying. Whoever is named otherwise than by ``PolicyDocument/namesLeftOut`` is allowed no less.
  package func evaluate(
    _ question: SetQuestion, for policyClass: PolicyClass, over universe: Universe
  ) -> AccessSet {
    combine(question, policyClass, universe, caller: nil, within: nil)
  }

  // MARK: Sides

  /// - Parameters:
  ///   - caller: one principal of the class, or nil for what does not depend on which it is.
  ///   - focus: the candidates that are asked about, or nil for all.
  func combine(
    _ question: SetQuestion, _ policyClass: PolicyClass, _ universe: Universe, caller: Caller?,
    within focus: RangeSet32?
  ) -> AccessSet {
    let all = focus ?? universe.all
    let name = table.names[question.action]
    if let fixed = FixedRules.answer(to: name, from: policyClass.caller)
      ?? FixedRules.answer(
        to: name, from: policyClass.caller, on: universe.arns.first ?? "*",
        in: universe.account.isEmpty ? nil : universe.account)
    {
      return fixed.isAllowed ? AccessSet(all) : .empty
    }
    let context =
      caller == nil
      ? requestContext(ofClass: policyClass, question, universe)
      : requestContext(question, policyClass, universe)
    // An account without a name is one that nobody knows: taken for the caller's own.
    let isNamed = !universe.account.isEmpty
    let whole = makeSides(question, policyClass, context, universe)
    let sides = focus.map { whole.within($0, memo) } ?? whole
    let isForeign = isNamed && policyClass.caller.account != universe.account
    let granted: AccessSet
    var deny = sides.deny
    let own =
      isForeign && universe.isBehindAccessPoints
      ? AccessSet(all) : memo.intersection(sides.identity, sides.limits)
    if universe.hasPolicies {
      let resource = resourceSide(
        question, policyClass, context, universe, caller, own: own.possible, isForeign: isForeign,
        focus: focus)
      deny = memo.union(deny, resource.deny)
      let toAll = memo.union(resource.direct, resource.everyone)
      if !policyClass.caller.hasIdentitySide {
        granted = memo.union(memo.union(toAll, resource.account), resource.role)
      } else if isForeign {
        granted = memo.intersection(
          own, memo.union(memo.union(toAll, resource.account), resource.role))
      } else {
        let path =
          needsDelegation(question, universe) ? memo.intersection(own, resource.account) : own
        granted = memo.union(
          memo.union(path, toAll), memo.intersection(resource.role, sides.limits))
      }
    } else {
      granted = isForeign || needsDelegation(question, universe) ? .empty : own
    }
    let left = memo.subtracting(deny, from: memo.intersection(granted, sides.ceiling))
    return memo.subtracting(AccessSet(protected(question, universe)), from: left)
  }

  /// The context of a class's request; that of the last class is kept for what fixes no keys.
  private func requestContext(
    ofClass policyClass: PolicyClass, _ question: SetQuestion, _ universe: Universe
  ) -> RequestContext {
    guard policyClass.number >= 0, question.context.isEmpty else {
      return requestContext(question, policyClass, universe)
    }
    if keptContexts.number != policyClass.number { keptContexts = (policyClass.number, [:]) }
    let isStorage = table.names[question.action].hasPrefix("s3:")
    let key = ContextKey(account: universe.account, isStorage: isStorage)
    if let known = keptContexts.contexts[key] { return known }
    let made = requestContext(question, policyClass, universe)
    keptContexts.contexts[key] = made
    return made
  }

  func requestContext(
    _ question: SetQuestion, _ policyClass: PolicyClass, _ universe: Universe
  ) -> RequestContext {
    var context = policyClass.context
    for (key, values) in question.context { context[key] = .values(values) }
    // An account without a name is one that nobody knows.
    let account: KeyState =
      universe.account.isEmpty
      ? .free(FreeKey(.unknown, isAlwaysPresent: true)) : .values([universe.account])
    context["aws:resourceaccount"] = account
    if table.names[question.action].hasPrefix("s3:") { context["s3:resourceaccount"] = account }
    return context
  }

  func needsDelegation(_ question: SetQuestion, _ universe: Universe) -> Bool {
    table.mayNeedDelegation[question.action] && !table.isStarOnly[question.action]
      && FixedRules.needsDelegation(
        table.names[question.action], on: universe.arns.first ?? "*")
  }

  func makeSides(
    _ question: SetQuestion, _ policyClass: PolicyClass, _ context: RequestContext,
    _ universe: Universe
  ) -> Sides {
    let all = AccessSet(universe.all)
    var sides = Sides(limits: all, ceiling: all)
    let caller = policyClass.caller
    if caller.hasIdentitySide {
      // Without an Allow of its own a class can still be named by a resource policy.
      (sides.identity, sides.deny) = verdict(
        policyClass.identity, question.action, context, universe)
      if caller.kind == .root { sides.identity = all }
      if caller.kind == .federatedUser { sides.limits = .empty }
    }
    if caller.hasIdentitySide, let boundary = policyClass.boundary {
      let (allow, deny) = verdict([boundary], question.action, context, universe)
      sides.limits = memo.intersection(sides.limits, allow)
      sides.deny = memo.union(sides.deny, deny)
    }
    var levels: [[CompiledPolicy]] = []
    if FixedRules.bindsServiceControl(caller) { levels += policyClass.serviceControl ?? [] }
    if FixedRules.bindsResourceControl(caller, table.names[question.action]) {
      levels += question.resourceControl ?? []
    }
    for level in levels {
      let (allow, deny) = verdict(level, question.action, context, universe)
      sides.ceiling = memo.intersection(sides.ceiling, allow)
      sides.deny = memo.union(sides.deny, deny)
    }
    return sides
  }

  // MARK: Statements

  /// The part of `covered` on which a statement's conditions hold.
  func applies(
    _ compiled: CompiledStatement, _ covered: AccessSet, _ context: RequestContext,
    _ universe: Universe
  ) -> AccessSet {
    let statement = compiled.statement
    if covered.isEmpty || statement.conditions.isEmpty { return covered }
    if compiled.candidateKeys.isEmpty {
      return covered.limited(to: compiled.outcome(in: context))
    }
    return memo.intersection(
      covered,
      byTag(
        statement.conditions, compiled.polarity, compiled.candidateKeys, covered.possible, context,
        universe))
  }

  /// A condition on the candidates' tags, or on their access points: judged once for each combination of their values.
  private func byTag(
    _ tests: [Condition], _ polarity: Polarity, _ keys: [String], _ set: RangeSet32,
    _ context: RequestContext, _ universe: Universe
  ) -> AccessSet {
    var known: [[KeyState]: Tri] = [:]
    var result = AccessSet.empty
    for member in set.members {
      let states = keys.map { universe.state($0, of: member, in: context) }
      let value: Tri
      if let found = known[states] {
        value = found
      } else {
        var tagged = context
        for (key, state) in zip(keys, states) { tagged[key] = state }
        value = tagged.outcome(of: tests, for: polarity)
        known[states] = value
      }
      if value == .yes { result.certain.append(member) }
      if value != .no { result.possible.append(member) }
    }
    return result
  }

  /// The candidates that a statement's Resource element covers.
  func candidates(
    _ compiled: CompiledElement, _ polarity: Polarity, _ action: ActionTable.Index,
    _ context: RequestContext, _ universe: Universe
  ) -> AccessSet {
    let element = compiled.element
    if table.isStarOnly[action] {
      return AccessSet(universe.all, element.coverage(of: "*", in: context, for: polarity))
    }
    let variables = compiled.variables
    let isOpen = variables.contains {
      if case .free = context[$0] { true } else { PrincipalFacts.isCandidateKey($0) }
    }
    if isOpen { return candidatesOneByOne(element, polarity, variables, context, universe) }
    let key = Universe.ElementKey(
      element: compiled, values: variables.map { context.variable($0) })
    if let known = universe.elementSets[key] { return AccessSet(known) }
    var set = RangeSet32.empty
    for pattern in element.patterns {
      if pattern.variableKeys.isEmpty {
        set = set.union(universe.matching(pattern))
      } else if let glob = pattern.glob(replacing: { context.variable($0) }) {
        set = set.union(universe.matching(glob))
      }
    }
    if element.isComplement { set = universe.all.subtracting(set) }
    universe.elementSets[key] = set
    return AccessSet(set)
  }

  /// As `candidates`, where the candidates' own tags or unknown values stand in for variables.
  private func candidatesOneByOne(
    _ element: ResourceElement, _ polarity: Polarity, _ variables: [String],
    _ context: RequestContext, _ universe: Universe
  ) -> AccessSet {
    var result = AccessSet.empty
    for member in universe.all.members {
      var tagged = context
      for key in variables where PrincipalFacts.isCandidateKey(key) {
        tagged[key] = universe.state(key, of: member, in: context)
      }
      let value = element.coverage(of: universe.arns[Int(member)], in: tagged, for: polarity)
      if value == .yes { result.certain.append(member) }
      if value != .no { result.possible.append(member) }
    }
    return result
  }

  /// Roles and policies that only AWS changes.
  private func protected(_ question: SetQuestion, _ universe: Universe) -> RangeSet32 {
    table.isEdit[question.action] ? universe.protectedCandidates : .empty
  }
}

extension Universe {
  /// What is known for one candidate of a key that depends on it, and what can be made of it.
  func state(_ key: String, of member: Int32, in context: RequestContext) -> KeyState {
    guard let name = PrincipalFacts.tagName(of: key) else {
      return settings[Int(member)]?.state(ofAccessPointKey: key) ?? context[key]
    }
    let state: KeyState =
      tags[Int(member)].map { tags in tags[name].map { .values([$0]) } ?? .absent }
      ?? .free(FreeKey(.unknown))
    guard let retagging = context.retagging else { return state }
    return retagging.choices(of: arns[Int(member)])[name]?.state(beside: state) ?? state
  }
}
