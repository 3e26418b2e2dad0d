import Documents
import Environment
import Policy
import Techniques

/// Proves one hop that applies a technique of the catalogue.
struct TechniqueProof {
  let explainer: HopExplainer
  let technique: Technique
  /// The node that the hop leads to, where a proof depends on it.
  var reached: Int32?

  var environment: Environment { explainer.environment }

  /// A thing that a permission is asked on.
  struct Candidate {
    var arn: String
    /// The owner; nil where nobody knows.
    var account: String?
    var policy: PolicyDocument?
    var settings = ResourceSettings()
    var tags: [String: String]?
    /// The access point through which it is asked for, by its number among the resources.
    var through: Int?
  }

  /// What the technique is aimed at.
  enum Target {
    case role(Int)
    case user(Int)
    case group(Int)
    case resource(Int)
    case person(Int)
    /// An account by its number among those of the universes.
    case account(Int)
    case actor
  }

  /// Proves the hop on the first subject on which it is certain, else on the first on which it is
  /// possible.
  func prove(_ hop: inout Hop) {
    var best: Hop?
    if let actor = explainer.actor(at: hop.from) {
      var proof = self
      proof.reached = hop.to
      for subject in subjects(of: hop, actor) {
        var attempt = hop
        proof.prove(&attempt, actor, subject)
        if attempt.answer == .denied || (best != nil && attempt.answer == .conditional) { continue }
        best = attempt
        if attempt.answer == .allowed { break }
      }
    }
    if let best { hop = best } else { hop.answer = .denied }
  }

  private func prove(_ hop: inout Hop, _ actor: Actor, _ subject: Target) {
    addFacts(subject, actor, &hop)
    proveAccessPoints(subject, actor, &hop)
    for needs in jointNeeds(of: subject) where hop.answer != .denied {
      if [.keyOfSubject, .openedKeyOfSubject].contains(needs[0].place),
        !needsProof(of: needs[0], actor, subject, &hop)
      {
        continue
      }
      let choices = candidates(needs[0].place, actor, subject)
      let proofs = choices.map { choice in
        needs.map { need in
          let asked = counterpart(of: choice, for: need.place, needs[0].place, actor, subject)
          return explainer.decide(need, actor, request(asked))
        }
      }
      guard let best = Self.best(proofs) else {
        hop.answer = .denied
        return
      }
      for (need, decision) in zip(needs, best.decisions) { add(decision, need, &hop) }
      if let point = choices[best.choice].through { explainer.addAccessPoint(point, &hop) }
      if [.objectsOfSubject, .objectsOfOpenedSubject].contains(needs[0].place) {
        addScope(subject, choices, proofs, &hop)
      }
      if actor.isRetagged {
        for need in needs {
          hop.neededTags += explainer.changes(for: need, actor, request(choices[best.choice]))
        }
      }
      if needs[0].place.isVersioned {
        addVersion(of: choices[best.choice].arn, subject, actor, &hop)
      }
      if case .loaded(let kind) = needs[0].place {
        addLoading(kind, subject, choices, proofs, &hop)
      } else if choices.contains(where: { $0.account == nil }) {
        weaken(
          &hop, "the owner and the policy of the bucket, which are not in the snapshot, allow it")
      }
    }
    if technique.gain == .onward { goOn(from: subject, &hop) }
    if let via = hop.via { explainer.addWorkload(via, &hop) }
  }

  /// Whether the leave of a key is to be proven; where there is no key, or nobody knows its policy,
  /// that is settled here.
  private func needsProof(
    of need: PermissionNeed, _ actor: Actor, _ subject: Target, _ hop: inout Hop
  ) -> Bool {
    switch key(of: subject) {
    case .none: return false
    case .managed:
      if case .resource(let number) = subject,
        environment.resources[number].account != actor.account
      {
        hop.answer = .denied
      }
      return false
    case .unknown(let key):
      weaken(
        &hop, "the policy of the key \(key), which is not in the snapshot, allows \(need.action)")
      return false
    case .key(let number):
      if !environment.resources[number].isUsableKey { hop.answer = .denied }
      return true
    }
  }

  /// Says which objects alone are meant, where access is not to all of a bucket.
  func addScope(
    _ subject: Target, _ choices: [Candidate], _ proofs: [[Decision]], _ hop: inout Hop
  ) {
    guard case .resource(let number) = subject else { return }
    let resource = environment.resources[number]
    let bucket = resource.part?.bucket ?? resource.arn
    let reached = zip(choices, proofs).filter { $0.1.allSatisfy { $0.answer != .denied } }
    let keys = reached.map { choice, _ in String(choice.arn.dropFirst(bucket.count + 1)) }
    let ordinary = resource.part?.places.map(\.witness) ?? ["postern-object"]
    if ordinary.contains(where: keys.contains) { return }
    let patterns = Set(keys.map { $0.replacing("postern-object", with: "*") }).sorted()
    guard let first = patterns.first else { return }
    let more = patterns.count > 1 ? " or \(patterns.count - 1) more" : ""
    hop.conditions.append("the object's key matches \(first)\(more)")
  }

