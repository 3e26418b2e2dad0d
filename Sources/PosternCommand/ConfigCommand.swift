import ArgumentParser
import Ingest

/// Helps with writing `postern.yaml`.
struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Begin a postern.yaml: names, starts, targets, accepted risks.",
    discussion: """
      Settings say what no cloud knows. They stand at a snapshot's root as postern.yaml, or are given \
      with --config.

      Example:
        postern config init snapshot/postern.yaml
      """,
    subcommands: [Init.self, Schema.self])

  struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write settings in which every entry is explained and commented out.",
      discussion: "Example:\n  postern config init snapshot/postern.yaml")

    @Argument(help: "The file to make; the standard output without it. Never overwrites.")
    var file: String?

    mutating func run() async throws {
      guard let file, file != "-" else { return Console.print(SettingsStart.text) }
      try NewFile.write(SettingsStart.text, to: file)
    }
  }

  struct Schema: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the JSON Schema of settings, for editors.",
      discussion: "Example:\n  postern config schema > postern.schema.json")

    mutating func run() async throws { Console.print(SettingsSchema.text) }
  }
}
