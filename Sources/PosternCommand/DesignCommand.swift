import ArgumentParser
import Glibc
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

    @Argument(help: "The file to make; the standard output without it. Never overwrites.")
    var file: String?

    mutating func run() async throws {
      guard let file, file != "-" else { return Console.print(DesignStart.text) }
      let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        let isThere = errno == EEXIST
        let reason = isThere ? "it exists already" : String(cString: strerror(errno))
        Console.note("postern: \(file) is not written: \(reason)")
        throw isThere ? ExitStatus.usage.error : ExitStatus.cannotWrite.error
      }
      let isWritten = Init.write(Array(DesignStart.text.utf8), to: descriptor)
      guard close(descriptor) == 0, isWritten else {
        unlink(file)
        Console.note("postern: \(file) cannot be written")
        throw ExitStatus.cannotWrite.error
      }
      if !file.hasSuffix(".design.yaml"), !file.hasSuffix(".design.yml") {
        Console.note("postern: designs are read from files named *.design.yaml; rename \(file)")
      }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
      bytes.withUnsafeBytes { buffer in
        guard let start = buffer.baseAddress else { return true }
        var written = 0
        while written < buffer.count {
          let count = Glibc.write(descriptor, start + written, buffer.count - written)
          if count < 0, errno != EINTR { return false }
          written += max(count, 0)
        }
        return true
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
