import ArgumentParser
import Postern

/// The catalogue of techniques.
struct TechniquesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "techniques", abstract: "List the techniques, or show one.",
    subcommands: [List.self, Show.self], defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the techniques.",
      discussion: "Example:\n  postern techniques list --service lambda")

    @Option(help: "Only ids of this service, for example lambda.")
    var service: String?

    @Option(help: "text or json.")
    var format: Format = .text

    mutating func run() async throws {
      do {
        let listing = try TechniqueListing(service: service)
        Console.print(format == .json ? listing.json : listing.text)
      } catch let problem {
        for line in problem.lines { Console.note("postern: " + line) }
        throw ExitStatus.usage.error
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one technique: what it needs and gains, and how to close it.",
      discussion: "Example:\n  postern techniques show lambda-001")

    @Argument(help: "An id such as lambda-001.")
    var id: String

    @Option(help: "text or json.")
    var format: Format = .text

    mutating func run() async throws {
      do {
        let listing = try TechniqueListing(id: id)
        Console.print(format == .json ? listing.json : listing.details)
      } catch let problem {
        for line in problem.lines { Console.note("postern: " + line) }
        throw ExitStatus.usage.error
      }
    }
  }
}
