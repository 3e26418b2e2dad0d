import Analysis
import AttackGraph
import Environment
import Foundation
import PathSearch
import Policy
import Techniques
import Testing

/// The graph says what one decision after another says: random environments, everyone in them,
/// every technique, every subject.
struct ComparisonTests {
  /// Environments for each of the shares below; `POSTERN_WORLDS` asks for more.
  static let worlds =
    ProcessInfo.processInfo.environment["POSTERN_WORLDS"].flatMap { Int($0) } ?? 25

  @Test(arguments: 0..<6) func graphAgreesWithDecisions(_ share: Int) {
    var tally = Comparison.Tally()
    for number in 0..<ComparisonTests.worlds {
      let seed = UInt64(share * ComparisonTests.worlds + number)
      let comparison = Comparison(seed: seed)
      comparison.run(&tally)
      for failure in tally.failures.prefix(5) { Issue.record("seed \(seed): \(failure)") }
      if !tally.failures.isEmpty { return }
    }
    // Environments in which nothing is decided would prove nothing.
    #expect(tally.certain > ComparisonTests.worlds * 5)
    #expect(tally.conditional > ComparisonTests.worlds)
    #expect(tally.administrators > ComparisonTests.worlds / 5)
    #expect(tally.unproven * 20 < tally.conditional)
    if ProcessInfo.processInfo.environment["POSTERN_WORLDS"] != nil { print(tally) }
  }

  /// Environments in which they once differed.
  @Test(arguments: [UInt64(278)]) func theyAgreeWhereTheyDidNot(_ seed: UInt64) {
    var tally = Comparison.Tally()
    Comparison(seed: seed).run(&tally)
    #expect(tally.failures == [])
  }
}

/// One random environment, seen both ways.
struct Comparison {
  struct Tally {
    var failures: [String] = []
    var certain = 0
    var conditional = 0
    var administrators = 0
    /// Conditional edges that the proof drops: one unknown value would have to serve two statements.
    var unproven = 0
  }

  let environment: Environment
  let techniques: [Technique]
  let hasFreeKeys: Bool
  let analyzer: Analyzer
  var graph: AttackGraph { analyzer.graph }

  init(seed: UInt64) {
    var generator = EnvironmentGenerator(seed: seed)
    environment = generator.environment()
    techniques = generator.techniques
    hasFreeKeys = generator.hasFreeKeys
    analyzer = Analyzer(
      environment: environment, catalogue: Catalogue(techniques: generator.techniques))
  }

  func run(_ tally: inout Tally) {
    let reference = Reference(environment)
    let relations = Relations(graph)
    var expected: [Relation: Answer] = [:]
    for actor in graph.actors {
      if case .administrator = actor.kind { continue }
      let isAdministrator = reference.isAdministrator(actor)
      if isAdministrator { tally.administrators += 1 }
      if isAdministrator != relations.administrators.contains(actor.node) {
        tally.failures.append("administrator \(name(actor.node)): expected \(isAdministrator)")
      }
      for (number, technique) in graph.catalogue.techniques.enumerated() {
        for (subject, target) in targets(technique, actor) {
          let relation = Relation(actor: actor.node, technique: number, target: target)
          let answer = reference.answer(technique, actor, subject)
          if isAdministrator, Comparison.isHadAnyway(technique) { continue }
          if answer != .denied { expected[relation] = answer }
          compare(relation, answer, relations, &tally)
        }
      }
    }
    reach(expected, relations, &tally)
  }

  /// Whoever controls an account needs no technique for its principals.
  private static func isHadAnyway(_ technique: Technique) -> Bool {
    switch technique.gain {
    case _ where technique.gain.isImpact: false
    case .session: technique.permissions.count > 1
    default: true
    }
  }

  private func compare(
    _ relation: Relation, _ answer: Answer, _ relations: Relations, _ tally: inout Tally
  ) {
    let found = relations.found[relation]
    let inGraph: Answer = found.map { $0.isCertain ? .allowed : .conditional } ?? .denied
    if inGraph == .allowed { tally.certain += 1 }
    if inGraph == .conditional { tally.conditional += 1 }
    let isTooSure = inGraph == .allowed && answer != .allowed
    let isMissed = inGraph == .denied && answer != .denied
    if isTooSure || isMissed || (!hasUnknowns(relation) && inGraph != answer) {
      tally.failures.append("\(describe(relation)): \(answer), and the graph says \(inGraph)")
    } else if inGraph == .conditional, answer == .denied {
      tally.unproven += 1
    }
    guard let found else { return }
    let proven = analyzer.explainer.hops(of: found.edges).first?.answer ?? .denied
    if proven != answer {
      tally.failures.append("\(describe(relation)): \(answer), and the proof says \(proven)")
    }
  }

  /// Whether conditions may mention what the snapshot does not fix; the tags of objects never are.
  private func hasUnknowns(_ relation: Relation) -> Bool {
    if hasFreeKeys { return true }
    return graph.catalogue.techniques[relation.technique].permissions.contains {
      $0.place == .objectsOfSubject
    }
  }

  // MARK: Subjects

