import Analysis
import Rendering
import Reporting

/// A result, ready to be printed and written.
package struct FinishedAnalysis: Sendable {
  package let result: AnalysisResult

  package var json: String { ReportJSON.document(result, version: Postern.version).serialized() }

  package func terminalText(colour: Bool) -> String {
    TerminalReport.text(result, width: 80, colour: colour, limit: 10)
  }

  /// Whether some finding is at least as severe as a word says.
  package func hasFinding(atLeast word: String) -> Bool {
    guard let wanted = Finding.Severity(rawValue: word) else { return false }
    return result.findings.contains { $0.severity >= wanted }
  }

  /// Writes the reports and the picture; a picture that cannot be drawn is a note, not a failure.
  package func write(
    to folder: String, renderer: String?
  ) async throws(Problem) -> (written: [String], notes: [String]) {
    let output = OutputFolder(path: folder)
    try output.prepare()
    let diagram = FindingsDiagram.diagram(result, title: "").merged()
    try output.write("paths.dot", DOTWriter.text(for: diagram, form: .pretty))
    var notes: [String] = []
    var picture: String?
    var drawing: String?
    switch await DiagramRenderer(executable: renderer).draw(diagram, as: .svg) {
    case .drawn(let bytes, _):
      try output.write("paths.svg", bytes)
      picture = "paths.svg"
      drawing = String(decoding: bytes, as: UTF8.self)
    case .failed(let reason):
      // A picture of an earlier run would pass for this run's.
      output.remove("paths.svg")
      notes.append("postern: no picture: \(reason); paths.dot holds the diagram")
    }
    try output.write("report.json", json)
    try output.write(
      "report.md",
      MarkdownReport.text(result, version: Postern.version, picture: picture))
    try output.write(
      "report.html", HTMLReport.text(result, version: Postern.version, picture: drawing))
    var written = ["paths.dot"]
    if let picture { written.append(picture) }
    written += ["report.json", "report.md", "report.html"]
    for name in written { notes.append("wrote \(folder)/\(name)") }
    return (written, notes)
  }
}
