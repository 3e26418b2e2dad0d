import Analysis
import Documents
import Environment
import Policy
import Techniques

/// A small organisation, built in sentences: who there is, how they sign in, what they may do.
///
/// Each policy is a JSON document of its own, so that what the reports cite has real places.
struct SmallWorld {
  private(set) var environment = Environment()

  /// An account that was exported.
  mutating func account(_ id: String, named name: String) {
    var account = Account(id: id)
    account.name = name
    account.hasInventory = true
    environment.accounts[id] = account
  }

  /// A person who signs in at the console.
  mutating func person(
    _ name: String, in account: String, factors: [Factor.Kind], may statements: Grant...
  ) {
    var credentials = Credentials()
    credentials.hasPassword = true
    credentials.accessKeys = []
    credentials.factors = factors.map { Factor(kind: $0, serial: nil) }
    addUser(name, account, credentials, statements)
  }

  /// A program with a long-lived key.
  mutating func machine(_ name: String, in account: String, may statements: Grant...) {
    var credentials = Credentials()
    credentials.hasPassword = false
    credentials.accessKeys = [AccessKey(isActive: true, created: nil, lastUsed: nil)]
    credentials.factors = []
    addUser(name, account, credentials, statements)
  }

  /// A role, with whom it trusts.
  mutating func role(
    _ name: String, in account: String, trusting trust: Grant, may statements: Grant...
  ) {
    let arn = Names.role(name, account)
    var role = Role(arn: arn, name: name, account: account, origin: .nowhere)
    role.trust = policy(.trust, name, [trust], "\(account)/iam/trust/\(name).json")
    role.inlinePolicies = [
      policy(.inline, "\(name)-policy", statements, "\(account)/iam/role/\(name).json")
    ]
    environment.roles.append(role)
  }

  /// A function that runs as a role.
  mutating func function(_ name: String, in account: String, runningAs role: String) {
    let place = Origin(file: "\(account)/lambda/list-functions.json", line: 7)
    var function = Resource(
      arn: Names.function(name, account), kind: .function, name: name, account: account,
      origin: place)
    function.runsAs = Names.role(role, account)
    function.runsAsOrigin = place
    environment.resources.append(function)
  }

  /// A bucket, with what its own policy grants.
  mutating func bucket(
    _ name: String, in account: String, tags: [String: String] = [:], granting: Grant...
  ) {
    var bucket = Resource(
      arn: Names.bucket(name), kind: .bucket, name: name, account: account,
      origin: Origin(file: "\(account)/s3api/list-buckets.json", line: 12))
    bucket.tags = tags
    if !granting.isEmpty {
      bucket.policy = policy(
        .resource, name, granting, "\(account)/s3api/get-bucket-policy/\(name).json")
    }
    environment.resources.append(bucket)
  }

  /// Something that the snapshot lacks.
  mutating func gap(
    _ what: String, of account: String, weight: Int, why: String, command: String,
    hides: [ResourceKind] = []
  ) {
    environment.coverage.gaps.append(
      Coverage.Gap(
        weight: weight, account: account, what: what, why: why, command: command, hides: hides))
  }

  mutating func accept(_ risks: [AcceptedRisk]) { environment.settings.acceptedRisks = risks }

  mutating func file(_ path: String, _ status: Coverage.FileStatus, note: String) {
    environment.coverage.files.append(Coverage.File(path: path, status: status, note: note))
  }

  mutating func remark(_ diagnostic: Diagnostic) {
    environment.coverage.diagnostics.append(diagnostic)
  }

  /// The time at which conditions are judged, in seconds since 1970.
  mutating func asOf(_ seconds: Double?) { environment.asOf = seconds }

  /// What an analysis with the test's own catalogue finds.
  func analyzed(limit: Int = 100) -> AnalysisResult {
    var environment = environment
    environment.normalize()
    return Analyzer(environment: environment, catalogue: SmallCatalogue.read()).analyze(
      limit: limit)
  }

  private mutating func addUser(
    _ name: String, _ account: String, _ credentials: Credentials, _ statements: [Grant]
  ) {
    var user = User(arn: Names.user(name, account), name: name, account: account, origin: .nowhere)
    user.credentials = credentials
    user.inlinePolicies = [
      policy(.inline, "\(name)-policy", statements, "\(account)/iam/user/\(name).json")
    ]
    environment.users.append(user)
  }

  private func policy(
    _ kind: PolicyKind, _ name: String, _ statements: [Grant], _ file: String
  ) -> PolicyDocument {
    Grant.policy(kind, name, statements, file: file)
  }
}

/// The ARNs of a small world.
enum Names {
  static func user(_ name: String, _ account: String) -> String {
    "arn:aws:iam::\(account):user/\(name)"
  }
  static func role(_ name: String, _ account: String) -> String {
    "arn:aws:iam::\(account):role/\(name)"
  }
  static func function(_ name: String, _ account: String) -> String {
    "arn:aws:lambda:eu-central-1:\(account):function:\(name)"
  }
  static func bucket(_ name: String) -> String { "arn:aws:s3:::\(name)" }
}
