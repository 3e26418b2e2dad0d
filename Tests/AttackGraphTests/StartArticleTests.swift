import Analysis
import Environment
import Foundation
import Testing

/// The article on starts says what the program does, and its tests are there.
@Suite("The article on starts")
struct StartArticleTests {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent().path

  /// The cells of the rows of a table, by the words of its first heading.
  private func rows(_ heading: String) throws -> [[String]] {
    let article = Self.tests + "/../../Sources/Postern/Postern.docc/Starts.md"
    let text = try String(contentsOfFile: article, encoding: .utf8)
    let lines = text.components(separatedBy: "\n")
    let first = try #require(lines.firstIndex { $0.hasPrefix("| \(heading) |") })
    return lines[(first + 2)...].prefix { $0.hasPrefix("|") }.map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  @Test func theCostsAreThose() throws {
    let rows = try rows("way")
    #expect(rows.map { $0[0] } == StartWay.Kind.allCases.map { "`\($0.rawValue)`" })
    for (row, kind) in zip(rows, StartWay.Kind.allCases) {
      let costs = Attacker.allCases.map { $0.cost(of: kind).map(String.init) ?? "–" }
      #expect(Array(row.dropFirst(2)) == costs, "\(kind)")
    }
  }

  @Test func theTestsAreThere() throws {
    var count = 0
    for cell in try rows("start, or state of a factor").flatMap({ $0.dropFirst() })
    where cell != "–" {
      let parts = cell.split(separator: "`").map(String.init)
      let (file, name) = (try #require(parts.first), try #require(parts.last))
      let text = try String(contentsOfFile: Self.tests + "/" + file, encoding: .utf8)
      #expect(text.contains("func \(name)("), "\(cell)")
      count += 1
    }
    #expect(count > 40)
  }
}
