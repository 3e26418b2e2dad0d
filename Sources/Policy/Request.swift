/// All policies that bear on one request.
package struct PolicyInputs: Sendable {
  package var identity: [PolicyDocument]
  package var boundary: PolicyDocument?
  /// Session policies; nil when none were passed, which is not the same as an empty list.
  package var session: [PolicyDocument]?
  /// Service control policies of the caller's account, level by level from the root; nil without
  /// an organisation.
  package var serviceControl: [[PolicyDocument]]?
  /// Resource control policies of the resource's account, level by level.
  package var resourceControl: [[PolicyDocument]]?
  /// The resource's own policy; for a role its trust policy.
  package var resource: PolicyDocument?
  package var resourceSettings: ResourceSettings

  package init(
    identity: [PolicyDocument] = [], boundary: PolicyDocument? = nil,
    session: [PolicyDocument]? = nil, serviceControl: [[PolicyDocument]]? = nil,
    resourceControl: [[PolicyDocument]]? = nil, resource: PolicyDocument? = nil,
    resourceSettings: ResourceSettings = ResourceSettings()
  ) {
    self.identity = identity
    self.boundary = boundary
    self.session = session
    self.serviceControl = serviceControl
    self.resourceControl = resourceControl
    self.resource = resource
    self.resourceSettings = resourceSettings
  }
}

extension PolicyInputs {
  /// Visits the statements of all policies that cover an action.
  func forEachStatement(covering action: AskedAction, _ visit: (Statement) -> Void) {
    func each(_ document: PolicyDocument) {
      for index in document.statements.indices
      where document.statements[index].actions.matches(action) {
        visit(document.statements[index])
      }
    }
    identity.forEach(each)
    boundary.map(each)
    session?.forEach(each)
    serviceControl?.joined().forEach(each)
    resourceControl?.joined().forEach(each)
    resource.map(each)
  }
}

/// A resource's settings that change decisions beside its policy.
package struct ResourceSettings: Sendable, Hashable {
  /// One grant of an S3 access control list.
  package struct Grant: Sendable, Hashable {
    /// `AllUsers`, `AuthenticatedUsers` or a canonical id.
    package var grantee: String
    package var permission: String
    /// Whether the list belongs to the bucket itself, not to an object.
    package var isOnBucket: Bool

    package init(grantee: String, permission: String, isOnBucket: Bool) {
      self.grantee = grantee
      self.permission = permission
      self.isOnBucket = isOnBucket
    }
  }

  package var restrictPublicBuckets = false
  package var ignorePublicACLs = false
  package var grants: [Grant] = []
  package var isBucketOwnerEnforced = false
  package var objectOwner: String?
  package var isAWSManagedKey = false
  package var isInManagementAccount = false
  /// The access point through which the request for a bucket or an object goes, or to which these
  /// settings belong; nil for a request to the bucket itself.
  package var accessPoint: AccessPointRoute?
  /// Whether all access points are known through which the bucket may let somebody in. A request to
  /// the bucket itself comes through none then; else it is taken for one that might.
  package var knowsAccessPoints = false

  package init() {}
}

/// One request to decide.
package struct Request: Sendable {
  package var caller: Caller
  /// For example `s3:GetObject`; case does not matter.
  package var action: String { didSet { asked = AskedAction.named(action) } }
  /// What decisions ask of the action.
  private(set) var asked: AskedAction
  /// The resource's ARN, or `*`.
  package var resource: String
  /// The account that owns the resource.
  package var resourceAccount: String?
  package var context: RequestContext
  package var policies: PolicyInputs

  /// Makes a request whose context holds, beside what is given, all that follows from the caller
  /// and the resource.
  package init(
    caller: Caller, action: String, resource: String, resourceAccount: String?,
    context: RequestContext = RequestContext(), policies: PolicyInputs
  ) {
    self.caller = caller
    self.action = action
    asked = AskedAction.named(action)
    self.resource = resource
    self.resourceAccount = resourceAccount
    self.policies = policies
    var context = context
    context.facts = RequestFacts(
      caller: caller, resourceAccount: resourceAccount, isStorage: asked.service == "s3")
    self.context = context
  }
}
