import Documents
import Environment
import Testing

@testable import Ingest

@Suite("accepted_risks in postern.yaml")
struct AcceptedRiskTests {
  private func read(_ yaml: String) throws -> Environment {
    try SnapshotFolder([output(gaad): oneUser, "postern.yaml": yaml]).read()
  }

  /// One entry with these lines, and nothing else.
  private func entry(_ lines: String...) throws -> Environment {
    try read("accepted_risks:\n  - " + lines.joined(separator: "\n    ") + "\n")
  }

  private let rest = ["owner: mira", "reason: watched", "expires: 2027-03-31"]

  @Test("By a finding's id, and by start, target and impact")
  func whole() throws {
    let byID = try entry("finding: 0123456789abcdef", rest[0], rest[1], rest[2])
    let risk = try #require(byID.settings.acceptedRisks.first)
    #expect(risk.finding == "0123456789abcdef")
    #expect([risk.owner, risk.reason, risk.expires] == ["mira", "watched", "2027-03-31"])
    // 2027-03-31 counts to its end.
    #expect(risk.end == 1_806_537_600)
    #expect(risk.origin.line == 2)
    #expect(byID.codes.isEmpty)
    let byParts = try entry("start: a", "target: b", "impact: poison", rest[0], rest[1], rest[2])
    let parts = try #require(byParts.settings.acceptedRisks.first)
    #expect([parts.start, parts.target, parts.impact] == ["a", "b", "poison"])
    #expect(byParts.codes.isEmpty)
  }

  @Test("One that nobody answers for, or for ever, accepts nothing", arguments: 0..<3)
  func incomplete(without number: Int) throws {
    var lines = rest
    lines.remove(at: number)
    let environment = try entry("finding: x", lines[0], lines[1])
    #expect(environment.settings.acceptedRisks.isEmpty)
    #expect(environment.codes == ["settings.risk"])
    let missing = ["owner", "reason", "expires"][number]
    #expect(environment.coverage.diagnostics[0].message.contains("lacks \(missing);"))
    #expect(environment.coverage.diagnostics[0].origin.line == 2)
  }

  @Test(
    "What could accept more than was meant accepts nothing",
    arguments: [
      ("starts: a", "settings.key"), ("impact: poisn", "settings.value"),
      ("start: [a]", "settings.type"), ("finding: x", "settings.risk"),
      ("expires: soon", "yaml.duplicate-key"),
    ])
  func unclear(line: String, code: String) throws {
    let environment = try entry("target: b", line, rest[0], rest[1], rest[2])
    #expect(environment.settings.acceptedRisks.isEmpty)
    #expect(environment.codes.contains(code), "\(environment.codes)")
  }

  @Test("Neither start nor target, and days that are none")
  func impossible() throws {
    let noPlace = try entry("impact: poison", rest[0], rest[1], rest[2])
    #expect(noPlace.codes == ["settings.risk"])
    for day in ["soon", "2027-02-30", "2027", "31.03.2027"] {
      let environment = try entry("finding: x", rest[0], rest[1], "expires: \"\(day)\"")
      #expect(environment.settings.acceptedRisks.isEmpty, "\(day)")
      #expect(environment.codes == ["settings.value"], "\(day)")
    }
  }

  @Test("A key that is none leaves the rest of the entry as it is")
  func furtherKey() throws {
    let environment = try entry("finding: x", "ticket: SEC-1", rest[0], rest[1], rest[2])
    #expect(environment.settings.acceptedRisks.count == 1)
    #expect(environment.codes == ["settings.key"])
  }

  @Test("The start that is written for users has no mistake, with and without its comments")
  func start() throws {
    #expect(try read(SettingsStart.text).codes.isEmpty)
    let entries = SettingsStart.text.split(separator: "\n").filter { line in
      line.hasPrefix("#   ") || line.hasPrefix("# ") && line.hasSuffix(":")
    }.map { $0.dropFirst(2) }.joined(separator: "\n")
    let environment = try read(entries)
    #expect(environment.codes.isEmpty)
    #expect(environment.settings.acceptedRisks.count == 2)
    #expect(environment.settings.accountNames.count == 1)
    #expect(environment.settings.trainingNames == ["*training*"])
  }

  @Test("The schema names every key of the settings and every impact")
  func schema() throws {
    let schema = try JSONDocument.parse(Array(SettingsSchema.text.utf8), file: "schema").root
    let properties = try #require(schema["properties"])
    #expect(properties.members.map(\.key).sorted() == SettingsReader.keys)
    let risk = try #require(properties["accepted_risks"]?["items"]?["properties"])
    #expect(risk["impact"]?["enum"]?.listed.map(\.scalarText) == AcceptedRisk.impacts)
  }
}
