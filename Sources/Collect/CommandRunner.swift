import Processes

/// Runs commands of the AWS command line, again when they are throttled or the answer is broken.
struct CommandRunner: Sendable {
  let options: CollectOptions
  private let patience = Patience()

  init(options: CollectOptions) { self.options = options }

  /// How a command ended.
  enum Answer: Sendable {
    case output([UInt8])
    /// The command failed; the error's code if it names one, and its first line without keys.
    case failure(code: String?, line: String)
    /// The task was cancelled, and the command ended.
    case interrupted
    /// There is no such program, or it cannot be started.
    case notStarted(String)
  }

  /// Runs a command.
  ///
  /// - Parameters:
  ///   - arguments: Those after `aws`.
  ///   - credentials: Another account's, passed in the command's environment only.
  ///   - before: Run before each try; the credential report is made so. Where both are refused,
  ///     the answer is its.
  func run(
    _ arguments: [String], region: String?, credentials: [String: String]? = nil,
    before: [String]? = nil
  ) async -> (answer: Answer, calls: Int) {
    let place =
      "\(arguments.first ?? "") \(region ?? "") \(credentials?["AWS_ACCESS_KEY_ID"] ?? "")"
    var calls = 0
    var tries = 0
    var wait = options.delay
    while true {
      var preparation: Answer?
      if let before {
        preparation = await once(before, region: region, credentials: credentials)
        calls += 1
      }
      let answer = await once(arguments, region: region, credentials: credentials)
      calls += 1
      tries += 1
      guard case .failure(let code, let line) = answer,
        let limit = CommandErrors.tries(code, line, of: options.tries)
      else { return (answer, calls) }
      if case .failure(let code, _)? = preparation, CommandErrors.isRefusal(code) {
        return (preparation ?? answer, calls)
      }
      let isLast = tries >= limit
      if isLast, before == nil { await patience.end(at: place) }
      if isLast || Task.isCancelled { return (answer, calls) }
      if await patience.isOver(at: place) { return (answer, calls) }
      do {
        try await Task.sleep(for: wait)
      } catch {
        return (answer, calls)
      }
      wait *= 2
    }
  }

  private func once(
    _ arguments: [String], region: String?, credentials: [String: String]?
  ) async -> Answer {
    var words = ["aws"] + arguments + ["--output=json"]
    if let region { words.append("--region=" + region) }
    if credentials == nil, let profile = options.profile { words.append("--profile=" + profile) }
    var environment = options.environment
    environment["AWS_PAGER"] = ""
    for (name, value) in credentials ?? [:] { environment[name] = value }
    // `env` finds the program as the user's shell would.
    let result = await Processes.run(
      ProcessRequest(
        executable: "/usr/bin/env", arguments: words, timeLimit: options.timeLimit,
        outputLimit: 1 << 30, environment: environment))
    return answer(result, of: arguments.first ?? "")
  }

  private func answer(_ result: ProcessResult, of service: String) -> Answer {
    switch result.status {
    case .exited(0):
      guard result.output.allSatisfy({ $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }) else {
        return .output(result.output)
      }
      // The command line prints nothing for an answer without content. It does the same, and
      // reports success, for JSON that was cut off; answers in JSON are never without content.
      return CommandTable.emptyAnswers.contains(service)
        ? .output(Array("{}\n".utf8)) : .failure(code: nil, line: CommandErrors.cutOff)
    case .exited(127): return .notStarted("there is no program named aws on the path")
    case .exited(let status):
      let line = CommandErrors.line(of: result.errorText)
      return .failure(
        code: CommandErrors.code(in: line), line: line.isEmpty ? "exit status \(status)" : line)
    case .signalled(let signal): return .failure(code: nil, line: "ended by signal \(signal)")
    case .timedOut: return .failure(code: nil, line: "no answer in \(options.timeLimit)")
    case .outputTooLarge: return .failure(code: nil, line: "the output is larger than 1 GiB")
    case .cancelled: return .interrupted
    case .notStarted(let reason): return .notStarted(reason)
    }
  }
}

/// Where no more is hoped for: after a command was tried in vain as often as it may be, the other
/// commands of its service there are tried once each.
private actor Patience {
  private var ended: Set<String> = []

  func end(at place: String) { ended.insert(place) }

  func isOver(at place: String) -> Bool { ended.contains(place) }
}
