import ArgumentParser
import Postern

/// The program's entry: what was typed is resolved into what it means before anything runs.
@main
struct Root: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "postern",
    abstract: "Finds the ways in: from a phished account to the buckets that hold training data.",
    discussion: """
      Reads what an organisation can export today (outputs of the AWS command line), and shows the \
      shortest attack paths with the statement that allows each hop.

      Example:
        postern analyze snapshot/ -o report/
      """,
    subcommands: [
      AnalyzeCommand.self, PathsCommand.self, CanCommand.self, SimulateCommand.self,
      TechniquesCommand.self, DesignCommand.self, CollectCommand.self, ConfigCommand.self,
      ValidateCommand.self,
    ])

  @Flag(name: .long, help: "Print the version and exit; with --verbose the dates of its data too.")
  var version = false

  @Flag(
    name: .long, help: ArgumentHelp("With --version: the dates of the data.", visibility: .hidden))
  var verbose = false

  static func main() async {
    Console.expectFailingWrites()
    Interruption.expect()
    await main(nil)
  }

  mutating func run() async throws {
    guard version else { throw CleanExit.helpRequest(Root.self) }
    var text = "postern \(Postern.version)\n"
    if verbose {
      for entry in Postern.dataVersions { text += "\(entry.name): \(entry.version)\n" }
    }
    Console.print(text)
  }
}
