import Documents

/// One command to run, with all that it needs to know.
struct CollectJob: Sendable {
  var command: CollectCommand
  var account: String
  var region: String?
  /// The thing, and the name of its file.
  var name: String?
  var item: String?
  /// What the thing was listed for, with the name of its file; and what that was.
  var parent: Parent?

  /// A thing for which others are listed.
  struct Parent: Sendable {
    var name: String
    var item: String
    /// What it was listed for itself.
    var parent: String?
  }

  /// The names from the snapshot's folder down to the output's, without its extension.
  var path: [String] {
    var names = [account] + (region.map { [$0] } ?? []) + [command.service, command.operation]
    if let file = command.file {
      let parent = file.replacing("{parent}", with: parent?.item ?? "")
      names.append(parent.replacing("{name}", with: item ?? ""))
    }
    return names
  }

  /// The command's arguments, filled in.
  var arguments: [String] {
    [command.service, command.operation]
      + command.arguments.map {
        // The account first: a thing's name may hold anything.
        $0.replacing("{account}", with: account)
          .replacing("{ancestor}", with: parent?.parent ?? "")
          .replacing("{parent}", with: parent?.name ?? "").replacing("{name}", with: name ?? "")
      }
  }

  func miss(_ reason: String) -> CollectSummary.Miss {
    CollectSummary.Miss(
      account: account, region: region, service: command.service, operation: command.operation,
      name: name, reason: reason, permissions: command.permissions)
  }
}

/// How a job ended.
struct JobOutcome: Sendable {
  enum Kind: Sendable {
    /// The output is in the snapshot; these bytes.
    case written([UInt8])
    case kept([UInt8])
    case absent
    case refused(String)
    case failed(String)
    case unwritable(String)
    /// The credentials are too old.
    case expired
    case interrupted
  }
  var kind: Kind
  /// How many times the command was run.
  var calls: Int
}

/// The jobs that are still to do, and what came of the others.
struct CollectWork {
  private(set) var jobs: [CollectJob] = []
  var summary = CollectSummary()
  private let regions: [String]
  private var seen: Set<[String]> = []
  private var counts: [[String]: Int] = [:]

  init(regions: [String]) { self.regions = regions }

  var isEmpty: Bool { jobs.isEmpty }

  mutating func takeJobs() -> [CollectJob] {
    defer { jobs = [] }
    return jobs
  }

  /// Plans the commands that need no thing's name.
  mutating func addInventories(of account: String, isOwn: Bool) {
    for command in CommandTable.all where !command.isAlternative {
      switch command.scope {
      case .account: jobs.append(CollectJob(command: command, account: account))
      case .region:
        for region in regions {
          jobs.append(CollectJob(command: command, account: account, region: region))
        }
      case .organization where isOwn: jobs.append(CollectJob(command: command, account: account))
      case .organization, .each: break
      }
    }
  }

  /// Counts a job's outcome, and plans what is to be asked about the things that it lists.
  mutating func take(_ outcome: JobOutcome, of job: CollectJob) {
    summary.calls += outcome.calls
    switch outcome.kind {
    case .written(let bytes):
      summary.written += 1
      addThings(in: bytes, of: job)
    case .kept(let bytes):
      summary.kept += 1
      addThings(in: bytes, of: job)
    case .absent: summary.absent += 1
    case .refused(let reason): summary.refused.append(job.miss(reason))
    case .failed(let reason), .unwritable(let reason): summary.failed.append(job.miss(reason))
    case .expired, .interrupted: break
    }
  }

  private mutating func addThings(in bytes: [UInt8], of job: CollectJob) {
    let sources = CommandTable.sources.filter {
      $0.service == job.command.service && $0.operation == job.command.operation
    }
    guard !sources.isEmpty,
      let root = try? JSONDocument.parse(bytes, file: job.path.joined(separator: "/")).root
    else { return }
    for source in sources {
      guard let list = root[source.list], list.kind == .array else { continue }
      for entry in list.elements {
        guard let name = source.name.isEmpty ? entry.string : entry[source.name]?.string else {
          continue
        }
        add(source.thing, name, from: job)
      }
    }
  }

  private mutating func add(_ thing: Thing, _ name: String, from job: CollectJob) {
    var place = [thing.rawValue, job.account, job.region ?? ""]
    if thing.parent != nil { place.append(job.name ?? "") }
    guard seen.insert(place + [name]).inserted else { return }
    guard let item = CollectNames.file(of: name, thing) else {
      summary.skipped.append("the \(thing.rawValue) '\(name)' has a name that no file can have")
      return
    }
    counts[place, default: 0] += 1
    if let limit = thing.limit, counts[place, default: 0] > limit {
      if counts[place] == limit + 1 {
        summary.skipped.append(
          "only the first \(limit) of the \(thing.rawValue)s in \(job.region ?? job.account)")
      }
      return
    }
    let parent = job.name.flatMap { name in
      thing.parent == nil
        ? nil : CollectJob.Parent(name: name, item: job.item ?? "", parent: job.parent?.name)
    }
    for command in CommandTable.all where command.scope == .each(thing) && !command.isAlternative {
      jobs.append(
        CollectJob(
          command: command, account: job.account, region: job.region, name: name, item: item,
          parent: parent))
    }
  }
}
