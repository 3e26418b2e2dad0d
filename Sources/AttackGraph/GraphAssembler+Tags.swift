import Environment
import PathSearch
import Policy
import Techniques

/// Tags that a hop changes, and what they open on later hops.
///
/// The plain states are connected first. Then it is found which of them changed tags would give more
/// than they have (the *lifted* ones), and which lead to one of those: only these are told apart by
/// what the attacker can make of tags. So an environment without conditions on tags costs nothing,
/// and one with them at most the states on the way to such conditions, once for each distinct power.
final class Tagging {
  let gates: TagGates
  /// The lists of things that can be tagged, in order of their numbers.
  let lists: [SubjectUniverse]
  private let numbers: [ObjectIdentifier: Int]
  /// Numbers of the plain actors that the power of all attackers together lifts.
  var lifted: [Int] = []
  /// The plain states, as long as there are no others.
  var plainGraph: Graph?
  /// For each power the nodes of plain states that it lifts, or that lead to one.
  var concerned: [Int: Set<Int32>] = [:]
  /// Nodes of states that control their account for certain, which is all that tags could give.
  var masters: Set<Int32> = []
  /// Roles that session tags lift, by number.
  var sessionRoles: Set<Int> = []
  var states: [RetaggedKey: Int32] = [:]
  var workloads: [WorkloadKey: Int32] = [:]
  /// For each state with changed tags the one without.
  var plainNodes: [Int32: Int32] = [:]
  /// What classes can make of tags by their own permissions.
  var ownPowers: [ObjectIdentifier: OwnPower] = [:]

  /// A workload reached with what the attacker can make of tags.
  struct WorkloadKey: Hashable {
    var resource: Int
    var tagging: Int
  }

  /// What a class can make of tags, and the technique that shows it.
  struct OwnPower {
    var certain = TagPower()
    var possible = TagPower()
    var plan: TechniquePlan?
  }

  init(_ gates: TagGates, _ universes: Universes) {
    self.gates = gates
    var subjects = Set(gates.bySubject.keys)
    if !gates.ofPrincipals.isEmpty { subjects.formUnion([.role, .user]) }
    subjects.remove(.actor)
    lists = subjects.sorted { $0.word < $1.word }.flatMap { subject in
      universes.accounts.map { universes.subjects(subject, in: $0) }
    }.filter { !$0.members.isEmpty }
    numbers = Dictionary(
      lists.enumerated().map { (ObjectIdentifier($1), $0) }, uniquingKeysWith: { first, _ in first }
    )
  }

  /// The number of a list; nil where nothing asks for tags of its things.
  func list(_ subjects: SubjectUniverse) -> Int? { numbers[ObjectIdentifier(subjects)] }

  /// Where each thing is found.
  var places: [String: Retagging.Place] {
    var places: [String: Retagging.Place] = [:]
    for (list, subjects) in lists.enumerated() {
      for (number, arn) in subjects.universe.arns.enumerated() {
        places[arn] = Retagging.Place(list: list, number: Int32(number))
      }
    }
    return places
  }
}

/// Tells states with changed tags apart.
struct RetaggedKey: Hashable {
  var kind: Actor.Kind
  var isRewritten: Bool
  var isUnbounded: Bool
  var joinedGroup: Int?
  var switched: VersionChoice?
  var person: Int?
  var tagging: Int?
  var sessionTags: Int?

  init(_ actor: Actor) {
    kind = actor.kind
    isRewritten = actor.isRewritten
    isUnbounded = actor.isUnbounded
    joinedGroup = actor.joinedGroup
    switched = actor.switched
    person = actor.person
    tagging = actor.tagging
    sessionTags = actor.sessionTags
  }

  /// The same with tags as they are.
  var plain: RetaggedKey {
    var plain = self
    plain.tagging = nil
    plain.sessionTags = nil
    return plain
  }
}

extension GraphAssembler {
  /// A bound on the plain states among which changed tags are followed: each of them may have to be
  /// told apart by what was changed.
  static let tagLimit = 10_000

  /// What coverage says where the bound is passed.
  var tagGap: Coverage.Gap? {
    guard tagging == nil, statistics.taggedStatesLeftOut > 0 else { return nil }
    return Coverage.Gap(
      weight: 30, account: "", what: "what changed tags would open",
      why: "there are \(actors.count) states of principals, and tags are followed among up to "
        + "\(Self.tagLimit)", command: "postern analyze, with one account's folder at a time")
  }

