import Environment
import Policy

/// Whether a role trusts an identity pool of Cognito, in its own account, that lets in anyone.
///
/// The pool asks for credentials with its id as the audience, and says that the identity is not
/// authenticated. Source: Amazon Cognito Developer Guide, "Role trust and permissions".
struct IdentityPoolTrust {
  static let issuer = "cognito-identity.amazonaws.com"

  let library: PolicyLibrary

  /// The answer of a role to the pool that it is most open to; nil when there is none.
  func decision(on role: Int) -> Decision? {
    let role = library.environment.roles[role]
    guard names(role) else { return nil }
    let pools = library.environment.resources.filter {
      $0.kind == .identityPool && $0.account == role.account
        && $0.state["unauthenticated"] == "allowed"
    }
    let decisions = pools.map { decide(role, $0) }
    return decisions.first { $0.answer == .allowed }
      ?? decisions.first { $0.answer == .conditional }
  }

  /// Whether the trust policy speaks of identity pools, or of everyone: a quick no for most roles.
  private func names(_ role: Role) -> Bool {
    role.trust?.statements.contains { statement in
      guard case .only(let names) = statement.principals else { return true }
      return names.contains(.federated(IdentityPoolTrust.issuer)) || names.contains(.everyone)
    } ?? false
  }

  /// The answer of a role to one pool.
  func decide(_ role: Role, _ pool: Resource) -> Decision {
    var context = RequestContext(world: .open)
    let id = pool.arn.split(separator: "/").last.map(String.init) ?? ""
    context[IdentityPoolTrust.issuer + ":aud"] = .values([id])
    context[IdentityPoolTrust.issuer + ":amr"] = .values(["unauthenticated"])
    context.setResourceTags(Universes.lowercased(role.tags))
    return Policy.decide(
      Request(
        caller: Caller(kind: .webIdentity, issuer: IdentityPoolTrust.issuer),
        action: "sts:AssumeRoleWithWebIdentity", resource: role.arn,
        resourceAccount: role.account, context: context,
        policies: PolicyInputs(
          resourceControl: library.resourceControl(of: role.account)?.map { $0.map(\.document) },
          resource: role.trust)))
  }
}

extension Answer {
  /// As a value of three-valued logic.
  var asTri: Tri {
    switch self {
    case .allowed: .yes
    case .conditional: .maybe
    case .denied: .no
    }
  }
}
