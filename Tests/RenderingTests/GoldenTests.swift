import Foundation
import Rendering
import Testing

@Suite("DOT text, compared with golden files")
struct GoldenTests {
  /// The files are written anew when `POSTERN_UPDATE_GOLDEN` is 1; then read the difference.
  private static let updates = ProcessInfo.processInfo.environment["POSTERN_UPDATE_GOLDEN"] == "1"

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden")

  @Test("a phished developer", arguments: DOTWriter.Form.allCases)
  func phishedDeveloper(form: DOTWriter.Form) throws {
    try check(SampleDiagrams.phishedDeveloper, form, "phished-developer")
  }

  @Test("hostile names", arguments: DOTWriter.Form.allCases)
  func hostileNames(form: DOTWriter.Form) throws {
    try check(SampleDiagrams.hostileNames, form, "hostile-names")
  }

  @Test("every kind and emphasis", arguments: DOTWriter.Form.allCases)
  func everyKind(form: DOTWriter.Form) throws {
    try check(SampleDiagrams.everyKind, form, "every-kind")
  }

  @Test("nothing at all", arguments: DOTWriter.Form.allCases)
  func empty(form: DOTWriter.Form) throws {
    try check(Diagram(), form, "empty")
  }

  private func check(_ diagram: Diagram, _ form: DOTWriter.Form, _ name: String) throws {
    let text = DOTWriter.text(for: diagram, form: form)
    let file = Self.folder.appending(path: "\(name).\(form.rawValue).dot")
    if Self.updates { try Data(text.utf8).write(to: file) }
    let golden = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(text == golden, "\(file.lastPathComponent) differs")
  }
}
