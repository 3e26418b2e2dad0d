import Environment

extension HopExplainer {
  /// Proves that somebody of Identity Center signs in to a role: by the assignment and, where that is
  /// a group's, by the membership; where nobody is named, by the role's own trust.
  func provePermissionSet(_ hop: inout Hop) {
    guard let actor = actor(at: hop.to), case .role(let role) = actor.kind else { return }
    if case .person(let person) = graph.kinds[Int(hop.from)] {
      guard let way = universes.signIns.way(of: person, to: role) else {
        hop.answer = .denied
        return
      }
      addEvidence(of: way, &hop)
      let twins = universes.signIns.roles(of: way.assignment).count
      if twins > 1 {
        hop.answer = .conditional
        hop.conditions.append(
          "of \(twins) roles with the permission set's name, \(environment.roles[role].name) is its own"
        )
      }
    } else {
      addTrust(ofAssigned: role, &hop)
    }
  }

  /// The assignment of a permission set, and the membership in the group that has it.
  func addEvidence(of way: SignIns.Way, _ hop: inout Hop) {
    let set = environment.resources.first { $0.arn == way.assignment.permissionSet }
    hop.evidence.append(
      Evidence(
        role: "assignment", origin: way.assignment.origin,
        policy: "\(set?.name ?? way.assignment.permissionSet) in \(way.assignment.account)",
        policyKind: "permission set"))
    if let (name, member) = way.group {
      hop.evidence.append(
        Evidence(
          role: "membership", origin: member.origin, policy: name,
          policyKind: "group"))
    }
  }

  private func addTrust(ofAssigned role: Int, _ hop: inout Hop) {
    let role = environment.roles[role]
    for statement in role.trust?.statements ?? [] where statement.effect == .allow {
      hop.evidence.append(
        Evidence(
          role: "trust", origin: statement.origin, sid: statement.sid, policy: role.name,
          policyKind: "trust policy"))
    }
  }
}
