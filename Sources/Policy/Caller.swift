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
    for fact in CallerFact.allCases { facts[fact.rawValue] = value(of: fact).map { [$0] } }
    for (key, value) in tags { facts[PrincipalFacts.tagPrefix + key.asciiLowercasedText] = [value] }
    return facts
  }

  /// The value of one key that follows from who calls; nil where it is absent.
  func value(of fact: CallerFact) -> String? {
    switch fact {
    case .arn: return roleARN ?? arn
    case .account: return account
    case .type: return principalType
    case .organization: return organization
    case .userID: return userID
    case .userName: return kind == .user ? arn.flatMap { ARN($0)?.name } : nil
    case .isService:
      if kind == .service { return "true" }
      return hasIdentitySide ? "false" : nil
    case .serviceName, .serviceNames: return kind == .service ? service : nil
    case .hasMFA: return hasMFA.map { $0 ? "true" : "false" }
    }
  }

  /// The value of a tag by its key in lower case; nil where there is none.
  func tag(named name: String) -> String? {
    if tags.isEmpty { return nil }
    return tags[name] ?? tags.first { $0.key.asciiLowercasedText == name }?.value
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

/// A context key that follows from who calls; its raw value is the key in lower case.
enum CallerFact: String, CaseIterable, Sendable {
  case arn = "aws:principalarn"
  case account = "aws:principalaccount"
  case type = "aws:principaltype"
  case organization = "aws:principalorgid"
  case userID = "aws:userid"
  case userName = "aws:username"
  case isService = "aws:principalisawsservice"
  case serviceName = "aws:principalservicename"
  case serviceNames = "aws:principalservicenameslist"
  case hasMFA = "aws:multifactorauthpresent"
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
