import Documents
import Policy
import Reporting

/// Cases that were read and decided.
package struct Simulation: Sendable {
  /// One JSON line a case.
  package private(set) var lines = ""
  package private(set) var complaints: [String] = []

  /// Reads and decides the cases of a file: a JSON list, or one case a line.
  package static func read(
    _ path: String, standardInput: [UInt8]?
  ) throws(Problem) -> Simulation {
    let bytes: [UInt8]
    if let standardInput { bytes = standardInput } else { bytes = try InputBytes.read(path) }
    var simulation = Simulation()
    do {
      let document = try JSONDocument.parse(bytes, file: path)
      for value in document.root.listed { simulation.decide(value) }
    } catch {
      guard simulation.readLines(bytes, path) else {
        throw Problem([Problem.line(error.diagnostic)], isUsage: false)
      }
    }
    return simulation
  }

  /// Reads one case a line; false when the first line is no JSON.
  private mutating func readLines(_ bytes: [UInt8], _ path: String) -> Bool {
    for (number, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
      do {
        decide(try JSONDocument.parse(Array(line), file: "\(path):\(number + 1)").root)
      } catch {
        if number == 0 { return false }
        complaints.append("\(path):\(number + 1): \(error.diagnostic.message)")
      }
    }
    return true
  }

  private mutating func decide(_ value: JSONValue) {
    guard let simulated = SimulationCase(value) else {
      complaints.append(
        "\(value.origin.file):\(value.origin.line): expected a case with id, principal and request")
      return
    }
    let row = JSONTree.object([
      ("id", .text(simulated.id)), ("decision", .text(simulated.answer().rawValue)),
    ])
    lines += row.compact() + "\n"
    for diagnostic in simulated.diagnostics {
      complaints.append("case \(simulated.id): \(diagnostic.message)")
    }
  }
}
