import Documents
import Environment
import Policy
import Techniques

/// All universes of an environment, each made when first asked for.
final class Universes {
  let environment: Environment
  let library: PolicyLibrary
  /// Accounts that own anything, sorted; `""` stands for resources whose owner nobody knows.
  let accounts: [String]

  private var subjects: [String: SubjectUniverse] = [:]
  private var stars: [String: Universe] = [:]
  /// Universes whose policies the attacker has written; kept with those that they are made of, so
  /// that none goes and leaves its identity to another.
  var openedUniverses: [ObjectIdentifier: (Universe, opened: Universe)] = [:]
  private var fresh: [FreshKey: Universe] = [:]
  private var objects: [String: PartUniverse] = [:]
  private var policies: [String: Universe] = [:]
  private var policyOwners: [String: PartUniverse] = [:]
  private var trustedProviders: [String: PartUniverse] = [:]
  private var rooms: [String: RangeSet32] = [:]
  private var witnesses: [String: [String]] = [:]
  private lazy var regions = mostUsedRegions()
  private(set) lazy var signIns = SignIns(environment)
  private(set) lazy var aims = Aims(environment)
  /// Keys by ARN.
  private(set) lazy var keyNumbers: [String: Int] = Dictionary(
    environment.resources.indices.filter { environment.resources[$0].kind == .key }
      .map { (environment.resources[$0].arn, $0) }, uniquingKeysWith: { first, _ in first })

  /// Access points by the ARN of the bucket behind them, in order.
  private(set) lazy var pointsOfBucket: [String: [Int]] = Dictionary(
    grouping: environment.resources.indices.filter {
      environment.resources[$0].kind == .accessPoint
    }, by: { environment.resources[$0].relations["bucket"] ?? "" })

  /// Buckets by name.
  private(set) lazy var bucketNumbers: [String: Int] = Dictionary(
    environment.resources.indices.filter { environment.resources[$0].kind == .bucket }
      .map { (environment.resources[$0].name, $0) }, uniquingKeysWith: { first, _ in first })

  /// Repositories of images by ARN.
  private(set) lazy var repositoryNumbers: [String: Int] = Dictionary(
    environment.resources.indices.filter { environment.resources[$0].kind == .repository }
      .map { (environment.resources[$0].arn, $0) }, uniquingKeysWith: { first, _ in first })

  init(library: PolicyLibrary) {
    environment = library.environment
    self.library = library
    var accounts = Set(environment.accounts.keys)
    accounts.formUnion(environment.resources.map(\.account))
    accounts.formUnion(environment.users.map(\.account))
    accounts.formUnion(environment.roles.map(\.account))
    self.accounts = accounts.sorted()
  }

  /// The candidates of a technique in one account.
  func subjects(_ subject: Subject, in account: String) -> SubjectUniverse {
    let key = subject.word + " " + account
    if let known = subjects[key] { return known }
    let made: SubjectUniverse
    switch subject {
    case .role: made = roles(account)
    case .user: made = users(account)
    case .group: made = groups(account)
    case .resource(let kind): made = resources(ResourceKind(rawValue: kind), account)
    case .person: made = people(account)
    case .account: made = managedAccounts(account)
    case .actor:
      made = SubjectUniverse(
        subject: subject, universe: Universe(name: key, account: account, arns: []), members: [])
    }
    subjects[key] = made
    return made
  }

  private func roles(_ account: String) -> SubjectUniverse {
    let members = environment.roles.indices.filter { environment.roles[$0].account == account }
    let roles = members.map { environment.roles[$0] }
    return SubjectUniverse(
      subject: .role,
      universe: Universe(
        name: "roles", account: account, arns: roles.map(\.arn),
        tags: roles.map { Universes.lowercased($0.tags) }, policies: roles.map(\.trust)),
      members: members)
  }

  private func users(_ account: String) -> SubjectUniverse {
    let members = environment.users.indices.filter { environment.users[$0].account == account }
    let users = members.map { environment.users[$0] }
    return SubjectUniverse(
      subject: .user,
      universe: Universe(
        name: "users", account: account, arns: users.map(\.arn),
        tags: users.map { Universes.lowercased($0.tags) }),
      members: members)
  }

  private func groups(_ account: String) -> SubjectUniverse {
    let members = environment.groups.indices.filter { environment.groups[$0].account == account }
    return SubjectUniverse(
      subject: .group,
      universe: Universe(
        name: "groups", account: account, arns: members.map { environment.groups[$0].arn }),
      members: members)
  }

