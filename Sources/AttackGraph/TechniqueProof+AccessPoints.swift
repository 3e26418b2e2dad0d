import Environment
import Policy
import Techniques

/// The proof of what is asked of access points and through them: on the same one.
extension TechniqueProof {
  /// Proves that the policy of some access point can be written, and that the bucket leaves access to
  /// it; nothing where the technique asks for no such thing.
  func proveAccessPoints(_ subject: Target, _ actor: Actor, _ hop: inout Hop) {
    let needs = technique.permissions.filter(\.place.isAtAccessPoint)
    guard !needs.isEmpty, hop.answer != .denied else { return }
    // Only whoever acts within the account of an access point writes its policy.
    let choices = objects(subject).filter { choice in
      choice.through.map { environment.resources[$0].account == actor.account } ?? false
    }
    let proofs = choices.map { choice in needs.map { decide($0, actor, choice) } }
    guard let best = Self.best(proofs) else {
      hop.answer = .denied
      return
    }
    for (need, decision) in zip(needs, best.decisions) { add(decision, need, &hop) }
    if let point = choices[best.choice].through { explainer.addAccessPoint(point, &hop) }
    addScope(subject, choices, proofs, &hop)
    if choices[best.choice].account == nil {
      weaken(
        &hop, "the owner and the policy of the bucket, which are not in the snapshot, allow it")
    }
  }

  private func decide(_ need: PermissionNeed, _ actor: Actor, _ choice: Candidate) -> Decision {
    var asked = request(choice)
    if need.place == .objectsOfOpenedAccessPoints {
      asked.opensAccessPoint = true
    } else if let number = choice.through {
      let point = environment.resources[number]
      asked = HopExplainer.Asked(
        arn: point.arn, account: point.account, policy: point.policy, settings: point.settings,
        tags: point.tags)
    }
    return explainer.decide(need, actor, asked)
  }
}

extension Place {
  /// Whether it is an access point, or what is asked for through one.
  var isAtAccessPoint: Bool {
    switch self {
    case .accessPointsOfSubject, .objectsOfOpenedAccessPoints: true
    default: false
    }
  }
}
