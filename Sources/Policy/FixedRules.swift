/// What AWS decides whatever the policies say.
enum FixedRules {
  struct Fixed {
    var isAllowed: Bool
    var why: String?
  }

  /// The answer to a request that no policy can change; nil for all others.
  static func answer(for request: Request) -> Fixed? {
    let action = request.asked.name
    if let fixed = answer(to: action, from: request.caller) { return fixed }
    if request.asked.changesPolicies, AWSOwned.isManagedPolicy(request.resource) {
      return Fixed(isAllowed: false, why: "AWS managed policies cannot be changed")
    }
    if request.asked.changesRoles, AWSOwned.isProtectedRole(request.resource) {
      return Fixed(isAllowed: false, why: "the role is one that only AWS changes")
    }
    return answer(
      to: action, from: request.caller, on: request.resource, in: request.resourceAccount)
  }

  /// What follows from the action, in lower case, and the caller alone.
  static func answer(to action: String, from caller: Caller) -> Fixed? {
    if action == "sts:getcalleridentity" { return Fixed(isAllowed: true, why: nil) }
    if caller.kind == .root && action == "sts:assumerole" {
      return Fixed(isAllowed: false, why: "an account's root user cannot assume roles")
    }
    return nil
  }

  /// What follows from where the resource is: the same for all resources of one account.
  static func answer(
    to action: String, from caller: Caller, on resource: String, in account: String?
  ) -> Fixed? {
    if let own = caller.arn.flatMap({ ARN.partition(of: $0) }),
      let place = ARN.partition(of: resource), own != place, !place.isEmpty
    {
      return Fixed(isAllowed: false, why: "the resource is in another AWS partition")
    }
    if action.hasPrefix("iam:"), let own = caller.account, let account, own != account,
      resource != "*"
    {
      return Fixed(isAllowed: false, why: "IAM acts only within its own account")
    }
    return nil
  }

  /// Whether the service control policies of the caller's account bind it.
  static func bindsServiceControl(_ caller: Caller) -> Bool {
    caller.hasIdentitySide && !caller.isInManagementAccount && !caller.isServiceLinked
  }

  /// Whether resource control policies bind the caller for an action, on a resource that is not
  /// itself exempt.
  static func bindsResourceControl(_ caller: Caller, _ action: String) -> Bool {
    bindsResourceControl(caller, AskedAction.named(action))
  }

  static func bindsResourceControl(_ caller: Caller, _ action: AskedAction) -> Bool {
    action.isResourceControlled && !caller.isServiceLinked
  }

  /// Whether the caller's own policies count only where the resource policy names its account:
  /// KMS keys and role trust policies.
  static func needsDelegation(_ action: String, on resource: String) -> Bool {
    let action = action.asciiLowercasedText
    if action.hasPrefix("kms:") { return resource.containsBytes(of: ":key/") }
    return trustActions.contains(action) && resource != "*"
  }

  /// Whether that may be for an action, in lower case, on any resource.
  static func mayNeedDelegation(_ action: String) -> Bool {
    action.hasPrefix("kms:") || trustActions.contains(action)
  }

  private static let trustActions: Set<String> = [
    "sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity", "sts:tagsession",
    "sts:setsourceidentity",
  ]

  /// Whether an action edits roles or policies, which those of AWS do not allow.
  static func isEdit(_ action: String) -> Bool {
    changesPolicies(action) || changesRoles(action)
  }

  /// Whether an action, in lower case, edits a policy.
  static func changesPolicies(_ action: String) -> Bool { policyEdits.contains(action) }

  /// Whether an action, in lower case, edits a role.
  static func changesRoles(_ action: String) -> Bool { roleEdits.contains(action) }

  private static let policyEdits: Set<String> = [
    "iam:createpolicyversion", "iam:deletepolicy", "iam:deletepolicyversion",
    "iam:setdefaultpolicyversion", "iam:tagpolicy", "iam:untagpolicy",
  ]

  private static let roleEdits: Set<String> = [
    "iam:attachrolepolicy", "iam:detachrolepolicy", "iam:putrolepolicy", "iam:deleterolepolicy",
    "iam:updateassumerolepolicy", "iam:updaterole", "iam:updateroledescription", "iam:deleterole",
    "iam:putrolepermissionsboundary", "iam:deleterolepermissionsboundary", "iam:tagrole",
    "iam:untagrole",
  ]
}
