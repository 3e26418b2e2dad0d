import Policy

/// What a comparison of the two evaluators found.
struct Tally {
  var compared = 0
  /// Comparisons in which the set evaluator knew less than `decide`.
  var unequal = 0
  /// Comparisons in which `decide` was held against every value of the free keys.
  var tried = 0
  var answers: [Answer: Int] = [:]
  var failures: [String] = []

  mutating func add(_ other: Tally) {
    compared += other.compared
    unequal += other.unequal
    tried += other.tried
    answers.merge(other.answers, uniquingKeysWith: +)
    failures += other.failures
  }
}

/// Holds the set evaluator against `decide`, for everyone and everything in a world.
struct WorldCheck {
  let world: World
  private let table: ActionTable
  private let evaluator: SetEvaluator
  private let compiled: [CompiledPolicy]
  private let serviceControl: [String: [[CompiledPolicy]]]
  private let resourceControl: [String: [[CompiledPolicy]]]

  init(_ world: World) {
    self.world = world
    let table = ActionTable(world.questions.values.joined().map(\.action))
    self.table = table
    evaluator = SetEvaluator(table: table)
    compiled = world.documents.map { CompiledPolicy($0, in: table) }
    func compile(_ levels: [[PolicyDocument]]) -> [[CompiledPolicy]] {
      levels.map { $0.map { CompiledPolicy($0, in: table) } }
    }
    serviceControl = world.serviceControl.mapValues(compile)
    resourceControl = world.resourceControl.mapValues(compile)
  }

  func run() -> Tally {
    var tally = Tally()
    let classes = Dictionary(grouping: world.principals, by: key)
    let numbered = Array(classes.values.enumerated())
    for site in world.sites {
      let universe = Universe(
        name: site.kind.rawValue, account: site.account, arns: site.arns, tags: site.tags,
        policies: site.policies)
      for question in world.questions[site.kind] ?? [] {
        for (number, members) in numbered {
          check(members, number, question, site, universe, &tally)
        }
      }
    }
    return tally
  }

  // MARK: Classes

  /// What members of a class have in common.
  private struct ClassKey: Hashable {
    var kind: Caller.Kind
    var account: String?
    var isServiceLinked: Bool
    var identity: [Int]
    var boundary: Int?
    var facts: [String: [String]]
  }

  private func key(of principal: World.Principal) -> ClassKey {
    var policies = (principal.identity + [principal.boundary].compactMap(\.self)).map {
      compiled[$0]
    }
    policies += (principal.caller.account.flatMap { serviceControl[$0] } ?? []).joined()
    policies += resourceControl.values.joined().joined()
    let keys = Set(policies.flatMap(\.principalKeys))
    return ClassKey(
      kind: principal.caller.kind, account: principal.caller.account,
      isServiceLinked: principal.caller.isServiceLinked, identity: principal.identity,
      boundary: principal.boundary,
      facts: principal.caller.facts().filter { keys.contains($0.key) })
  }

  // MARK: One question

  private func check(
    _ members: [World.Principal], _ number: Int, _ question: World.Question,
    _ site: World.Site, _ universe: Universe, _ tally: inout Tally
  ) {
    guard let action = table.index(of: question.action), let first = members.first else { return }
    var policyClass = self.policyClass(of: first)
    policyClass.number = number
    let asked = SetQuestion(
      action: action, context: question.context, resourceControl: resourceControl[site.account])
    let shared = evaluator.evaluate(asked, for: policyClass, over: universe)
    for member in members {
      let alone = evaluator.evaluateAlone(
        asked, for: policyClass, caller: member.caller,
        context: self.policyClass(of: member).context, over: universe)
      for candidate in site.arns.indices {
        let request = request(member, question, site, candidate)
        let subject = Subject(request: request, shared: shared, alone: alone, candidate: candidate)
        subject.compare(&tally)
      }
    }
  }

