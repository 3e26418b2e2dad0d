import Foundation
import Testing

@Suite("Standard output and standard error")
struct StreamTests {
  @Test("a reader that goes away is a normal end")
  func closedOutput() async throws {
    // The report is longer than a pipe holds, so that writing does meet the closed end.
    let script = #"{ "$0" analyze "$1" --quiet --format json; echo "code $?" >&2; } | head -n 1"#
    let run = await Program.shell(script, Program.sample)
    #expect(run.output == "{\n")
    #expect(run.errors == "code 0\n")
  }

  @Test("also for help, and for messages")
  func closedOthers() async throws {
    let help = await Program.shell(#"{ sleep 0.2; "$0" --help; echo "code $?" >&2; } | :"#)
    #expect(help.errors == "code 0\n")
    let scratch = try Scratch()
    let messages = await Program.shell(
      #"{ sleep 0.2; "$0" analyze /nonexistent 2>&1; echo "code $?" >"$1"; } | :; cat "$1""#,
      scratch / "code")
    #expect(messages.output == "code 64\n")
  }

  @Test("without a terminal there are no escape sequences", arguments: [nil, "", "1"])
  func noTerminal(setting: String?) async {
    let environment = setting.map { ["NO_COLOR": $0] } ?? [:]
    for arguments in [["analyze", Program.sample], ["paths", Program.sample], ["techniques"]] {
      let run = await Program.run(arguments, environment: environment)
      #expect(run.code == 0)
      #expect(!run.output.contains("\u{1B}") && !run.errors.contains("\u{1B}"))
    }
  }

  @Test("JSON has none on a terminal either", .enabled(if: Terminal.isAvailable))
  func plainJSON() async throws {
    let terminal = try #require(Terminal())
    let run = await Program.shell(
      #"env -u NO_COLOR "$0" can maya.chen s3:GetObject '*' --format json --snapshot "$1" > "$2""#,
      Program.sample, terminal.path)
    #expect(run.code == 0, "\(run.errors)")
    let text = terminal.received()
    #expect(text.hasPrefix("{") && !text.contains("\u{1B}"), "\(text.debugDescription)")
  }

  @Test(
    "on a terminal there are colours, unless NO_COLOR is set to something",
    .enabled(if: Terminal.isAvailable),
    arguments: [(nil, true), ("", true), ("1", false)] as [(String?, Bool)])
  func terminal(setting: String?, isColoured: Bool) async throws {
    let terminal = try #require(Terminal())
    let variable = setting.map { "NO_COLOR='\($0)'" } ?? "-u NO_COLOR"
    let run = await Program.shell(
      #"env \#(variable) "$0" can maya.chen s3:GetObject '*' --snapshot "$1" > "$2""#,
      Program.sample, terminal.path)
    #expect(run.code == 0, "\(run.errors)")
    let text = terminal.received()
    #expect(text.contains("No"))
    #expect(text.contains("\u{1B}[") == isColoured, "\(text.debugDescription)")
  }

  @Test("data goes to the standard output, the rest to the standard error")
  func separate() async throws {
    let scratch = try Scratch()
    let run = await Program.run(
      "analyze", Program.sample, "--format", "json", "-o", scratch.path)
    #expect(try run.json()["findings"].list.count == 39)
    #expect(run.errors.contains("wrote "))
  }

  @Test("no line of text is wider than 80 columns", arguments: [["analyze"], ["paths"]])
  func width(command: [String]) async {
    let run = await Program.run(command + [Program.sample])
    for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }
}
