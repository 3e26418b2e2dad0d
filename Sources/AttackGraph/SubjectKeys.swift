import Environment
import Policy

/// The keys that encrypt the subjects of one universe.
struct SubjectKeys {
  /// Subjects that no key of the customer's encrypts.
  var keyless = RangeSet32()
  /// Subjects under a key that AWS manages: it serves its own account, and no other.
  /// Source: KMS Developer Guide, "AWS managed keys".
  var managed = RangeSet32()
  /// Subjects under a key whose policy the snapshot does not hold.
  var unknown = RangeSet32()
  /// The keys that are known, by the account that owns them, as parts of the subjects.
  var parts: [PartUniverse] = []

  /// Whether no subject has a key.
  var isVacuous: Bool { managed.isEmpty && unknown.isEmpty && parts.isEmpty }

  /// How a subject's key bears on whoever wants to read it.
  enum Use {
    case none
    case managed
    case unknown(String)
    case key(Int)
  }

  /// The subjects that an asker can use as far as their keys go.
  ///
  /// - Parameter allowed: on which keys of a universe the permission is held.
  func usable(isOwn: Bool, allowed: (Universe) -> AccessSet) -> AccessSet {
    let certain = isOwn ? keyless.union(managed) : keyless
    let start = AccessSet(certain: certain, possible: certain.union(unknown))
    return parts.reduce(start) { $0.union($1.image(allowed($1.universe))) }
  }
}

extension Universes {
  /// Whether a key that the customer manages encrypts a resource.
  func hasCustomerKey(_ resource: Resource) -> Tri {
    switch key(of: resource) {
    case .none, .managed: .no
    case .unknown: .maybe
    case .key: .yes
    }
  }

  /// How the key of a resource bears on those who want to read it.
  func key(of resource: Resource) -> SubjectKeys.Use {
    guard let text = resource.encryptionKey else { return .none }
    if text.contains("alias/aws/") { return .managed }
    guard let number = keyNumbers[text] else { return .unknown(text) }
    let key = environment.resources[number]
    if key.settings.isAWSManagedKey { return .managed }
    return key.policy == nil ? .unknown(text) : .key(number)
  }

  /// The keys of the subjects of a universe; made when first asked for.
  func keys(of subjects: SubjectUniverse) -> SubjectKeys {
    if let known = subjects.keys { return known }
    var made = SubjectKeys()
    var owners: [String: [String: [Int32]]] = [:]
    if case .resource = subjects.subject {
      for (candidate, member) in subjects.members.enumerated() {
        let candidate = Int32(candidate)
        switch key(of: environment.resources[member]) {
        case .none: made.keyless.append(candidate)
        case .managed: made.managed.append(candidate)
        case .unknown: made.unknown.append(candidate)
        case .key(let number):
          let key = environment.resources[number]
          owners[key.account, default: [:]][key.arn, default: []].append(candidate)
        }
      }
    } else {
      made.keyless = subjects.universe.all
    }
    made.parts = owners.sorted { $0.key < $1.key }.map { account, owners in
      keyUniverse(account, owners)
    }
    subjects.keys = made
    return made
  }

  private func keyUniverse(_ account: String, _ owners: [String: [Int32]]) -> PartUniverse {
    let arns = owners.keys.sorted()
    let keys = arns.compactMap { keyNumbers[$0].map { environment.resources[$0] } }
    let universe = Universe(
      name: ResourceKind.key.rawValue, account: account, arns: arns,
      tags: keys.map { $0.tags.map(Universes.lowercased) }, policies: keys.map(\.policy))
    let usable = universe.all.members.filter { keys[Int($0)].isUsableKey }
    return PartUniverse(
      universe: universe, owners: arns.map { owners[$0] ?? [] },
      usable: RangeSet32(ascending: usable))
  }
}

extension Resource {
  /// Whether a key decrypts as it stands: one that is disabled, or about to go, does not.
  var isUsableKey: Bool { state["state"].map { $0 == "Enabled" } ?? true }
}
