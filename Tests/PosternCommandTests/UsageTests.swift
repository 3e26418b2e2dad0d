import Testing

@Suite("Calls that make no sense")
struct UsageTests {
  @Test(
    "end with 64 and say what is expected",
    arguments: [
      (["analyze", "x", "--nope"], "--nope"),
      (["analyze"], "snapshots"),
      (["nope"], "nope"),
      (["analyze", "x", "--format", "yaml"], "text"),
      (["analyze", "x", "--fail-on", "urgent"], "low, medium, high, critical"),
      (["analyze", "x", "--max-findings", "0"], "from 1 on"),
      (["analyze", Program.sample, "--as-of", "yesterday"], "2026-05-01"),
      (
        ["paths", "x", "--impact", "steal"],
        "exfiltrate, poison, destroy, takeover, backdoor, secret"
      ),
      (["paths", "x", "--alternatives", "99"], "0 to 20"),
      (["can", "a", "s3:GetObject"], "resource"),
      (["can", "a", "s3:GetObject", "*", "--context", "key"], "key=value"),
      (["simulate"], "--cases"),
      (["simulate", "--cases", "/nonexistent/cases.json"], "/nonexistent/cases.json"),
      (["techniques", "show", "lambda-099"], "lambda-00"),
      (["techniques", "list", "--service", "nope"], "lambda"),
    ] as [([String], String)])
  func usage(arguments: [String], expected: String) async {
    let run = await Program.run(arguments)
    #expect(run.code == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(expected), "\(run.errors)")
  }

  @Test("the usage that is shown is the command's own")
  func ownUsage() async {
    let run = await Program.run("can", "a", "s3:GetObject", "*", "--context", "key")
    #expect(run.errors.contains("Usage: postern can"))
  }

  @Test(
    "an unknown id is told with the names near it",
    arguments: [
      ("maya.chan", "acme-ml-training-corpus", "arn:aws:iam::111122223333:user/maya.chen"),
      ("maya.chen", "acme-ml-training-corpse", "arn:aws:s3:::acme-ml-training-corpus"),
      ("break-glass-admin", "x", "444455556666:user/break-glass-admin"),
    ])
  func nearNames(from: String, to: String, near: String) async {
    let run = await Program.run("paths", Program.sample, "--from", from, "--to", to)
    #expect(run.code == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("nothing in the snapshot is called '"))
    #expect(run.errors.contains("did you mean") && run.errors.contains(near), "\(run.errors)")
  }

  @Test("help is not a mistake", arguments: [[], ["--help"], ["help", "can"], ["paths", "-h"]])
  func help(arguments: [String]) async {
    let run = await Program.run(arguments)
    #expect(run.code == 0 && run.errors.isEmpty)
    #expect(run.output.contains("USAGE: postern"))
  }

  @Test("the version, and the dates of the data")
  func version() async throws {
    let short = await Program.run("--version")
    #expect(short.code == 0)
    #expect(short.output.wholeMatch(of: /postern \d+\.\d+\.\d+\n/) != nil)
    let long = await Program.run("--version", "--verbose")
    #expect(long.output.hasPrefix(short.output))
    let lines = long.output.split(separator: "\n").dropFirst()
    #expect(lines.count == 2)
    for line in lines { #expect(line.contains(/: .*20\d\d-\d\d-\d\d/), "\(line)") }
  }
}
