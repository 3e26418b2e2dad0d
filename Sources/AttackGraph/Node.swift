import Environment

/// A state of the attacker's control.
package enum NodeKind: Sendable, Hashable {
  /// An actor: something that can use permissions; its number.
  case actor(Int)
  /// Control of a workload, by its number among the environment's resources.
  case workload(Int)
  /// Access to a resource, by its number, with what the attacker can do to it.
  case access(resource: Int, impact: Impact)
  /// An identity outside the inventory that a trust policy names.
  case external(String)
  /// Somebody of Identity Center, by number.
  case person(Int)
  /// Whoever is assigned a permission set in an account, where the snapshot does not name them.
  case assignees(permissionSet: String, account: String)
  /// A node that only shares edges: a class, or a part of a universe.
  case shared
}

/// What an attacker does to a target.
package enum Impact: String, Sendable, Hashable, Comparable, CaseIterable {
  case exfiltrate
  case poison
  /// Makes data of machine learning unreadable for good, or deletes it.
  case destroy
  /// Decides who else may use it.
  case takeover
  /// Has a model do what the attacker wants where it is loaded.
  case backdoor
  /// Knows the value of a secret.
  case secret

  /// Whether it is followed for data of machine learning and named targets alone, not for every
  /// resource.
  package var isOfTargets: Bool { [.destroy, .takeover, .backdoor].contains(self) }

  package static func < (left: Impact, right: Impact) -> Bool { left.rawValue < right.rawValue }
}

/// Something that can use permissions.
package struct Actor: Sendable {
  package enum Kind: Sendable, Hashable {
    case user(Int, SessionState)
    case role(Int)
    /// Control of a whole account.
    case administrator(String)
  }

  /// Who it is, as far as facts about it go.
  package var kind: Kind
  /// Whether the attacker writes its identity policies.
  package var isRewritten: Bool
  /// Whether the attacker has taken its permissions boundary away.
  package var isUnbounded = false
  /// A group that it has been added to, by number.
  package var joinedGroup: Int?
  /// The version of one of its policies that the attacker has put in force.
  package var switched: VersionChoice?
  /// The person of Identity Center whose session it is, by number, where that matters.
  package var person: Int?
  /// What the attacker can make of tags by what it did on the way, by number; nil for nothing.
  package var tagging: Int?
  /// What the attacker can choose of the session's own tags, by number; nil for nothing.
  package var sessionTags: Int?
  package var account: String
  package var node: Int32

  /// Whether tags are not as the snapshot has them.
  package var isRetagged: Bool { tagging != nil || sessionTags != nil }

  package init(
    kind: Kind, isRewritten: Bool = false, joinedGroup: Int? = nil, account: String, node: Int32
  ) {
    self.kind = kind
    self.isRewritten = isRewritten
    self.joinedGroup = joinedGroup
    self.account = account
    self.node = node
  }
}

/// A version of a policy that is not in force in the snapshot.
package struct VersionChoice: Sendable, Hashable {
  /// The ARN of the policy.
  package var policy: String
  /// The version by its number among the policy's other versions.
  package var version: Int
}

/// What a user's session says of a second factor.
package enum SessionState: String, Sendable, Hashable, CaseIterable {
  /// By long-lived key: the MFA key is absent from every request.
  case key
  /// At the console without a second factor: the key is present and false.
  case console
  /// With a second factor.
  case factor
  /// Nothing tells.
  case unknown
}

/// Labels of edges that are no technique of the catalogue.
package enum BuiltInTechnique: Int32, Sendable, CaseIterable {
  /// A structural step that costs no hop and is not shown.
  case structure = -1
  /// The principal is allowed every action of its account.
  case administrator = -2
  /// Control of an account reaches each of its principals.
  case accountControl = -3
  /// A workload's credentials are those of the role it runs as.
  case runsAs = -4
  /// A federated identity takes a role that trusts its provider.
  case federation = -5
  /// A principal outside the inventory takes a role that trusts it.
  case externalTrust = -6
  /// Somebody of Identity Center takes a role that a permission set gives them.
  case permissionSet = -7
  /// A workload loads a model, and answers as whoever controls it wants.
  case serves = -8
  /// A bucket is open to whoever is nobody of the snapshot's.
  case open = -9

  package var id: String {
    switch self {
    case .structure: "structure"
    case .administrator: "administrator"
    case .accountControl: "account-control"
    case .runsAs: "runs-as"
    case .federation: "federation"
    case .externalTrust: "external-trust"
    case .permissionSet: "permission-set"
    case .serves: "serves"
    case .open: "public"
    }
  }

  package var name: String {
    switch self {
    case .structure: "Structure"
    case .administrator: "Effective administrator"
    case .accountControl: "Control of the account"
    case .runsAs: "Runs as"
    case .federation: "Federated sign-in"
    case .externalTrust: "Trusted from outside"
    case .permissionSet: "Permission set"
    case .serves: "Serves the model"
    case .open: "Open to the public"
    }
  }

  package var sentence: String {
    switch self {
    case .structure: ""
    case .administrator: "{from} is allowed every action, and so is {to}."
    case .accountControl: "{from} rewrites the policies or credentials of {to}."
    case .runsAs: "{from} runs as {to}."
    case .federation: "{from} signs in to {to}, which trusts it."
    case .externalTrust: "{from}, which is outside this snapshot, assumes {to}, which trusts it."
    case .permissionSet:
      "{from} signs in to {to} by the permission set {permission set} in {account}."
    case .serves: "{from} loads the model {to}, and whoever controls it answers in its place."
    case .open: "{from} is let into {to} by its policy or access control list."
    }
  }
}
