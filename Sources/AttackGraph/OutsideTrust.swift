import Environment
import Policy

/// Whether a role lets in somebody whom only its trust policy names: an identity provider, or a
/// principal of an account that is not in the snapshot.
struct OutsideTrust {
  let library: PolicyLibrary

  var environment: Environment { library.environment }

  /// The answer of a role to somebody outside, as far as the role's own side goes; nil when it is
  /// denied.
  func decision(on role: Role, for name: PrincipalName) -> Decision? {
    guard let request = request(on: role, for: name) else { return nil }
    let decision = Policy.decide(request)
    return decision.answer == .denied ? nil : decision
  }

  /// The answer of a role to a caller; nil when it is denied.
  func decision(
    on role: Role, _ caller: Caller, _ action: String, _ context: RequestContext
  ) -> Decision? {
    let decision = Policy.decide(request(caller, action, role, context))
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
      return request(
        Caller(kind: .roleSession, account: id), "sts:AssumeRole", role, someone(of: id))
    case .aws(let text):
      guard let arn = ARN(text) else { return nil }
      return request(
        OutsideTrust.caller(text, arn), "sts:AssumeRole", role, context(arn.account))
    case .everyone, .everyAWS, .service, .canonicalUser: return nil
    }
  }

  private static func caller(_ text: String, _ arn: ARN) -> Caller {
    if arn.resource.hasPrefix("role/") {
      return Caller(kind: .roleSession, roleARN: text, account: arn.account)
    }
    return Caller(
      kind: arn.service == "sts" ? .roleSession : .user, arn: text, account: arn.account)
  }

  /// Somebody of an account of whom nothing else is known.
  func someone(of account: String) -> RequestContext {
    var context = context(account)
    context["aws:principalarn"] = .free(
      FreeKey(.unknown, isAlwaysPresent: true, prefix: "arn:aws:iam::\(account):"))
    context["aws:principaltype"] = .free(FreeKey(.unknown, isAlwaysPresent: true))
    context["aws:userid"] = .free(FreeKey(.unknown, isAlwaysPresent: true))
    return context
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

// MARK: Whoever a resource's policy names

extension OutsideTrust {
  /// Somebody outside, as a caller.
  struct Outsider {
    var name: String
    var caller: Caller
    var context: RequestContext
  }

  /// Somebody without credentials.
  static let anyone = Outsider(
    name: "anyone without credentials", caller: Caller(kind: .anonymous),
    context: RequestContext(world: .open))

  /// Who a name in a resource's policy is; nil for those that an inventory holds.
  func outsider(_ name: PrincipalName, known: Set<String>) -> Outsider? {
    switch name {
    case .everyone, .everyAWS:
      let nobodys = OutsideTrust.nobodys
      return Outsider(
        name: "any identity of any AWS account",
        caller: Caller(kind: .roleSession, account: nobodys), context: someone(of: nobodys))
    case .account(let id):
      guard isOutside(id) else { return nil }
      return Outsider(
        name: "arn:aws:iam::\(id):root", caller: Caller(kind: .roleSession, account: id),
        context: someone(of: id))
    case .aws(let text):
      guard let arn = ARN(text), !known.contains(text), isOutside(arn.account) else { return nil }
      return Outsider(
        name: text, caller: OutsideTrust.caller(text, arn), context: context(arn.account))
    case .service(let service):
      return Outsider(
        name: service, caller: Caller(kind: .service, service: service),
        context: RequestContext(world: .open))
    case .federated(let provider):
      let kind: Caller.Kind = provider.contains(":saml-provider/") ? .saml : .webIdentity
      return Outsider(
        name: provider, caller: Caller(kind: kind, issuer: provider),
        context: RequestContext(world: .open))
    case .canonicalUser: return nil
    }
  }

  private func isOutside(_ account: String) -> Bool {
    environment.accounts[account]?.hasInventory != true
  }
}
