import Collect
import Foundation
import Processes
import Synchronization

/// A folder of its own, with a stand-in for the `aws` program; removed at the end.
final class Workplace: Sendable {
  let folder: String
  var output: String { folder + "/out" }

  /// - Parameter body: Shell; `$1 $2` are the service and the operation, `$*` all arguments, and
  ///   `$HOME_FOLDER` is the folder. What it does not answer is answered with `{}`.
  init(_ body: String) throws {
    folder = FileManager.default.temporaryDirectory.path + "/collect-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder + "/bin", withIntermediateDirectories: true)
    let program = """
      #!/bin/sh
      HOME_FOLDER='\(folder)'
      echo "$*" >>"$HOME_FOLDER/calls"
      fail() {
        echo >&2
        echo "An error occurred ($1) when calling the operation: no" >&2
        exit 254
      }
      \(body)
      case "$1 $2" in
        "sts get-caller-identity")
          case "$*" in
            *--query\\ Account*) echo 111122223333 ;;
            *--query\\ Arn*) echo arn:aws:iam::111122223333:user/audit ;;
            *) echo '{"Account":"111122223333","Arn":"arn:aws:iam::111122223333:user/audit"}' ;;
          esac ;;
        "iam generate-credential-report")
          case "$*" in *--query*) echo COMPLETE ;; *) echo '{"State":"COMPLETE"}' ;; esac ;;
        *) case "$*" in *--query*) ;; *) echo '{}' ;; esac ;;
      esac
      """
    try program.write(toFile: folder + "/bin/aws", atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder + "/bin/aws")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var path: String { folder + "/bin:/usr/bin:/bin" }

  /// The lines of arguments of all runs of the program.
  var calls: [String] {
    let text = (try? String(contentsOfFile: folder + "/calls", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  /// An output or an error below the account's folder; nil where there is none.
  func file(_ name: String, account: String = "111122223333") -> String? {
    try? String(contentsOfFile: "\(output)/\(account)/\(name)", encoding: .utf8)
  }

  /// All files of the snapshot.
  var files: [String] {
    (FileManager.default.enumerator(atPath: output)?.allObjects ?? []).compactMap { $0 as? String }
      .filter { $0.contains(".json") }.sorted()
  }

  /// Collects one region with the stand-in.
  func collect(
    _ change: (inout CollectOptions) -> Void = { _ in }
  ) async throws -> (summary: CollectSummary, lines: [String]) {
    var options = CollectOptions(folder: output)
    options.regions = ["us-east-1"]
    options.delay = .milliseconds(1)
    options.environment["PATH"] = path
    change(&options)
    let lines = Mutex<[String]>([])
    let summary = try await Collector.run(options) { report in
      switch report {
      case .plan(let line), .progress(let line): lines.withLock { $0.append(line) }
      }
    }
    return (summary, lines.withLock { $0 })
  }

  /// Runs a script as a user would.
  func run(_ script: String) async -> ProcessResult {
    await Processes.run(
      ProcessRequest(
        executable: "/bin/sh", arguments: ["-s", output], input: Array(script.utf8),
        environment: ["PATH": path, "AWS_DEFAULT_REGION": "us-east-1"]))
  }
}
