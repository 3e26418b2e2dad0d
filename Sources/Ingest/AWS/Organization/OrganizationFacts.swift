import Environment
import Policy

/// The two kinds of policies by which an organisation limits its accounts.
enum CeilingKind: String, Sendable, CaseIterable {
  case serviceControl = "SERVICE_CONTROL_POLICY"
  case resourceControl = "RESOURCE_CONTROL_POLICY"

  var policyKind: PolicyKind {
    switch self {
    case .serviceControl: .serviceControl
    case .resourceControl: .resourceControl
    }
  }

  /// The id of the policy of AWS that forbids nothing, and that every level has until it is detached.
  var fullAccessID: String {
    switch self {
    case .serviceControl: "p-FullAWSAccess"
    case .resourceControl: "p-RCPFullAWSAccess"
    }
  }
}

/// What the files say of the organisation: its tree, and what is attached where.
struct OrganizationFacts {
  var id: String?
  var managementAccount: String?
  /// The accounts that belong to it.
  var members: Set<String> = []
  /// The root or unit above an account or a unit.
  var parents: [String: String] = [:]
  var roots: Set<String> = []
  /// The kinds of policies that are switched on; nil where nothing tells.
  var enabledKinds: Set<String>?
  /// The policies attached to a root, unit or account, by kind.
  var attached: [CeilingKind: [String: [String]]] = [:]
  /// Roots, units and accounts whose attached policies were listed, by kind.
  var listed: [CeilingKind: Set<String>] = [:]
  /// The documents of policies, by their ids.
  var documents: [String: PolicyDocument] = [:]
  /// The kinds of policies, by their ids.
  var kinds: [String: CeilingKind] = [:]

  /// Whether any file tells of policies of a kind.
  func tells(_ kind: CeilingKind) -> Bool {
    !(listed[kind] ?? []).isEmpty || !(attached[kind] ?? [:]).isEmpty
  }

  mutating func attach(_ policy: String, to target: String, _ kind: CeilingKind) {
    if attached[kind]?[target]?.contains(policy) == true { return }
    attached[kind, default: [:]][target, default: []].append(policy)
  }

  /// From the root down to an account; nil when the tree does not lead there.
  func chain(to account: String) -> [String]? {
    var chain = [account]
    while let last = chain.last, !roots.contains(last), !last.hasPrefix("r-") {
      // A real tree is five units deep; a circle in a damaged one ends here.
      guard let parent = parents[last], chain.count < 16 else { return nil }
      chain.append(parent)
    }
    return chain.reversed()
  }
}
