import Environment
import Policy
import Techniques

/// Evaluates techniques for whole classes of actors: the subjects on which all needs hold together.
final class TechniqueEvaluator {
  let universes: Universes
  let sets: SetEvaluator
  private var environment: Environment { universes.environment }
  var memo: SetMemo { sets.memo }
  private let profiledRoles: Set<String>
  /// Answers for the class at hand, and for one principal of it.
  private var answers: [AnswerKey: AccessSet] = [:]
  private var differences: [AnswerKey: SetEvaluator.PartialAnswer?] = [:]
  private var classAtHand = -1

  private struct AnswerKey: Hashable {
    var question: Int
    var universe: ObjectIdentifier
  }

  /// Who asks: a class, and perhaps one principal of it alone.
  struct Asker {
    var policyClass: PolicyClass
    var alone: (caller: Caller, context: RequestContext, names: CallerNames)?
  }

  init(universes: Universes, sets: SetEvaluator) {
    self.universes = universes
    self.sets = sets
    profiledRoles = Set(universes.environment.instanceProfiles.flatMap(\.roleARNs))
  }

  /// Forgets the answers for one class before the next.
  func begin(_ policyClass: PolicyClass) {
    differences.removeAll(keepingCapacity: true)
    if policyClass.number == classAtHand, classAtHand >= 0 { return }
    classAtHand = policyClass.number
    answers.removeAll(keepingCapacity: true)
  }

  // MARK: Techniques

  /// The subjects of one universe on which the technique works for the asker.
  func evaluate(
    _ plan: TechniquePlan, for asker: Asker, over subjects: SubjectUniverse
  ) -> AccessSet {
    var set = standing(plan, subjects)
    let account = asker.policyClass.caller.account ?? ""
    if account != subjects.universe.account, plan.technique.needs.contains(.fact(.ownAccount)) {
      return .empty
    }
    var made: [String: AccessSet] = [:]
    var there: [String: AccessSet] = [:]
    var written = LoadedAnswers()
    for thing in plan.existing where !set.isEmpty {
      let usable = universes.usable(thing, in: account)
      there[thing.name] = usable
      set = set.limited(to: usable.someMember)
    }
    for need in plan.needs where !set.isEmpty {
      switch need.place {
      case .subject:
        if let wholes = universes.wholes(of: subjects) {
          set = memo.intersection(set, wholes.image(allowed(need, asker, wholes.universe)))
        } else {
          set = memo.intersection(set, allowed(need, asker, subjects.universe))
        }
      case .objectsOfSubject:
        set = memo.intersection(set, objects(need, asker, subjects))
      case .loaded(let kind):
        let parts = universes.loaded(kind, of: subjects)
        set = memo.intersection(set, written.add(kind, parts) { allowed(need, asker, $0) })
      case .keyOfSubject:
        let keys = universes.keys(of: subjects)
        if keys.isVacuous { continue }
        let isOwn = asker.policyClass.caller.account == subjects.universe.account
        set = memo.intersection(set, keys.usable(isOwn: isOwn) { allowed(need, asker, $0) })
      case .accessPointsOfSubject:
        set = memo.intersection(set, openedAccessPoints(plan, asker, subjects))
      case .openedSubject:
        set = memo.intersection(set, opened(need, asker, subjects.universe))
      case .objectsOfOpenedSubject:
        let objects = universes.objects(of: subjects)
        set = memo.intersection(set, objects.image(opened(need, asker, objects.universe)))
      case .openedKeyOfSubject:
        let keys = universes.keys(of: subjects)
        set = memo.intersection(set, keys.usable(isOwn: false) { opened(need, asker, $0) })
      case .policiesOfSubject:
        let owners = universes.policyOwners(of: subjects)
        set = memo.intersection(set, owners.image(allowed(need, asker, owners.universe)))
      case .versionedPoliciesOfSubject:
        let owners = universes.policyOwners(of: subjects, versioned: true)
        set = memo.intersection(set, owners.image(allowed(need, asker, owners.universe)))
      case .providersOfSubject:
        let owners = universes.providers(of: subjects)
        set = memo.intersection(set, owners.image(allowed(need, asker, owners.universe)))
      case .related(let name, let kind):
        let owners = universes.related(name, kind, of: subjects, for: account)
        set = memo.intersection(set, owners.image(allowed(need, asker, owners.universe)))
      case .existing(let thing):
        let universe = universes.subjects(.resource(thing.kind), in: account).universe
        let answer = allowed(need, asker, universe)
        let usable = there[thing.name].map { $0.intersection(answer) } ?? .empty
        there[thing.name] = usable
        set = set.limited(to: usable.someMember)
      case .anything:
        let star = universes.star(in: account)
        set = set.limited(to: allowed(need, asker, star).membership(of: 0))
      case .new(_, let template):
        guard let things = need.fresh else { continue }
        let answer = allowed(need, asker, things.universe(in: account, universes))
        made[template] = made[template].map { $0.intersection(answer) } ?? answer
        set = set.limited(to: made[template]?.someMember ?? .no)
      // What is asked for through an access point is asked together with what is asked of it.
      case .actor, .policiesOfActor, .versionedPoliciesOfActor, .groupsOfActor,
        .objectsOfOpenedAccessPoints:
        break
      }
    }
    return subjects.isUnlisted ? AccessSet(certain: .empty, possible: set.possible) : set
  }

