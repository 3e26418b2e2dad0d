import Foundation
import Testing

@Suite("Input that cannot be used, or only in part")
struct InputTests {
  private static let portableDocument = "%PDF-1.7\n%\u{E2}\u{E3}\n1 0 obj\n"

  @Test("no such file is a mistake in the call")
  func missing() async throws {
    let run = await Program.run("analyze", "/nonexistent/snapshot")
    #expect(run.code == 64)
    #expect(run.errors.contains("/nonexistent/snapshot: there is no such file or folder"))
    #expect(run.output.isEmpty)
  }

  @Test("an empty folder holds nothing usable")
  func emptyFolder() async throws {
    let scratch = try Scratch()
    let run = await Program.run("analyze", scratch.path)
    #expect(run.code == 65)
    #expect(run.errors.contains("found no file"))
    #expect(run.errors.contains(Exports.gaad), "the message shows where a file belongs")
  }

  @Test("a PDF named .json as the only input")
  func onlyForeign() async throws {
    let scratch = try Scratch(["export.json": Self.portableDocument])
    let run = await Program.run("analyze", scratch / "export.json")
    #expect(run.code == 65)
    #expect(run.errors.contains("export.json: expected JSON, found a PDF"))
  }

  @Test(
    "a PDF named .json beside a good export: the rest is analysed",
    arguments: [(["--quiet"], 3), (["--strict", "--quiet"], 65)] as [([String], Int32)])
  func foreign(flags: [String], code: Int32) async throws {
    let scratch = try Scratch([
      Exports.gaad: Exports.almighty,
      "444455556666/iam/get-account-authorization-details.json": Self.portableDocument,
    ])
    let run = await Program.run(["analyze", scratch.path, "-o", scratch / "out"] + flags)
    #expect(run.code == code)
    #expect(run.output.contains("ana"))
    #expect(try scratch.read("out/report.md").contains("444455556666/iam"))
  }

  @Test("a truncated export: line, reason, and the rest is analysed")
  func truncated() async throws {
    let whole = Exports.text(["UserDetailList": [Exports.user("ben")]])
    let cut = "{\n\n" + whole.dropFirst().prefix(whole.count / 2)
    let scratch = try Scratch([
      Exports.gaad: Exports.almighty,
      "444455556666/iam/get-account-authorization-details.json": cut,
    ])
    let run = await Program.run("analyze", scratch.path)
    #expect(run.code == 3)
    #expect(run.output.contains("ana"))
    #expect(
      run.errors.contains("444455556666/iam/get-account-authorization-details.json:3:"),
      "the line is told: \(run.errors)")
    #expect(run.errors.contains("may be cut off"))
    #expect(run.output.contains("1 file could not be read"))
  }

  @Test("a document of 2,000 levels is refused, not followed", arguments: ["[", "{\"a\":"])
  func nested(open: String) async throws {
    let text = String(repeating: open, count: 2000)
    let alone = try Scratch(["deep.json": text])
    let run = await Program.run("analyze", alone / "deep.json")
    #expect(run.code == 65)
    #expect(run.errors.contains("levels"))

    let close = String(repeating: open == "[" ? "]" : "}", count: 2000)
    let full = text + (open == "[" ? "" : "1") + close
    let details = #"{"UserDetailList": [\#(full)], "RoleDetailList": []}"#
    let beside = try Scratch([
      Exports.gaad: Exports.almighty,
      "444455556666/iam/get-account-authorization-details.json": details,
    ])
    let second = await Program.run("analyze", beside.path)
    #expect(second.code == 3)
    #expect(second.errors.contains("levels") && second.output.contains("ana"))
  }

  @Test("- reads the standard input")
  func standardInput() async {
    let run = await Program.run("analyze", "-", input: Exports.almighty)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("ana can become administrator"))
    let empty = await Program.run("analyze", "-")
    #expect(empty.code == 65)
    #expect(empty.errors.contains("standard input: the file is empty"))
  }

  @Test("a single export is a snapshot")
  func singleFile() async throws {
    let scratch = try Scratch(["export.json": Exports.almighty])
    let run = await Program.run("analyze", scratch / "export.json")
    #expect(run.code == 0)
    #expect(run.output.contains("export.json:1"))
  }

  @Test("a link that leads in a circle does not keep the program")
  func circle() async throws {
    let scratch = try Scratch([Exports.gaad: Exports.almighty])
    try FileManager.default.createSymbolicLink(
      atPath: scratch / "111122223333/loop", withDestinationPath: scratch.path)
    let run = await Program.run("analyze", scratch.path)
    #expect(run.code == 0 && run.output.contains("ana"))
  }

  @Test("files given with --config and --techniques that do not exist")
  func missingOptions() async {
    let config = await Program.run("analyze", Program.sample, "--config", "/nonexistent/p.yaml")
    #expect(config.code == 64 && config.errors.contains("/nonexistent/p.yaml"))
    let own = await Program.run("analyze", Program.sample, "--techniques", "/nonexistent/t.yaml")
    #expect(own.code == 64 && own.errors.contains("/nonexistent/t.yaml"))
  }
}
