import Environment
import Policy

/// What an attacker writes as the policy of a resource: that it, and whoever else it likes, may do
/// anything. No statement that was there is left.
enum OpenedPolicy {
  static let document = PolicyDocument(
    kind: .granted, name: "written by the attacker on this hop",
    statements: [
      Statement(
        effect: .allow, actions: ActionElement(["*"]), resources: .only([PatternText("*")]),
        principals: .only([.everyone]))
    ])

  /// The settings that still count: the attacker names principals rather than everyone, so that
  /// nothing blocks the policy as public.
  static func settings(_ settings: ResourceSettings) -> ResourceSettings {
    var settings = settings
    settings.restrictPublicBuckets = false
    settings.grants = []
    return settings
  }
}

extension AccessPointSide {
  /// The attacker writes the access point's policy.
  mutating func open() {
    policy = OpenedPolicy.document
    settings = OpenedPolicy.settings(settings)
  }
}

extension Universes {
  /// The same candidates once the attacker has written their policies. Made when first asked for.
  func opened(_ universe: Universe) -> Universe {
    if let known = openedUniverses[ObjectIdentifier(universe)] { return known.opened }
    let made = Universe(
      name: "opened " + universe.name, account: universe.account, arns: universe.arns,
      tags: universe.tags, policies: universe.arns.map { _ in OpenedPolicy.document },
      settings: universe.settings.map { $0.map(OpenedPolicy.settings) })
    openedUniverses[ObjectIdentifier(universe)] = (universe, made)
    return made
  }
}
