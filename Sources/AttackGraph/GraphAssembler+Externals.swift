import Environment
import PathSearch
import Policy

extension GraphAssembler {
  /// Identities that trust policies name and no inventory holds: identity providers, and
  /// principals of accounts that are not in the snapshot.
  func addExternals() {
    let known = Set(environment.users.map(\.arn)).union(environment.roles.map(\.arn))
    for (number, role) in environment.roles.enumerated() {
      guard let trust = role.trust, let target = roleNodes[number] else { continue }
      for statement in trust.statements where statement.effect == .allow {
        guard case .only(let names) = statement.principals else { continue }
        for name in names {
          guard let outside = external(name, statement, role, known) else { continue }
          builder.addEdge(
            from: externalNode(outside.name), to: target, label: outside.technique.rawValue,
            certain: outside.value == .yes, cost: 2)
        }
      }
    }
  }

  private struct Outside {
    var name: String
    var technique: BuiltInTechnique
    var value: Tri
  }

  private func external(
    _ name: PrincipalName, _ statement: Statement, _ role: Role, _ known: Set<String>
  ) -> Outside? {
    switch name {
    case .federated(let provider):
      let actions = ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"]
      guard actions.contains(where: { statement.actions.matches($0) }) else { return nil }
      let value = RequestContext(world: .open).outcome(of: statement.conditions, for: .allow)
      return value == .no ? nil : Outside(name: provider, technique: .federation, value: value)
    case .account(let id):
      guard environment.accounts[id]?.hasInventory != true else { return nil }
      return trusted("arn:aws:iam::\(id):root", statement, account: id)
    case .aws(let arn):
      guard !known.contains(arn), let parsed = ARN(arn),
        environment.accounts[parsed.account]?.hasInventory != true
      else { return nil }
      return trusted(arn, statement, account: parsed.account)
    case .everyone, .everyAWS, .service, .canonicalUser: return nil
    }
  }

  private func trusted(_ arn: String, _ statement: Statement, account: String) -> Outside? {
    guard statement.actions.matches("sts:AssumeRole") else { return nil }
    var context = RequestContext(world: .open)
    context["aws:principalarn"] = .values([arn])
    context["aws:principalaccount"] = .values([account])
    let value = context.outcome(of: statement.conditions, for: .allow)
    // The other side's own policies are not in the snapshot: nothing is certain about them.
    return value == .no ? nil : Outside(name: arn, technique: .externalTrust, value: .maybe)
  }

  private func externalNode(_ name: String) -> Int32 {
    if let known = externalNodes[name] { return known }
    let node = addNode(.external(name))
    externalNodes[name] = node
    return node
  }
}
