import Environment
import PathSearch
import Policy
import Techniques

extension GraphAssembler {
  /// Connects an actor: to its class, and to what tells it from its class.
  func connect(_ number: Int) {
    let actor = actors[number]
    let caller = facts.caller(actor)
    let context = facts.context(actor)
    let actorClass = actorClass(of: actor, caller, context)
    let isNew = actorClass.actors.isEmpty
    actorClass.actors.append(number)
    if isNew { connect(actorClass) }
    if let node = actorClass.node {
      builder.addEdge(
        from: actor.node, to: node, label: BuiltInTechnique.structure.rawValue, certain: true,
        cost: 0)
    }
    connectAlone(number, actorClass, caller, context)
    if case .administrator = actor.kind { return }
    if !actorClass.isAdministrator {
      connectSelf(number, actorClass)
      connectGroups(number, actorClass)
    }
  }

  private func actorClass(
    of actor: Actor, _ caller: Caller, _ context: RequestContext
  ) -> ActorClass {
    let (identity, boundary) = facts.policies(actor)
    let ceilings = library.serviceControl(of: actor.account)
    let key = ActorClassKey(
      actor, caller: caller, context: context, identity: identity, boundary: boundary,
      ceilings: ceilings)
    if let known = classes[key] { return known }
    let made = ActorClass(
      policyClass: PolicyClass(
        caller: caller, identity: identity, boundary: boundary, serviceControl: ceilings,
        context: context),
      account: actor.account, isUser: key.isUser)
    made.policyClass.number = classes.count
    if case .administrator = actor.kind {} else {
      made.isAdministrator = administrators.isAdministrator(made.policyClass)
    }
    classes[key] = made
    return made
  }

  /// The class's shared node, made when its first edge needs it.
  private func node(of actorClass: ActorClass) -> Int32 {
    if let node = actorClass.node { return node }
    let node = addNode(.shared)
    builder.setFree(node)
    actorClass.node = node
    return node
  }

  // MARK: Edges of the class

  private func connect(_ actorClass: ActorClass) {
    evaluator.beginClass()
    if actorClass.isAdministrator, let target = administratorNodes[actorClass.account] {
      builder.addEdge(
        from: node(of: actorClass), to: target, label: BuiltInTechnique.administrator.rawValue,
        certain: true, cost: 0)
    }
    let asker = TechniqueEvaluator.Asker(policyClass: actorClass.policyClass, alone: nil)
    for (label, technique) in catalogue.techniques.enumerated() {
      guard technique.suits(actorClass), technique.gain != .membership else { continue }
      for subjects in self.subjects(of: technique, for: actorClass) {
        guard
          evaluator.isConceivable(technique, for: actorClass.policyClass, over: subjects)
        else { continue }
        let set = evaluator.evaluate(technique, for: asker, over: subjects)
        actorClass.remember(set, technique: label, subjects: subjects)
        if set.isEmpty { continue }
        addEdges(from: node(of: actorClass), set, label, subjects)
      }
    }
  }

  /// The universes in which a technique may have subjects for a class: of its own account, and of
  /// others whose resource policies speak of the class's account.
  func subjects(of technique: Technique, for actorClass: ActorClass) -> [SubjectUniverse] {
    if technique.subject == .actor { return [] }
    let own = actorClass.account
    var found: [SubjectUniverse] = []
    for account in universes.accounts {
      let subjects = universes.subjects(technique.subject, in: account)
      if subjects.members.isEmpty { continue }
      if account == own || account.isEmpty || reaches(technique, subjects, from: own) {
        found.append(subjects)
      }
    }
    return found
  }

  /// Whether resource policies may let a foreign account use a technique on some subject.
  private func reaches(
    _ technique: Technique, _ subjects: SubjectUniverse, from account: String
  ) -> Bool {
    let key = "\(technique.id) \(subjects.universe.account) \(account)"
    if let known = foreignReach[key] { return known }
    let answer = technique.permissions.allSatisfy { need in
      guard let action = evaluator.sets.table.index(of: need.action) else { return false }
      switch need.place {
      case .subject: return subjects.universe.mayGrant(action, to: account, in: evaluator.sets.table)
      case .objectsOfSubject:
        return universes.objects(of: subjects).universe.mayGrant(
          action, to: account, in: evaluator.sets.table)
      case .anything, .new: return true
      case .actor, .policiesOfActor, .policiesOfSubject, .groupsOfActor: return false
      }
    }
    foreignReach[key] = answer
    return answer
  }

  func addEdges(
    from node: Int32, _ set: AccessSet, _ label: Int, _ subjects: SubjectUniverse
  ) {
    let technique = catalogue.techniques[label]
    let tree = tree(of: subjects, gain: technique.gain)
    let cost = UInt8(clamping: technique.cost)
    statistics.setMembers += set.possible.count
    for target in tree.entries(set.certain, in: &builder) {
      builder.addEdge(from: node, to: target, label: Int32(label), certain: true, cost: cost)
    }
    for target in tree.entries(set.possible.subtracting(set.certain), in: &builder) {
      builder.addEdge(from: node, to: target, label: Int32(label), certain: false, cost: cost)
    }
  }

  // MARK: Edges of one actor

  /// What resource policies grant this actor and not its whole class.
  private func connectAlone(
    _ number: Int, _ actorClass: ActorClass, _ caller: Caller, _ context: RequestContext
  ) {
    var context = context
    context.add(facts: caller.facts())
    context.add(facts: ["aws:viaawsservice": ["false"], "aws:securetransport": ["true"]])
    let asker = TechniqueEvaluator.Asker(
      policyClass: actorClass.policyClass, alone: (caller, context))
    for (label, technique) in catalogue.techniques.enumerated() where technique.suits(actorClass) {
      for subjects in self.subjects(of: technique, for: actorClass)
      where tellsApart(technique, subjects, caller)
        && evaluator.isConceivable(technique, for: actorClass.policyClass, over: subjects)
      {
        evaluator.beginClass()
        let set = evaluator.evaluate(technique, for: asker, over: subjects)
        let known = actorClass.recalled(technique: label, subjects: subjects)
        let extra = AccessSet(
          certain: set.certain.subtracting(known.certain),
          possible: set.possible.subtracting(known.possible).union(
            set.certain.subtracting(known.certain)))
        if !extra.isEmpty { addEdges(from: actors[number].node, extra, label, subjects) }
      }
    }
  }

  private func tellsApart(
    _ technique: Technique, _ subjects: SubjectUniverse, _ caller: Caller
  ) -> Bool {
    technique.permissions.contains { need in
      guard let action = evaluator.sets.table.index(of: need.action) else { return false }
      switch need.place {
      case .subject: return subjects.universe.singlesOut(caller, action, in: evaluator.sets.table)
      case .objectsOfSubject:
        return universes.objects(of: subjects).universe.singlesOut(
          caller, action, in: evaluator.sets.table)
      default: return false
      }
    }
  }
}

extension Technique {
  /// Whether actors of a class can use the technique at all, and gain something by it. Who controls
  /// an account has every principal of it already.
  func suits(_ actorClass: ActorClass) -> Bool {
    switch actor {
    case .any: break
    case .user: if !actorClass.isUser { return false }
    case .role: if actorClass.isUser { return false }
    }
    guard actorClass.isAdministrator || actorClass.isWholeAccount else { return true }
    return gain == .exfiltrate || gain == .poison || gain == .secret
      || (gain == .session && permissions.count == 1)
  }
}
