/// What an access point brings to the decision of a request that goes through it.
package struct AccessPointSide: Sendable {
  package var route: AccessPointRoute
  package var policy: PolicyDocument?
  package var settings: ResourceSettings
  /// Resource control policies of the account that owns the access point, level by level.
  package var resourceControl: [[PolicyDocument]]?

  package init(
    route: AccessPointRoute, policy: PolicyDocument?, settings: ResourceSettings,
    resourceControl: [[PolicyDocument]]?
  ) {
    self.route = route
    self.policy = policy
    self.settings = settings
    self.settings.accessPoint = route
    self.resourceControl = resourceControl
  }
}

/// Decides a request for a bucket or an object that goes through an access point: once on the access
/// point, once on what lies behind it.
///
/// - Parameter request: What would be asked of the bucket itself.
package func decide(_ request: Request, through point: AccessPointSide) -> Decision {
  var behind = request
  behind.policies.resourceSettings.accessPoint = point.route
  behind.context.setAccessPoint(of: point.settings)
  var policies = request.policies
  policies.resource = point.policy
  policies.resourceControl = point.resourceControl
  policies.resourceSettings = point.settings
  var context = behind.context
  // The tags that are known are those of what lies behind.
  context.setResourceTags(nil)
  let front = Request(
    caller: request.caller, action: request.action,
    resource: point.route.resource(for: request.resource), resourceAccount: point.route.account,
    context: context, policies: policies)
  return decide(front).and(decide(behind))
}
