import Documents
import Environment
import Policy

/// Reads the files of snapshots, each by its rule, and keeps account of all of them.
struct SnapshotReading {
  var builder: EnvironmentBuilder
  let options: IngestOptions

  /// A file with the rule that reads it.
  struct Job {
    var source: InputSources.Source
    var place: SnapshotPlace
    var rule: Int
    var page = 1
    /// The error that says that there is no such thing, instead of content.
    var absence: String?
  }

  /// What the pages of one output have in common.
  private struct Output: Hashable {
    let folder: String
    let region: String?
    let rule: Int
    let name: String?

    init(_ job: Job) {
      folder = job.place.folder
      region = job.place.region
      rule = job.rule
      name = job.place.name
    }
  }

  init(builder: EnvironmentBuilder, options: IngestOptions) {
    self.builder = builder
    self.options = options
  }

  /// Reads the files, those that list things before those that describe them.
  mutating func read(_ sources: InputSources) {
    let jobs = sources.files.compactMap { job(for: $0) }
    let order = jobs.indices.sorted {
      (jobs[$0].rule, jobs[$0].page, $0) < (jobs[$1].rule, jobs[$1].page, $1)
    }
    var pages: [Output: Set<Int>] = [:]
    for job in jobs { pages[Output(job), default: []].insert(job.page) }
    for index in order {
      let job = jobs[index]
      let all = pages[Output(job)] ?? []
      let isLast = all.max() == job.page
      if isLast { checkPages(all, of: job) }
      read(job, isLastPage: isLast)
    }
  }

  /// Reports an output of which a page before the last one is missing.
  private mutating func checkPages(_ pages: Set<Int>, of job: Job) {
    guard job.page != pages.count else { return }
    let missing = (1...max(job.page, 1)).first { !pages.contains($0) } ?? 1
    let operation = ServiceRule.all[job.rule].operation
    builder.warn(
      "ingest.missing-page",
      "expected the pages 1 to \(job.page) of this output, found \(pages.count) of them; page "
        + "\(missing) is missing",
      advice: "add \(operation)\(missing == 1 ? "" : "-\(missing)").json, or correct the name",
      at: Origin(file: job.source.file.shown))
  }

  /// Whether there is anything in the environment that could be on a path.
  var hasFoundAnything: Bool {
    let environment = builder.environment
    return !environment.users.isEmpty || !environment.groups.isEmpty || !environment.roles.isEmpty
      || !environment.resources.isEmpty || !environment.managedPolicies.isEmpty
  }

  /// What to say when there is nothing.
  func nothingUsable(_ paths: [String]) -> IngestError {
    let all = builder.log.all
    if all.contains(where: { $0.severity == .error || $0.code == "ingest.empty-export" }) {
      return IngestError(.nothingUsable, all)
    }
    let count = builder.files.count
    let found = count == 0 ? "no file" : count == 1 ? "a file" : "\(count) files"
    let nothing = Diagnostic(
      .error, "ingest.nothing",
      "expected a snapshot, found \(found)\(count == 0 ? "" : " that no rule reads")",
      advice: "put outputs of the AWS command line at <account>/<service>/<operation>.json, for "
        + "example 111122223333/iam/get-account-authorization-details.json, or give that one file",
      at: Origin(file: paths.joined(separator: ", ")))
    return IngestError(.nothingUsable, [nothing] + all)
  }

  mutating func note(_ file: InputFile, _ status: Coverage.FileStatus, _ note: String) {
    builder.files.append(Coverage.File(path: file.shown, status: status, note: note))
  }

  /// Notes a file that could not be read at all.
  mutating func fail(_ file: InputFile, _ diagnostic: Diagnostic) {
    builder.log.add(diagnostic)
    note(file, .broken, diagnostic.message)
  }
}
