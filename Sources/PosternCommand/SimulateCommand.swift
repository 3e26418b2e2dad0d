import ArgumentParser
import Postern

/// Decides written cases, without a snapshot.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Decide requests that are written with all their policies.",
    discussion: """
      Reads a JSON list of cases, or one case a line, and prints one JSON line for each.

      Example:
        postern simulate --cases cases.json
      """)

  @Option(help: "The file of cases; - for the standard input.")
  var cases: String

  mutating func run() async throws {
    let simulation: Simulation
    do {
      simulation = try Simulation.read(
        cases, standardInput: cases == "-" ? Console.input() : nil)
    } catch let problem {
      for line in problem.lines { Console.note("postern: " + line) }
      throw problem.isUsage ? ExitStatus.usage.error : ExitStatus.nothingUsable.error
    }
    Console.print(simulation.lines)
    for line in simulation.complaints { Console.note("postern: " + line) }
    if !simulation.complaints.isEmpty { throw ExitStatus.partlyUnreadable.error }
  }
}
