import ArgumentParser
import Postern

/// The catalogue of techniques.
struct TechniquesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "techniques", abstract: "List the techniques, show one, or check your own.",
    discussion: "Example:\n  postern techniques show lambda-001",
    subcommands: [List.self, Show.self, Matrix.self, LintCommand.self],
    defaultSubcommand: List.self)

  /// What the commands that read the catalogue understand.
  struct Own: ParsableArguments {
    @Option(name: .long, help: "A file with techniques of your own, in the catalogue's vocabulary.")
    var techniques: [String] = []
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the techniques.", usage: "postern techniques list [<options>]",
      discussion: """
        Examples:
          postern techniques list --service lambda
          postern techniques list --category self-escalation --attack T1098
        """)

    @Option(
      help: "Only those of this service, for example lambda.",
      completion: .custom { _, _, _ in TechniqueListing.services })
    var service: String?

    @Option(help: "Only those of this category, for example new-passrole.")
    var category: String?

    @Option(help: "Only those with this ATT&CK id; T1098 means T1098.003 too.")
    var attack: String?

    @Option(help: "text or json.")
    var format: Format = .text

    @OptionGroup var own: Own

    mutating func run() async throws {
      let filter = TechniqueListing.Filter(service: service, category: category, attack: attack)
      let listing = try TechniquesCommand.reported { () throws(Problem) in
        try TechniqueListing(filter, files: own.techniques)
      }
      Console.print(format == .json ? listing.json : listing.text)
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one technique: what it needs and gains, and how to close it.",
      usage: "postern techniques show <id> [<options>]",
      discussion: "Example:\n  postern techniques show lambda-001")

    @Argument(
      help: "An id such as lambda-001, or another that a report shows.",
      completion: .custom { _, _, _ in TechniqueListing.ids })
    var id: String

    @Option(help: "text or json.")
    var format: Format = .text

    @OptionGroup var own: Own

    mutating func run() async throws {
      let listing = try TechniquesCommand.reported { () throws(Problem) in
        try TechniqueListing(id: id, files: own.techniques)
      }
      Console.print(format == .json ? listing.json : listing.details)
    }
  }

  struct Matrix: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show which techniques there are of each kind, by service.",
      usage: "postern techniques matrix [--by <by>] [<options>]",
      discussion: "Example:\n  postern techniques matrix --by attack --format markdown")

    /// How the matrix is printed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
      case text
      case json
      case markdown
    }

    @Option(help: "What the rows are: category or attack.")
    var by: TechniqueMatrix.Rows = .category

    @Option(help: "text, json or markdown.")
    var format: Format = .text

    @OptionGroup var own: Own

    mutating func run() async throws {
      let matrix = try TechniquesCommand.reported { () throws(Problem) in
        try TechniqueMatrix(by: by, files: own.techniques)
      }
      switch format {
      case .text: Console.print(matrix.text)
      case .json: Console.print(matrix.json)
      case .markdown: Console.print(matrix.markdown)
      }
    }
  }

  /// A result, or its problem on the standard error and the exit that tells of it.
  static func reported<Result>(_ make: () throws(Problem) -> Result) throws -> Result {
    do {
      return try make()
    } catch {
      for line in error.lines { Console.note("postern: " + line) }
      throw error.isUsage ? ExitStatus.usage.error : ExitStatus.nothingUsable.error
    }
  }
}

extension TechniqueMatrix.Rows: ExpressibleByArgument {}
