import Subprocess
import SystemPackage

/// Running other programs within limits of time and output.
package enum Processes {
  /// How many bytes of a program's standard error are kept.
  package static let errorTextLimit = 64 << 10

  /// Runs a program to its end and says how that went; it never throws.
  ///
  /// The program runs in a session of its own, so that killing it reaches what it started too.
  /// Its standard input is a file without a name, not a pipe: a program that ends without reading
  /// everything cannot raise `SIGPIPE` here.
  package static func run(_ request: ProcessRequest) async -> ProcessResult {
    await withTaskGroup(of: Event.self) { group in
      group.addTask { .ended(await runWithoutTimeLimit(request)) }
      group.addTask {
        do {
          try await Task.sleep(for: request.timeLimit)
          return .timeIsUp
        } catch {
          return .cancelled
        }
      }
      let first = await group.next()
      // Cancelling either stops the timer or kills the program, whichever is still there.
      group.cancelAll()
      if case .ended(let result) = first { return result }
      await group.waitForAll()
      return ProcessResult(status: first == .timeIsUp ? .timedOut : .cancelled)
    }
  }

  private enum Event: Equatable {
    case ended(ProcessResult)
    case timeIsUp
    case cancelled
  }

  private static func runWithoutTimeLimit(_ request: ProcessRequest) async -> ProcessResult {
    do {
      return try await start(request)
    } catch let error as SubprocessError {
      return ProcessResult(status: .notStarted(error.description))
    } catch is CancellationError {
      return ProcessResult(status: .cancelled)
    } catch {
      return ProcessResult(status: .notStarted(String(describing: error)))
    }
  }

  private static func start(_ request: ProcessRequest) async throws -> ProcessResult {
    let input = try InputFile.open(holding: request.input)
    let outcome = try await Subprocess.run(
      configuration(for: request),
      input: .fileDescriptor(input, closeAfterSpawningProcess: true),
      output: .sequence, error: .sequence
    ) { execution in
      async let errorBytes = BoundedBytes.collect(
        execution.standardError, limit: errorTextLimit, whenFull: {})
      let output = await BoundedBytes.collect(
        execution.standardOutput, limit: request.outputLimit,
        whenFull: { try? execution.send(signal: .kill, toProcessGroup: true) })
      return Streams(output: output, error: await errorBytes)
    }
    return result(of: outcome.terminationStatus, streams: outcome.closureResult)
  }

  private struct Streams: Sendable {
    var output: BoundedBytes
    var error: BoundedBytes
  }

  private static func configuration(for request: ProcessRequest) -> Configuration {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
    ]
    var additions: [Environment.Key: String?] = [:]
    for (name, value) in request.environment {
      guard let key = Environment.Key(rawValue: name) else { continue }
      additions[key] = value
    }
    return Configuration(
      executable: .path(FilePath(request.executable)),
      arguments: Arguments(request.arguments),
      environment: .inherit.updating(additions),
      workingDirectory: request.workingDirectory.map { FilePath($0) },
      platformOptions: options)
  }

  private static func result(
    of status: TerminationStatus, streams: Streams
  ) -> ProcessResult {
    let errorText = String(decoding: streams.error.bytes, as: UTF8.self)
    guard !streams.output.overflowed else {
      return ProcessResult(
        status: .outputTooLarge, output: streams.output.bytes, errorText: errorText)
    }
    let ending: ProcessResult.Status =
      switch status {
      case .exited(let code): .exited(code)
      case .signaled(let signal): .signalled(signal)
      }
    return ProcessResult(status: ending, output: streams.output.bytes, errorText: errorText)
  }
}
