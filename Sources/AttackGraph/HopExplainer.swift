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
  private var known: [HopKey: Hop] = [:]

  private struct HopKey: Hashable {
    var from: Int32
    var to: Int32
    var technique: TechniqueReference
    var via: Int?
  }

  var environment: Environment { graph.environment }

  init(graph: AttackGraph, library: PolicyLibrary, universes: Universes, facts: ActorFacts) {
    self.graph = graph
    self.library = library
    self.universes = universes
    self.facts = facts
  }

  /// Turns the edges of a path into hops between states, each proven.
  package func hops(of edges: [Int]) -> [Hop] {
    var hops: [Hop] = []
    var from: Int32?
    var technique: TechniqueReference?
    var via: Int?
    for edge in edges {
      if from == nil { from = graph.graph.source(of: edge) }
      let applied = graph.technique(of: edge)
      if applied != .builtIn(.structure), technique == nil { technique = applied }
      let target = graph.graph.target(of: edge)
      if case .workload(let number) = graph.kinds[Int(target)] { via = number }
      guard !graph.graph.isFree(target), let start = from else { continue }
      hops.append(
        prove(from: start, to: target, technique: technique ?? .builtIn(.structure), via: via))
      from = nil
      technique = nil
      via = nil
    }
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
    case .structure, .accountControl: break
    }
  }

  private func proveAdministrator(_ hop: inout Hop) {
    guard let actor = actor(at: hop.from) else { return }
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
      case .external(let name) = graph.kinds[Int(hop.from)],
      let trust = environment.roles[number].trust
    else { return }
    let isFederated = hop.technique == .builtIn(.federation)
    if !isFederated {
      hop.answer = .conditional
      hop.conditions.append("the policies of \(name), which are not in the snapshot, allow it")
    }
    let context = RequestContext(world: .open)
    for statement in trust.statements where statement.effect == .allow {
      guard case .only(let names) = statement.principals,
        names.contains(where: { $0.isWritten(name) })
      else { continue }
      let value = context.outcome(of: statement.conditions, for: .allow)
      if value == .no { continue }
      if value == .maybe {
        hop.answer = .conditional
        for test in context.openTests(among: statement.conditions, for: .allow) {
          let open = OpenCondition(test: test, mustHold: true)
          hop.openTests.append(open)
          hop.conditions.append(open.text)
        }
      }
      hop.evidence.append(
        Evidence(
          role: "trust", origin: statement.origin, sid: statement.sid, policy: trust.name,
          policyKind: trust.kind.rawValue))
    }
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

extension PrincipalName {
  /// Whether this is the name, as a principal outside the snapshot is called.
  func isWritten(_ name: String) -> Bool {
    switch self {
    case .federated(let text), .aws(let text): text == name
    case .account(let id): name == "arn:aws:iam::\(id):root"
    case .everyone, .everyAWS, .service, .canonicalUser: false
    }
  }
}

extension GraphAssembler {
  /// What proves the hops of the graph that this assembler made.
  package func explainer(for graph: AttackGraph) -> HopExplainer {
    HopExplainer(graph: graph, library: library, universes: universes, facts: facts)
  }
}
