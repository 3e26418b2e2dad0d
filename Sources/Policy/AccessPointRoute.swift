/// The way of an S3 request that goes through an access point.
///
/// Such a request is decided twice, and both have to allow it: on the access point's own ARN, with
/// the access point's policy as the resource's; and on the bucket's, with the bucket's policy. Both
/// know from the context which access point it is. Where the bucket is another account's than the
/// caller's, the caller's Allow on the access point is enough on its own side: the bucket's policy has
/// to name the caller, and no Deny or ceiling may be in the way.
/// Sources: S3 User Guide, "Configuring IAM policies for using access points", "Delegating access
/// control to access points", "Cross-account access points".
package struct AccessPointRoute: Sendable, Hashable {
  /// `arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME`.
  package var arn: String
  /// The account that owns the access point.
  package var account: String
  /// `Internet` or `VPC`; nil where it is not known.
  package var networkOrigin: String?

  package init(arn: String, account: String, networkOrigin: String?) {
    self.arn = arn
    self.account = account
    self.networkOrigin = networkOrigin
  }

  /// The keys that tell through which access point a request comes, in lower case. A request to the
  /// bucket itself has none of them.
  package static let keys: Set<String> = [
    "s3:dataaccesspointarn", "s3:dataaccesspointaccount", "s3:accesspointnetworkorigin",
  ]

  /// What one of the keys says.
  package func state(of key: String) -> KeyState {
    switch key {
    case "s3:dataaccesspointarn": .values([arn])
    case "s3:dataaccesspointaccount": .values([account])
    default: networkOrigin.map { .values([$0]) } ?? .free(FreeKey(.unknown, isAlwaysPresent: true))
    }
  }

  /// The ARN under which what is asked for is known to the access point: the access point itself for
  /// the bucket, `…/object/KEY` for an object.
  package func resource(for asked: String) -> String {
    guard let slash = asked.firstIndex(of: "/") else { return arn }
    return arn + "/object" + asked[slash...]
  }
}

extension ResourceSettings {
  /// What a key says of the access point of a request; nil for other keys, and where nothing is
  /// known.
  func state(ofAccessPointKey key: String) -> KeyState? {
    guard AccessPointRoute.keys.contains(key) else { return nil }
    if let accessPoint { return accessPoint.state(of: key) }
    return knowsAccessPoints ? .absent : nil
  }
}

extension RequestContext {
  /// Fixes the keys that tell through which access point a request comes, as far as that is known.
  package mutating func setAccessPoint(of settings: ResourceSettings) {
    guard settings.accessPoint != nil || settings.knowsAccessPoints else { return }
    for key in AccessPointRoute.keys {
      if let state = settings.state(ofAccessPointKey: key) { self[key] = state }
    }
  }
}

extension Request {
  /// Whether this is the bucket's side of a request that goes through an access point: the caller's
  /// own Allow was asked for on the access point.
  var isBehindAccessPoint: Bool {
    policies.resourceSettings.accessPoint.map { !resource.hasPrefix($0.arn) } ?? false
  }
}

extension Decision {
  /// The decision of what needs two requests: both have to be allowed. Of the one that is certain,
  /// only what makes it so is told.
  package func and(_ other: Decision) -> Decision {
    var both = self
    both.answer = min(answer, other.answer)
    both.allows = telling + other.telling
    both.denies =
      (answer == .allowed ? [] : denies) + (other.answer == .allowed ? [] : other.denies)
    both.missing =
      (answer == .denied ? missing : []) + (other.answer == .denied ? other.missing : [])
    return both
  }

  /// The Allows that an answer rests on.
  private var telling: [StatementReason] {
    let certain = allows.filter { $0.applies == .yes }
    return answer == .allowed && !certain.isEmpty ? certain : allows
  }
}
