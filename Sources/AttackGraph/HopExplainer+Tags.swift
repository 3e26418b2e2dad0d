import Environment
import Policy
import Techniques

/// Hops that change tags are proven last: which tags they change follows from the later hops that
/// need it. One that no later hop needs is no hop.
extension HopExplainer {
  /// Proves the hops of a path that change tags, from the last to the first.
  func settleTags(_ hops: inout [Hop]) {
    if !hops.contains(where: { gain(of: $0)?.changesTags ?? false || !$0.neededTags.isEmpty }) {
      return
    }
    var wanted: [TagChange] = []
    for place in hops.indices.reversed() {
      // States are told apart only as long as something depends on it.
      if wanted.isEmpty, let plain = graph.plainNodes[hops[place].to] {
        hops[place].to = plain
        if place + 1 < hops.count { hops[place + 1].from = plain }
      }
      switch gain(of: hops[place]) {
      case .tagged, .untagged: proveTags(&hops[place], &wanted)
      case .taggedSession: proveSession(&hops[place], &wanted)
      default: if wanted.contains(where: \.isOfSession) { hops[place].answer = .denied }
      }
      for change in hops[place].neededTags where !wanted.contains(change) { wanted.append(change) }
    }
    if !wanted.isEmpty { hops[0].answer = .denied }
  }

  private func gain(of hop: Hop) -> Gain? {
    guard case .catalogue(let number) = hop.technique else { return nil }
    return graph.catalogue.techniques[number].gain
  }

  // MARK: Tags of things

  /// Proves that the actor changes those of the wanted tags that it can.
  private func proveTags(_ hop: inout Hop, _ wanted: inout [TagChange]) {
    guard let actor = actor(at: hop.from) else { return }
    var left: [TagChange] = []
    for change in wanted {
      let isProven = !change.isOfSession && proveTag(change, actor, &hop)
      if isProven { hop.tagChanges.append(change) } else { left.append(change) }
    }
    if hop.tagChanges.isEmpty { hop.answer = .denied }
    wanted = left
  }

  private func proveTag(_ change: TagChange, _ actor: Actor, _ hop: inout Hop) -> Bool {
    let wanted = change.value == nil ? Gain.untagged : .tagged
    let subject = subject(of: change.thing)
    var first: (number: Int, found: (decision: Decision, changes: [TagChange]))?
    for (number, technique) in graph.catalogue.techniques.enumerated()
    where technique.gain == wanted && technique.subject == subject {
      let found = decideRequest(technique, technique.permissions[0], [change], actor)
      if found.decision.answer == .allowed { first = (number, found) }
      if found.decision.answer == .conditional, first == nil { first = (number, found) }
      if found.decision.answer == .allowed { break }
    }
    guard let (number, found) = first else { return false }
    let technique = graph.catalogue.techniques[number]
    if hop.tagChanges.isEmpty { hop.technique = .catalogue(number) }
    let proof = TechniqueProof(explainer: self, technique: technique)
    proof.add(found.decision, technique.permissions[0], &hop)
    hop.neededTags += found.changes
    return true
  }

  private func subject(of arn: String) -> Subject? {
    if environment.roles.contains(where: { $0.arn == arn }) { return .role }
    if environment.users.contains(where: { $0.arn == arn }) { return .user }
    return environment.resources.first { $0.arn == arn }.map { .resource($0.kind.rawValue) }
  }

  /// Decides a request that changes tags of one thing.
  private func decideRequest(
    _ technique: Technique, _ need: PermissionNeed, _ changes: [TagChange], _ actor: Actor
  ) -> (decision: Decision, changes: [TagChange]) {
    let names = changes.map(\.tag)
    let request = TagRequestFacts(
      tags: names,
      others: (gates?.ofRequests ?? []).subtracting(names.map(\.asciiLowercasedText)).sorted())
    let asked = asked(changes[0].thing)
    let plain = facts.context(actor.withPlainTags)
    let found = request.contexts(changes.map(\.value), in: plain).map {
      TagSearch(self, need.action, actor, asked, in: $0).best
    }
    return found.first { $0.decision.answer == .allowed }
      ?? found.first { $0.decision.answer == .conditional } ?? found[0]
  }

  // MARK: Tags of sessions

  /// Proves that the actor assumes the role with the wanted tags of its session.
  private func proveSession(_ hop: inout Hop, _ wanted: inout [TagChange]) {
    guard let actor = actor(at: hop.from), case .catalogue(let number) = hop.technique,
      let reached = self.actor(at: hop.to), let role = facts.itself(reached).arn
    else { return }
    let changes = wanted.filter { $0.isOfSession && $0.thing == role }
    if changes.isEmpty || wanted.contains(where: { $0.isOfSession && $0.thing != role }) {
      hop.answer = .denied
      return
    }
    let technique = graph.catalogue.techniques[number]
    let proof = TechniqueProof(explainer: self, technique: technique)
    for need in technique.permissions {
      let found = decideRequest(technique, need, changes, actor)
      if found.decision.answer == .denied { hop.answer = .denied }
      if hop.answer == .denied { return }
      proof.add(found.decision, need, &hop)
      hop.neededTags += found.changes
    }
    hop.tagChanges = changes
    wanted.removeAll { changes.contains($0) }
  }
}
