import Environment
import PathSearch
import Policy
import Techniques

/// Builds the attack graph: actors, their classes, and for each class the subjects that each
/// technique gives it. The work grows with classes × techniques that they can conceivably use.
package final class GraphAssembler {
  let environment: Environment
  let catalogue: Catalogue
  let library: PolicyLibrary
  let facts: ActorFacts
  let universes: Universes
  let evaluator: TechniqueEvaluator
  let administrators = Administrators()
  let plans: [TechniquePlan]
  /// What is asked of a role that is gone on from.
  let onward: TechniquePlan

  var builder = GraphBuilder(nodeCount: 0)
  var kinds: [NodeKind] = []
  var actors: [Actor] = []
  var classes: [ActorClassKey: ActorClass] = [:]
  /// By account, the techniques for which subjects' own policies tell its principals apart by what
  /// they are.
  var labelsByFacts: [String: Set<Int>] = [:]
  var statistics = GraphStatistics()
  var trees: [TreeKey: SegmentTree] = [:]

  var administratorNodes: [String: Int32] = [:]
  var administratorActors: [String: Int] = [:]
  var userNodes: [Int: [SessionState: Int32]] = [:]
  var roleNodes: [Int: Int32] = [:]
  var actorOfUser: [Int: [SessionState: Int]] = [:]
  var actorOfRole: [Int: Int] = [:]
  var changed: [ChangeKey: Int32] = [:]
  var switched: [SwitchKey: Int32] = [:]
  var switchedNodes: [Int: Int32] = [:]
  var onwardNodes: [Int: Int32] = [:]
  var members: [MemberKey: Int32] = [:]
  /// For each actor that has joined a group, the class it was of before.
  var classesBefore: [Int: ActorClass] = [:]
  var workloadNodes: [Int: Int32] = [:]
  var servingNodes: [Int: Int32] = [:]
  var accessNodes: [AccessKey: Int32] = [:]
  var externalNodes: [String: Int32] = [:]
  var doors: [Door] = []
  var personNodes: [Int: Int32] = [:]
  var assigneeNodes: [String: Int32] = [:]
  var personalNodes: [PersonalKey: Int32] = [:]
  /// Which policies ask for a second factor.
  private(set) lazy var factors = FactorQuestions(library)
  /// What there is to be gained by changing tags; made once the plain states are connected.
  var tagging: Tagging?

  /// Roles by ARN.
  private(set) lazy var roleNumbers = Dictionary(
    environment.roles.enumerated().map { ($1.arn, $0) }, uniquingKeysWith: { $1 })

  /// A bound on the groups that one class is followed into.
  static let groupLimit = 12

  package init(environment: Environment, catalogue: Catalogue) {
    var environment = environment
    environment.findAssets()
    self.environment = environment
    self.catalogue = catalogue
    let actions = catalogue.techniques.flatMap { $0.permissions.map(\.action) }
    let table = ActionTable(
      actions + ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"])
    library = PolicyLibrary(environment, table: table)
    library.kindsOfNewThings = Set(
      catalogue.techniques.flatMap(\.permissions).compactMap { need in
        guard case .new(_, let template) = need.place else { return nil }
        return PolicyLibrary.kind(of: template)
      })
    facts = ActorFacts(library: library)
    universes = Universes(library: library)
    evaluator = TechniqueEvaluator(universes: universes, sets: SetEvaluator(table: table))
    var questions: [String: Int] = [:]
    var plans: [TechniquePlan] = []
    for (label, technique) in catalogue.techniques.enumerated() {
      plans.append(
        TechniquePlan(label: label, technique: technique, table: table, questions: &questions))
    }
    self.plans = plans
    onward = TechniquePlan(
      label: Int(BuiltInTechnique.structure.rawValue), technique: .assumption,
      table: table, questions: &questions)
  }

  /// Builds the graph.
  package func assemble() -> AttackGraph {
    addResources()
    addActors()
    var next = 0
    // Rewriting and joining make further actors while this runs.
    while next < actors.count {
      connect(next)
      next += 1
    }
    addTagging(from: next)
    addOnward()
    addAccountControl()
    addServing()
    addExternals()
    addDoors()
    addStrangers()
    statistics.actors = actors.count
    statistics.classes = classes.count
    while kinds.count < builder.nodeCount { kinds.append(.shared) }
    statistics.nodes = builder.nodeCount
    let graph = builder.build()
    statistics.edges = graph.edgeCount
    var environment = environment
    if let tagGap { environment.coverage.gaps.append(tagGap) }
    return AttackGraph(
      environment: environment, catalogue: catalogue, graph: graph, kinds: kinds, actors: actors,
      statistics: statistics, administratorNodes: administratorNodes, userNodes: userNodes,
      roleNodes: roleNodes, workloadNodes: workloadNodes, accessNodes: accessNodes,
      externalNodes: externalNodes, doors: doors, personNodes: personNodes,
      assigneeNodes: assigneeNodes,
      plainNodes: tagging?.plainNodes ?? [:])
  }

  // MARK: Nodes

  func addNode(_ kind: NodeKind) -> Int32 {
    let node = builder.addNodes(1)
    while kinds.count < Int(node) { kinds.append(.shared) }
    kinds.append(kind)
    return node
  }

  func addActor(_ kind: Actor.Kind, account: String) -> Int {
    let number = actors.count
    let node = addNode(.actor(number))
    actors.append(Actor(kind: kind, account: account, node: node))
    return number
  }

  private func addActors() {
    for account in universes.accounts where !account.isEmpty {
      let number = addActor(.administrator(account), account: account)
      administratorActors[account] = number
      administratorNodes[account] = actors[number].node
    }
    for (number, user) in environment.users.enumerated() {
      for state in Sessions.states(of: user.credentials) {
        let actor = addActor(.user(number, state), account: user.account)
        actorOfUser[number, default: [:]][state] = actor
        userNodes[number, default: [:]][state] = actors[actor].node
      }
    }
    for (number, role) in environment.roles.enumerated() {
      let actor = addActor(.role(number), account: role.account)
      actorOfRole[number] = actor
      roleNodes[number] = actors[actor].node
    }
    addRunsAs()
    addPeople()
  }

  private func addResources() {
    for (number, resource) in environment.resources.enumerated() {
      if resource.runsAs != nil {
        let node = addNode(.workload(number))
        builder.setFree(node)
        workloadNodes[number] = node
      }
      for impact in impacts(of: resource.kind)
      where universes.aims.has(impact, number) {
        let key = AccessKey(resource: number, impact: impact)
        accessNodes[key] = addNode(.access(resource: number, impact: impact))
      }
    }
  }

  /// The impacts that some technique can have on a kind of resource.
  private func impacts(of kind: ResourceKind) -> [Impact] {
    let kind = kind == .bucketPart ? .bucket : kind
    let gains = catalogue.techniques.filter { $0.subject == .resource(kind.rawValue) }
      .compactMap { Impact(rawValue: $0.gain.rawValue) }
    return Set(gains).sorted()
  }

  private func addRunsAs() {
    for (resource, node) in workloadNodes.sorted(by: { $0.key < $1.key }) {
      guard let role = environment.resources[resource].runsAs.flatMap({ roleNumbers[$0] }),
        let target = roleNodes[role]
      else { continue }
      builder.addEdge(
        from: node, to: target, label: BuiltInTechnique.runsAs.rawValue, certain: true, cost: 0)
    }
  }
}
