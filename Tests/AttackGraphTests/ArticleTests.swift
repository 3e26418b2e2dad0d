import Analysis
import AttackGraph
import Environment
import Foundation
import Testing

/// The articles on starts and impacts say what the program does, and their tests are there.
@Suite("The articles on starts and impacts")
struct ArticleTests {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent().path

  /// The cells of the rows of a table, by the words of its first heading.
  private func rows(_ heading: String, of name: String = "Starts") throws -> [[String]] {
    let article = Self.tests + "/../../Sources/Postern/Postern.docc/\(name).md"
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

  @Test func eachImpactIsToldAndTested() throws {
    let impacts = Impact.allCases.map { "`\($0.rawValue)`" } + ["`control`"]
    let told = try rows("impact | what it is", of: "Impacts").map { $0[0] }
    #expect(told == impacts)
    let tested = try rows("impact | how", of: "Impacts").map { $0[0] }
    #expect(Set(tested) == Set(impacts))
  }

  @Test(
    "each test that a table names is there, in its file",
    arguments: [("Starts", "start, or state of a factor", 1), ("Impacts", "impact | how", 2)])
  func theTestsAreThere(article: String, heading: String, words: Int) throws {
    var count = 0
    for cell in try rows(heading, of: article).flatMap({ $0.dropFirst(words) }) where cell != "–" {
      let parts = cell.split(separator: "`").map(String.init)
      let (file, name) = (try #require(parts.first), try #require(parts.last))
      let text = try String(contentsOfFile: Self.tests + "/" + file, encoding: .utf8)
      #expect(text.contains("func \(name)("), "\(cell)")
      count += 1
    }
    #expect(count >= 40)
  }
}
