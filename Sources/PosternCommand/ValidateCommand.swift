import ArgumentParser
import Postern

/// What a snapshot holds, and what it lacks.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Tell what was read, what is broken, and what is missing.",
    usage: "postern validate <snapshots> ... [<options>]",
    discussion: """
      Prints what each account's part of a snapshot holds, what could not be read (file and line), \
      what is missing and why that matters, and the command that closes each gap. Ends with 3 when \
      something could not be read.

      Example:
        postern validate samples/acme-ai
      """)

  @Argument(help: "Snapshot folders, designs, or single exports.", completion: .file())
  var snapshots: [String]

  @Option(help: "text or json.")
  var format: Format = .text

  @OptionGroup var options: SnapshotOptions

  @ParentCommand var root: Root

  mutating func run() async throws {
    let workspace = try options.open(snapshots, root, isReported: true)
    let validation = workspace.validate()
    Console.print(
      format == .json
        ? validation.json
        : validation.text(
          colour: Console.hasColour, isVerbose: options.verbose || root.verbose))
    try options.finish(workspace)
  }
}