  /// The people whose Identity Center an account manages and who can sign in.
  private func people(_ account: String) -> SubjectUniverse {
    let people = environment.identityCenter.people
    let members = people.indices.filter {
      people[$0].account == account && signIns.isActive($0)
    }
    return SubjectUniverse(
      subject: .person,
      universe: Universe(name: "people", account: account, arns: members.map { people[$0].arn }),
      members: members)
  }

  /// The accounts to which an account gives access by Identity Center, as that names them. Their
  /// members are numbers among ``accounts``.
  private func managedAccounts(_ account: String) -> SubjectUniverse {
    let managed = signIns.managed[account] ?? []
    let instance = signIns.instances[account]?.first ?? ""
    let members = accounts.indices.filter { managed.contains(accounts[$0]) }
    return SubjectUniverse(
      subject: .account,
      universe: Universe(
        name: "accounts", account: account,
        arns: members.map { SignIns.arn(ofAccount: accounts[$0], instance) }),
      members: members)
  }

  private func resources(_ kind: ResourceKind, _ account: String) -> SubjectUniverse {
    var members = environment.resources.indices.filter {
      let found = environment.resources[$0].kind
      return (found == kind || kind == .bucket && found == .bucketPart)
        && environment.resources[$0].account == account
    }
    if kind == .bucket {
      // Parts stand behind all other resources.
      members.sort {
        environment.resources[$0].arn.utf8.lexicographicallyPrecedes(
          environment.resources[$1].arn.utf8)
      }
    }
    let resources = members.map { environment.resources[$0] }
    return SubjectUniverse(
      subject: .resource(kind.rawValue),
      universe: Universe(
        name: kind.rawValue, account: account, arns: resources.map(\.arn),
        tags: resources.map { $0.tags.map(Universes.lowercased) },
        policies: resources.map(\.policy), settings: resources.map(\.settings)),
      members: members, isUnlisted: account.isEmpty)
  }

  /// The things that candidates are or are parts of; nil where nothing is a part.
  func wholes(of subjects: SubjectUniverse) -> PartUniverse? {
    if let known = subjects.wholes { return known }
    let made = subjects.makeWholes(environment)
    subjects.wholes = .some(made)
    return made
  }

