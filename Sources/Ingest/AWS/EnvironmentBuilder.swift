import Documents
import Environment
import Policy

/// The environment as it grows file by file, and what is needed to tie the files together.
struct EnvironmentBuilder {
  var environment = Environment()
  var log = DiagnosticLog()
  var mistakes = PolicyMistakes()
  /// What became of the files, in the order in which they were read.
  var files: [Coverage.File] = []

  // Positions in the environment's lists.
  var users: [String: Int] = [:]
  var groups: [String: Int] = [:]
  var roles: [String: Int] = [:]
  var profiles: [String: Int] = [:]
  /// Instance profiles by their names: their ARNs hold paths as well.
  var profilesByName: [AccountName: Int] = [:]
  var providers: [String: Int] = [:]
  var resources: [String: Int] = [:]
  var usersByName: [AccountName: Int] = [:]
  var buckets: [String: Int] = [:]
  var functions: [AccountName: [Int]] = [:]
  var instances: [AccountName: Int] = [:]
  /// The ARNs of the people of identity stores, and the positions of their groups.
  var people: Set<String> = []
  var peopleGroups: [String: Int] = [:]

  /// Things by kind, account and either their name when they were added or their ARN as files are
  /// named after it.
  private var named: [ThingName: [Int]] = [:]
  /// Which operations listed which things.
  var listings: Set<Described> = []

  /// What the files say of users' credentials, by the user's position.
  var credentials: [Int: CredentialFacts] = [:]
  /// What they say of root users, by account.
  var rootUsers: [String: CredentialFacts] = [:]
  /// Managed policies of AWS as an export holds them, to be read if something is attached to them.
  var awsPolicies: [String: JSONValue] = [:]
  var organization = OrganizationFacts()
  /// Block public access as an account sets it for all its buckets.
  var accountPublicAccess: [String: (ignoreACLs: Bool, restrict: Bool, origin: Origin)] = [:]
  /// What aliases of keys stand for, by the alias's ARN.
  var keyAliases: [String: String] = [:]
  /// From where security groups admit the port of the Secure Shell.
  /// Which instances the deployment groups take, by the group's ARN.
  var deployments: [String: Deployments.Choice] = [:]
  /// The version that each Elastic Beanstalk environment runs, and the bundle of each version.
  var deployedVersions: [String: Beanstalk.Version] = [:]
  var bundles: [Beanstalk.Version: DataReference] = [:]
  var secureShell: [AccountName: SecurityGroups.Reach] = [:]
  /// The network of instances, by their position.
  var networks: [Int: NetworkFacts] = [:]
  /// What is known of launch templates, by their ARN.
  var launch: [String: LaunchFacts] = [:]
  /// The regions that ARNs of an account name.
  private var regions: [String: Set<String>] = [:]
  /// The account of a folder that is not named after one.
  var accountOfFolder: [String: String] = [:]
  /// The partition of an account: `aws`, `aws-cn`, `aws-us-gov`.
  var partitions: [String: String] = [:]
  /// Which inventories were read.
  var inventories: Set<Inventory> = []
  /// Things whose policy, tags and the like were read, or are known to have none.
  var described: Set<Described> = []
  /// The accounts in whose folders there is any file.
  var accountsWithFiles: Set<String> = []
  /// Managed policies that are attached and whose document is nowhere, with their accounts.
  var missingPolicies: [String: Set<String>] = [:]

  /// Outputs whose last page says that there is more.
  var truncated: [(account: String, command: String)] = []
  /// Folders whose account nothing tells, once that was said.
  private var foldersWithoutAccount: Set<String> = []

  /// The time of the newest credential report.
  var reportTime: Double?
  /// The newest time that any file states.
  var newestTime: Double?

  /// A name within an account.
  struct AccountName: Hashable {
    let account: String
    let name: String
  }

  /// What files about a thing may be named after.
  private struct ThingName: Hashable {
    let kind: ResourceKind
    let account: String
    let name: String
  }

  /// The things of a kind that a file is named after, in its region if it says one.
  func things(_ kind: ResourceKind, namedBy file: FileContext) -> [Int] {
    let all = named[ThingName(kind: kind, account: file.account, name: file.name)] ?? []
    guard let region = file.region else { return all }
    return all.filter {
      let home = environment.resources[$0].region
      return home == nil || home == region
    }
  }

  /// An operation whose output was read for an account.
  struct Inventory: Hashable {
    let account: String
    let operation: String
  }

  /// An operation that was read for one thing.
  struct Described: Hashable {
    let operation: String
    let thing: String
  }

  /// Whether the output of an operation was read for an account.
  func has(_ operation: String, in account: String) -> Bool {
    inventories.contains(Inventory(account: account, operation: operation))
  }

  mutating func note(inventory operation: String, _ file: FileContext) {
    inventories.insert(Inventory(account: file.account, operation: operation))
  }

  /// Whether it is still to be said that nothing tells the account of a folder.
  mutating func needsAccount(_ folder: String) -> Bool {
    foldersWithoutAccount.insert(folder).inserted
  }

  /// The account's entry, made when it is new.
  mutating func account(_ id: String, _ change: (inout Account) -> Void = { _ in }) {
    guard !id.isEmpty else { return }
    change(&environment.accounts[id, default: Account(id: id)])
  }

  /// The partition that an account's ARNs are in, as far as its files or a region tell.
  func partition(of account: String, region: String? = nil) -> String {
    if let partition = partitions[account] { return partition }
    if let region {
      if region.hasPrefix("cn-") { return "aws-cn" }
      if region.hasPrefix("us-gov-") { return "aws-us-gov" }
    }
    return "aws"
  }

  /// Remembers in which region something of an account is.
  mutating func noteRegion(_ region: String, account: String) {
    if !region.isEmpty { regions[account, default: []].insert(region) }
  }

  /// The region in which everything of an account is that is known so far; nil for several.
  func onlyRegion(of account: String) -> String? {
    guard let known = regions[account], known.count == 1 else { return nil }
    return known.first
  }

  /// Takes a resource into the inventory.
  ///
  /// - Returns: Its position, also when it was there already; a second listing of the same thing
  ///   is reported.
  mutating func add(_ resource: Resource) -> Int {
    if let index = resources[resource.arn] {
      warn(
        "ingest.duplicate", "\(resource.arn) is listed more than once; the first one counts",
        at: resource.origin)
      return index
    }
    let index = environment.resources.count
    resources[resource.arn] = index
    environment.resources.append(resource)
    for name in Set([resource.name, resource.arn.asFileName]) {
      let key = ThingName(kind: resource.kind, account: resource.account, name: name)
      named[key, default: []].append(index)
    }
    account(resource.account)
    return index
  }
}
