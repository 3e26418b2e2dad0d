import Foundation
import Postern
import Testing

@Suite("Postern as a library")
struct LibraryTests {
  /// The package's root, from this file's own place.
  private static let root = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }
  private static let sample = root.path + "/samples/acme-ai"

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The text of each fenced block of an article with this language.
  private static func blocks(_ language: String, of article: String) throws -> [String] {
    let text = try text("Sources/Postern/Postern.docc/\(article).md")
    return text.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }

  @Test("the article's example is the one that is compiled here")
  func exampleCompiles() throws {
    let code = try Self.text("Tests/PosternTests/LibraryExample.swift")
    #expect(
      try Self.blocks("swift", of: "TheLibrary").first == code.trimmingCharacters(in: .newlines))
  }

  @Test("and it prints what the article shows")
  func exampleOutput() throws {
    let lines = try urgentFindings(in: Self.sample)
    let shown = try #require(try Self.blocks("text", of: "TheLibrary").first)
    #expect(shown.hasPrefix(lines.prefix(12).joined(separator: "\n")), "\(lines.prefix(14))")
  }

  @Test("a finding tells its start, target, hops and the statements they rest on")
  func finding() throws {
    let report = try Postern.analyze(snapshots: [Self.sample])
    let finding = try #require(report.findings.first { $0.start.name == "maya.chen" })
    #expect(finding.severity == .critical && finding.impact == .exfiltrate)
    #expect(finding.start.id == "arn:aws:iam::111122223333:user/maya.chen")
    #expect(finding.start.reason == "password without a second factor" && finding.start.isKnown)
    #expect(finding.target.id == "arn:aws:s3:::acme-ml-training-corpus/feedback/")
    #expect(finding.path.isCertain && finding.path.conditions.isEmpty)
    #expect(
      finding.path.hops.map(\.technique) == ["lambda-004", "sts-001", "sagemaker-002", "s3-read"])
    let hop = try #require(finding.path.hops.first)
    #expect(hop.from == finding.start.id && finding.path.hops.last?.to == finding.target.id)
    #expect(hop.via == "arn:aws:lambda:eu-central-1:111122223333:function:build-notifier")
    let evidence = try #require(hop.evidence.first)
    #expect(evidence.role == "identity" && evidence.sid == "MaintainHelpers")
    #expect(evidence.policy == "maintain-ci-helpers")
    #expect(evidence.action == "lambda:UpdateFunctionCode")
    #expect(
      evidence.place.file == "111122223333/iam/get-account-authorization-details.json")
    #expect(evidence.place.line == 365 && evidence.place.pointer.hasPrefix("/GroupDetailList/"))
  }

  @Test("conditions, gaps and times are told")
  func rest() throws {
    let report = try Postern.analyze(snapshots: [Self.sample])
    let conditional = report.findings.flatMap(\.path.hops).filter { !$0.isCertain }
    #expect(conditional.allSatisfy { !$0.conditions.isEmpty })
    #expect(report.asOf == "2026-06-15T08:00:12Z")
    #expect(report.gaps.first?.command.hasPrefix("aws sso-admin list-instances") == true)
    #expect(report.gaps.contains { $0.latent.contains("parameter-read") })
    #expect(report.starts.count == 21 && Set(report.targets.map(\.id)).count == 10)
    #expect(report.reachedPairs == report.findings.count)
    #expect(report.diagnostics.allSatisfy { $0.severity != .error })
    #expect(report.markdown.contains("maya.chen") && report.html.contains("maya.chen"))
  }

  @Test("accepted findings are apart, and back when the last day is over")
  func acceptance() throws {
    let entry = """
      accepted_risks:
        - {start: "arn:aws:iam::111122223333:user/maya.chen", owner: mira, reason: known,
           expires: 2026-06-20}
        - {target: "arn:aws:s3:::nowhere", owner: mira, reason: gone, expires: 2026-06-20}
      """
    let file = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).yaml"
    try Data(entry.utf8).write(to: URL(filePath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    var options = AnalysisOptions(configuration: file)
    let report = try Postern.analyze(snapshots: [Self.sample], options: options)
    #expect(report.acceptedFindings.count == 9)
    #expect(report.acceptedFindings.allSatisfy { $0.finding.start.name == "maya.chen" })
    #expect(report.acceptedFindings.first?.acceptance.owner == "mira")
    #expect(report.acceptedFindings.first?.acceptance.place.line == 2)
    #expect(report.unusedAcceptances.map(\.reason) == ["gone"])
    #expect(!report.findings.contains { $0.start.name == "maya.chen" })
    options.asOf = "2026-06-21"
    let later = try Postern.analyze(snapshots: [Self.sample], options: options)
    #expect(later.acceptedFindings.isEmpty)
    #expect(later.findings.filter { $0.lapsed?.reason == "known" }.count == 9)
  }

  @Test("the limit leaves out the least urgent")
  func limit() throws {
    let report = try Postern.analyze(
      snapshots: [Self.sample], options: AnalysisOptions(limit: 2))
    #expect(report.findings.count == 2 && report.reachedPairs == 39)
  }

  @Test("what cannot be analysed is an error with its place")
  func errors() throws {
    let missing = #expect(throws: PosternError.self) {
      try Postern.analyze(snapshots: ["/nonexistent/snapshot"])
    }
    #expect(missing?.isUsage == true)
    #expect(missing?.message.contains("/nonexistent/snapshot") == true)
    let date = #expect(throws: PosternError.self) {
      try Postern.analyze(snapshots: [Self.sample], options: AnalysisOptions(asOf: "yesterday"))
    }
    #expect(date?.message.contains("'yesterday'") == true)
    let settings = #expect(throws: PosternError.self) {
      try Postern.analyze(
        snapshots: [Self.sample], options: AnalysisOptions(configuration: "/nonexistent.yaml"))
    }
    #expect(settings?.isUsage == true)
  }
}