  static func lowercased(_ tags: [String: String]) -> [String: String] {
    Dictionary(
      tags.sorted { $0.key < $1.key }.map { ($0.key.asciiLowercasedText, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The one candidate `*`, for actions that know no resource.
  func star(in account: String) -> Universe {
    if let known = stars[account] { return known }
    let made = Universe(name: "*", account: account, arns: ["*"])
    stars[account] = made
    return made
  }

  /// The customer managed policies of an account.
  func policies(in account: String) -> Universe {
    if let known = policies[account] { return known }
    let arns = environment.managedPolicies.values.filter {
      !$0.isAWSManaged && ARN($0.arn)?.account == account
    }.map(\.arn).sorted()
    let made = Universe(name: "policies", account: account, arns: arns)
    policies[account] = made
    return made
  }

  /// The policies of an account, as parts of the roles or users that have them.
  ///
  /// - Parameter versioned: those of which another version can be put in force; else those that can
  ///   take one more.
  func policyOwners(of subject: SubjectUniverse, versioned: Bool = false) -> PartUniverse {
    let key = "\(subject.subject.word) \(subject.universe.account) \(versioned)"
    if let known = policyOwners[key] { return known }
    let universe = policies(in: subject.universe.account)
    var owners = [[Int32]](repeating: [], count: universe.arns.count)
    for (candidate, member) in subject.members.enumerated() {
      let attached: [String]
      switch subject.subject {
      case .role: attached = library.roleAttachments[member]
      case .user: attached = library.userAttachments[member]
      default: attached = []
      }
      for arn in Set(attached) {
        if let index = universe.index(of: arn) { owners[Int(index)].append(Int32(candidate)) }
      }
    }
    let made = PartUniverse(
      universe: universe, owners: owners,
      usable: versioned
        ? versionedPolicies(in: subject.universe.account)
        : policiesWithRoom(in: subject.universe.account))
    policyOwners[key] = made
    return made
  }

  /// The SAML providers of an account, as parts of the roles that trust them.
  func providers(of roles: SubjectUniverse) -> PartUniverse {
    if let known = trustedProviders[roles.universe.account] { return known }
    var owners: [String: [Int32]] = [:]
    for (candidate, member) in roles.members.enumerated() {
      for provider in providers(of: environment.roles[member]) {
        owners[provider, default: []].append(Int32(candidate))
      }
    }
    let arns = owners.keys.sorted()
    let universe = Universe(name: "providers", account: roles.universe.account, arns: arns)
    let made = PartUniverse(
      universe: universe, owners: arns.map { owners[$0] ?? [] }, usable: universe.all)
    trustedProviders[roles.universe.account] = made
    return made
  }

  /// The SAML providers of its own account that let whoever they vouch for take a role, whatever
  /// they say of who that is.
  func providers(of role: Role) -> [String] {
    let trust = OutsideTrust(library: library)
    var found: Set<String> = []
    for statement in role.trust?.statements ?? [] where statement.effect == .allow {
      guard case .only(let names) = statement.principals else { continue }
      for case .federated(let provider) in names where provider.contains(":saml-provider/") {
        guard ARN(provider)?.account == role.account,
          trust.decision(on: role, for: .federated(provider))?.answer == .allowed
        else { continue }
        found.insert(provider)
      }
    }
    return found.sorted()
  }

  /// Policies that can take one more version; AWS allows five.
  func policiesWithRoom(in account: String) -> RangeSet32 {
    if let known = rooms[account] { return known }
    let universe = policies(in: account)
    let made = RangeSet32(
      ascending: universe.all.members.filter {
        (environment.managedPolicies[universe.arns[Int($0)]]?.versionCount ?? 1) < 5
      })
    rooms[account] = made
    return made
  }

  /// Objects that stand for all objects of the buckets of an account.
  func objects(of buckets: SubjectUniverse) -> PartUniverse {
    let account = buckets.universe.account
    if let known = objects[account] { return known }
    let made = ObjectWitnesses(universes: self, buckets: buckets).universe()
    objects[account] = made
    return made
  }

  /// Things that the attacker would make: for each way in which policies speak of such things, one
  /// that fits.
  ///
  /// - Parameter things: What has to be there before. Where the template names one of it, the new
  ///   things lie in those that are there.
  func fresh(
    _ template: String, in account: String, within things: [ExistingThing] = []
  ) -> Universe {
    let thing = things.first { template.contains("{\($0.name)}") }
    let key = FreshKey(template: template, account: account, thing: thing)
    if let known = fresh[key] { return known }
    if let thing {
      let made = freshThings(template, within: thing, in: account)
      fresh[key] = made
      return made
    }
    let region = regions[account] ?? "us-east-1"
    let filled = template.replacing("{partition}", with: "aws")
      .replacing("{account}", with: account)
    let generic = filled.replacing("{region}", with: region)
      .replacing("{name}", with: "postern-new")
    let shape = Glob(
      filled.replacing("{region}", with: "*").replacing("{name}", with: "*"))
    var arns: Set<String> = [generic]
    for candidate in spoken(of: account, region: region) where shape.matches(candidate) {
      arns.insert(candidate)
    }
    let made = Universe(name: template, account: account, arns: arns.sorted())
    fresh[key] = made
    return made
  }

  /// A thing for each way in which an account's policies speak of things.
  private func spoken(of account: String, region: String) -> [String] {
    if let known = witnesses[account] { return known }
    var made: Set<String> = []
    for glob in library.resourceGlobs(in: account) {
      let witness = glob.witness(run: "postern-new")
      made.insert(witness)
      made.insert(Universes.settling(witness, region: region, account: account))
    }
    let sorted = made.sorted()
    witnesses[account] = sorted
    return sorted
  }

  /// The witness with its region and account in place of what wildcards left there.
  private static func settling(_ witness: String, region: String, account: String) -> String {
    guard var arn = ARN(witness) else { return witness }
    if arn.region == "postern-new" { arn.region = region }
    if arn.account == "postern-new" { arn.account = account }
    return arn.text
  }

  private func mostUsedRegions() -> [String: String] {
    var counts: [String: [String: Int]] = [:]
    for resource in environment.resources {
      guard let region = resource.region, !region.isEmpty else { continue }
      counts[resource.account, default: [:]][region, default: 0] += 1
    }
    return counts.compactMapValues { regions in
      regions.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
  }
}

/// Tells things that an attacker would make apart.
struct FreshKey: Hashable {
  var template: String
  var account: String
  var thing: ExistingThing?
}
