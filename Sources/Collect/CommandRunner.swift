import Processes

/// Runs commands of the AWS command line, again when they are throttled.
struct CommandRunner: Sendable {
  let options: CollectOptions

  /// How a command ended.
  enum Answer: Sendable {
    case output([UInt8])
    /// The command failed; the error's code if it names one, and its first line without keys.
    case failure(code: String?, line: String)
    /// There is no such program, or it cannot be started.
    case notStarted(String)
  }

  /// Runs a command.
  ///
  /// - Parameters:
  ///   - arguments: Those after `aws`.
  ///   - credentials: Another account's, passed in the command's environment only.
  ///   - before: Run before each try; the credential report is made so.
  func run(
    _ arguments: [String], region: String?, credentials: [String: String]? = nil,
    before: [String]? = nil
  ) async -> (answer: Answer, calls: Int) {
    var calls = 0
    var wait = options.delay
    while true {
      if let before {
        _ = await once(before, region: region, credentials: credentials)
        calls += 1
      }
      let answer = await once(arguments, region: region, credentials: credentials)
      calls += 1
      guard case .failure(let code, let line) = answer,
        CommandErrors.isPassing(code, line), calls < options.tries * (before == nil ? 1 : 2)
      else { return (answer, calls) }
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
    return answer(result)
  }

  private func answer(_ result: ProcessResult) -> Answer {
    switch result.status {
    case .exited(0): return .output(result.output)
    case .exited(127): return .notStarted("there is no program named aws on the path")
    case .exited(let status):
      let line = CommandErrors.line(of: result.errorText)
      return .failure(
        code: CommandErrors.code(in: line), line: line.isEmpty ? "exit status \(status)" : line)
    case .signalled(let signal): return .failure(code: nil, line: "ended by signal \(signal)")
    case .timedOut: return .failure(code: nil, line: "no answer in \(options.timeLimit)")
    case .outputTooLarge: return .failure(code: nil, line: "the output is larger than 1 GiB")
    case .cancelled: return .failure(code: nil, line: "interrupted")
    case .notStarted(let reason): return .notStarted(reason)
    }
  }
}

/// What the errors of the AWS command line say.
enum CommandErrors {
  private static let throttling = [
    "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled",
    "RequestThrottledException", "RequestLimitExceeded", "TooManyRequestsException", "SlowDown",
    "PriorRequestNotComplete", "TransactionInProgressException", "BandwidthLimitExceeded",
    "EC2ThrottledException", "ProvisionedThroughputExceededException",
    "ReportNotPresent", "ReportInProgress", "ReportExpired", "ServiceUnavailable",
  ]

  private static let refusals = [
    "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "UnauthorizedAccess",
    "AuthorizationError", "AuthorizationErrorException", "Client.UnauthorizedOperation",
    "NotAuthorized", "403",
  ]

  /// Whether the same command may succeed a little later.
  static func isPassing(_ code: String?, _ line: String) -> Bool {
    code.map(throttling.contains) ?? false || line.contains("Rate exceeded")
  }

  static func isRefusal(_ code: String?) -> Bool { code.map(refusals.contains) ?? false }

  /// Whether the credentials are too old.
  static func isExpiry(_ code: String?) -> Bool {
    ["ExpiredToken", "ExpiredTokenException", "RequestExpired"].contains(code)
  }

  /// The code in `An error occurred (Code) when calling …`.
  static func code(in line: String) -> String? {
    guard let open = line.firstRange(of: "An error occurred (") else { return nil }
    let code = line[open.upperBound...].prefix { $0 != ")" }
    return code.isEmpty ? nil : String(code)
  }

  /// The line that tells the error, cut short, without anything that looks like a key.
  static func line(of text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
      .filter { !$0.allSatisfy(\.isWhitespace) }
    let line = lines.first { $0.contains("An error occurred") } ?? lines.last ?? ""
    return withoutKeys(String(line.prefix(300)))
  }

  /// Blots out words of 16 or more of the letters that keys and tokens are written in, with a
  /// capital and a digit among them.
  static func withoutKeys(_ line: String) -> String {
    var result = ""
    var word = ""
    func flush() {
      let isLong = word.utf8.count >= 16 && !word.hasPrefix("arn")
      let looksRandom =
        word.contains { $0.isUppercase } && word.contains { $0.isNumber && $0.isASCII }
      result += isLong && looksRandom ? "****" : word
      word = ""
    }
    for character in line {
      if character.isASCII && (character.isLetter || character.isNumber)
        || "+/=".contains(character)
      {
        word.append(character)
      } else {
        flush()
        result.append(character)
      }
    }
    flush()
    return result
  }
}