  private func policyClass(of principal: World.Principal) -> PolicyClass {
    PolicyClass(
      caller: principal.caller, identity: principal.identity.map { compiled[$0] },
      boundary: principal.boundary.map { compiled[$0] },
      serviceControl: principal.caller.account.flatMap { serviceControl[$0] },
      context: RequestContext(world: .open))
  }

  private func request(
    _ principal: World.Principal, _ question: World.Question, _ site: World.Site, _ candidate: Int
  ) -> Request {
    var context = RequestContext(world: .open)
    for (key, values) in question.context { context[key] = .values(values) }
    if let tags = site.tags[candidate] {
      for name in ["team", "owner"] {
        context["aws:resourcetag/" + name] = tags[name].map { .values([$0]) } ?? .absent
      }
    }
    let inputs = PolicyInputs(
      identity: principal.identity.map { world.documents[$0] },
      boundary: principal.boundary.map { world.documents[$0] },
      serviceControl: principal.caller.account.flatMap { world.serviceControl[$0] },
      resourceControl: world.resourceControl[site.account], resource: site.policies[candidate])
    return Request(
      caller: principal.caller, action: question.action, resource: site.arns[candidate],
      resourceAccount: site.account, context: context, policies: inputs)
  }
}

/// One request with both answers to it.
private struct Subject {
  var request: Request
  var shared: AccessSet
  var alone: AccessSet?
  var candidate: Int

  func compare(_ tally: inout Tally) {
    let decided = decide(request).answer
    tally.compared += 1
    tally.answers[decided, default: 0] += 1
    // The slow answer to some is enough.
    if tally.compared.isMultiple(of: 6), let slow = EveryValue(request, limit: 200),
      slow.hasFreeKeys
    {
      tally.tried += 1
      let wanted = slow.answer()
      if wanted != decided {
        tally.failures.append(report("every value tried gives \(wanted.rawValue)", decided))
      }
    }
    let ofClass = shared.membership(of: Int32(candidate))
    let own = (alone ?? shared).membership(of: Int32(candidate))
    let isLeftOut = CallerNames(request.caller).areAmong(
      Set(request.policies.resource?.namesLeftOut ?? []))
    if ofClass > own, !isLeftOut {
      tally.failures.append(report("the class is given more", decided))
    }
    if Answer(own) == decided { return }
    tally.unequal += 1
    let keys = sharedFreeKeys()
    if keys.isEmpty {
      tally.failures.append(report("the answers differ", decided))
    } else if own == .no {
      tally.failures.append(report("a possible access is missing", decided))
    } else if own == .yes, !keys.contains(.attacker) {
      tally.failures.append(report("what is called certain is not", decided))
    }
  }

  /// The owners of the free keys that more than one test reads: there the evaluators may differ,
  /// because one value would have to serve them all.
  private func sharedFreeKeys() -> Set<FreeKey.Owner> {
    let policies = request.policies
    var documents = policies.identity + [policies.boundary, policies.resource].compactMap(\.self)
    documents += (policies.serviceControl ?? []).joined()
    documents += (policies.resourceControl ?? []).joined()
    let tests = documents.flatMap(\.statements).filter { $0.actions.matches(request.action) }
      .flatMap(\.conditions)
    var uses: [String: Int] = [:]
    for key in tests.flatMap({ Set($0.mentionedKeys) }) { uses[key, default: 0] += 1 }
    var owners: Set<FreeKey.Owner> = []
    for (key, count) in uses where count > 1 {
      if case .free(let free) = request.context[key] { owners.insert(free.owner) }
    }
    return owners
  }

  private func report(_ what: String, _ decided: Answer) -> String {
    let caller = request.caller
    return "\(what): \(caller.kind.rawValue) \(caller.roleARN ?? caller.arn ?? "-") "
      + "\(request.action) on \(request.resource): decide says \(decided.rawValue), "
      + "its class \(shared.membership(of: Int32(candidate))), "
      + "alone \(alone.map { "\($0.membership(of: Int32(candidate)))" } ?? "-")"
  }
}
