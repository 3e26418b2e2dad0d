import Documents
import Environment
import Policy

// What a rule is given to read.

extension SnapshotReading {
  /// Reads a file by its rule.
  mutating func read(_ job: Job, isLastPage: Bool) {
    let rule = ServiceRule.all[job.rule]
    let context = context(of: job, rule)
    if let line = job.absence { return readAbsence(job, rule, context, line) }
    let file = job.source.file
    let again = "the file may be cut off: export it again with `\(rule.command)`"
    do {
      let bytes =
        try job.source.bytes
        ?? FileSystem.read(file.location, maximumSize: options.maximumFileSize)
      switch rule.reading {
      case .json(let read):
        try readJSON(bytes, job, rule, context, isLastPage, read)
      case .table(let read):
        read(try CSVTable.parse(bytes, file: file.shown), context, &builder)
        note(file, .read, rule.tells)
      }
    } catch let failure as FileFailure {
      fail(file, failure.diagnostic(for: file))
    } catch let failure as JSONError {
      fail(file, failure.diagnostic.advising(again))
    } catch let failure as CSVError {
      fail(file, failure.diagnostic.advising(again))
    } catch {
      // There is no other kind of error.
    }
  }

  private mutating func readJSON(
    _ bytes: [UInt8], _ job: Job, _ rule: ServiceRule, _ context: FileContext, _ isLastPage: Bool,
    _ read: (JSONValue, FileContext, inout EnvironmentBuilder) -> Void
  ) throws(JSONError) {
    switch CommandText.judge(bytes) {
    case .failure(let code?, let line) where rule.absences.contains(code):
      return readAbsence(job, rule, context, line)
    case .some(let text): return report(text, job.source.file, rule)
    case nil: break
    }
    let document = try JSONDocument.parse(bytes, file: context.path)
    builder.log.add(document.duplicateKeys)
    read(document.root, context, &builder)
    if isLastPage { checkEnd(of: document.root, context) }
    note(job.source.file, .read, rule.tells)
  }

  private mutating func readAbsence(
    _ job: Job, _ rule: ServiceRule, _ context: FileContext, _ line: String
  ) {
    rule.readAbsence(context, &builder)
    note(job.source.file, .read, "there is none: \(line)")
  }

  /// What the rule knows beside the content. Where no folder says the account, the file that was
  /// read first does.
  private mutating func context(of job: Job, _ rule: ServiceRule) -> FileContext {
    let place = job.place
    let account = place.account ?? builder.accountOfFolder[place.folder] ?? ""
    let tells = [CallerIdentity.operation, AuthorizationDetails.operation]
    if account.isEmpty, !tells.contains(rule.operation), builder.needsAccount(place.folder) {
      builder.warn(
        "ingest.account-unknown", "nothing tells which account this folder's files are of",
        advice: "name the folder after the account's id, or add "
          + "`aws sts get-caller-identity > sts/get-caller-identity.json`",
        at: Origin(file: job.source.file.shown))
    }
    if !account.isEmpty { builder.accountsWithFiles.insert(account) }
    return FileContext(
      path: job.source.file.shown, account: account, folder: place.folder, region: place.region,
      name: place.name ?? "", command: rule.command)
  }

  /// The signs by which the commands say that there is more.
  private static let tokens = [
    "NextToken", "nextToken", "NextMarker", "Marker", "ContinuationToken",
  ]

  private mutating func checkEnd(of root: JSONValue, _ context: FileContext) {
    let sign =
      root["IsTruncated"]?.bool == true
      ? root["IsTruncated"]
      : SnapshotReading.tokens.compactMap { root[$0] }.first { !($0.string ?? "").isEmpty }
    guard let sign else { return }
    builder.truncated.append((context.account, context.command))
    builder.warn(
      "ingest.truncated-page", "the output goes on, but there is no further page of it",
      advice: "export it again without `--max-items` and `--no-paginate`, or add the next page as "
        + "`\(context.command.split(separator: " ").last ?? "")-2.json`", at: sign.origin)
  }
}
