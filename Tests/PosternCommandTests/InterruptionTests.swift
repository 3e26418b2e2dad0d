import Foundation
import Glibc
import Testing

@Suite("Runs that are ended from outside")
struct InterruptionTests {
  private static let results = ["paths.dot", "report.html", "report.json", "report.md"]

  /// Enough users with findings that writing the reports takes a while.
  private static let snapshot = [
    Exports.gaad: Exports.details(users: (0..<150).map { Exports.user("u\($0)", allowing: ["*"]) })
  ]

  private static func arguments(_ scratch: Scratch) -> [String] {
    [
      "analyze", scratch / "in", "-o", scratch / "out", "--quiet", "--renderer",
      "/nonexistent/postern-render",
    ]
  }

  /// Starts a run whose output nobody reads.
  private static func start(_ scratch: Scratch) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: Program.postern)
    process.arguments = arguments(scratch)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private static func isChanged(_ scratch: Scratch) -> Bool {
    (try? scratch.read("out/paths.dot")) != "old"
  }

  /// Ends a run by a signal: some milliseconds after its start, or after its first result.
  private static func end(
    _ process: Process, by number: Int32, after delay: Int, sinceWriting: Bool, _ scratch: Scratch
  ) {
    while sinceWriting, process.isRunning, !isChanged(scratch) { usleep(200) }
    usleep(UInt32(delay) * (sinceWriting ? 150 : 2000))
    kill(process.processIdentifier, number)
    process.waitUntilExit()
  }

  @Test(
    "leave results that are old or whole, and the next run removes the rest",
    arguments: [SIGINT, SIGTERM, SIGHUP, SIGKILL])
  func ended(number: Int32) async throws {
    let scratch = try Scratch()
    for (name, text) in Self.snapshot { try scratch.write(text, to: "in/" + name) }
    let first = await Program.run(Self.arguments(scratch))
    #expect(first.code == 0, "\(first.errors)")
    #expect(try scratch.names(in: "out") == Self.results)
    var whole: [String: Data] = [:]
    for name in Self.results { whole[name] = try scratch.bytes("out/" + name) }

    var random = SplitMix(seed: UInt64(number))
    var ended = 0
    for round in 0..<8 {
      for name in Self.results { try scratch.write("old", to: "out/" + name) }
      let process = try Self.start(scratch)
      let delay = Int(random.next() % 100)
      Self.end(process, by: number, after: delay, sinceWriting: round % 2 == 1, scratch)
      let finished = process.terminationReason == .exit && process.terminationStatus == 0
      if !finished {
        ended += 1
        #expect(process.terminationStatus == (number == SIGKILL ? SIGKILL : 128 + number))
      }
      for name in Self.results {
        let bytes = try scratch.bytes("out/" + name)
        #expect(bytes == Data("old".utf8) || bytes == whole[name], "\(name) after \(delay)")
      }
      let hidden = try scratch.names(in: "out").filter { $0.hasPrefix(".") }
      #expect(number == SIGKILL ? hidden.count <= 1 : hidden.isEmpty, "\(hidden)")
    }
    #expect(ended >= 3, "some runs were ended before they were done")
    #expect(await Program.run(Self.arguments(scratch)).code == 0)
    #expect(try scratch.names(in: "out") == Self.results)
  }

  @Test("what dead runs left goes; what living ones write, and what is of others, stays")
  func unfinished() async throws {
    let living = ".report.json.\(getpid()).tmp"
    let others = [".report.json.tmp", ".notes.md.1.tmp", ".report.json.x.tmp", "report.json.bak"]
    let dead = [".report.json.2147483646.tmp", ".paths.svg.2147483647.tmp"]
    let scratch = try Scratch([Exports.gaad: Exports.almighty])
    for name in [living] + others + dead { try scratch.write("half", to: "out/" + name) }
    let run = await Program.run(
      "analyze", scratch / Exports.account, "-o", scratch / "out", "--renderer", "/nonexistent/r")
    #expect(run.code == 0)
    #expect(try Set(scratch.names(in: "out")) == Set([living] + others + Self.results))
  }

  @Test("a file that may not grow is a place that cannot be written", arguments: [1, 8, 40])
  func limitedSize(blocks: Int) async throws {
    let scratch = try Scratch()
    for (name, text) in Self.snapshot { try scratch.write(text, to: "in/" + name) }
    for name in Self.results { try scratch.write("old", to: "out/" + name) }
    let run = await Program.shell(
      #"ulimit -f "$1"; exec "$0" analyze "$2/in" -o "$2/out" --renderer /nonexistent/r"#,
      "\(blocks)", scratch.path)
    #expect(run.code == 74, "\(run.status)")
    #expect(run.errors.contains("cannot write: File too large"))
    #expect(try scratch.names(in: "out") == Self.results)
    #expect(try scratch.read("out/report.html") == "old")
  }

  @Test("a signal that was ignored before, as by nohup, stays ignored")
  func ignored() async throws {
    let scratch = try Scratch(["export.json": Exports.almighty])
    try #require(mkfifo(scratch / "pipe", 0o600) == 0)
    let run = await Program.shell(
      #"trap '' HUP; "$0" analyze "$1/pipe" & sleep 0.5; kill -HUP $!; "#
        + #"cat "$1/export.json" > "$1/pipe"; wait $!; echo "code $?""#, scratch.path)
    #expect(run.output.contains("ana can") && run.output.contains("code 0"), "\(run.output)")
  }
}

/// Vigna's generator: the same moments in every run of the tests.
private struct SplitMix {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