  /// Whether all permissions that a technique needs can be granted to the class at all: a quick no
  /// for most classes and techniques.
  func isConceivable(
    _ plan: TechniquePlan, for policyClass: PolicyClass, over subjects: SubjectUniverse,
    names: CallerNames? = nil
  ) -> Bool {
    plan.needs.allSatisfy { need in
      if policyClass.mentioned.contains(need.action) { return true }
      guard need.isOnSubject else { return false }
      // Whatever has no key needs no leave of one.
      if [.keyOfSubject, .openedKeyOfSubject].contains(need.place) { return true }
      return asked(need, subjects).contains {
        $0.mayGrantAlone(
          need.action, to: policyClass.caller.account ?? "", names: names, in: sets.table)
      }
    }
  }

  /// The subjects that a technique can have at all for most callers of an account: the members of
  /// the tree that its edges lead into.
  func support(
    _ plan: TechniquePlan, for account: String, over subjects: SubjectUniverse
  ) -> RangeSet32 {
    let key = SupportKey(label: plan.label, account: account)
    if let known = subjects.supports[key] { return known }
    var support = standing(plan, subjects).possible
    for need in plan.needs where need.place == .subject {
      let wholes = universes.wholes(of: subjects)
      let granted = (wholes?.universe ?? subjects.universe)
        .support(of: need.action, for: account, in: sets.table)
      support = support.intersection(wholes?.image(granted) ?? granted)
    }
    subjects.supports[key] = support
    return support
  }

  /// The universes on which a permission on the subject is asked: one, but for
  /// keys and access points.
  func asked(_ need: TechniquePlan.PlannedNeed, _ subjects: SubjectUniverse) -> [Universe] {
    if let known = subjects.asked[need.number] { return known }
    let made = findAsked(need, subjects)
    subjects.asked[need.number] = made
    return made
  }

  private func findAsked(
    _ need: TechniquePlan.PlannedNeed, _ subjects: SubjectUniverse
  ) -> [Universe] {
    switch need.place {
    case .objectsOfSubject:
      [universes.objects(of: subjects).universe]
        + universes.accessPoints(of: subjects).flatMap { [$0.points, $0.parts.universe] }
    case .keyOfSubject: universes.keys(of: subjects).parts.map(\.universe)
    case .openedSubject: [universes.opened(subjects.universe)]
    case .accessPointsOfSubject:
      universes.accessPoints(of: subjects).map { points(of: $0).universe }
    case .objectsOfOpenedAccessPoints:
      universes.accessPoints(of: subjects).flatMap {
        [universes.opened($0.points), $0.parts.universe]
      }
    case .objectsOfOpenedSubject: [universes.opened(universes.objects(of: subjects).universe)]
    case .openedKeyOfSubject:
      universes.keys(of: subjects).parts.map { universes.opened($0.universe) }
    case .loaded(let kind): universes.loaded(kind, of: subjects).map(\.part.universe)
    default: [universes.wholes(of: subjects)?.universe ?? subjects.universe]
    }
  }

  /// The candidates of a universe on which a permission is held.
  func allowed(
    _ need: TechniquePlan.PlannedNeed, _ asker: Asker, _ universe: Universe
  ) -> AccessSet {
    let (question, key) = question(need, asker, universe)
    let shared = allowed(question, key, asker.policyClass, universe)
    return difference(question, key, asker, universe)?.replacing(shared, memo) ?? shared
  }

  private func allowed(
    _ question: SetQuestion, _ key: AnswerKey, _ policyClass: PolicyClass, _ universe: Universe
  ) -> AccessSet {
    if let known = answers[key] { return known }
    let answer = sets.evaluate(question, for: policyClass, over: universe)
    answers[key] = answer
    return answer
  }

  /// Whether the candidates' own policies may tell one principal from others of its class.
  func tellsApart(
    _ plan: TechniquePlan, _ subjects: SubjectUniverse, _ names: CallerNames
  ) -> Bool {
    plan.needs.contains { need in
      need.isOnSubject
        && asked(need, subjects).contains { $0.singlesOut(names, need.action, in: sets.table) }
    }
  }

  /// Whether they may tell principals of an account apart by what they are.
  func tellsByFacts(
    _ plan: TechniquePlan, _ subjects: SubjectUniverse, _ account: String
  ) -> Bool {
    plan.needs.contains { need in
      need.isOnSubject
        && asked(need, subjects).contains { $0.tellsByFacts(account, need.action, in: sets.table) }
    }
  }

