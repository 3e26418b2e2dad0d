import Documents
import Processes

/// What to collect, and how.
package struct CollectOptions: Sendable {
  /// The folder that the snapshot is written to.
  package var folder: String
  /// The profile of the command line; nil for its default.
  package var profile: String?
  /// The regions; empty for all that the account has enabled.
  package var regions: [String] = []
  /// The role to assume in the other accounts.
  package var role: String?
  /// Accounts beside the one that one is signed in to.
  package var accounts: [String] = []
  /// How many commands run at once.
  package var parallel = 4
  /// How often a command is tried when it is throttled.
  package var tries = 6
  /// How long to wait after the first throttled try; twice as long after each further one.
  package var delay: Duration = .seconds(1)
  /// How long one command may take.
  package var timeLimit: Duration = .seconds(900)
  /// Tells the time since any moment, to say how long the rest will take; nil to go by a usual call.
  package var stopwatch: (@Sendable () -> Duration)?
  /// Variables that the commands get beside the caller's own.
  package var environment: [String: String] = [:]

  /// The defaults, for a folder.
  package init(folder: String) { self.folder = folder }
}

/// Why nothing could be collected.
package struct CollectFailure: Error, Sendable {
  /// A sentence for the user.
  package var message: String
  /// Whether the folder could not be written.
  package var cannotWrite: Bool
}

/// What came of collecting.
package struct CollectSummary: Sendable {
  /// A command that brought nothing.
  package struct Miss: Sendable, Hashable, Comparable {
    package var account: String
    package var region: String?
    package var service: String
    package var operation: String
    /// The thing that it was to describe.
    package var name: String?
    /// What the command said, in one line without keys.
    package var reason: String
    /// The permissions that are probably missing.
    package var permissions: [String]

    package static func < (left: Miss, right: Miss) -> Bool { left.order < right.order }

    private var order: String {
      [account, service, operation, region ?? "", name ?? "", reason].joined(separator: "\u{0}")
    }
  }

  /// Why collecting ended before everything was asked for.
  package enum Break: Sendable, Hashable {
    /// The credentials became too old.
    case expired
    /// The calling task was cancelled.
    case interrupted
  }

  /// How many outputs were written, and how many were there already.
  package internal(set) var written = 0
  package internal(set) var kept = 0
  /// How many commands answered that there is no such thing.
  package internal(set) var absent = 0
  /// How many commands were run, each try counted.
  package internal(set) var calls = 0
  package internal(set) var refused: [Miss] = []
  package internal(set) var failed: [Miss] = []
  /// Names that no file can have, in words.
  package internal(set) var skipped: [String] = []
  /// Why not everything was asked for; nil when it was.
  package internal(set) var end: Break?

  /// Whether something is missing that another run may bring.
  package var isPartial: Bool { end != nil || !refused.isEmpty || !failed.isEmpty }
}

/// A line about the course of collecting.
package enum CollectReport: Sendable {
  /// What is going to be run, and how long that may take: one for each round of questions.
  case plan(String)
  /// How far a round is; at most about forty of each.
  case progress(String)
}

