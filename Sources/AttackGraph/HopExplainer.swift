import Documents
import Environment
import PathSearch
import Policy
import Techniques

/// Proves hops with `decide`: which statements allow them, and what stays open. Only hops that are
/// shown are proven, each once.
package final class HopExplainer {
  let graph: AttackGraph
  let library: PolicyLibrary
  let universes: Universes
  let facts: ActorFacts
  /// The tags that policies ask for; nil where no path changes any.
  let gates: TagGates?
  private var known: [HopKey: Hop] = [:]

  private struct HopKey: Hashable {
    var from: Int32
    var to: Int32
    var technique: TechniqueReference
    var via: Int?
  }

  var environment: Environment { graph.environment }

  init(
    graph: AttackGraph, library: PolicyLibrary, universes: Universes, facts: ActorFacts,
    gates: TagGates?
  ) {
    self.graph = graph
    self.library = library
    self.universes = universes
    self.facts = facts
    self.gates = gates
  }

  /// Turns the edges of a path into hops between states, each proven.
  package func hops(of edges: [Int]) -> [Hop] {
    var hops: [Hop] = []
    var from: Int32?
    var technique: TechniqueReference?
    var via: Int?
    for (number, edge) in edges.enumerated() {
      if from == nil {
        let source = graph.graph.source(of: edge)
        from = source
        if case .workload(let number) = graph.kinds[Int(source)] { via = number }
      }
      let applied = graph.technique(of: edge)
      if applied != .builtIn(.structure), technique == nil { technique = applied }
      let target = graph.graph.target(of: edge)
      if case .workload(let number) = graph.kinds[Int(target)] { via = number }
      // Control of a workload is free on the way to its role, and a state where a path ends.
      let isEnd = !graph.graph.isFree(target) || number == edges.count - 1
      guard isEnd, let start = from else { continue }
      // Control of a workload and what it serves are two states of the same thing.
      if technique == nil, graph.kinds[Int(start)] == graph.kinds[Int(target)] {
        from = nil
        continue
      }
      hops.append(
        prove(from: start, to: target, technique: technique ?? .builtIn(.structure), via: via))
      from = nil
      technique = nil
      via = nil
    }
    settleTags(&hops)
    return hops
  }

  private func prove(
    from: Int32, to: Int32, technique: TechniqueReference, via: Int?
  ) -> Hop {
    let key = HopKey(from: from, to: to, technique: technique, via: via)
    if let hop = known[key] { return hop }
    var hop = Hop(from: from, to: to, technique: technique)
    hop.via = via
    switch technique {
    case .builtIn(let builtIn): prove(&hop, builtIn)
    // What changes tags is proven with the later hops that need it.
    case .catalogue(let number) where graph.catalogue.techniques[number].gain.changesTags: break
    case .catalogue(let number):
      TechniqueProof(explainer: self, technique: graph.catalogue.techniques[number]).prove(&hop)
    }
    hop.conditions = Array(Set(hop.conditions)).sorted()
    known[key] = hop
    return hop
  }

  func actor(at node: Int32) -> Actor? {
    if case .actor(let number) = graph.kinds[Int(node)] { return graph.actors[number] }
    return nil
  }

  // MARK: Built-in techniques

  private func prove(_ hop: inout Hop, _ technique: BuiltInTechnique) {
    switch technique {
    case .administrator: proveAdministrator(&hop)
    case .federation, .externalTrust: proveOutside(&hop)
    case .runsAs: if let via = hop.via { addWorkload(via, &hop) }
    case .serves: proveServing(&hop)
    case .open: proveOpenDoor(&hop)
    case .permissionSet: provePermissionSet(&hop)
    case .structure, .accountControl: break
    }
  }

  private func proveAdministrator(_ hop: inout Hop) {
    guard let actor = actor(at: hop.from) else { return }
    if actor.isRetagged {
      // Whatever it asks on everything will do.
      let asked = Asked(arn: "*", account: actor.account, settings: ResourceSettings())
      let found = TagSearch(self, "iam:CreateUser", actor, asked).best
      hop.neededTags = found.changes
      if found.decision.answer == .denied { hop.answer = .denied }
    }
    for policy in facts.policies(actor).identity {
      for statement in policy.document.statements where statement.effect == .allow {
        guard case .only(let resources) = statement.resources,
          resources.contains(where: { $0.text == "*" })
        else { continue }
        hop.evidence.append(
          Evidence(
            role: "identity", origin: statement.origin, sid: statement.sid,
            policy: policy.document.name, policyKind: policy.document.kind.rawValue))
      }
    }
  }

  private func proveOutside(_ hop: inout Hop) {
    guard let actor = actor(at: hop.to), case .role(let number) = actor.kind,
      case .external(let name) = graph.kinds[Int(hop.from)]
    else { return }
    guard let decision = outsideDecision(on: environment.roles[number], for: name, hop.technique)
    else {
      hop.answer = .denied
      return
    }
    hop.answer = decision.answer
    hop.openTests = decision.requiredConditions
    hop.conditions = decision.openConditions.map(\.text)
    // Who brings an account of their own writes its policies.
    if hop.technique == .builtIn(.externalTrust), name != Door.anyAccount {
      hop.answer = .conditional
      hop.conditions.append("the policies of \(name), which are not in the snapshot, allow it")
    }
    for reason in decision.allows where reason.layer == .resource {
      hop.evidence.append(
        Evidence(
          role: "trust", origin: reason.origin, sid: reason.sid, policy: reason.policyName,
          policyKind: reason.policyKind.rawValue))
    }
  }

  /// The answer of a role to somebody from outside, by the id of their state.
  private func outsideDecision(
    on role: Role, for name: String, _ technique: TechniqueReference
  ) -> Decision? {
    let trust = OutsideTrust(library: library)
    if name == Door.anyAccount { return trust.decisionForAnyAccount(on: role) }
    let provider = Door.provider(name)
    guard technique == .builtIn(.federation) else {
      return trust.decision(on: role, for: PrincipalName(aws: name))
    }
    if provider == name { return trust.decision(on: role, for: .federated(name)) }
    if let pool = environment.resources.first(where: { $0.arn == provider }) {
      let decision = IdentityPoolTrust(library: library).decide(role, pool)
      return decision.answer == .denied ? nil : decision
    }
    return trust.decision(on: role, forWorkflowsOf: provider)
  }

  /// The configuration that binds a workload to its role.
  func addWorkload(_ number: Int, _ hop: inout Hop) {
    let resource = environment.resources[number]
    hop.evidence.append(
      Evidence(
        role: "workload", origin: resource.runsAsOrigin ?? resource.origin, policy: resource.name,
        policyKind: "configuration"))
  }
}

extension HopExplainer {
  /// The configuration by which a workload loads a model.
  private func proveServing(_ hop: inout Hop) {
    guard case .workload(let workload) = graph.kinds[Int(hop.from)],
      case .access(let place, _) = graph.kinds[Int(hop.to)],
      let source = environment.assets.filter({ $0.resource == place }).flatMap(\.sources)
        .first(where: { $0.workload == workload && $0.use == .model })
    else { return hop.answer = .denied }
    hop.evidence.append(
      Evidence(
        role: "model", origin: source.origin, policy: environment.resources[workload].name,
        policyKind: "configuration"))
  }

  /// The access point through which something is asked for, and where it is stated.
  func addAccessPoint(_ number: Int, _ hop: inout Hop) {
    let point = environment.resources[number]
    hop.evidence.append(
      Evidence(
        role: "access point", origin: point.origin, policy: point.name,
        policyKind: "configuration"))
  }
}

extension GraphAssembler {
  /// What proves the hops of the graph that this assembler made.
  package func explainer(for graph: AttackGraph) -> HopExplainer {
    HopExplainer(
      graph: graph, library: library, universes: universes, facts: facts, gates: tagging?.gates)
  }
}
