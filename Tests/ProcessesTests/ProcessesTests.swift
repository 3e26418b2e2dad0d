import Processes
import Testing

@Suite("Running another program", .timeLimit(.minutes(10)))
struct ProcessesTests {
  private func shell(
    _ script: String, input: [UInt8] = [], timeLimit: Duration = .seconds(300),
    outputLimit: Int = 1 << 20, environment: [String: String] = [:],
    workingDirectory: String? = nil
  ) async -> ProcessResult {
    await Processes.run(
      ProcessRequest(
        executable: "/bin/sh", arguments: ["-c", script], input: input, timeLimit: timeLimit,
        outputLimit: outputLimit, environment: environment, workingDirectory: workingDirectory))
  }

  @Test("gives input, output, errors and exit status back")
  func everyStream() async {
    let result = await shell("cat; echo bad >&2; exit 7", input: Array("hello".utf8))
    #expect(result.status == .exited(7))
    #expect(result.output == Array("hello".utf8))
    #expect(result.errorText == "bad\n")
    #expect(!result.succeeded)
  }

  @Test("carries a megabyte through, byte for byte")
  func largeInput() async {
    let input = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let result = await Processes.run(ProcessRequest(executable: "/bin/cat", input: input))
    #expect(result.succeeded)
    // Compared outside of the expectation, which would look for each difference of a megabyte.
    let isWhole = result.output == input
    #expect(isWhole)
  }

  @Test("survives a program that does not read its input")
  func unreadInput() async {
    let input = [UInt8](repeating: 65, count: 1 << 20)
    for _ in 0..<20 {
      let result = await Processes.run(ProcessRequest(executable: "/bin/true", input: input))
      #expect(result.succeeded)
    }
  }

  @Test("passes arguments as they are")
  func arguments() async {
    let result = await Processes.run(
      ProcessRequest(executable: "/bin/echo", arguments: ["a b", "$HOME", "\"", "é"]))
    #expect(result.output == Array("a b $HOME \" é\n".utf8))
  }

  @Test("adds to the environment and keeps the rest")
  func environment() async {
    let result = await shell(
      "echo \"$POSTERN_TEST_WORD\"; test -n \"$PATH\"", environment: ["POSTERN_TEST_WORD": "here"])
    #expect(result.succeeded)
    #expect(result.output == Array("here\n".utf8))
  }

  @Test("runs in the folder that was asked for")
  func workingDirectory() async {
    let result = await shell("pwd", workingDirectory: "/")
    #expect(result.output == Array("/\n".utf8))
  }

  @Test("kills a program whose time is up, and what it started")
  func timeLimit() async {
    let result = await shell("sleep 600 & sleep 600", timeLimit: .milliseconds(200))
    #expect(result.status == .timedOut)
    #expect(result.timedOut)
  }

  @Test("kills a program that closed its output and goes on")
  func silentProgram() async {
    let result = await shell(
      "exec >/dev/null 2>&1; exec sleep 600", timeLimit: .milliseconds(200))
    #expect(result.status == .timedOut)
  }

  @Test("kills a program that ignores polite signals")
  func stubbornProgram() async {
    let result = await shell(
      "trap '' TERM INT HUP; while :; do sleep 1; done", timeLimit: .milliseconds(200))
    #expect(result.status == .timedOut)
  }

  @Test("does not wait for a descendant that keeps the output open")
  func lingeringDescendant() async {
    let result = await shell("sleep 900 & echo done", timeLimit: .seconds(300))
    #expect(result.status == .exited(0))
    #expect(result.output == Array("done\n".utf8))
  }

  @Test("stops a program that prints too much")
  func outputLimit() async {
    let result = await Processes.run(
      ProcessRequest(executable: "/usr/bin/yes", outputLimit: 1000))
    #expect(result.status == .outputTooLarge)
    #expect(result.output.count == 1000)
  }

  @Test("accepts output of exactly the limit")
  func outputAtLimit() async {
    let result = await shell("printf 0123456789", outputLimit: 10)
    #expect(result.succeeded)
    #expect(result.output.count == 10)
  }

  @Test("keeps only the first part of a long complaint")
  func errorText() async {
    let result = await shell(
      "head -c 300000 /dev/zero | tr '\\0' x >&2; printf '\\377' >&2; exit 3")
    #expect(result.status == .exited(3))
    #expect(result.errorText.utf8.count == Processes.errorTextLimit)
  }

  @Test("repairs errors that are not UTF-8")
  func invalidErrorText() async {
    let result = await shell("printf 'a\\377b' >&2")
    #expect(result.errorText == "a\u{FFFD}b")
  }

  @Test("reports a signal")
  func signal() async {
    let result = await shell("kill -9 $$")
    #expect(result.status == .signalled(9))
  }

  @Test(
    "says that a program could not be started",
    arguments: ["/nonexistent/program", "/", "/dev/null", ""])
  func notStarted(path: String) async {
    let result = await Processes.run(ProcessRequest(executable: path, input: [1]))
    guard case .notStarted(let reason) = result.status else {
      Issue.record("started: \(result.status)")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test("says that a folder does not exist")
  func missingFolder() async {
    let result = await shell("true", workingDirectory: "/nonexistent")
    guard case .notStarted = result.status else {
      Issue.record("started: \(result.status)")
      return
    }
  }

  @Test("ends when the calling task is cancelled")
  func cancellation() async {
    let task = Task { await shell("sleep 600") }
    task.cancel()
    #expect(await task.value.status == .cancelled)
  }

  @Test("runs many programs at once")
  func manyAtOnce() async {
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<24 {
        group.addTask {
          let result = await shell("cat; exit \(number)", input: [UInt8(number)])
          return result.status == .exited(Int32(number)) && result.output == [UInt8(number)]
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}
