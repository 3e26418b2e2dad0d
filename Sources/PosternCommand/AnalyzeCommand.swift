import ArgumentParser
import Postern

/// The main job: ranked attack paths and a diagram.
struct AnalyzeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze", abstract: "Find every attack path and write reports and a diagram.",
    usage: "postern analyze <snapshots> ... [-o <output>] [<options>]",
    discussion: """
      Prints the ranked findings and writes report.html, report.md, report.json, paths.dot and \
      paths.svg.

      Example:
        postern analyze samples/acme-ai -o output/acme-ai
      """)

  @Argument(
    help: "Snapshot folders, or single get-account-authorization-details files.",
    completion: .file())
  var snapshots: [String]

  @Option(
    name: [.short, .long], help: "The folder to write to; without it only the terminal.",
    completion: .directory)
  var output: String?

  @Option(
    name: .customLong("max-findings"),
    help: "How many findings are proven and reported, most urgent first.")
  var limit = 500

  @Option(help: "text or json, on the standard output.")
  var format: Format = .text

  @Option(
    name: .customLong("fail-on"),
    help: "End with 1 when a finding is at least this severe: low, medium, high or critical.",
    completion: .list(Workspace.severities))
  var failOn: String?

  @Option(
    help: "The program that draws; else postern-render beside this program.", completion: .file())
  var renderer: String?

  @OptionGroup var attacking: AttackerOption

  @OptionGroup var options: SnapshotOptions

  @ParentCommand var root: Root

  func validate() throws {
    if let failOn, !Workspace.severities.contains(failOn) {
      throw ValidationError(
        "--fail-on takes one of \(Workspace.severities.joined(separator: ", ")), not '\(failOn)'")
    }
    if limit < 1 { throw ValidationError("--max-findings takes a number from 1 on") }
  }

  mutating func run() async throws {
    let workspace = try options.open(snapshots, root).assuming(attacker: attacking.attacker)
    let analysis = workspace.analyze(limit: limit)
    var notes: [String] = []
    if let output {
      do {
        let written = try await analysis.write(
          to: output, renderer: renderer ?? RendererPath.beside())
        notes = written.notes
      } catch let problem {
        for line in problem.lines { Console.note("postern: " + line) }
        throw problem.isUsage ? ExitStatus.usage.error : ExitStatus.cannotWrite.error
      }
    }
    switch format {
    case .text: Console.print(analysis.terminalText(colour: Console.hasColour))
    case .json: Console.print(analysis.json)
    }
    if !options.quiet { for line in notes { Console.note(line) } }
    if let failOn, analysis.hasFinding(atLeast: failOn) { throw ExitStatus.findings.error }
    try options.finish(workspace)
  }
}

/// How a result is printed.
enum Format: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}
