import Documents
import Reporting
import Techniques

/// What is wrong with technique files, for people and programs.
package struct TechniqueLint: Sendable {
  private let files: [String]
  private let techniqueCount: Int
  private let diagnostics: [Diagnostic]

  /// Checks a user's files against the built-in catalogue and each other.
  ///
  /// - Throws: A file that cannot be read.
  package init(files: [String]) throws(Problem) {
    var catalogue = Catalogue.builtIn()
    let known = catalogue.techniques.count
    let lint = CatalogueLint(reference: EmbeddedActionReference())
    var found: [Diagnostic] = []
    for file in files {
      let bytes = try InputBytes.read(file)
      found += lint.check(bytes, file: file, adding: &catalogue)
    }
    self.files = files
    techniqueCount = catalogue.techniques.count - known
    diagnostics = found
  }

  /// Checks the built-in catalogue itself.
  package static func builtIn() -> TechniqueLint {
    var catalogue = Catalogue()
    let lint = CatalogueLint(reference: EmbeddedActionReference())
    let files = Catalogue.builtInFiles
    var found: [Diagnostic] = []
    for file in files {
      found += lint.check(file.bytes, file: file.name, adding: &catalogue)
    }
    return TechniqueLint(
      files: files.map(\.name), techniqueCount: catalogue.techniques.count, diagnostics: found)
  }

  private init(files: [String], techniqueCount: Int, diagnostics: [Diagnostic]) {
    self.files = files
    self.techniqueCount = techniqueCount
    self.diagnostics = diagnostics
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// One line for each thing that is wrong: `FILE:LINE: error: what (what to do)`.
  package var text: String { diagnostics.map { TechniqueLint.line($0) + "\n" }.joined() }

  private static func line(_ diagnostic: Diagnostic) -> String {
    let advice = diagnostic.advice.map { " (\($0))" } ?? ""
    return PlainPage.line(
      "\(diagnostic.origin.file):\(diagnostic.origin.line): \(diagnostic.severity.rawValue): "
        + diagnostic.message + advice)
  }

  /// How many techniques are right and what was found, in one line.
  package var summary: String {
    let counts = [
      TechniqueLint.count(techniqueCount, "technique without an error"),
      TechniqueLint.count(count(.error), "error"), TechniqueLint.count(count(.warning), "warning"),
      TechniqueLint.count(count(.note), "note"),
    ]
    return counts.joined(separator: ", ")
  }

  private func count(_ severity: Diagnostic.Severity) -> Int {
    diagnostics.count { $0.severity == severity }
  }

  private static func count(_ number: Int, _ what: String) -> String {
    let words = what.split(separator: " ", maxSplits: 1)
    let rest = words.count > 1 ? " " + words[1] : ""
    return "\(number) \(words[0])\(number == 1 ? "" : "s")\(rest)"
  }

  /// The same as JSON, schema `postern.lint/1`.
  package var json: String {
    JSONTree.object([
      ("schema", .text("postern.lint/1")), ("files", .texts(files)),
      ("techniques", .number(techniqueCount)), ("errors", .number(count(.error))),
      ("warnings", .number(count(.warning))), ("notes", .number(count(.note))),
      ("diagnostics", .list(diagnostics.map(CoverageJSON.diagnostic))),
    ]).serialized()
  }
}
