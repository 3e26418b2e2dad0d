import Collect
import Reporting

/// Collecting a snapshot, as it was asked for.
package struct Collecting: Sendable {
  private var options: CollectOptions
  private let role: String?

  /// Checks what the user wrote.
  ///
  /// - Parameters:
  ///   - regions: The regions, separated by commas; all that are enabled without them.
  ///   - role: The role to assume in the other accounts.
  ///   - accounts: Those accounts, separated by commas.
  /// - Throws: A problem of usage.
  package init(
    regions: String?, role: String?, accounts: String?, profile: String? = nil, parallel: Int = 4
  ) throws(Problem) {
    let regions = Collecting.words(regions)
    let accounts = Collecting.words(accounts)
    if let wrong = regions.first(where: { !CollectNames.isRegion($0) }) {
      throw Problem(
        ["--regions takes names such as us-east-1,eu-west-1, not '\(wrong)'"], isUsage: true)
    }
    if let wrong = accounts.first(where: { !CollectNames.isAccount($0) }) {
      throw Problem(["--accounts takes ids of 12 digits, not '\(wrong)'"], isUsage: true)
    }
    if let role, !CollectNames.isRole(role) {
      throw Problem(["--role-name takes the name of a role, not '\(role)'"], isUsage: true)
    }
    guard (role == nil) == accounts.isEmpty else {
      throw Problem(["--role-name and --accounts go together"], isUsage: true)
    }
    guard (1...64).contains(parallel) else {
      throw Problem(["--parallel takes a number from 1 to 64"], isUsage: true)
    }
    if profile?.isEmpty == true {
      throw Problem(["--profile takes the name of a profile"], isUsage: true)
    }
    self.role = role
    options = CollectOptions(folder: "")
    options.regions = regions
    options.role = role
    options.accounts = accounts
    options.profile = profile
    options.parallel = parallel
  }

  /// The commands as a shell script.
  package var script: String {
    CollectScript(regions: options.regions, role: role, accounts: options.accounts).text
  }

  /// The permissions that the commands need, as a policy for whoever runs them.
  package var policy: String {
    CollectScript(regions: options.regions, role: role, accounts: options.accounts).policy
  }

  /// Runs the commands.
  ///
  /// - Parameters:
  ///   - stopwatch: Tells the time since any moment.
  ///   - report: Gets lines about what will be run, and about the progress.
  /// - Returns: Lines that sum it up, and whether something was refused or failed.
  /// - Throws: When nothing can be collected; a problem of usage never.
  package func run(
    to folder: String, stopwatch: @escaping @Sendable () -> Duration,
    report: @escaping @Sendable (_ line: String, _ isProgress: Bool) -> Void
  ) async throws(CollectingProblem) -> Collected {
    var options = options
    options.folder = folder
    options.stopwatch = stopwatch
    let summary: CollectSummary
    do {
      summary = try await Collector.run(options) {
        switch $0 {
        case .plan(let line): report(line, false)
        case .progress(let line): report(line, true)
        }
      }
    } catch {
      throw CollectingProblem(line: error.message, cannotWrite: error.cannotWrite)
    }
    return Collected(folder: folder, summary: summary)
  }

  private static func words(_ text: String?) -> [String] {
    guard let text else { return [] }
    var seen: Set<Substring> = []
    return text.split(separator: ",", omittingEmptySubsequences: false)
      .filter { seen.insert($0).inserted }.map(String.init)
  }
}

/// What was collected.
package struct Collected: Sendable {
  private let folder: String
  private let summary: CollectSummary

  init(folder: String, summary: CollectSummary) {
    self.folder = folder
    self.summary = summary
  }

  /// Lines that sum it up.
  package var lines: [String] { summary.lines }

  /// Whether something was refused, failed or is still to be asked for.
  package var isPartial: Bool { summary.isPartial }

  /// The summary as JSON, schema `postern.collect/1`.
  package var json: String {
    JSONTree.object([
      ("schema", .text("postern.collect/1")), ("folder", .text(folder)),
      ("isWhole", .bool(!summary.isPartial)), ("written", .number(summary.written)),
      ("kept", .number(summary.kept)), ("absent", .number(summary.absent)),
      ("calls", .number(summary.calls)), ("refused", .list(summary.refused.map(Self.miss))),
      ("failed", .list(summary.failed.map(Self.miss))), ("leftOut", .texts(summary.skipped)),
    ]).serialized()
  }

  private static func miss(_ miss: CollectSummary.Miss) -> JSONTree {
    .object([
      ("account", .text(miss.account)), ("region", .optional(miss.region)),
      ("service", .text(miss.service)), ("operation", .text(miss.operation)),
      ("name", .optional(miss.name)), ("reason", .text(miss.reason)),
      ("permissions", .texts(miss.permissions)),
    ])
  }
}

/// Why nothing was collected.
package struct CollectingProblem: Error, Sendable {
  /// The reason, for a person.
  package var line: String
  /// Whether the folder cannot be written, rather than the account read.
  package var cannotWrite: Bool
}
