import Environment
import Policy
import Techniques

/// The proof of a hop that goes through a role of which the attacker gets no session.
extension TechniqueProof {
  /// The roles of an account that trust the service that the technique passes them to.
  func bridges(in account: String) -> [Target] {
    let services = technique.needs.compactMap { need in
      if case .trust(let service) = need { PrincipalName.service(service) } else { nil }
    }
    return explainer.universes.subjects(.role, in: account).members.filter { number in
      (environment.roles[number].trust?.statements ?? []).contains { statement in
        guard case .only(let names) = statement.principals else { return true }
        return names.contains(.everyone) || names.contains { services.contains($0) }
      }
    }.map { .role($0) }
  }

  /// Proves that the role may assume the one where the hop ends.
  func goOn(from subject: Target, _ hop: inout Hop) {
    guard hop.answer != .denied, case .role(let number) = subject,
      let reached = explainer.actor(at: hop.to), case .role(let role) = reached.kind
    else { return }
    let bridge = Actor(
      kind: .role(number), account: environment.roles[number].account, node: hop.to)
    let end = environment.roles[role]
    let asked = HopExplainer.Asked(
      arn: end.arn, account: end.account, policy: end.trust, settings: ResourceSettings(),
      tags: end.tags)
    for need in Technique.assumption.permissions where hop.answer != .denied {
      let decision = explainer.decide(need, bridge, asked)
      if decision.answer == .denied { hop.answer = .denied } else { add(decision, need, &hop) }
    }
  }
}
