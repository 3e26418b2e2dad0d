import Analysis
import AttackGraph

/// Puts paths together into one diagram: what several paths go through is one node.
struct DiagramComposer {
  private let graph: AttackGraph
  private let describer: StateDescriber
  private var keys: [StateIdentity: Int] = [:]
  private var nodes: [DiagramNode] = []
  private var impacts: [Int: [String]] = [:]
  private var accounts: [Int: String] = [:]
  /// For each node the numbers of the paths through it.
  private var paths: [Int: Set<Int>] = [:]
  private var starts: Set<Int> = []
  private var targets: Set<Int> = []
  private var edges: [EdgeIdentity: DiagramEdge] = [:]
  private var order: [EdgeIdentity] = []
  private var pathCount = 0

  private struct EdgeIdentity: Hashable {
    var from: Int
    var to: Int
    var label: String
    var isCertain: Bool
  }

  init(graph: AttackGraph) {
    self.graph = graph
    describer = StateDescriber(graph: graph)
  }

  /// Adds a path; the first is the best.
  mutating func add(_ path: AttackPath) {
    pathCount += 1
    let start = key(path.source)
    starts.insert(start)
    let target = key(path.target)
    targets.insert(target)
    paths[start, default: []].insert(pathCount)
    paths[target, default: []].insert(pathCount)
    var step = 0
    for hop in path.hops { add(hop, &step) }
  }

  private mutating func add(_ hop: Hop, _ step: inout Int) {
    let (from, to) = (key(hop.from), key(hop.to))
    let label = EdgeLabel.short(describer.techniqueName(hop.technique))
    let tooltip = describer.tooltip(hop)
    let isCertain = hop.answer == .allowed
    paths[from, default: []].insert(pathCount)
    guard let via = hop.via.map({ key(workload: $0) }), via != from else {
      return addEdge(from, to, label, tooltip, isCertain, &step)
    }
    paths[via, default: []].insert(pathCount)
    addEdge(from, via, label, tooltip, isCertain, &step)
    addEdge(via, to, "runs as", "", true, &step)
  }

  private mutating func addEdge(
    _ from: Int, _ to: Int, _ label: String, _ tooltip: String, _ isCertain: Bool,
    _ step: inout Int
  ) {
    // Another session of the same user is the same node.
    guard from != to else { return }
    paths[to, default: []].insert(pathCount)
    step += 1
    let identity = EdgeIdentity(from: from, to: to, label: label, isCertain: isCertain)
    if edges[identity] != nil {
      edges[identity]?.weight += 1
      return
    }
    order.append(identity)
    edges[identity] = DiagramEdge(
      from: from, to: to, label: label, tooltip: tooltip,
      certainty: isCertain ? .certain : .conditional, bestPathStep: pathCount == 1 ? step : nil)
  }

  // MARK: Nodes

  private mutating func key(_ node: Int32) -> Int {
    let describer = describer
    let key = key(describer.identity(node)) { describer.node(node, key: $0) }
    if accounts[key] == nil { accounts[key] = describer.names.account(node) }
    if let impact = describer.names.impact(node)?.rawValue,
      !(impacts[key]?.contains(impact) ?? false)
    {
      impacts[key, default: []].append(impact)
    }
    return key
  }

  private mutating func key(workload resource: Int) -> Int {
    let describer = describer
    let key = key(.workload(resource)) { describer.node(workload: resource, key: $0) }
    accounts[key] = graph.environment.resources[resource].account
    return key
  }

  private mutating func key(_ identity: StateIdentity, make: (Int) -> DiagramNode) -> Int {
    if let key = keys[identity] { return key }
    let key = nodes.count + 1
    keys[identity] = key
    nodes.append(make(key))
    return key
  }

  // MARK: The whole

  func diagram(title: String) -> Diagram {
    let clusters = clusters()
    let chokePoint = chokePoint()
    let finished = nodes.map { node in
      var node = node
      if let impacts = impacts[node.key] {
        node.details.insert(impacts.sorted().joined(separator: " + "), at: 0)
      }
      node.cluster = accounts[node.key].flatMap { clusters[$0]?.key }
      if starts.contains(node.key) { node.emphasis = .start }
      if targets.contains(node.key) {
        node.emphasis = .target
        if starts.contains(node.key) { node.details.append("a start as well") }
      }
      if node.key == chokePoint {
        node.emphasis = .chokePoint
        node.details.insert("\(paths[node.key]?.count ?? 0) of \(pathCount) paths", at: 0)
      }
      return node
    }
    return Diagram(
      title: title, nodes: finished, edges: order.compactMap { edges[$0] },
      clusters: clusters.values.sorted { $0.key < $1.key })
  }

  private func clusters() -> [String: DiagramCluster] {
    let ids = Set(accounts.values).subtracting([""]).sorted()
    return Dictionary(
      uniqueKeysWithValues: ids.enumerated().map { number, id in
        let name = describer.names.accountName(id)
        return (id, DiagramCluster(key: number, name: name == id ? "" : name, accountID: id))
      })
  }

  /// The node on most paths besides starts and targets, if that is three or more; the first among
  /// equals.
  private func chokePoint() -> Int? {
    var best: (key: Int, count: Int)?
    for node in nodes where !starts.contains(node.key) && !targets.contains(node.key) {
      let count = paths[node.key]?.count ?? 0
      if count >= 3, count > best?.count ?? 0 { best = (node.key, count) }
    }
    return best?.key
  }
}