/// Runs the table's commands with the user's own `aws` command line.
package struct Collector: Sendable {
  let options: CollectOptions
  let report: @Sendable (CollectReport) -> Void
  let runner: CommandRunner
  let folder: SnapshotFolder

  /// The time that one call takes, in seconds: 0.7 alone, 1.1 when four run at once on two
  /// processors, where most of it is the start of the command line.
  static let secondsPerCall = 1.1

  /// Collects.
  ///
  /// - Parameter report: Gets lines about the progress, as they come.
  /// - Throws: When the account cannot be told, or the folder cannot be written.
  package static func run(
    _ options: CollectOptions, report: @escaping @Sendable (CollectReport) -> Void
  ) async throws(CollectFailure) -> CollectSummary {
    let collector = Collector(
      options: options, report: report, runner: CommandRunner(options: options),
      folder: SnapshotFolder(path: options.folder))
    return try await collector.collect()
  }

  private func collect() async throws(CollectFailure) -> CollectSummary {
    let lock = try folder.prepare()
    defer { withExtendedLifetime(lock) {} }
    let own = try await identity()
    let regions = try await enabledRegions(own)
    var work = CollectWork(regions: regions)
    let sessions = Sessions(own: own, options: options, runner: runner)
    let ids = [own.account] + options.accounts.filter { $0 != own.account }
    for id in ids {
      guard await sessions.session(for: id) != nil else {
        if Task.isCancelled { throw CollectFailure(message: "interrupted", cannotWrite: false) }
        work.summary.refused.append(refusedRole(in: id))
        continue
      }
      work.addInventories(of: id, isOwn: id == own.account)
    }
    let start = options.stopwatch?() ?? .zero
    tell(work, "accounts \(ids.count), regions \(regions.count)", since: start)
    while !work.isEmpty, work.summary.end == nil {
      try await runWave(&work, sessions)
      if !work.isEmpty, work.summary.end == nil { tell(work, "what was found", since: start) }
    }
    work.summary.refused.sort()
    work.summary.failed.sort()
    return work.summary
  }

  /// Says what will be run, and how long that may take.
  private func tell(_ work: CollectWork, _ what: String, since start: Duration) {
    let missing = work.jobs.filter { !isDone($0) }.count
    guard missing > 0 || work.summary.kept == 0 else { return }
    var perCall = Collector.secondsPerCall / Double(options.parallel)
    // Calls of this very run tell better: they are slow on a busy machine or a far network.
    if let stopwatch = options.stopwatch, work.summary.calls >= 2 * options.parallel {
      perCall = (stopwatch() - start) / .seconds(1) / Double(work.summary.calls)
    }
    let seconds = Int((Double(missing) * perCall).rounded(.up))
    let time = seconds < 90 ? "\(seconds) s" : "\((seconds + 59) / 60) min"
    let isFirst = work.summary.calls + work.summary.kept == 0
    report(
      .plan(
        "\(what): \(missing == 1 ? "1 call" : "\(missing) calls"), about \(time) at \(options.parallel) at a time"
          + (missing < work.jobs.count ? " (\(work.jobs.count - missing) are there already)" : "")
          + (isFirst ? "; then some for each user, bucket and workload" : "")))
  }

  private func refusedRole(in account: String) -> CollectSummary.Miss {
    CollectSummary.Miss(
      account: account, service: "sts", operation: "assume-role",
      reason: "the role \(options.role ?? "") cannot be assumed", permissions: ["sts:AssumeRole"])
  }

  /// Runs all jobs that are waiting, a few at a time, and takes what they found.
  private func runWave(
    _ work: inout CollectWork, _ sessions: Sessions
  ) async throws(CollectFailure) {
    let jobs = work.takeJobs()
    let step = max(25, jobs.count / 40)
    var outcomes: [Int: JobOutcome] = [:]
    var end: CollectSummary.Break?
    await withTaskGroup(of: (Int, JobOutcome).self) { group in
      var next = 0
      while end == nil && next < jobs.count || outcomes.count < next {
        while end == nil, next < jobs.count, next - outcomes.count < options.parallel {
          let index = next
          group.addTask { (index, await run(jobs[index], sessions)) }
          next += 1
        }
        guard let (index, outcome) = await group.next() else { break }
        outcomes[index] = outcome
        if case .expired = outcome.kind { end = end ?? .expired }
        if Task.isCancelled { end = .interrupted }
        if outcomes.count % step == 0 { report(.progress("\(outcomes.count) of \(jobs.count)")) }
      }
    }
    work.summary.end = end
    for (index, job) in jobs.enumerated() {
      guard let outcome = outcomes[index] else { continue }
      if case .unwritable(let reason) = outcome.kind {
        throw CollectFailure(message: reason, cannotWrite: true)
      }
      work.take(outcome, of: job)
    }
  }
}
