import Testing

@Suite("Help and completion of every command")
struct HelpTests {
  /// The commands with their words, as the program itself tells: `["techniques", "list"]`.
  private static func commands() async throws -> [[String]] {
    let tree = try await Program.run("--experimental-dump-help").json()
    return all(tree["command"], within: [])
  }

  private static func all(_ command: Tree, within words: [String]) -> [[String]] {
    let below = command["subcommands"].list.filter { $0["commandName"].text != "help" }
    return [words] + below.flatMap { all($0, within: words + [$0["commandName"].text ?? ""]) }
  }

  @Test("each command shows an example, in at most 80 columns")
  func examples() async throws {
    let commands = try await Self.commands()
    #expect(commands.contains(["techniques", "list"]) && commands.count > 10)
    for words in commands {
      let run = await Program.run(words + ["--help"])
      #expect(run.code == 0 && run.errors.isEmpty)
      let lines = run.output.split(separator: "\n").map(String.init)
      let start = lines.firstIndex { $0.hasPrefix("Example") }
      #expect(start != nil, "postern \(words.joined(separator: " ")) --help has no example")
      let call = "  " + (["postern"] + words).joined(separator: " ")
      #expect(
        start.map { lines[($0 + 1)...].contains { $0.hasPrefix(call) } } == true,
        "the example is of another command than\(call)")
      for line in lines { #expect(line.count <= 80, "\(words): \(line)") }
      // A call that is wrapped cannot be copied: what is too long ends in a backslash instead.
      if let start {
        for line in lines[(start + 1)...].prefix(while: { !$0.hasPrefix("USAGE") }) {
          #expect(line.hasPrefix("  "), "\(words): \(line)")
        }
      }
    }
  }

  @Test("each argument and option says what it is for")
  func explanations() async throws {
    func look(_ command: Tree) {
      for argument in command["arguments"].list {
        #expect(argument["abstract"].text?.isEmpty == false, "\(argument.value)")
      }
      for below in command["subcommands"].list where below["commandName"].text != "help" {
        look(below)
      }
    }
    look(try await Program.run("--experimental-dump-help").json()["command"])
  }

  @Test("there is a completion script for each shell", arguments: ["bash", "zsh", "fish"])
  func scripts(shell: String) async {
    let run = await Program.run("--generate-completion-script", shell)
    #expect(run.code == 0 && run.errors.isEmpty)
    for word in ["analyze", "critical", "exfiltrate", "fail-on"] {
      #expect(run.output.contains(word))
    }
  }

  @Test(
    "bash completes values and files",
    arguments: [
      (["postern", "analyze", "x", "--fail-on", "h"], ["high"]),
      (["postern", "analyze", "--format", ""], ["text", "json"]),
      (
        ["postern", "paths", "x", "--impact", ""],
        ["exfiltrate", "poison", "destroy", "takeover", "backdoor", "secret"]
      ),
      (["postern", "techniques", "list", "--service", "lam"], ["lambda"]),
      (["postern", "techniques", "show", "lambda-00"], ["lambda-001", "lambda-002"]),
      (["postern", "collect", ""], ["aws"]),
      (["postern", "analyze", "sn"], ["snapshot", "snow.json"]),
      (["postern", "analyze", "x", "-o", "sn"], ["snapshot"]),
      (["postern", "analyze", "x", "--config", "po"], ["postern.yaml"]),
    ] as [([String], [String])])
  func completion(words: [String], expected: [String]) async throws {
    let scratch = try Scratch([
      "snapshot/a.json": "{}", "snow.json": "{}", "postern.yaml": "", "poem.txt": "",
    ])
    let script = #"""
      cd "$1" && PATH="$(dirname "$0"):$PATH" && shift
      exec bash -c '
        eval "$(postern --generate-completion-script bash)"
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
        _postern postern "${@: -1}" "${@: -2:1}"
        printf "%s\n" "${COMPREPLY[@]}"' bash "$@"
      """#
    let run = await Program.shell(script, [scratch.path] + words)
    let offered = run.output.split(separator: "\n").map(String.init)
    if words.last == "lambda-00" {
      #expect(Set(expected).isSubset(of: offered), "\(run.errors)")
    } else {
      #expect(Set(offered) == Set(expected), "\(run.errors)")
    }
  }
}
