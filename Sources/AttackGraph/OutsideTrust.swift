import Environment
import Policy

/// Whether a role lets in somebody whom only its trust policy names: an identity provider, or a
/// principal of an account that is not in the snapshot.
struct OutsideTrust {
  let library: PolicyLibrary

  private var environment: Environment { library.environment }

  /// The answer of a role to somebody outside, as far as the role's own side goes; nil when it is
  /// denied.
  func decision(on role: Role, for name: PrincipalName) -> Decision? {
    guard let request = request(on: role, for: name) else { return nil }
    let decision = Policy.decide(request)
    return decision.answer == .denied ? nil : decision
  }

  private func request(on role: Role, for name: PrincipalName) -> Request? {
    switch name {
    case .federated(let provider):
      let isSAML = provider.contains(":saml-provider/")
      return request(
        Caller(kind: isSAML ? .saml : .webIdentity, issuer: provider),
        isSAML ? "sts:AssumeRoleWithSAML" : "sts:AssumeRoleWithWebIdentity", role,
        RequestContext(world: .open))
    case .account(let id):
      var context = context(id)
      context["aws:principalarn"] = .free(
        FreeKey(.unknown, isAlwaysPresent: true, prefix: "arn:aws:iam::\(id):"))
      context["aws:principaltype"] = .free(FreeKey(.unknown, isAlwaysPresent: true))
      context["aws:userid"] = .free(FreeKey(.unknown, isAlwaysPresent: true))
      return request(Caller(kind: .roleSession, account: id), "sts:AssumeRole", role, context)
    case .aws(let text):
      guard let arn = ARN(text) else { return nil }
      var caller = Caller(kind: .user, arn: text, account: arn.account)
      if arn.resource.hasPrefix("role/") {
        caller = Caller(kind: .roleSession, roleARN: text, account: arn.account)
      } else if arn.service == "sts" {
        caller.kind = .roleSession
      }
      return request(caller, "sts:AssumeRole", role, context(arn.account))
    case .everyone, .everyAWS, .service, .canonicalUser: return nil
    }
  }

  /// Nothing is known of who asks but its name.
  private func context(_ account: String) -> RequestContext {
    var context = RequestContext(world: .open)
    context["aws:principalorgid"] =
      environment.accounts[account]?.organization.map { .values([$0]) }
      ?? .free(FreeKey(.unknown))
    context["aws:multifactorauthpresent"] = .free(FreeKey(.unknown))
    return context
  }

  private func request(
    _ caller: Caller, _ action: String, _ role: Role, _ context: RequestContext
  ) -> Request {
    var context = context
    context.setResourceTags(Universes.lowercased(role.tags))
    return Request(
      caller: caller, action: action, resource: role.arn, resourceAccount: role.account,
      context: context,
      policies: PolicyInputs(
        identity: [library.grantAll.document],
        resourceControl: library.resourceControl(of: role.account)?.map { $0.map(\.document) },
        resource: role.trust))
  }
}
