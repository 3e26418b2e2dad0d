import Documents

extension Collector {
  /// Who the user is.
  func identity() async throws(CollectFailure) -> Session {
    let (answer, _) = await runner.run(
      ["sts", "get-caller-identity"], region: options.regions.first)
    switch answer {
    case .notStarted(let reason):
      throw CollectFailure(
        message: "cannot run the AWS command line: \(reason); install it, or use --print-script",
        cannotWrite: false)
    case .failure(let code, let line):
      let advice = CommandErrors.isExpiry(code) ? "; sign in again" : ""
      throw CollectFailure(
        message: "aws sts get-caller-identity failed: \(line)\(advice)", cannotWrite: false)
    case .interrupted: throw CollectFailure(message: "interrupted", cannotWrite: false)
    case .output(let bytes):
      let root = try? JSONDocument.parse(bytes, file: "get-caller-identity").root
      guard let account = root?["Account"]?.string, CollectNames.isAccount(account) else {
        throw CollectFailure(
          message: "aws sts get-caller-identity printed no account's id", cannotWrite: false)
      }
      let parts = (root?["Arn"]?.string ?? "").split(separator: ":")
      let partition = parts.count > 1 ? String(parts[1]) : "aws"
      let homes = ["aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1"]
      return Session(
        account: account, partition: homes[partition] == nil ? "aws" : partition,
        home: options.regions.first ?? homes[partition] ?? "us-east-1")
    }
  }

  /// The regions that were asked for, else all that are enabled.
  func enabledRegions(_ session: Session) async throws(CollectFailure) -> [String] {
    guard options.regions.isEmpty else { return options.regions }
    let (answer, _) = await runner.run(["ec2", "describe-regions"], region: session.home)
    guard case .output(let bytes) = answer,
      let root = try? JSONDocument.parse(bytes, file: "describe-regions").root
    else {
      throw CollectFailure(
        message: "aws ec2 describe-regions failed, which tells the regions; name them with "
          + "--regions", cannotWrite: false)
    }
    return (root["Regions"]?.elements.compactMap { $0["RegionName"]?.string } ?? [])
      .filter(CollectNames.isRegion).sorted()
  }

  /// Runs a job, unless its output or a final answer is there already.
  func run(_ job: CollectJob, _ sessions: Sessions) async -> JobOutcome {
    if let kept = earlier(job) { return JobOutcome(kind: kept, calls: 0) }
    guard let session = await sessions.session(for: job.account) else {
      return JobOutcome(kind: .refused("the role cannot be assumed"), calls: 0)
    }
    var (answer, calls) = await ask(job, as: session)
    if case .failure(let code, _) = answer, CommandErrors.isExpiry(code),
      let renewed = await sessions.renew(job.account)
    {
      let second = await ask(job, as: renewed)
      answer = second.answer
      calls += second.calls
    }
    return JobOutcome(kind: keep(answer, of: job), calls: calls)
  }

  private func ask(
    _ job: CollectJob, as session: Session
  ) async -> (answer: CommandRunner.Answer, calls: Int) {
    let isReport = job.command.operation == "get-credential-report"
    return await runner.run(
      job.arguments, region: job.region ?? session.home, credentials: session.credentials,
      before: isReport ? ["iam", "generate-credential-report"] : nil)
  }

  /// Whether an earlier run brought the output, or the answer that there is none.
  func isDone(_ job: CollectJob) -> Bool { folder.isThere(job.path) || wasAbsent(job) }

  private func earlier(_ job: CollectJob) -> JobOutcome.Kind? {
    if folder.isThere(job.path) {
      return .kept(isListing(job.command) ? folder.output(job.path) ?? [] : [])
    }
    return wasAbsent(job) ? .absent : nil
  }

  private func wasAbsent(_ job: CollectJob) -> Bool {
    guard let error = folder.earlierError(job.path) else { return false }
    let code = CommandErrors.code(in: error)
    return code.map(job.command.absences.contains) ?? false
      || CommandErrors.isElsewhere(code, error, job.command.service)
  }

  private func isListing(_ command: CollectCommand) -> Bool {
    CommandTable.sources.contains {
      $0.service == command.service && $0.operation == command.operation
    }
  }

  /// Writes what a command answered.
  private func keep(_ answer: CommandRunner.Answer, of job: CollectJob) -> JobOutcome.Kind {
    switch answer {
    case .output(let bytes):
      do {
        _ = try JSONDocument.parse(bytes, file: "output", limits: JSONLimits())
      } catch {
        return fail("the output is not JSON: \(error.diagnostic.message)", job)
      }
      if let reason = folder.write(output: bytes, job.path) { return unwritable(reason) }
      return .written(isListing(job.command) ? bytes : [])
    case .notStarted(let reason): return fail(reason, job)
    case .interrupted: return .interrupted
    case .failure(let code, let line):
      if CommandErrors.isExpiry(code) { return .expired }
      if let reason = folder.write(error: line, job.path) { return unwritable(reason) }
      if let code, job.command.absences.contains(code) { return .absent }
      if CommandErrors.isElsewhere(code, line, job.command.service) { return .absent }
      return CommandErrors.isRefusal(code) ? .refused(line) : .failed(line)
    }
  }

  private func fail(_ line: String, _ job: CollectJob) -> JobOutcome.Kind {
    if let reason = folder.write(error: line, job.path) { return unwritable(reason) }
    return .failed(line)
  }

  /// A name that is too long costs one output; a full disk all of them.
  private func unwritable(_ reason: String) -> JobOutcome.Kind {
    reason.hasSuffix("File name too long") ? .failed(reason) : .unwritable(reason)
  }
}
