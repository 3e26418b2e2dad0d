import Documents
import Policy

/// What an organisation has, as its exports say: accounts, identities, roles, policies, resources,
/// each with where the fact was read. Lists are sorted by ARN, so that equal inputs give equal models.
package struct Environment: Sendable {
  /// Accounts by id.
  package var accounts: [String: Account]
  package var users: [User]
  package var groups: [Group]
  package var roles: [Role]
  /// Managed policies by ARN: the customers' own, and those of AWS that something is attached to.
  package var managedPolicies: [String: ManagedPolicy]
  package var instanceProfiles: [InstanceProfile]
  /// Workloads, buckets and everything else that a policy can protect.
  package var resources: [Resource]
  package var identityProviders: [IdentityProvider]
  package var identityCenter: IdentityCenter
  /// Data of machine learning, as ``findAssets()`` finds it.
  package var assets: [Asset]
  package var coverage: Coverage
  package var settings: Settings
  /// Seconds since 1970 at which time conditions are judged; nil when the snapshot tells no time.
  package var asOf: Double?

  package init() {
    accounts = [:]
    users = []
    groups = []
    roles = []
    managedPolicies = [:]
    instanceProfiles = []
    resources = []
    identityProviders = []
    identityCenter = IdentityCenter()
    assets = []
    coverage = Coverage()
    settings = Settings()
  }

  /// Sorts every list by ARN and drops repeated entries, keeping the first.
  package mutating func normalize() {
    users = Environment.sorted(users, by: \.arn)
    groups = Environment.sorted(groups, by: \.arn)
    roles = Environment.sorted(roles, by: \.arn)
    instanceProfiles = Environment.sorted(instanceProfiles, by: \.arn)
    resources = Environment.sorted(resources, by: \.arn)
    identityProviders = Environment.sorted(identityProviders, by: \.arn)
    identityCenter.normalize()
  }

  private static func sorted<Element>(
    _ list: [Element], by arn: KeyPath<Element, String>
  ) -> [Element] {
    // The entries are large: their places are sorted, and each is copied once.
    let names = list.map { $0[keyPath: arn] }
    let order = names.indices.sorted { (names[$0], $0) < (names[$1], $1) }
    var last: String?
    return order.compactMap { index in
      defer { last = names[index] }
      return names[index] == last ? nil : list[index]
    }
  }
}

/// How much is known of the policies by which an organisation limits an account.
package enum CeilingKnowledge: String, Sendable {
  /// Nothing tells.
  case unknown
  /// Some level, or some policy's document, is missing.
  case partial = "in part"
  /// All of them are known.
  case known
  /// It is known that nothing limits the account.
  case none
}

/// One account of an organisation.
package struct Account: Sendable {
  package var id: String
  /// The name people know it by, if anything tells.
  package var name: String?
  /// Service control policies level by level from the root; nil when the snapshot holds none.
  package var serviceControl: [[PolicyDocument]]?
  /// Resource control policies level by level; nil when the snapshot holds none.
  package var resourceControl: [[PolicyDocument]]?
  /// How much is known of the policies by which its organisation limits it.
  package var ceilings = CeilingKnowledge.unknown
  /// The organisation's id, if the snapshot tells.
  package var organization: String?
  package var isManagementAccount: Bool
  /// The id by which access control lists of S3 name the account, if the snapshot tells.
  package var canonicalID: String?
  /// Whether the account's own identities were read.
  package var hasInventory: Bool
  /// What its root user signs in with; nil when no report tells.
  package var root: Credentials?

  package init(id: String) {
    self.id = id
    isManagementAccount = false
    hasInventory = false
  }
}

/// A reference to a managed policy.
package struct PolicyAttachment: Sendable, Hashable {
  package var arn: String
  package var origin: Origin

  package init(arn: String, origin: Origin) {
    self.arn = arn
    self.origin = origin
  }
}

/// A managed policy with its default version.
package struct ManagedPolicy: Sendable {
  package var arn: String
  package var name: String
  package var document: PolicyDocument
  /// The number of versions it has; AWS allows five. Nil for policies of AWS.
  package var versionCount: Int?
  package var isAWSManaged: Bool
  /// The versions that are not in force and grant something that the one in force does not.
  package var otherVersions: [PolicyVersion] = []
  package var origin: Origin

  package init(
    arn: String, name: String, document: PolicyDocument, versionCount: Int?, isAWSManaged: Bool,
    origin: Origin
  ) {
    self.arn = arn
    self.name = name
    self.document = document
    self.versionCount = versionCount
    self.isAWSManaged = isAWSManaged
    self.origin = origin
  }
}

/// A version of a managed policy.
package struct PolicyVersion: Sendable {
  /// For example `v3`.
  package var id: String
  package var document: PolicyDocument

  package init(id: String, document: PolicyDocument) {
    self.id = id
    self.document = document
  }
}

/// An IAM user: a person, or a machine with long-lived keys.
package struct User: Sendable {
  package var arn: String
  package var name: String
  package var account: String
  package var uniqueID: String?
  package var inlinePolicies: [PolicyDocument]
  package var attachedPolicies: [PolicyAttachment]
  /// Names of the groups it belongs to.
  package var groupNames: [String]
  package var boundary: PolicyAttachment?
  package var tags: [String: String]
  package var credentials: Credentials
  package var origin: Origin

  package init(arn: String, name: String, account: String, origin: Origin) {
    self.arn = arn
    self.name = name
    self.account = account
    inlinePolicies = []
    attachedPolicies = []
    groupNames = []
    tags = [:]
    credentials = Credentials()
    self.origin = origin
  }
}

/// An IAM group.
package struct Group: Sendable {
  package var arn: String
  package var name: String
  package var account: String
  package var inlinePolicies: [PolicyDocument]
  package var attachedPolicies: [PolicyAttachment]
  package var origin: Origin

  package init(arn: String, name: String, account: String, origin: Origin) {
    self.arn = arn
    self.name = name
    self.account = account
    inlinePolicies = []
    attachedPolicies = []
    self.origin = origin
  }
}

/// An IAM role.
package struct Role: Sendable {
  package var arn: String
  package var name: String
  package var account: String
  package var uniqueID: String?
  package var trust: PolicyDocument?
  package var inlinePolicies: [PolicyDocument]
  package var attachedPolicies: [PolicyAttachment]
  package var boundary: PolicyAttachment?
  package var tags: [String: String]
  /// When it was last used, in seconds since 1970; nil when never or unknown.
  package var lastUsed: Double?
  package var origin: Origin

  package init(arn: String, name: String, account: String, origin: Origin) {
    self.arn = arn
    self.name = name
    self.account = account
    inlinePolicies = []
    attachedPolicies = []
    tags = [:]
    self.origin = origin
  }
}

/// An instance profile: what ties a role to EC2 instances.
package struct InstanceProfile: Sendable {
  package var arn: String
  package var name: String
  package var roleARNs: [String]
  package var origin: Origin

  package init(arn: String, name: String, roleARNs: [String], origin: Origin) {
    self.arn = arn
    self.name = name
    self.roleARNs = roleARNs
    self.origin = origin
  }
}

/// An identity provider that an account trusts: OIDC or SAML.
package struct IdentityProvider: Sendable {
  package var arn: String
  package var account: String
  package var audiences: [String]
  package var origin: Origin

  package init(arn: String, account: String, audiences: [String], origin: Origin) {
    self.arn = arn
    self.account = account
    self.audiences = audiences
    self.origin = origin
  }
}
