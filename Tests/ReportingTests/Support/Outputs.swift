import Analysis
import Rendering

@testable import Reporting

/// A result in every format.
enum Outputs {
  static func markdown(_ result: AnalysisResult) -> String {
    MarkdownReport.text(result, version: "1.2.3", picture: "paths.svg")
  }

  static func html(_ result: AnalysisResult) -> String {
    HTMLReport.text(result, version: "1.2.3", picture: nil)
  }

  static func json(_ result: AnalysisResult) -> String {
    ReportJSON.document(result, version: "1.2.3").serialized()
  }

  static func terminal(_ result: AnalysisResult, width: Int = 80, colour: Bool = false) -> String {
    TerminalReport.text(result, width: width, colour: colour, limit: 20)
  }

  static func paths(_ result: AnalysisResult) -> [PathView] {
    result.findings.map { PathView($0.path, in: result.graph) }
  }

  static func pathText(_ result: AnalysisResult, width: Int = 80) -> String {
    PathText.text(paths: paths(result), width: width, colour: false)
  }

  static func pathsJSON(_ result: AnalysisResult) -> String {
    let coverage = result.graph.environment.coverage
    return PathsJSON.document(paths(result), coverage: coverage, catalogue: result.graph.catalogue)
      .serialized()
  }

  static func dot(_ result: AnalysisResult, form: DOTWriter.Form = .pretty) -> String {
    let diagram = FindingsDiagram.diagram(result, title: "Attack paths")
    return DOTWriter.text(for: diagram.merged(), form: form)
  }

  /// All of them, by name.
  static func all(_ result: AnalysisResult) -> [String: String] {
    [
      "markdown": markdown(result), "json": json(result), "terminal": terminal(result),
      "paths": pathText(result), "pathsJSON": pathsJSON(result), "dot": dot(result),
    ]
  }
}
