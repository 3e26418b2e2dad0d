import ArgumentParser
import Postern

extension TechniquesCommand {
  /// Checks technique files.
  struct LintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lint", abstract: "Check files with techniques of your own.",
      discussion: """
        Says what is wrong, with file, line and word: unknown keys and words, ids that are taken, \
        actions, resource types and context keys that AWS does not have, ATT&CK ids that do not \
        exist. Ends with 65 when there is an error.

        Example:
          postern techniques lint samples/own-techniques.yaml
        """)

    @Argument(help: "Files in the catalogue's vocabulary.")
    var files: [String] = []

    @Flag(name: .customLong("built-in"), help: "Check the built-in catalogue.")
    var builtIn = false

    @Option(help: "text or json.")
    var format: Format = .text

    func validate() throws {
      if files.isEmpty != builtIn {
        throw ValidationError("name files to check, or --built-in")
      }
    }

    mutating func run() async throws {
      let lint =
        builtIn
        ? TechniqueLint.builtIn()
        : try TechniquesCommand.reported { () throws(Problem) in try TechniqueLint(files: files) }
      switch format {
      case .text:
        Console.print(lint.text)
        Console.note(lint.summary)
      case .json: Console.print(lint.json)
      }
      if lint.hasErrors { throw ExitStatus.nothingUsable.error }
    }
  }
}
