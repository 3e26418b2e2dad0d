import Analysis
import Documents
import Environment
import Ingest
import Policy
import Reporting
import Techniques

/// Attack paths from identities to AI training data, found in what an organisation exports.
///
/// ```swift
/// let report = try Postern.analyze(snapshots: ["snapshot"])
/// for finding in report.findings where finding.isCertain {
///   print(finding.start, "→", finding.target, finding.impact)
/// }
/// ```
public enum Postern {
  /// The version of the program.
  public static let version = "0.1.0"

  /// Reads snapshots and finds how every start reaches every target.
  ///
  /// - Parameters:
  ///   - snapshots: Folders of command outputs, or single exports.
  ///   - limit: How many findings are proven and reported, most urgent first.
  /// - Throws: ``PosternError`` when a path does not exist or nothing in it can be used.
  public static func analyze(snapshots: [String], limit: Int = 500) throws(PosternError)
    -> AnalysisReport
  {
    let environment: Environment
    do {
      environment = try Ingest.read(snapshots)
    } catch {
      throw PosternError(message: error.description)
    }
    let analyzer = Analyzer(environment: environment, catalogue: .builtIn())
    return AnalysisReport(result: analyzer.analyze(limit: limit))
  }

  /// The data that the program carries, with their dates.
  package static var dataVersions: [(name: String, version: String)] {
    let policies = EmbeddedTable.managedPolicies.head
    return [
      (
        "AWS managed policies",
        "\(policies.first ?? "0") documents, newest \(policies.dropFirst().first ?? "")"
      ),
      (
        "service authorization reference",
        "\(ServiceReference.version), \(ServiceReference.updated)"
      ),
    ]
  }
}

/// Why nothing could be analysed.
public struct PosternError: Error, Sendable, CustomStringConvertible {
  /// What was wrong, with file and place.
  public var message: String
  /// The message.
  public var description: String { message }
}

/// What an analysis found.
public struct AnalysisReport: Sendable {
  let result: AnalysisResult

  /// The findings, most urgent first.
  public var findings: [ReportedFinding] {
    result.findings.map { finding in
      let path = PathView(finding.path, in: result.graph)
      return ReportedFinding(
        id: finding.id, severity: finding.severity.rawValue, start: finding.start.id,
        target: finding.target.id, impact: finding.target.impact?.rawValue ?? "control",
        isCertain: finding.path.isCertain, conditions: path.conditions,
        hops: path.hops.map(\.sentence))
    }
  }

  /// The report as JSON, schema `postern.report/1`.
  public var json: String {
    ReportJSON.document(result, version: Postern.version).serialized()
  }
}

/// One start that reaches one target.
public struct ReportedFinding: Sendable {
  /// The same for the same start, target and impact in every run.
  public var id: String
  /// `critical`, `high`, `medium` or `low`.
  public var severity: String
  /// The id of the identity that an attacker takes first.
  public var start: String
  /// The id of what is reached.
  public var target: String
  /// `exfiltrate`, `poison`, `secret` or `control`.
  public var impact: String
  /// Whether every hop is allowed for certain.
  public var isCertain: Bool
  /// What must be so otherwise.
  public var conditions: [String]
  /// Each hop as a sentence.
  public var hops: [String]
}
