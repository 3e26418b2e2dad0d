import Environment
import PathSearch
import Policy
import Techniques

/// The people of Identity Center. A group is one shared node, so that the edges are as many as there
/// are memberships and assignments.
extension GraphAssembler {
  func addPeople() {
    let center = environment.identityCenter
    let signIns = universes.signIns
    let groupNodes = center.groups.map { group -> Int32 in
      let node = addNode(.shared)
      builder.setFree(node)
      addSignIns(of: group.arn, from: node)
      return node
    }
    for (number, person) in center.people.enumerated() where signIns.isActive(number) {
      let node = addNode(.person(number))
      personNodes[number] = node
      addSignIns(of: person.arn, from: node)
      for group in signIns.groups(of: number) {
        builder.addEdge(
          from: node, to: groupNodes[group], label: BuiltInTechnique.structure.rawValue,
          certain: true, cost: 0)
      }
    }
    addAssignees()
  }

  /// Edges to the roles of the assignments of a person or group.
  private func addSignIns(of assignee: String, from node: Int32) {
    let signIns = universes.signIns
    var seen: Set<Int> = []
    for assignment in signIns.assignments(of: assignee) {
      let roles = signIns.roles(of: assignment)
      for role in roles where seen.insert(role).inserted {
        addSignIn(from: node, to: roleNodes[role], certain: roles.count == 1)
      }
    }
  }

  private func addSignIn(from node: Int32, to target: Int32?, certain: Bool) {
    guard let target else { return }
    builder.addEdge(
      from: node, to: target, label: BuiltInTechnique.permissionSet.rawValue, certain: certain,
      cost: 2)
  }

  /// Whoever is assigned a role, where the snapshot does not name them.
  private func addAssignees() {
    for (number, role) in environment.roles.enumerated() {
      guard let name = role.permissionSetName, universes.signIns.hasUnnamed(number) else {
        continue
      }
      let id = "aws:\(role.account):permission-set/\(name)"
      let node =
        assigneeNodes[id] ?? addNode(.assignees(permissionSet: name, account: role.account))
      assigneeNodes[id] = node
      addSignIn(from: node, to: roleNodes[number], certain: true)
    }
  }

  // MARK: What is assigned

  /// Techniques on what whoever acts is assigned by Identity Center: the role that acts, and those of
  /// the people who have it.
  func connectAssigned(_ number: Int, _ actorClass: ActorClass) {
    let actor = actors[number]
    guard actorClass.isOfPermissionSet, case .role(let own) = actor.kind,
      let owners = universes.signIns.managed[actor.account]
    else { return }
    evaluator.begin(actorClass.policyClass)
    for plan in actorClass.suited(among: plans).personal {
      let found = assigned(plan, actorClass, owners)
      if let isCertain = found[own] { addAssigned(from: actor.node, to: own, plan, isCertain) }
      // What else a person has is told of the role as it is, not of what it has become.
      if found.isEmpty || actor.isRewritten || actor.isUnbounded || actor.switched != nil {
        continue
      }
      for person in universes.signIns.people(assigned: own) {
        for role in universes.signIns.roles(of: person) where role != own {
          guard let isCertain = found[role] else { continue }
          addAssigned(from: session(of: person, own), to: role, plan, isCertain)
        }
      }
    }
  }

  /// The roles on which a technique works for a class, and whether for certain.
  private func assigned(
    _ plan: TechniquePlan, _ actorClass: ActorClass, _ owners: Set<String>
  ) -> [Int: Bool] {
    let asker = actorClass.asker
    var found: [Int: Bool] = [:]
    for owner in owners {
      let subjects = universes.subjects(plan.technique.subject, in: owner)
      let set = evaluator.evaluate(plan, for: asker, over: subjects)
      for candidate in set.possible.members {
        found[subjects.members[Int(candidate)]] = set.certain.contains(candidate)
      }
    }
    return found
  }

  private func addAssigned(
    from node: Int32, to role: Int, _ plan: TechniquePlan, _ isCertain: Bool
  ) {
    guard let change = plan.technique.gain.change, let actor = actorOfRole[role] else { return }
    let target = self.node(of: actor, after: change)
    if target == node { return }
    builder.addEdge(
      from: node, to: target, label: Int32(plan.label), certain: isCertain,
      cost: UInt8(clamping: plan.technique.cost))
  }

  /// The session of a role that a person has. All that is not the person's alone goes on from the
  /// role's own node.
  private func session(of person: Int, _ role: Int) -> Int32 {
    let key = PersonalKey(person: person, role: role)
    if let known = personalNodes[key] { return known }
    let node = addNode(.actor(actors.count))
    var actor = Actor(kind: .role(role), account: environment.roles[role].account, node: node)
    actor.person = person
    actors.append(actor)
    personalNodes[key] = node
    if let start = personNodes[person] { addSignIn(from: start, to: node, certain: true) }
    return node
  }
}

/// Tells the sessions of people apart.
struct PersonalKey: Hashable {
  var person: Int
  var role: Int
}
