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

  private func externalNode(_ name: String) -> Int32 {
    if let known = externalNodes[name] { return known }
    let node = addNode(.external(name))
    externalNodes[name] = node
    return node
  }
}