  /// The subjects of a technique with what is gained from each; without the actor itself, where
  /// the technique cannot be aimed at it.
  private func targets(_ technique: Technique, _ actor: Actor) -> [(subject: Int, target: Int32)] {
    let sparesActor = technique.needs.contains(.fact(.notActor))
    switch technique.subject {
    case .role:
      return environment.roles.indices.compactMap { number in
        if sparesActor, actor.kind == .role(number) { return nil }
        return graph.session(ofRole: number).map { (number, $0) }
      }
    case .user:
      let session: SessionState = technique.gain == .keySession ? .key : .console
      return environment.users.indices.compactMap { number in
        if sparesActor, case .user(number, _) = actor.kind { return nil }
        return graph.sessions(ofUser: number)[session].map { (number, $0) }
      }
    case .resource(let kind):
      return environment.resources.indices.compactMap { number in
        guard environment.resources[number].kind.rawValue == kind else { return nil }
        return target(technique, number).map { (number, $0) }
      }
    case .actor, .group, .person, .account: return []
    }
  }

  private func target(_ technique: Technique, _ resource: Int) -> Int32? {
    if technique.gain == .workload { return graph.workload(resource) }
    return Impact(rawValue: technique.gain.rawValue).flatMap {
      graph.access(to: resource, impact: $0)
    }
  }

  // MARK: Reach

  /// What every actor reaches by certain hops is the same by either account; so is what it reaches
  /// at all, where nothing is unknown.
  private func reach(
    _ expected: [Relation: Answer], _ relations: Relations, _ tally: inout Tally
  ) {
    for certainOnly in hasFreeKeys ? [true] : [true, false] {
      var next: [Int32: Set<Int32>] = [:]
      for (relation, answer) in expected where answer == .allowed || !certainOnly {
        next[relation.actor, default: []].insert(relation.target)
      }
      addFixed(relations, certainOnly, &next)
      for actor in graph.actors {
        if case .administrator = actor.kind { continue }
        compareReach(actor, certainOnly, next, &tally)
      }
    }
  }

  private func compareReach(
    _ actor: Actor, _ certainOnly: Bool, _ next: [Int32: Set<Int32>], _ tally: inout Tally
  ) {
    var slow: Set<Int32> = [actor.node]
    while true {
      let more = slow.reduce(into: slow) { $0.formUnion(next[$1] ?? []) }
      if more == slow { break }
      slow = more
    }
    slow = slow.filter { isCompared($0, certainOnly) }
    var search = ForwardReach()
    search.run(
      on: graph.graph, starts: [actor.node], filter: SearchFilter(certainOnly: certainOnly))
    let fast = Set(search.reachedNodes.filter { isCompared($0, certainOnly) })
    let difference = fast.symmetricDifference(slow)
    let isWrong = hasFreeKeys ? difference.contains { !slow.contains($0) } : !difference.isEmpty
    if isWrong {
      tally.failures.append(
        "\(name(actor.node)) reaches, by one account alone: \(difference.sorted().map(name))")
    }
  }

  private func isCompared(_ node: Int32, _ certainOnly: Bool) -> Bool {
    switch graph.kinds[Int(node)] {
    case .shared: false
    case .access: certainOnly
    case .actor, .workload, .external, .person, .assignees: true
    }
  }

  /// Hops that follow from what things are: workloads run as roles, and administrators control
  /// their accounts.
  private func addFixed(
    _ relations: Relations, _ certainOnly: Bool, _ next: inout [Int32: Set<Int32>]
  ) {
    for (number, resource) in environment.resources.enumerated() {
      guard let workload = graph.workload(number),
        let role = environment.roles.firstIndex(where: { $0.arn == resource.runsAs }),
        let node = graph.session(ofRole: role)
      else { continue }
      next[workload, default: []].insert(node)
    }
    for actor in graph.actors where relations.administrators.contains(actor.node) {
      guard let node = graph.administrator(of: actor.account) else { continue }
      next[actor.node, default: []].insert(node)
    }
    // A class includes its own members: the graph aims at oneself what only the proof drops.
    for (relation, found) in relations.found where isOneself(relation) {
      if found.isCertain || !certainOnly {
        next[relation.actor, default: []].insert(relation.target)
      }
    }
    for account in environment.accounts.keys {
      guard let node = graph.administrator(of: account) else { continue }
      next[node, default: []].formUnion(controlled(account))
      for (relation, found) in relations.found
      where relation.actor == node && (found.isCertain || !certainOnly) {
        next[node, default: []].insert(relation.target)
      }
    }
  }

  private func isOneself(_ relation: Relation) -> Bool {
    let names = StateNames(graph)
    return names.id(relation.actor) == names.id(relation.target)
  }

  private func controlled(_ account: String) -> [Int32] {
    let users = environment.users.indices.filter { environment.users[$0].account == account }
    let roles = environment.roles.indices.filter {
      environment.roles[$0].account == account
        && !environment.roles[$0].arn.contains(":role/aws-service-role/")
    }
    return users.flatMap { number in
      [SessionState.key, .console].compactMap { graph.sessions(ofUser: number)[$0] }
    } + roles.compactMap { graph.session(ofRole: $0) }
  }

  // MARK: Words

  private func describe(_ relation: Relation) -> String {
    let technique = graph.catalogue.techniques[relation.technique].id
    return "\(name(relation.actor)) —\(technique)→ \(name(relation.target))"
  }

  private func name(_ node: Int32) -> String {
    let names = StateNames(graph)
    let session = names.session(node).map { " by \($0)" } ?? ""
    let impact = names.impact(node).map { " (\($0))" } ?? ""
    return "\(names.id(node))\(session)\(impact)"
  }
}