  /// Adds the states in which tags are changed, and all that follows from them.
  ///
  /// - Parameter first: the number of the first actor that is not connected yet.
  func addTagging(from first: Int) {
    let gates = TagGates(library, plans)
    if gates.isEmpty || !plans.contains(where: \.technique.gain.changesTags) { return }
    if actors.count > Self.tagLimit {
      statistics.taggedStatesLeftOut = actors.count
      return
    }
    let tagging = Tagging(gates, universes)
    self.tagging = tagging
    facts.powers.begin(with: tagging.places)
    for number in actors.indices {
      tagging.states[RetaggedKey(actors[number])] = actors[number].node
    }
    let all = wholePower(tagging)
    var plain = builder
    tagging.plainGraph = plain.build()
    findMasters(tagging)
    if !all.isEmpty, let everything = facts.powers.number(of: all) {
      tagging.lifted = lifted(by: everything, among: Array(actors.indices), tagging)
    }
    findSessionRoles(tagging)
    if tagging.lifted.isEmpty && tagging.sessionRoles.isEmpty { return }
    for number in actors.indices { addTagHops(number) }
    var next = first
    while next < actors.count {
      connect(next)
      addTagHops(next)
      next += 1
    }
  }

  /// Finds the states that lead to control of their account for certain.
  private func findMasters(_ tagging: Tagging) {
    guard let graph = tagging.plainGraph else { return }
    var search = BackwardDistances()
    var filter = SearchFilter()
    filter.certainOnly = true
    for (account, node) in administratorNodes.sorted(by: { $0.key < $1.key }) {
      search.run(on: graph, targets: [node], filter: filter)
      for actor in actors where actor.account == account {
        if search.distances[actor.node] != nil { tagging.masters.insert(actor.node) }
      }
    }
  }

  /// The actors to which a power gives more than they have.
  private func lifted(by power: Int, among numbers: [Int], _ tagging: Tagging) -> [Int] {
    numbers.filter { number in
      var actor = actors[number]
      if tagging.masters.contains(actor.node) { return false }
      actor.tagging = power
      return isLifted(number, as: actor)
    }
  }

  /// The nodes of plain states to which a power gives more than they have, and of those that lead
  /// there; found once for each power.
  func concerned(by power: Int) -> Set<Int32> {
    guard let tagging, let graph = tagging.plainGraph else { return [] }
    if let known = tagging.concerned[power] { return known }
    let lifted = lifted(by: power, among: tagging.lifted, tagging).map { actors[$0].node }
    var concerned: Set<Int32> = []
    if !lifted.isEmpty {
      var search = BackwardDistances()
      search.run(on: graph, targets: lifted)
      for node in tagging.states.values where Int(node) < graph.nodeCount {
        if !tagging.masters.contains(node), search.distances[node] != nil { concerned.insert(node) }
      }
    }
    tagging.concerned[power] = concerned
    return concerned
  }

  // MARK: Hops

  /// Connects an actor to the state in which it has changed tags, and to the roles that it takes
  /// with session tags of its choice.
  private func addTagHops(_ number: Int) {
    addSessionTagHops(number)
    guard let tagging, !tagging.lifted.isEmpty, !tagging.masters.contains(actors[number].node)
    else {
      return
    }
    let own = ownPower(actors[number])
    guard let plan = own.plan else { return }
    addTagHop(number, plan, own.possible, isCertain: own.certain == own.possible)
    if own.certain != own.possible { addTagHop(number, plan, own.certain, isCertain: true) }
  }

  /// Whether a power gives something to an actor or to those that it leads to.
  private func isConcerned(_ actor: Actor, by power: Int) -> Bool {
    let concerned = concerned(by: power)
    if concerned.contains(actor.node) { return true }
    // What is reached only with changed tags has no plain state to ask.
    guard actor.isRetagged else { return false }
    return tagging?.plainNodes[actor.node].map { concerned.contains($0) } ?? !concerned.isEmpty
  }

  private func addTagHop(
    _ number: Int, _ plan: TechniquePlan, _ power: TagPower, isCertain: Bool
  ) {
    if power.isEmpty { return }
    let before = actors[number].tagging.map { facts.powers[$0] } ?? TagPower()
    let after = before.union(power)
    if after == before { return }
    guard let tagging = facts.powers.number(of: after) else {
      statistics.taggedStatesLeftOut += 1
      return
    }
    guard isConcerned(actors[number], by: tagging) else { return }
    var actor = actors[number]
    actor.tagging = tagging
    builder.addEdge(
      from: actors[number].node, to: state(of: actor), label: Int32(plan.label), certain: isCertain,
      cost: UInt8(clamping: plan.technique.cost))
  }
}
