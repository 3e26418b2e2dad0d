import Analysis
import AttackGraph
import Environment

/// What is one node of a picture, though it may be several states of control: the sessions of a
/// user are one, and so are the impacts on a resource.
enum StateIdentity: Hashable {
  case actor(id: String, name: String)
  case workload(Int)
  case resource(Int)
  case external(String)
}

/// Says what the nodes and hops of a picture are called and look like.
struct StateDescriber {
  let graph: AttackGraph
  let names: StateNames

  init(graph: AttackGraph) {
    self.graph = graph
    names = StateNames(graph)
  }

  /// Which node of a picture a state is. The same principal with policies of the attacker's choice
  /// is another one.
  func identity(_ node: Int32) -> StateIdentity {
    switch graph.kinds[Int(node)] {
    case .actor: .actor(id: names.id(node), name: names.name(node))
    case .workload(let resource): .workload(resource)
    case .access(let resource, _): .resource(resource)
    case .external(let name): .external(name)
    case .person, .assignees: .actor(id: names.id(node), name: names.name(node))
    case .shared: .external("")
    }
  }

  /// The node of a state, without cluster and emphasis.
  func node(_ node: Int32, key: Int) -> DiagramNode {
    switch graph.kinds[Int(node)] {
    case .actor(let number): actor(graph.actors[number], node, key)
    case .workload(let resource): self.node(workload: resource, key: key)
    case .access(let number, _): resource(graph.environment.resources[number], key)
    case .person, .assignees:
      DiagramNode(
        key: key, kind: .person, name: names.name(node), details: ["Identity Center"],
        tooltip: names.id(node))
    case .external, .shared:
      DiagramNode(key: key, kind: .external, name: names.name(node), tooltip: names.id(node))
    }
  }

  /// The node of a workload.
  func node(workload number: Int, key: Int) -> DiagramNode {
    let resource = graph.environment.resources[number]
    return DiagramNode(
      key: key, kind: .workload, name: resource.name, details: [Self.words(resource.kind)],
      tooltip: resource.arn)
  }

  private func resource(_ resource: Resource, _ key: Int) -> DiagramNode {
    let kind: DiagramNodeKind =
      switch resource.kind {
      case .bucket, .bucketPart: .bucket
      case .secret, .parameter: .secret
      default: DiagramNodeKind(rawValue: Self.words(resource.kind))
      }
    return DiagramNode(key: key, kind: kind, name: resource.name, tooltip: resource.arn)
  }

  private func actor(_ actor: Actor, _ node: Int32, _ key: Int) -> DiagramNode {
    let (name, id) = (names.name(node), names.id(node))
    switch actor.kind {
    case .role: return DiagramNode(key: key, kind: .role, name: name, tooltip: id)
    case .administrator(let account):
      return DiagramNode(
        key: key, kind: .account, name: names.accountName(account), details: ["full control"],
        tooltip: id)
    case .user(let number, _):
      let credentials = graph.environment.users[number].credentials
      return DiagramNode(
        key: key, kind: Self.isMachine(credentials) ? .machine : .person, name: name,
        details: Self.factorWords(credentials), tooltip: id)
    }
  }

  /// A user with keys and no password signs in nowhere: nobody, but a program.
  private static func isMachine(_ credentials: Credentials) -> Bool {
    credentials.hasPassword == false && credentials.accessKeys?.isEmpty == false
  }

  /// What stands between a phisher and the session, in at most two words or three.
  private static func factorWords(_ credentials: Credentials) -> [String] {
    if credentials.hasPassword == nil && credentials.accessKeys == nil {
      return ["credentials not known"]
    }
    var words: [String] = []
    if credentials.hasPassword == true {
      if let factors = credentials.factors {
        words.append(factorWord(factors))
      } else {
        words.append("factor not known")
      }
    }
    if credentials.hasActiveKey == true { words.append("access key") }
    return words
  }

  private static func factorWord(_ factors: [Factor]) -> String {
    if factors.isEmpty { return "no second factor" }
    let weak = Set(factors.map(\.kind)).subtracting([.fido2])
    if weak.isEmpty { return "FIDO2" }
    if weak == [.unknown] { return "factor not known" }
    return weak.subtracting([.unknown]).map(\.rawValue).sorted().joined(separator: ", ")
      + ": phishable"
  }

  /// The last part of a kind: `aws:sagemaker:notebook-instance` is a `notebook instance`.
  private static func words(_ kind: ResourceKind) -> String {
    let last = kind.rawValue.split(separator: ":").last.map(String.init) ?? kind.rawValue
    return last.split(separator: "-").joined(separator: " ")
  }

  // MARK: Hops

  /// What the attacker does, in a few words.
  func techniqueName(_ technique: TechniqueReference) -> String {
    switch technique {
    case .catalogue(let number): graph.catalogue.techniques[number].name
    case .builtIn(let builtIn): builtIn.name
    }
  }

  /// The technique's id, and what must be so.
  func tooltip(_ hop: Hop) -> String {
    let id: String =
      switch hop.technique {
      case .catalogue(let number): graph.catalogue.techniques[number].id
      case .builtIn(let builtIn): builtIn.id
      }
    if hop.conditions.isEmpty { return id }
    return "\(id); only if " + hop.conditions.joined(separator: ", and ")
  }
}