  /// Whether the candidates' own policies let one principal do otherwise than its class what a
  /// technique needs of its subjects.
  func differs(_ plan: TechniquePlan, _ asker: Asker, over subjects: SubjectUniverse) -> Bool {
    plan.needs.contains { need in
      need.isOnSubject
        && asked(need, subjects).contains { universe in
          let (question, key) = question(need, asker, universe)
          return difference(question, key, asker, universe) != nil
        }
    }
  }

  private func difference(
    _ question: SetQuestion, _ key: AnswerKey, _ asker: Asker, _ universe: Universe
  ) -> SetEvaluator.PartialAnswer? {
    guard let alone = asker.alone else { return nil }
    if let known = differences[key] { return known }
    let difference = sets.difference(
      question, for: asker.policyClass, caller: alone.caller, context: alone.context,
      over: universe, names: alone.names)
    differences.updateValue(difference, forKey: key)
    return difference
  }

  private func question(
    _ need: TechniquePlan.PlannedNeed, _ asker: Asker, _ universe: Universe
  ) -> (SetQuestion, AnswerKey) {
    var question = SetQuestion(
      action: need.action, context: need.context,
      resourceControl: universes.library.resourceControl(of: universe.account))
    let isBare = !question.isAskedForContext(by: asker.policyClass, over: universe)
    if isBare { question.context = [:] }
    let number = isBare ? need.bareQuestion : need.question
    return (question, AnswerKey(question: number, universe: ObjectIdentifier(universe)))
  }

  // MARK: What stands whoever asks

  /// The subjects that fulfil the needs that are no permissions: trust, facts, state.
  private func standing(_ plan: TechniquePlan, _ subjects: SubjectUniverse) -> AccessSet {
    if let known = subjects.standing[plan.label] { return known }
    let set = makeStanding(plan.technique, subjects)
    subjects.standing[plan.label] = set
    return set
  }

  private func makeStanding(_ technique: Technique, _ subjects: SubjectUniverse) -> AccessSet {
    var set = AccessSet(subjects.universe.all)
    if let impact = Impact(rawValue: technique.gain.rawValue), impact.isOfTargets {
      set = subjects.mask("impact " + impact.rawValue) {
        Tri(self.universes.aims.has(impact, $0))
      }
    }
    for need in technique.needs {
      switch need {
      case .permission, .exists: continue
      case .trust(let service):
        set = memo.intersection(set, trusting(service, subjects))
      case .fact(let fact):
        set = memo.intersection(
          set, subjects.mask("fact " + fact.rawValue) { self.holds(fact, $0, subjects.subject) })
      case .state(let wanted):
        set = memo.intersection(
          set, subjects.mask(wanted.key) { self.environment.holds(wanted, of: $0) })
      }
    }
    return set
  }

  /// The roles that a service can take on behalf of the account that owns them.
  private func trusting(_ service: String, _ subjects: SubjectUniverse) -> AccessSet {
    if service == IdentityPoolTrust.issuer {
      let trust = IdentityPoolTrust(library: universes.library)
      return subjects.mask("trust " + service) { trust.decision(on: $0)?.answer.asTri ?? .no }
    }
    let account = subjects.universe.account
    guard let action = sets.table.index(of: "sts:AssumeRole") else { return .empty }
    var caller = Caller(kind: .service, service: service)
    caller.organization = environment.accounts[account]?.organization
    let policyClass = PolicyClass(
      caller: caller, identity: [], context: ServiceContext.of(account: account))
    let question = SetQuestion(
      action: action, resourceControl: universes.library.resourceControl(of: account))
    return sets.evaluateAlone(
      question, for: policyClass, caller: caller, context: policyClass.context,
      over: subjects.universe)
      ?? sets.evaluate(question, for: policyClass, over: subjects.universe)
  }

  private func holds(_ fact: SubjectFact, _ member: Int, _ subject: Subject) -> Tri {
    switch fact {
    case .notActor: return .yes
    case .holdsModel: return Tri(universes.aims.models.contains(member))
    case .readsEvents: return EventReading(library: universes.library).value(of: member)
    case .customerKey:
      guard case .resource = subject else { return .no }
      return universes.hasCustomerKey(environment.resources[member])
    case .instanceProfile: return Tri(profiledRoles.contains(environment.roles[member].arn))
    case .bounded:
      return Tri(environment.isBounded(subject == .role ? .role(member) : .user(member, .key)))
    default:
      if subject == .person { return environment.identityCenter.people[member].holds(fact) }
      guard subject == .user else { return .yes }
      return environment.users[member].credentials.holds(fact)
    }
  }
}

/// What is known of a request that a service makes for an account.
enum ServiceContext {
  static func of(account: String) -> RequestContext {
    var context = RequestContext(world: .open)
    context["aws:sourceaccount"] = .values([account])
    context["aws:sourcearn"] = .free(FreeKey(.attacker, isAlwaysPresent: true))
    context["sts:externalid"] = .absent
    return context
  }
}
