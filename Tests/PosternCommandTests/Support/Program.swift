import Foundation
import Processes
import Testing

/// The built programs, and runs of them as a user would make them.
enum Program {
  /// The folder that the tests were built into; the programs are beside them.
  static let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
  static let postern = folder + "/postern"
  static let renderer = folder + "/postern-render"

  /// Whether pictures can be drawn here.
  static let canDraw = FileManager.default.isExecutableFile(atPath: renderer)

  /// The package's root, from this file's own place.
  static let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }.path
  /// Long, for machines that do much else: a run that hangs is ended, no more.
  private static let patience = Duration.seconds(300)
  static let sample = root + "/samples/acme-ai"

  /// Runs `postern`.
  static func run(
    _ arguments: String..., input: String = "", environment: [String: String] = [:],
    in directory: String? = nil
  ) async -> Run {
    await run(arguments, input: input, environment: environment, in: directory)
  }

  /// Runs `postern` with a list of arguments.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    in directory: String? = nil
  ) async -> Run {
    Run(
      await Processes.run(
        ProcessRequest(
          executable: postern, arguments: arguments, input: Array(input.utf8),
          timeLimit: patience, environment: environment, workingDirectory: directory)))
  }

  /// Runs a line of shell in which `postern` is `"$0"` and the arguments are `$1` and so on.
  static func shell(_ script: String, _ arguments: String...) async -> Run {
    await shell(script, arguments)
  }

  /// Runs such a line with a list of arguments.
  static func shell(_ script: String, _ arguments: [String]) async -> Run {
    Run(
      await Processes.run(
        ProcessRequest(
          executable: "/bin/sh", arguments: ["-c", script, postern] + arguments,
          timeLimit: patience)))
  }
}

/// How a run ended and what it printed.
struct Run: Sendable {
  /// The exit code; -1 when the program did not end by itself.
  let code: Int32
  let output: String
  let errors: String
  let status: ProcessResult.Status

  init(_ result: ProcessResult) {
    if case .exited(let code) = result.status { self.code = code } else { code = -1 }
    output = String(decoding: result.output, as: UTF8.self)
    errors = result.errorText
    status = result.status
  }

  /// The standard output as JSON.
  func json() throws -> Tree { try Tree(text: output) }

  /// The standard output in one line, however it was wrapped.
  var flat: String { Run.flat(output) }

  static func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
