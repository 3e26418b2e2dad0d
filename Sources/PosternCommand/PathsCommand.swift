import ArgumentParser
import Postern

/// The best path from some identities to some targets.
struct PathsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "paths", abstract: "Show the best path from identities to targets.",
    usage: "postern paths <snapshots> ... [--from <id>] [--to <id>] [<options>]",
    discussion: """
      Ids are ARNs, or bare names where only one thing has that name; control of an account is \
      aws:<account-id>:administrator.

      Example:
        postern paths samples/acme-ai --from maya.chen --to acme-ml-training-corpus
      """)

  @Argument(
    help: "Snapshot folders, or single get-account-authorization-details files.",
    completion: .file())
  var snapshots: [String]

  @Option(help: "Where the attacker begins; may be repeated. Default: every start.")
  var from: [String] = []

  @Option(help: "What the attacker wants; may be repeated. Default: every target.")
  var to: [String] = []

  @Option(
    help: """
      Only this impact on targets that hold data: exfiltrate, poison, destroy, takeover, backdoor \
      or secret.
      """,
    completion: .list(Workspace.impacts))
  var impact: String?

  @Option(help: "Further paths for each pair beside the best.")
  var alternatives = 0

  @Option(help: "text or json.")
  var format: Format = .text

  @OptionGroup var attacking: AttackerOption

  @OptionGroup var options: SnapshotOptions

  @ParentCommand var root: Root

  func validate() throws {
    if let impact, !Workspace.impacts.contains(impact) {
      throw ValidationError(
        "--impact takes one of \(Workspace.impacts.joined(separator: ", ")), not '\(impact)'")
    }
    if !(0...20).contains(alternatives) {
      throw ValidationError("--alternatives takes a number from 0 to 20")
    }
  }

  mutating func run() async throws {
    let workspace = try options.open(snapshots, root).assuming(attacker: attacking.attacker)
    let paths: PathList
    do {
      paths = try workspace.paths(
        from: from, to: to, impact: impact, alternatives: alternatives)
    } catch let problem {
      for line in problem.lines { Console.note("postern: " + line) }
      throw ExitStatus.usage.error
    }
    Console.print(format == .json ? paths.json : paths.text(colour: Console.hasColour))
    try options.finish(workspace)
  }
}
