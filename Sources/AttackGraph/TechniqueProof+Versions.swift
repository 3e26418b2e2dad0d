import Environment
import Policy
import Techniques

/// The proof of a hop that puts another version of a policy in force.
extension TechniqueProof {
  /// The versions by which whoever is aimed at comes to the state that is reached.
  func choices(_ subject: Target, _ actor: Actor) -> [VersionChoice] {
    let attachments: [String]
    switch subject {
    case .role(let number): attachments = explainer.library.roleAttachments[number]
    case .user(let number): attachments = explainer.library.userAttachments[number]
    case .actor: attachments = attached(actor)
    default: attachments = []
    }
    guard let reached, let state = explainer.actor(at: reached) else { return [] }
    if let choice = state.switched { return attachments.contains(choice.policy) ? [choice] : [] }
    return explainer.library.choices(of: attachments).filter {
      guard var probe = probe(subject, actor) else { return false }
      probe.switched = $0
      return explainer.isAdministrator(probe)
    }
  }

  /// Whoever is aimed at, as it is.
  private func probe(_ subject: Target, _ actor: Actor) -> Actor? {
    switch subject {
    case .role(let number):
      Actor(kind: .role(number), account: actor.account, node: actor.node)
    case .user(let number):
      Actor(kind: .user(number, .key), account: actor.account, node: actor.node)
    case .actor: actor
    default: nil
    }
  }

  /// Cites the version that is put in force.
  func addVersion(of policy: String, _ subject: Target, _ actor: Actor, _ hop: inout Hop) {
    guard let choice = choices(subject, actor).first(where: { $0.policy == policy }),
      let document = explainer.library.version(choice)?.document
    else { return }
    hop.evidence.append(
      Evidence(
        role: "version", origin: document.origin, policy: document.name,
        policyKind: document.kind.rawValue))
  }
}

extension Place {
  /// Whether it is policies of which another version can be put in force.
  var isVersioned: Bool {
    self == .versionedPoliciesOfActor || self == .versionedPoliciesOfSubject
  }
}
