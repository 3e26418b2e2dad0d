import Analysis
import AttackGraph
import Documents
import Environment
import Ingest
import Policy
import Reporting
import Techniques

/// What went wrong with a call, in lines for a person.
package struct Problem: Error, Sendable {
  package var lines: [String]
  /// Whether what was asked for is wrong, rather than what was read.
  package var isUsage: Bool

  package init(_ lines: [String], isUsage: Bool) {
    self.lines = lines
    self.isUsage = isUsage
  }

  init(_ error: IngestError) {
    self.init(error.diagnostics.map(Problem.line), isUsage: error.kind == .usage)
  }

  static func line(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.origin.file
    let (line, column) = (diagnostic.origin.line, diagnostic.origin.column)
    // A whole file is line 1 and has no pointer. A fault in the text has a column instead: exports
    // may be one long line.
    let numbers =
      !diagnostic.origin.pointer.isEmpty
      ? ":\(line)" : column > 1 ? ":\(line):\(column)" : line > 1 ? ":\(line)" : ""
    let where_ = place.isEmpty ? "" : "\(place)\(numbers): "
    let advice = diagnostic.advice.map { " (\($0))" } ?? ""
    return where_ + diagnostic.message + advice
  }
}

/// Snapshots that were read, and the catalogue to judge them with.
package struct Workspace: Sendable {
  package let environment: Environment
  let catalogue: Catalogue

  package static let severities = Finding.Severity.allCases.map(\.rawValue)
  package static let impacts = Impact.allCases.map(\.rawValue)

  /// The size in bytes above which an input is refused.
  package static let maximumInput = IngestOptions().maximumFileSize

  /// Reads snapshots.
  ///
  /// - Parameters:
  ///   - asOf: a date, as written by the user.
  ///   - techniques: files with further techniques.
  package static func open(
    _ paths: [String], configuration: String?, asOf: String?, techniques: [String],
    standardInput: [UInt8]?
  ) throws(Problem) -> Workspace {
    var options = IngestOptions(configuration: configuration, standardInput: standardInput)
    if let asOf {
      guard let instant = Instant.parse(asOf) else {
        throw Problem(["--as-of takes a date such as 2026-05-01, not '\(asOf)'"], isUsage: true)
      }
      options.asOf = instant
    }
    let environment: Environment
    do {
      environment = try Ingest.read(paths, options: options)
    } catch {
      throw Problem(error)
    }
    return Workspace(
      environment: environment, catalogue: try TechniqueFiles.catalogue(adding: techniques))
  }

  package var hasUnreadable: Bool { environment.coverage.hasUnreadable }

  /// What was wrong with the input, in lines; all of it when `verbose`, else errors and the number
  /// of the rest.
  package func complaints(verbose: Bool) -> [String] {
    let diagnostics = environment.coverage.diagnostics
    if verbose { return diagnostics.map { "\($0.severity.rawValue): \(Problem.line($0))" } }
    let errors = diagnostics.filter { $0.severity == .error }
    var lines = errors.prefix(20).map { "error: " + Problem.line($0) }
    if errors.count > 20 { lines.append("\(errors.count - 20) more errors; --verbose shows them") }
    let warnings = diagnostics.count { $0.severity == .warning }
    if warnings > 0 {
      lines.append(
        "\(warnings) warning\(warnings == 1 ? "" : "s") about the input; --verbose shows "
          + (warnings == 1 ? "it" : "them"))
    }
    return lines
  }

  /// Runs the whole analysis.
  package func analyze(limit: Int) -> FinishedAnalysis {
    let analyzer = Analyzer(environment: environment, catalogue: catalogue)
    return FinishedAnalysis(result: analyzer.analyze(limit: limit))
  }
}