  /// The permissions that are needed, those on the same new or existing thing together, and so those
  /// on what a subject belongs to several of.
  private func jointNeeds(of subject: Target) -> [[PermissionNeed]] {
    var joint: [[PermissionNeed]] = []
    let isOfSeveral = belongsToSeveral(subject)
    for need in technique.permissions where !need.place.isAtAccessPoint {
      if let known = joint.firstIndex(where: {
        need.place.isOneOfMany && $0[0].place == need.place
          || isOfSeveral && need.place.isRelated && $0[0].place.isRelated
      }) {
        joint[known].append(need)
      } else {
        joint.append([need])
      }
    }
    return joint
  }

  private func belongsToSeveral(_ subject: Target) -> Bool {
    guard case .resource(let number) = subject else { return false }
    return !environment.resources[number].furtherRelations.isEmpty
  }

  /// What goes with a thing that the subject belongs to: of several applications that of the group.
  private func counterpart(
    of choice: Candidate, for place: Place, _ chosen: Place, _ actor: Actor, _ subject: Target
  ) -> Candidate {
    guard place != chosen, case .related(let name, _) = place,
      let thing = environment.resources.first(where: { $0.arn == choice.arn }),
      let arn = thing.relations[name]
    else { return choice }
    return candidates(place, actor, subject).first { $0.arn == arn } ?? choice
  }

  /// The most permissive of several lists of decisions, the first among equals; nil when in each
  /// something is denied.
  static func best(_ proofs: [[Decision]]) -> (choice: Int, decisions: [Decision])? {
    let best =
      proofs.firstIndex { $0.allSatisfy { $0.answer == .allowed } }
      ?? proofs.firstIndex { $0.allSatisfy { $0.answer != .denied } }
    return best.map { ($0, proofs[$0]) }
  }

  func add(_ decision: Decision, _ need: PermissionNeed, _ hop: inout Hop) {
    if decision.answer == .conditional {
      hop.answer = .conditional
      hop.openTests += decision.requiredConditions
      hop.conditions += decision.openConditions.map(\.text)
    }
    for reason in decision.allows
    where reason.layer != .serviceControl && reason.layer != .resourceControl {
      let evidence = Evidence(
        role: reason.policyKind == .trust ? "trust" : reason.layer.rawValue, origin: reason.origin,
        sid: reason.sid, policy: reason.policyName, policyKind: reason.policyKind.rawValue,
        action: need.action)
      if !hop.evidence.contains(evidence) { hop.evidence.append(evidence) }
    }
  }

  func weaken(_ hop: inout Hop, _ condition: String) {
    if hop.answer == .denied { return }
    hop.answer = .conditional
    hop.conditions.append(condition)
  }

  // MARK: Subjects

  private func subjects(of hop: Hop, _ actor: Actor) -> [Target] {
    if technique.subject == .actor { return [.actor] }
    if let via = hop.via, technique.gain == .workload { return [.resource(via)] }
    switch explainer.graph.kinds[Int(hop.to)] {
    case .access(let resource, _), .workload(let resource): return [.resource(resource)]
    case .actor(let number):
      let reached = explainer.graph.actors[number]
      if technique.gain == .membership, let group = reached.joinedGroup { return [.group(group)] }
      if technique.gain == .onward { return bridges(in: actor.account) }
      switch reached.kind {
      case .role(let role): return [.role(role)]
      case .user(let user, _): return [.user(user)]
      case .administrator(let account):
        if technique.subject == .account {
          return explainer.universes.accounts.firstIndex(of: account).map { [.account($0)] } ?? []
        }
        return strengthened(actor, account)
      }
    case .person(let person): return [.person(person)]
    case .external, .assignees, .shared: return []
    }
  }

  /// Where a hop ends in control of the account: the subjects that control it once the technique
  /// has made them stronger.
  private func strengthened(_ actor: Actor, _ account: String) -> [Target] {
    let members = explainer.universes.subjects(technique.subject, in: account).members
    let targets: [Target] = members.map { member in
      switch technique.subject {
      case .role: .role(member)
      case .group: .group(member)
      default: .user(member)
      }
    }
    return targets.filter { explainer.isStrengthened(technique, subjectOf($0), actor) }
  }

  private func subjectOf(_ target: Target) -> HopExplainer.Strengthened {
    switch target {
    case .role(let number): .role(number)
    case .user(let number): .user(number)
    case .group(let number): .group(number)
    case .resource, .person, .account, .actor: .none
    }
  }
}

extension Place {
  /// Whether any one of several things will do, the same for all needs.
  fileprivate var isOneOfMany: Bool {
    switch self {
    case .new, .existing, .loaded: true
    default: false
    }
  }

  /// Whether it is something that the subject belongs to or uses.
  fileprivate var isRelated: Bool { if case .related = self { true } else { false } }
}
