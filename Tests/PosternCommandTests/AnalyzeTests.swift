import Foundation
import Testing

@Suite("postern analyze")
struct AnalyzeTests {
  @Test("writes the reports and the picture, and the same bytes again")
  func files() async throws {
    let scratch = try Scratch()
    let first = await Program.run("analyze", Program.sample, "-o", scratch / "deep/er/one")
    #expect(first.code == 0, "\(first.errors)")
    let picture = Program.canDraw ? ["paths.svg"] : []
    let expected = ["paths.dot"] + picture + ["report.html", "report.json", "report.md"]
    #expect(try scratch.names(in: "deep/er/one") == expected)
    for name in expected { #expect(first.errors.contains("deep/er/one/\(name)\n")) }

    let second = await Program.run("analyze", Program.sample, "-o", scratch / "two")
    #expect(second.output == first.output)
    for name in expected {
      #expect(try scratch.bytes("deep/er/one/" + name) == scratch.bytes("two/" + name), "\(name)")
    }
    let again = await Program.run("analyze", Program.sample, "-o", scratch / "two")
    #expect(again.code == 0)
    #expect(try scratch.names(in: "two") == expected)
  }

  @Test("says the same, whatever the path by which the snapshot is given")
  func relative() async throws {
    let absolute = await Program.run("analyze", Program.sample, "--format", "json")
    let relative = await Program.run(
      "analyze", "./acme-ai/", "--format", "json", in: Program.root + "/samples")
    #expect(relative.output == absolute.output)
  }

  @Test("prints the JSON report that it writes")
  func json() async throws {
    let scratch = try Scratch()
    let run = await Program.run("analyze", Program.sample, "--format", "json", "-o", scratch.path)
    #expect(try scratch.read("report.json") == run.output)
    #expect(try run.json()["schema"].text == "postern.report/1")
  }

  @Test("without a folder writes nothing and says nothing but the result")
  func terminalOnly() async throws {
    let scratch = try Scratch()
    let run = await Program.run("analyze", Program.sample, in: scratch.path)
    // The sample has a trust that lets in everybody.
    #expect(run.errors == "postern: 1 warning about the input; --verbose shows it\n")
    #expect(run.code == 0 && !run.output.isEmpty)
    #expect(try scratch.names().isEmpty)
  }

  @Test("is quiet when told so")
  func quiet() async throws {
    let scratch = try Scratch(["good.json": Exports.almighty, "bad.json": "%PDF-1.7\n"])
    let run = await Program.run(
      "analyze", scratch / "good.json", scratch / "bad.json", "-o", scratch / "out", "--quiet")
    #expect(run.code == 3)
    #expect(run.errors.isEmpty)
    #expect(!run.output.isEmpty)
  }

  @Test("says all that was wrong when told so", arguments: ["analyze", "paths"])
  func verbose(command: String) async throws {
    // The same key twice: a warning, as AWS and most programs would each read something else.
    let twice = String(Exports.almighty.dropLast()) + #", "Policies": []}"#
    let scratch = try Scratch([Exports.gaad: twice])
    let brief = await Program.run(command, scratch.path)
    #expect(brief.errors.contains("1 warning about the input; --verbose shows it"))
    let full = await Program.run(command, scratch.path, "--verbose")
    #expect(full.errors.contains("warning: \(Exports.gaad):"), "\(full.errors)")
    #expect(!full.errors.contains("--verbose"))
  }

  @Test(
    "ends with 1 when a finding is at least as severe as asked",
    arguments: [("low", 1), ("high", 1), ("critical", 1)])
  func failOn(severity: String, code: Int32) async {
    let run = await Program.run("analyze", Program.sample, "--fail-on", severity)
    #expect(run.code == code)
    #expect(run.output.contains("maya.chen"))
  }

  @Test("ends with 0 when every finding is less severe than asked")
  func failOnMore() async throws {
    let scratch = try Scratch(["good.json": Exports.almighty])
    let file = scratch / "good.json"
    #expect(await Program.run("analyze", file, "--fail-on", "critical").code == 0)
    #expect(await Program.run("analyze", file, "--fail-on", "high").code == 1)
  }

  @Test("says how many findings it left out")
  func limit() async throws {
    let run = await Program.run("analyze", Program.sample, "--max-findings", "2")
    #expect(run.code == 0)
    #expect(run.flat.contains("2 most urgent of 39"))
  }

  @Test("goes on without a picture, and leaves none of an earlier run")
  func noRenderer() async throws {
    let scratch = try Scratch(["paths.svg": "an old picture"])
    let run = await Program.run(
      "analyze", Program.sample, "-o", scratch.path, "--renderer", "/nonexistent/postern-render")
    #expect(run.code == 0)
    #expect(run.errors.contains("no picture"))
    #expect(try scratch.names() == ["paths.dot", "report.html", "report.json", "report.md"])
    #expect(try !scratch.read("report.md").contains("paths.svg"))
  }
}
