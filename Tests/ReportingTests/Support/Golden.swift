import Foundation
import Testing

/// Files that hold what an output was when somebody last looked at it.
///
/// `POSTERN_UPDATE_GOLDEN=1` writes them again; look at the difference before you keep it.
enum Golden {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Golden")

  /// Expects the text that the file holds.
  static func expect(
    _ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["POSTERN_UPDATE_GOLDEN"] == "1" {
      do {
        try Data(text.utf8).write(to: file)
      } catch {
        Issue.record("\(name) cannot be written: \(error)", sourceLocation: sourceLocation)
      }
      return
    }
    guard let known = try? Data(contentsOf: file) else {
      Issue.record("\(name) is missing", sourceLocation: sourceLocation)
      return
    }
    #expect(
      Difference(String(decoding: known, as: UTF8.self), text) == nil, "\(name)",
      sourceLocation: sourceLocation)
  }
}

/// The first line in which two texts differ.
struct Difference: Equatable, CustomStringConvertible {
  let description: String

  init?(_ known: String, _ found: String) {
    if known == found { return nil }
    let knownLines = known.split(separator: "\n", omittingEmptySubsequences: false)
    let foundLines = found.split(separator: "\n", omittingEmptySubsequences: false)
    var line = 0
    while line < min(knownLines.count, foundLines.count), knownLines[line] == foundLines[line] {
      line += 1
    }
    let before = line < knownLines.count ? String(knownLines[line]) : "(end)"
    let after = line < foundLines.count ? String(foundLines[line]) : "(end)"
    description =
      "line \(line + 1): expected \(before.debugDescription), found \(after.debugDescription)"
  }
}
