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
    let file = standardInput == nil ? path : "standard input"
    var simulation = Simulation()
    do {
      let document = try JSONDocument.parse(bytes, file: file)
      for value in document.root.listed {
        simulation.decide(value, at: value.origin.line, of: file)
      }
    } catch {
      guard simulation.readLines(bytes, file) else {
        throw Problem([Problem.line(error.diagnostic)], isUsage: false)
      }
    }
    if simulation.lines.isEmpty, !simulation.complaints.isEmpty {
      throw Problem(simulation.complaints, isUsage: false)
    }
    return simulation
  }

  /// Reads one case a line; false when the first line is no JSON, or there is none.
  private mutating func readLines(_ bytes: [UInt8], _ file: String) -> Bool {
    var isFirst = true
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where !line.allSatisfy({ $0 <= 0x20 }) {
      do {
        decide(try JSONDocument.parse(Array(line), file: file).root, at: number + 1, of: file)
      } catch {
        if isFirst { return false }
        complaints.append("\(file):\(number + 1): \(error.diagnostic.message)")
      }
      isFirst = false
    }
    return !isFirst
  }

  private mutating func decide(_ value: JSONValue, at line: Int, of file: String) {
    guard let simulated = SimulationCase(value) else {
      complaints.append("\(file):\(line): expected a case with id, principal and request")
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
