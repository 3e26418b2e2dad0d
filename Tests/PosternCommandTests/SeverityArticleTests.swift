import Foundation
import Testing

/// The table of the article is the formula: what is computed from its numbers is what the sample's
/// report says.
@Suite("The article on severity")
struct SeverityArticleTests {
  /// The numbers of a row of the table, by what stands before each.
  private static func row(_ name: String) throws -> [String: Int] {
    let lines = try Articles.text("HowVerdictsAreReached").split(separator: "\n")
    let row = try #require(lines.first { $0.hasPrefix("| \(name) |") })
    let cell = row.dropFirst("| \(name) |".count).dropLast()
    var numbers: [String: Int] = [:]
    var names: [String] = []
    for part in cell.split(separator: ",") {
      let words = part.replacing("−", with: "-").split(separator: " ").map {
        $0.trimmingCharacters(in: [":"])
      }
      guard let points = words.last.flatMap({ Int($0) }) else {
        names += words
        continue
      }
      for word in names + words.dropLast() { numbers[word] = points }
      names = []
    }
    return numbers
  }

  private struct Report: Decodable {
    struct Finding: Decodable {
      struct Start: Decodable { var difficulty: Int }
      struct Path: Decodable {
        struct Hop: Decodable { var technique: String }
        var certainty: String
        var hops: [Hop]
      }
      struct Factor: Decodable {
        var name: String
        var points: Int
      }
      var severity: String
      var severityScore: Int
      var severityFactors: [Factor]
      var impact: String
      var start: Start
      var path: Path
    }
    var findings: [Finding]
  }

  @Test("its numbers give every score of the sample")
  func numbers() throws {
    let file = Program.root + "/output/acme-ai/report.json"
    let data = try Data(contentsOf: URL(fileURLWithPath: file))
    let report = try JSONDecoder().decode(Report.self, from: data)
    let starts = try Self.row("the start")
    let certainties = try Self.row("certainty")
    let impacts = try Self.row("impact")
    #expect(report.findings.count > 10)
    for finding in report.findings {
      let evidence = finding.severityFactors.last?.points ?? 1
      let start = try #require(starts[String(finding.start.difficulty)] ?? starts["more"])
      let certainty = try #require(certainties[finding.path.certainty])
      let impact = try #require(impacts[finding.impact])
      let length = max(0, 20 - 4 * (finding.path.hops.count - 1))
      let score = start + certainty + length + impact + evidence
      #expect(finding.severityScore == score && (-3...0).contains(evidence))
      #expect(finding.severityFactors.map(\.points).reduce(0, +) == score)
      let level =
        score >= 85 ? "critical" : score >= 65 ? "high" : score >= 45 ? "medium" : "low"
      #expect(finding.severity == level)
    }
  }

  @Test("and its worked example is one of them")
  func example() throws {
    let text = try Articles.text("HowVerdictsAreReached")
    let found = try #require(text.firstMatch(of: /makes ([0-9 +]+) = ([0-9]+): critical/))
    let sum = found.1.split(separator: " + ").compactMap { Int($0) }.reduce(0, +)
    #expect(Int(found.2) == sum && sum >= 85)
    let file = Program.root + "/output/acme-ai/report.json"
    let report = try JSONDecoder().decode(
      Report.self, from: Data(contentsOf: URL(fileURLWithPath: file)))
    #expect(report.findings.contains { $0.severityScore == sum && $0.path.hops.count == 4 })
  }
}
