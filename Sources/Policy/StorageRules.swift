/// What S3 settings beside policies mean for a request: block public access, access control lists,
/// object ownership. Source: S3 User Guide, "Blocking public access" and "ACL overview".
struct StorageRules {
  let request: Request
  let isCrossAccount: Bool

  private var settings: ResourceSettings { request.policies.resourceSettings }

  /// A bucket policy does not reach objects of another owner unless the bucket owner owns them all.
  var ignoresResourcePolicy: Bool {
    guard let owner = settings.objectOwner, owner != request.resourceAccount else { return false }
    return !settings.isBucketOwnerEnforced
  }

  /// RestrictPublicBuckets leaves a public policy to the own account and to services.
  var isBlockedAsPublic: Bool {
    guard settings.restrictPublicBuckets, let policy = request.policies.resource,
      request.asked.service == "s3"
    else { return false }
    let isOwn = request.caller.account != nil && request.caller.account == request.resourceAccount
    return !isOwn && request.caller.kind != .service && PublicAccess.isPublic(policy)
  }

  /// How an access control list names the caller for this action; nil when it does not.
  var listedNaming: Naming? {
    settings.naming(of: request.caller, for: request.asked.name)
  }
}

extension ResourceSettings {
  /// How the access control list names a caller for an action in lower case; nil when it does not.
  func naming(of caller: Caller, for action: String) -> Naming? {
    guard !isBucketOwnerEnforced else { return nil }
    for grant in grants where grant.covers(action) {
      switch grant.grantee {
      case "AllUsers": if !ignorePublicACLs { return .everyone }
      case "AuthenticatedUsers":
        if !ignorePublicACLs, caller.account != nil { return .account }
      default: if grant.grantee == caller.canonicalID { return .account }
      }
    }
    return nil
  }
}

extension ResourceSettings.Grant {
  /// Whether the grant is for an action in lower case.
  /// Source: S3 User Guide, "Mapping of ACL permissions and access policy permissions".
  func covers(_ action: String) -> Bool {
    let isFull = permission == "FULL_CONTROL"
    if isOnBucket {
      return (isFull || permission == "READ") && Self.listing.contains(action)
        || (isFull || permission == "WRITE") && action == "s3:putobject"
    }
    return (isFull || permission == "READ") && Self.reading.contains(action)
  }

  private static let listing: Set<String> = [
    "s3:listbucket", "s3:listbucketversions", "s3:listbucketmultipartuploads",
  ]
  private static let reading: Set<String> = [
    "s3:getobject", "s3:getobjectversion", "s3:getobjecttorrent",
  ]
}

/// Whether S3 counts a bucket policy as public.
package enum PublicAccess {
  /// An Allow for everyone that no fixed value narrows makes a policy public.
  /// Source: S3 User Guide, "The meaning of 'public'".
  package static func isPublic(_ policy: PolicyDocument) -> Bool {
    policy.statements.contains { $0.effect == .allow && isOpen($0) }
  }

  private static func isOpen(_ statement: Statement) -> Bool {
    let everyone: Bool
    switch statement.principals {
    case .none: everyone = false
    case .only(let names): everyone = names.contains(.everyone) || names.contains(.everyAWS)
    case .allBut: everyone = true
    }
    return everyone && !statement.conditions.contains(where: narrows)
  }

  private static func narrows(_ test: Condition) -> Bool {
    guard !test.ifExists, test.quantifier != .forAllValues, !test.values.isEmpty else {
      return false
    }
    switch test.comparison {
    case .stringEquals, .stringEqualsIgnoreCase, .stringLike, .arnEquals, .arnLike:
      return fixingKeys.contains(test.key) && test.values.allSatisfy(isFixed)
    case .ipAddress:
      return test.key == "aws:sourceip"
        && test.values.allSatisfy { AddressRange($0.text)?.isNarrow ?? false }
    default: return false
    }
  }

  private static func isFixed(_ value: PatternText) -> Bool {
    !value.text.contains { "*?$".contains($0) }
  }

  private static let fixingKeys: Set<String> = [
    "aws:principalorgid", "aws:principalarn", "aws:principalaccount", "aws:principalorgpaths",
    "aws:sourcevpc", "aws:sourcevpce", "aws:sourcearn", "aws:sourceaccount", "aws:sourceowner",
    "aws:sourceorgid", "aws:userid", "s3:dataaccesspointarn", "s3:dataaccesspointaccount",
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
  ]
}
