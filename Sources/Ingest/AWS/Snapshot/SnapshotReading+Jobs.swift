import Documents
import Environment
import Policy

// Which rule reads a file.

extension SnapshotReading {
  /// The job for a file; nil, and a note in the coverage, when there is none.
  mutating func job(for source: InputSources.Source) -> Job? {
    if let account = source.place?.account {
      builder.accountsWithFiles.insert(account)
      builder.account(account)
    }
    guard let place = source.place else { return jobElsewhere(source) }
    let match = ServiceRule.match(place)
    guard source.kind == .file else {
      noteNoFile(source, match)
      return nil
    }
    switch match {
    case .rule(let rule, let page):
      let job = Job(source: source, place: place, rule: rule, page: page)
      return place.format == "err" ? jobForErrors(job) : job
    case .misplaced(let index):
      let rule = ServiceRule.all[index]
      let name = rule.naming == .named ? "\(rule.operation)/NAME" : rule.operation
      note(source.file, .unused, "expected at \(rule.service)/\(name).\(rule.format)")
    case .none:
      if place.format == "err" {
        _ = jobForErrors(Job(source: source, place: place, rule: -1))
      } else {
        noteUnused(source, place)
      }
    }
    return nil
  }

  /// Notes a folder, pipe or device. In the place of an output it is an error.
  private mutating func noteNoFile(_ source: InputSources.Source, _ match: ServiceRule.Match?) {
    if case .rule = match {
      fail(source.file, FileFailure(instead: source.kind).diagnostic(for: source.file))
    } else if source.kind != .folder {
      note(source.file, .unused, "no ordinary file")
    }
  }

  /// Notes a file that no rule reads; where a file stands in a folder's place, that is an error.
  private mutating func noteUnused(_ source: InputSources.Source, _ place: SnapshotPlace) {
    let rule = ServiceRule.all.first {
      $0.service == place.service && $0.operation == place.operation
    }
    if place.format.isEmpty, place.name == nil, let rule {
      if rule.naming == .named { return failAsFolder(source, "\(rule.operation)/NAME.json") }
      return note(source.file, .unused, "expected at \(rule.service)/\(rule.operation).json")
    }
    note(source.file, .unused, "read by no rule yet")
  }

  private mutating func failAsFolder(_ source: InputSources.Source, _ example: String) {
    fail(
      source.file,
      Diagnostic(
        .error, "ingest.no-folder", "expected a folder, found \(source.kind.phrase)",
        advice: "make it a folder with the outputs in it, as \(example)",
        at: Origin(file: source.file.shown)))
  }

  /// The job for a file that is given by itself, or lies at no place of a snapshot.
  private mutating func jobElsewhere(_ source: InputSources.Source) -> Job? {
    if source.isGiven { return jobForBare(source) }
    guard source.kind == .file else {
      noteNoFile(source, nil)
      return nil
    }
    let name = source.file.location.name
    guard !isAccountID(name), !ServiceRule.services.contains(name) else {
      failAsFolder(
        source, isAccountID(name) ? "iam/get-account-authorization-details.json" : "OPERATION.json")
      return nil
    }
    return jobForBare(source)
  }

  /// The error output that a script left beside an output is content only if it says that there is
  /// no such thing.
  private mutating func jobForErrors(_ job: Job) -> Job? {
    let file = job.source.file
    do {
      let bytes = try FileSystem.read(file.location, maximumSize: options.maximumFileSize)
      switch CommandText.judge(errorOutput: bytes) {
      case .failure(let code?, let line)
      where job.rule >= 0 && ServiceRule.all[job.rule].absences.contains(code):
        var absence = job
        absence.absence = line
        return absence
      case .failure(_, let line): note(file, .unused, "the command failed: \(line)")
      case .empty, .foreign: note(file, .unused, "the command reported no error")
      }
    } catch {
      fail(file, error.diagnostic(for: file))
    }
    return nil
  }

  /// A file given by itself, or at no place of a snapshot, is read when it holds the one document
  /// that is a snapshot alone.
  private mutating func jobForBare(_ source: InputSources.Source) -> Job? {
    let shown = source.file.shown
    let isJSON = shown.lowercased().hasSuffix(".json")
    var place = SnapshotPlace(bare: shown)
    guard source.isGiven || isJSON, case .rule(let rule, _) = ServiceRule.match(place) else {
      note(source.file, .unused, "at no place of a snapshot")
      return nil
    }
    var source = source
    do {
      source.bytes =
        try source.bytes
        ?? FileSystem.read(
          source.file.location, maximumSize: options.maximumFileSize, mayWait: source.isGiven)
    } catch let failure as FileFailure {
      fail(source.file, failure.diagnostic(for: source.file))
      return nil
    } catch {
      return nil
    }
    guard AuthorizationDetails.isMentioned(in: source.bytes ?? []) else {
      if source.isGiven {
        explain(source, ServiceRule.all[rule])
      } else {
        note(source.file, .unused, "at no place of a snapshot")
      }
      return nil
    }
    let (base, page) = SnapshotPlace.page(of: String(isJSON ? shown.dropLast(5) : shown[...]))
    place.folder = base
    return Job(source: source, place: place, rule: rule, page: page)
  }

  /// Says why a file that the user named is no snapshot.
  private mutating func explain(_ source: InputSources.Source, _ rule: ServiceRule) {
    let bytes = source.bytes ?? []
    if let text = CommandText.judge(bytes) {
      return report(text, source.file, rule, isGiven: true)
    }
    do {
      let root = try JSONDocument.parse(bytes, file: source.file.shown).root
      let lists = AuthorizationDetails.lists.joined(separator: ", ")
      fail(
        source.file,
        Diagnostic(
          .error, "ingest.not-an-export",
          "expected what `\(rule.command)` prints: the lists \(lists); found none of them",
          advice: "other outputs are read from a folder of them, at "
            + "<account>/<service>/<operation>.json", at: root.origin))
    } catch {
      fail(source.file, error.diagnostic.advising("export it again with `\(rule.command)`"))
    }
  }

  /// Reports a file that holds something else than JSON.
  mutating func report(
    _ text: CommandText, _ file: InputFile, _ rule: ServiceRule, isGiven: Bool = false
  ) {
    let origin = Origin(file: file.shown)
    let again = "export it again with `\(rule.command)`"
    switch text {
    case .empty:
      // The command prints nothing where there is nothing, but also where it fails.
      let message = "the file is empty: the command printed nothing"
      if isGiven {
        return fail(
          file, Diagnostic(.error, "ingest.empty-file", message, advice: again, at: origin))
      }
      guard rule.absences.isEmpty, !rule.isSilent else {
        return note(file, .unused, message)
      }
      fail(file, Diagnostic(.error, "ingest.empty-file", message, advice: again, at: origin))
    case .failure(_, let line):
      fail(
        file,
        Diagnostic(
          .error, "ingest.command-failed", "expected JSON, found an error of the command: \(line)",
          advice: again, at: origin))
    case .foreign(let name, let advice):
      fail(
        file,
        Diagnostic(
          .error, "ingest.not-json", "expected JSON, found \(name)", advice: advice, at: origin))
    }
  }
}
