import ArgumentParser
import Ingest

/// Helps with writing designs by hand.
struct DesignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "design", abstract: "Begin a design: a system written by hand, before it exists.",
    discussion: """
      A design names people, roles, workloads, buckets and what each may do. It is analyzed like a \
      snapshot.

      Example:
        postern design init my-system.design.yaml
        postern analyze my-system.design.yaml
      """,
    subcommands: [Init.self, Schema.self])

  struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a small design with comments, to begin with.",
      discussion: "Example:\n  postern design init my-system.design.yaml")

    @Argument(
      help: "The file to make; the standard output without it. Never overwrites.",
      completion: .file())
    var file: String?

    mutating func run() async throws {
      guard let file, file != "-" else { return Console.print(DesignStart.text) }
      try NewFile.write(DesignStart.text, to: file)
      if !file.hasSuffix(".design.yaml"), !file.hasSuffix(".design.yml") {
        Console.note("postern: designs are read from files named *.design.yaml; rename \(file)")
      }
    }
  }

  struct Schema: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the JSON Schema of designs, for editors.",
      discussion: "Example:\n  postern design schema > design.schema.json")

    mutating func run() async throws { Console.print(DesignSchema.text) }
  }
}
