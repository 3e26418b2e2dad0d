/// Who makes a request, as policies see it.
package struct Caller: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case user
    case roleSession = "role-session"
    case federatedUser = "federated-user"
    case root
    case service
    case anonymous
    case webIdentity = "web-identity"
    case saml
  }

  package var kind: Kind
  /// The caller's own ARN: of the user, or of the session.
  package var arn: String?
  /// The role behind a session.
  package var roleARN: String?
  package var account: String?
  /// `AIDA…` or `AROA…`.
  package var uniqueID: String?
  package var tags: [String: String]
  /// Whether the session was opened with a second factor; nil when the key is absent, as with
  /// long-term access keys.
  package var hasMFA: Bool?
  package var organization: String?
  package var isInManagementAccount: Bool
  /// The service principal, for services.
  package var service: String?
  /// The identity provider's name in trust policies, for web identities and SAML.
  package var issuer: String?
  /// The user behind a federated-user session.
  package var federatedBy: String?
  package var canonicalID: String?

  package init(
    kind: Kind, arn: String? = nil, roleARN: String? = nil, account: String? = nil,
    uniqueID: String? = nil, tags: [String: String] = [:], hasMFA: Bool? = nil,
    organization: String? = nil, isInManagementAccount: Bool = false, service: String? = nil,
    issuer: String? = nil, federatedBy: String? = nil, canonicalID: String? = nil
  ) {
    self.kind = kind
    self.arn = arn
    self.roleARN = roleARN
    self.account = account
    self.uniqueID = uniqueID
    self.tags = tags
    self.hasMFA = hasMFA
    self.organization = organization
    self.isInManagementAccount = isInManagementAccount
    self.service = service
    self.issuer = issuer
    self.federatedBy = federatedBy
    self.canonicalID = canonicalID
  }

  /// Whether the caller's account has identity policies that count for it.
  package var hasIdentitySide: Bool {
    switch kind {
    case .user, .roleSession, .federatedUser, .root: true
    case .service, .anonymous, .webIdentity, .saml: false
    }
  }

  /// A session of a role that belongs to a service: SCPs and RCPs do not bind it.
  package var isServiceLinked: Bool {
    roleARN.map(AWSOwned.isServiceLinkedRole) ?? false
  }

  /// The session name, the last component of a session's ARN.
  var sessionName: String? {
    arn?.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init)
  }

  /// The context keys that follow from who calls, by lower-case name.
  /// Source: IAM User Guide, "AWS global condition context keys".
  package func facts() -> [String: [String]] {
    var facts: [String: [String]] = [:]
    if let arn = roleARN ?? arn { facts["aws:principalarn"] = [arn] }
    if let account { facts["aws:principalaccount"] = [account] }
    if let type = principalType { facts["aws:principaltype"] = [type] }
    if let organization { facts["aws:principalorgid"] = [organization] }
    for (key, value) in tags { facts["aws:principaltag/" + key.asciiLowercasedText] = [value] }
    if let userID { facts["aws:userid"] = [userID] }
    if kind == .user, let arn, let name = ARN(arn)?.name { facts["aws:username"] = [name] }
    if kind == .service {
      facts["aws:principalisawsservice"] = ["true"]
      if let service {
        facts["aws:principalservicename"] = [service]
        facts["aws:principalservicenameslist"] = [service]
      }
    } else if hasIdentitySide {
      facts["aws:principalisawsservice"] = ["false"]
    }
    if let hasMFA { facts["aws:multifactorauthpresent"] = [hasMFA ? "true" : "false"] }
    return facts
  }

  private var principalType: String? {
    switch kind {
    case .user: "User"
    case .roleSession: "AssumedRole"
    case .federatedUser: "FederatedUser"
    case .root: "Account"
    case .anonymous: "Anonymous"
    case .service, .webIdentity, .saml: nil
    }
  }

  private var userID: String? {
    switch kind {
    case .user: uniqueID
    case .roleSession: uniqueID.flatMap { id in sessionName.map { "\(id):\($0)" } }
    case .federatedUser: account.flatMap { id in sessionName.map { "\(id):\($0)" } }
    case .root: account
    case .anonymous: nil
    case .service, .webIdentity, .saml: nil
    }
  }
}

/// How a `Principal` element names a caller; what such a grant is worth depends on it.
/// Source: IAM User Guide, "Policy evaluation logic", tables of implicit denies.
package enum Naming: Int, Sendable, Hashable, Comparable {
  /// Names the caller's account: no grant by itself in the same account.
  case account
  /// Names the role of the session: boundary and session policies still limit it.
  case role
  /// Names everyone.
  case everyone
  /// Names the user or the session itself.
  case direct

  package static func < (left: Naming, right: Naming) -> Bool { left.rawValue < right.rawValue }
}

extension PrincipalName {
  /// How this name covers the caller; nil when it does not.
  package func names(_ caller: Caller) -> Naming? {
    switch self {
    case .everyone: return .everyone
    case .everyAWS: return caller.kind == .service ? nil : .everyone
    case .account(let id): return caller.account == id && caller.hasIdentitySide ? .account : nil
    case .service(let name): return caller.service == name ? .direct : nil
    case .federated(let name): return caller.issuer == name ? .direct : nil
    case .canonicalUser(let id): return caller.canonicalID == id ? .account : nil
    case .aws(let name): return PrincipalName.named(name, caller)
    }
  }

  private static func named(_ name: String, _ caller: Caller) -> Naming? {
    switch caller.kind {
    case .user, .root: return name == caller.arn || name == caller.uniqueID ? .direct : nil
    case .roleSession:
      if name == caller.arn { return .direct }
      if name == caller.roleARN || name == caller.uniqueID { return .role }
      if let id = caller.uniqueID, let session = caller.sessionName, name == "\(id):\(session)" {
        return .direct
      }
      return nil
    case .federatedUser:
      if name == caller.arn { return .direct }
      return name == caller.federatedBy ? .role : nil
    case .service, .anonymous, .webIdentity, .saml: return nil
    }
  }
}

extension PrincipalElement {
  /// The strongest way in which the element covers the caller for a statement of `effect`.
  ///
  /// `NotPrincipal` with Deny spares a caller only when every identity it acts under is listed, and
  /// never one with a permissions boundary. Source: IAM User Guide, "NotPrincipal".
  package func naming(of caller: Caller, effect: Effect, hasBoundary: Bool) -> Naming? {
    switch self {
    case .none: return nil
    case .only(let names): return names.compactMap { $0.names(caller) }.max()
    case .allBut(let names):
      if effect == .deny && hasBoundary { return .everyone }
      return PrincipalElement.spares(caller, names, effect) ? nil : .everyone
    }
  }

  private static func spares(_ caller: Caller, _ names: [PrincipalName], _ effect: Effect) -> Bool {
    let forms = Set(names.compactMap { $0.names(caller) })
    if forms.contains(.everyone) { return true }
    guard effect == .deny, caller.hasIdentitySide, caller.kind != .root else {
      return !forms.isEmpty
    }
    switch caller.kind {
    case .user: return forms.isSuperset(of: [.direct, .account])
    case .roleSession, .federatedUser: return forms.isSuperset(of: [.direct, .role, .account])
    default: return !forms.isEmpty
    }
  }
}
