import Documents
import Policy

/// A named thing of a design.
struct DesignThing: Sendable {
  let kind: DesignKind
  let name: String
  let account: String
  let arn: String
}

/// The names in a design: what they stand for, and the ARNs that are made of them.
struct DesignNames {
  /// The accounts' ids by name.
  var accounts: [String: String] = [:]
  /// The region of the ARNs.
  var region = "us-east-1"
  private var things: [DesignKind: [String: [DesignThing]]] = [:]
  private var arns: Set<String> = []
  private var accountIDs: Set<String> = []

  /// Takes a thing in; false when its account has one of this kind and name already. Bucket names
  /// are the world's, not an account's.
  mutating func add(_ thing: DesignThing) -> Bool {
    guard arns.insert(thing.arn).inserted else { return false }
    things[thing.kind, default: [:]][thing.name, default: []].append(thing)
    return true
  }

  /// Takes an account in; false when another one has its id.
  mutating func addAccount(_ name: String, _ id: String) -> Bool {
    guard accountIDs.insert(id).inserted else { return false }
    accounts[name] = id
    return true
  }

  /// The names of some kinds, sorted; where they are very many, only some of them.
  func all(_ kinds: [DesignKind]) -> [String] {
    let count = kinds.reduce(0) { $0 + (things[$1]?.count ?? 0) }
    guard count <= DesignLog.searchLimit else {
      return kinds.flatMap { Array((things[$0] ?? [:]).keys.prefix(DesignLog.searchLimit + 1)) }
    }
    return kinds.flatMap { things[$0].map { Array($0.keys) } ?? [] }.sorted()
  }

  /// What a name can mean: the thing in the account that is asked from, or else those elsewhere.
  func find(_ name: String, _ kinds: [DesignKind], from account: String) -> [DesignThing] {
    let found = kinds.flatMap { things[$0]?[name] ?? [] }
    let near = found.filter { $0.account == account }
    return near.isEmpty ? found : near
  }

  /// The ARN of a thing, as AWS would make it.
  func arn(_ kind: DesignKind, _ name: String, account: String) -> String {
    switch kind {
    case .person, .machine: "arn:aws:iam::\(account):user/\(name)"
    case .group: "arn:aws:iam::\(account):group/\(name)"
    case .role: "arn:aws:iam::\(account):role/\(name)"
    case .function: "arn:aws:lambda:\(region):\(account):function:\(name)"
    case .instance: "arn:aws:ec2:\(region):\(account):instance/\(name)"
    case .notebook: "arn:aws:sagemaker:\(region):\(account):notebook-instance/\(name)"
    case .trainingJob: "arn:aws:sagemaker:\(region):\(account):training-job/\(name)"
    case .bucket: "arn:aws:s3:::\(name)"
    // The service appends a hyphen and six characters; real policies expect them.
    case .secret: secretARN(name, account: account)
    }
  }

  private func secretARN(_ name: String, account: String) -> String {
    let suffix = name.contains("*") ? "*" : DesignNames.digits(name, count: 6)
    return "arn:aws:secretsmanager:\(region):\(account):secret:\(name)-\(suffix)"
  }

  /// An account id that is made up from names: always the same for the same ones.
  func madeUpAccount(_ design: String, _ account: String) -> String {
    var attempt = 0
    while true {
      let id = "9" + DesignNames.digits("\(design)/\(account)/\(attempt)", count: 11)
      if !accountIDs.contains(id) { return id }
      attempt += 1
    }
  }

  /// Digits from a text: the 64-bit FNV-1a hash (draft-eastlake-fnv).
  private static func digits(_ text: String, count: Int) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let digits = String(hash)
    return String((String(repeating: "0", count: count) + digits).suffix(count))
  }
}
