import Environment
import PathSearch
import Policy

extension GraphAssembler {
  /// Identities that trust policies name and no inventory holds: identity providers, and
  /// principals of accounts that are not in the snapshot.
  func addExternals() {
    let known = Set(environment.users.map(\.arn)).union(environment.roles.map(\.arn))
    let trust = OutsideTrust(library: library)
    for (number, role) in environment.roles.enumerated() {
      guard let target = roleNodes[number] else { continue }
      for (name, principal) in outside(role, known).sorted(by: { $0.key < $1.key }) {
        guard let answer = trust.decision(on: role, for: principal)?.answer else { continue }
        var technique = BuiltInTechnique.externalTrust
        if case .federated = principal { technique = .federation }
        // The other side's own policies are not in the snapshot: nothing is certain about them.
        builder.addEdge(
          from: externalNode(name), to: target, label: technique.rawValue,
          certain: technique == .federation && answer == .allowed, cost: 2)
      }
    }
  }

  /// Those from outside whom a role lets in whoever they are, or by what they are: any account,
  /// anyone at an identity pool, workflows. Each is a state before the role.
  func addDoors() {
    let trust = OutsideTrust(library: library)
    for number in environment.roles.indices { doors += trust.doors(of: number) }
    let numbers = Dictionary(
      environment.roles.enumerated().map { ($1.arn, $0) }, uniquingKeysWith: { first, _ in first })
    for (number, pool) in environment.resources.enumerated()
    where pool.kind == .identityPool && pool.state["unauthenticated"] == "allowed" {
      guard let role = pool.relations["unauthenticated role"].flatMap({ numbers[$0] }) else {
        continue
      }
      let answer = IdentityPoolTrust(library: library).decide(environment.roles[role], pool).answer
      if answer == .denied { continue }
      doors.append(Door(kind: .pool(number), role: role, isCertain: answer == .allowed))
    }
    for door in doors {
      guard let target = roleNodes[door.role] else { continue }
      let technique: BuiltInTechnique = door.kind == .anyAccount ? .externalTrust : .federation
      builder.addEdge(
        from: externalNode(door.id(environment)), to: target, label: technique.rawValue,
        certain: door.isCertain, cost: 2)
    }
  }

  /// Whom a role's trust policy names that no inventory holds.
  private func outside(_ role: Role, _ known: Set<String>) -> [String: PrincipalName] {
    var found: [String: PrincipalName] = [:]
    for statement in role.trust?.statements ?? [] where statement.effect == .allow {
      guard case .only(let names) = statement.principals else { continue }
      for name in names {
        switch name {
        case .federated(let provider): found[provider] = name
        case .account(let id):
          if isOutside(id) { found["arn:aws:iam::\(id):root"] = name }
        case .aws(let text):
          if let arn = ARN(text), !known.contains(text), isOutside(arn.account) {
            found[text] = name
          }
        case .everyone, .everyAWS, .service, .canonicalUser: continue
        }
      }
    }
    return found
  }

  private func isOutside(_ account: String) -> Bool {
    environment.accounts[account]?.hasInventory != true
  }

  func externalNode(_ name: String) -> Int32 {
    if let known = externalNodes[name] { return known }
    let node = addNode(.external(name))
    externalNodes[name] = node
    return node
  }
}
