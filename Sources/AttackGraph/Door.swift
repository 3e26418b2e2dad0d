import Environment
import Policy

/// A role that lets in somebody from outside, and whom: a state of the graph before it, so that each
/// kind of outsider can be a start of its own.
package struct Door: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Any identity of any AWS account.
    case anyAccount
    /// Whoever asks an identity pool of Cognito, by its number among the resources.
    case pool(Int)
    /// Workflows, by an identity provider.
    case workflows(provider: String, WorkflowScope)
  }

  package var kind: Kind
  /// The role's number.
  package var role: Int
  package var isCertain: Bool

  /// The id of any identity of any AWS account.
  package static let anyAccount = "aws:any-account"

  /// The id of whoever asks an identity pool.
  static func id(ofPool arn: String) -> String { arn + "#unauthenticated" }

  /// The id of the workflows that a scope admits.
  static func id(of scope: WorkflowScope, by provider: String) -> String {
    provider + "#" + (scope.subjects.isEmpty ? "*" : scope.subjects.joined(separator: ","))
  }

  /// Who stands before the door.
  package func id(_ environment: Environment) -> String {
    switch kind {
    case .anyAccount: Door.anyAccount
    case .pool(let number): Door.id(ofPool: environment.resources[number].arn)
    case .workflows(let provider, let scope): Door.id(of: scope, by: provider)
    }
  }

  /// The identity provider of an id of workflows; the id itself for others.
  static func provider(_ id: String) -> String { String(id.prefix { $0 != "#" }) }
}

extension OutsideTrust {
  /// The doors of a role, in the order of its trust policy.
  func doors(of number: Int) -> [Door] {
    let role = environment.roles[number]
    var doors: [Door] = []
    func add(_ kind: Door.Kind, _ decision: Decision?) {
      guard let answer = decision?.answer, answer != .denied else { return }
      let door = Door(kind: kind, role: number, isCertain: answer == .allowed)
      if !doors.contains(where: { $0.kind == kind }) { doors.append(door) }
    }
    for statement in role.trust?.statements ?? [] where statement.effect == .allow {
      guard case .only(let names) = statement.principals else { continue }
      for name in names {
        switch name {
        case .everyone, .everyAWS: add(.anyAccount, decisionForAnyAccount(on: role))
        case .federated(let provider):
          guard let scope = WorkflowScope(of: role, by: provider), scope.provider != .kubernetes
          else { continue }
          add(.workflows(provider: provider, scope), decision(on: role, forWorkflowsOf: provider))
        case .account, .aws, .service, .canonicalUser: continue
        }
      }
    }
    return doors
  }

  /// The answer of a role to workflows whose subject is one that it asks for.
  func decision(on role: Role, forWorkflowsOf provider: String) -> Decision? {
    guard let marker = provider.range(of: ":oidc-provider/") else { return nil }
    let issuer = provider[marker.upperBound...].lowercased()
    var context = RequestContext(world: .open)
    for claim in ["sub", "aud"] {
      context["\(issuer):\(claim)"] = .free(FreeKey(.attacker, isAlwaysPresent: true))
    }
    return decision(
      on: role, Caller(kind: .webIdentity, issuer: provider), "sts:AssumeRoleWithWebIdentity",
      context)
  }

  /// An account that is nobody's stands for all accounts: it is in no organisation.
  static let nobodys = "000000000000"

  /// The answer of a role to identities of any account.
  func decisionForAnyAccount(on role: Role) -> Decision? {
    var context = someone(of: OutsideTrust.nobodys)
    context["aws:principalorgid"] = .absent
    context["aws:principalorgpaths"] = .absent
    return decision(
      on: role, Caller(kind: .roleSession, account: OutsideTrust.nobodys), "sts:AssumeRole", context
    )
  }
}
