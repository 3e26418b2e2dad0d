import Documents

/// How one kind of file is read: the output of one operation of the AWS command line.
///
/// To read a new kind of file, write a rule beside those of its service.
struct ServiceRule: Sendable {
  /// Whether an operation has one file, or one for each thing that it describes.
  enum Naming: Sendable {
    case single
    case named
    case either
  }

  /// What is done with the content.
  enum Reading: Sendable {
    case json(@Sendable (JSONValue, FileContext, inout EnvironmentBuilder) -> Void)
    case table(@Sendable (CSVTable, FileContext, inout EnvironmentBuilder) -> Void)
  }

  var service: String
  var operation: String
  var naming: Naming
  /// What it tells, as the coverage section says it.
  var tells: String
  var reading: Reading
  /// The errors that say that there is no such thing, rather than that it could not be told.
  var absences: Set<String>
  /// What follows when there is no such thing.
  var readAbsence: @Sendable (FileContext, inout EnvironmentBuilder) -> Void
  /// Whether the command may succeed without printing anything; an empty file tells nothing, since
  /// a command that failed leaves the same.
  private(set) var isSilent = false

  init(
    _ service: String, _ operation: String, _ naming: Naming = .single, tells: String,
    absences: Set<String> = [],
    whenAbsent: @escaping @Sendable (FileContext, inout EnvironmentBuilder) -> Void = { _, _ in },
    reading: Reading
  ) {
    self.service = service
    self.operation = operation
    self.naming = naming
    self.tells = tells
    self.absences = absences
    readAbsence = whenAbsent
    self.reading = reading
  }

  /// A rule for JSON, which is nearly all there is.
  init(
    _ service: String, _ operation: String, _ naming: Naming = .single, tells: String,
    absences: Set<String> = [],
    whenAbsent: @escaping @Sendable (FileContext, inout EnvironmentBuilder) -> Void = { _, _ in },
    read: @escaping @Sendable (JSONValue, FileContext, inout EnvironmentBuilder) -> Void
  ) {
    self.init(
      service, operation, naming, tells: tells, absences: absences, whenAbsent: whenAbsent,
      reading: .json(read))
  }

  /// The same rule for a command that may print nothing.
  func mayPrintNothing() -> ServiceRule {
    var rule = self
    rule.isSilent = true
    return rule
  }

  /// The command that makes the file.
  var command: String { "aws \(service) \(operation)" }

  /// The extension of its files.
  var format: String {
    switch reading {
    case .json: "json"
    case .table: "csv"
    }
  }

  /// All rules, in the order in which their files are read: what lists things comes before what
  /// describes them.
  static let all: [ServiceRule] = [
    CallerIdentity.rules, AuthorizationDetails.rules, CredentialReport.rules, AccountSummary.rules,
    CredentialListings.rules, IdentityProviders.rules, Buckets.rules, BucketDetails.rules,
    BucketProtection.rules, AccessPoints.rules,
    Instances.rules, Functions.rules, Notebooks.rules, TrainingJobs.rules, Secrets.rules,
    Keys.rules, SecurityGroups.rules, EventSources.rules, Workloads.rules, Containers.rules,
    Clusters.rules, Deployments.rules, IdentityPools.rules, Repositories.rules,
    Beanstalk.rules,
    PermissionSets.rules, Assignments.rules, IdentityStores.rules,
    LearningJobs.rules, LearningModels.rules, LearningDomains.rules, LearningPipelines.rules,
    Bedrock.rules,
    // Things whose ARNs are not printed come last: the region is known by then.
    BedrockAgents.rules, DataCatalog.rules, Airflow.rules,
    Stacks.rules, Pipelines.rules, DataJobs.rules, LaunchTemplates.rules,
    OrganizationTree.rules, OrganizationPolicies.rules,
  ].flatMap { $0 }

  /// The services that some rule reads.
  static let services = Set(all.map(\.service))

  private struct Key: Hashable {
    let service: String
    let operation: String
    let format: String
  }

  private static let index: [Key: Int] = Dictionary(
    all.enumerated().map {
      (Key(service: $1.service, operation: $1.operation, format: $1.format), $0)
    }, uniquingKeysWith: { first, _ in first })

  /// What the rules say to a place.
  enum Match {
    /// The rule, by its position, and the page that the file is.
    case rule(Int, page: Int)
    /// The operation is known, but its files have names below it, or none.
    case misplaced(Int)
    case none
  }

  /// The rule for the file at a place.
  static func match(_ place: SnapshotPlace) -> Match {
    let format = place.format == "err" ? "json" : place.format
    func find(_ operation: String) -> Int? {
      index[Key(service: place.service, operation: operation, format: format)]
    }
    var page = 1
    var found = find(place.operation)
    if found == nil, place.name == nil {
      let paged = SnapshotPlace.page(of: place.operation)
      page = paged.page
      found = find(paged.operation)
    }
    guard let found else { return .none }
    switch (all[found].naming, place.name) {
    case (.single, nil), (.named, .some), (.either, _): return .rule(found, page: page)
    case (.single, .some), (.named, nil): return .misplaced(found)
    }
  }
}

/// What a rule knows of the file that it reads, beside the content.
struct FileContext: Sendable {
  /// The path as shown to the user.
  var path: String
  /// The account's id; empty when nothing tells it.
  var account: String
  /// The account's folder.
  var folder: String
  var region: String?
  /// The described thing, as the file is named; empty for operations without one.
  var name: String
  /// The command that makes the file.
  var command: String

  /// The whole file.
  var origin: Origin { Origin(file: path) }
}
