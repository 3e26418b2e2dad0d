import Analysis
import Documents
import Environment
import Reporting

/// What an analysis found, and what it did not look at.
public struct AnalysisReport: Sendable {
  let result: AnalysisResult

  /// The findings, most urgent first. Prepared anew at each call.
  public var findings: [ReportedFinding] {
    result.findings.map { ReportedFinding($0, in: result.graph) }
  }

  /// How many pairs of start and target have a path; more than there are findings where the limit
  /// left some out.
  public var reachedPairs: Int { result.reachedPairs }

  /// The identities from which an attacker could begin, easiest first, reached or not.
  public var starts: [ReportedStart] { result.starts.map(ReportedStart.init) }

  /// What an attacker would want, reached or not; one entry for each impact.
  public var targets: [ReportedTarget] { result.targets.map(ReportedTarget.init) }

  /// The time at which conditions on time were judged, as RFC 3339 writes it; nil where the
  /// snapshot tells none.
  public var asOf: String? { ReportJSON.time(environment.asOf) }

  /// Who is assumed to attack.
  public var attacker: AssumedAttacker {
    AssumedAttacker(rawValue: result.attacker.rawValue) ?? .aitm
  }

  /// Findings that `postern.yaml` accepts; they are not among ``findings``.
  public var acceptedFindings: [AcceptedFinding] {
    result.accepted.map { accepted in
      AcceptedFinding(
        finding: ReportedFinding(accepted.finding, in: result.graph),
        acceptance: ReportedAcceptance(accepted.risk))
    }
  }

  /// Entries of `accepted_risks` that cover nothing that was found.
  public var unusedAcceptances: [ReportedAcceptance] {
    result.unusedRisks.map(ReportedAcceptance.init)
  }

  /// What the snapshots lack, what hides most first. No finding there does not mean that there is no path.
  public var gaps: [CoverageGap] {
    GapView.all(of: environment.coverage, result.graph.catalogue).map(CoverageGap.init)
  }

  /// What was wrong with the input.
  public var diagnostics: [InputDiagnostic] {
    environment.coverage.diagnostics.map(InputDiagnostic.init)
  }

  /// The report as JSON, schema `postern.report/1`.
  public var json: String { ReportJSON.document(result, version: Postern.version).serialized() }

  /// The report as Markdown, without a picture.
  public var markdown: String {
    MarkdownReport.text(result, version: Postern.version, picture: nil)
  }

  /// The report as one HTML page that loads nothing, without a picture.
  public var html: String { HTMLReport.text(result, version: Postern.version, picture: nil) }

  private var environment: Environment { result.graph.environment }
}

/// A finding that someone answers for.
public struct AcceptedFinding: Sendable, Hashable {
  /// What was found all the same.
  public var finding: ReportedFinding
  /// Who accepts it, why, and until when.
  public var acceptance: ReportedAcceptance
}

/// An entry of `accepted_risks` in `postern.yaml`.
public struct ReportedAcceptance: Sendable, Hashable {
  /// Who answers for it.
  public var owner: String
  /// Why it is accepted.
  public var reason: String
  /// The last day on which it is accepted, such as `2027-03-31`.
  public var expires: String
  /// Where the entry stands.
  public var place: SourcePlace

  init(_ risk: AcceptedRisk) {
    owner = risk.owner
    reason = risk.reason
    expires = risk.expires
    place = SourcePlace(risk.origin)
  }
}

/// Something that the snapshots lack.
public struct CoverageGap: Sendable, Hashable {
  /// The account's id; empty where it is none's.
  public var account: String
  /// What is not known.
  public var what: String
  /// What cannot be judged because of it.
  public var why: String
  /// The command whose output would tell.
  public var command: String
  /// Ids of the techniques that cannot be judged without it.
  public var latent: [String]

  init(_ gap: GapView) {
    account = gap.account
    what = gap.what
    why = gap.why
    command = gap.command
    latent = gap.latent
  }
}

/// Something to tell about an input.
public struct InputDiagnostic: Sendable, Hashable {
  /// How much a diagnostic weighs.
  public enum Severity: String, Sendable, Hashable {
    /// Part of the input could not be used.
    case error
    /// The input was used, but perhaps not as its author meant it.
    case warning
    /// Worth knowing.
    case note
  }

  /// How much it weighs.
  public var severity: Severity
  /// A short id that stays the same between versions, such as `json.syntax`.
  public var code: String
  /// What was found and what was expected.
  public var message: String
  /// What to do, where that is known.
  public var advice: String?
  /// Where it was found.
  public var place: SourcePlace

  init(_ diagnostic: Diagnostic) {
    severity =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    code = diagnostic.code
    message = diagnostic.message
    advice = diagnostic.advice
    place = SourcePlace(diagnostic.origin)
  }
}

/// A place in an input file.
public struct SourcePlace: Sendable, Hashable {
  /// The path within the snapshot; empty for what no file states.
  public var file: String
  /// The line, counted from 1.
  public var line: Int
  /// The JSON pointer (RFC 6901). That of a document within a string is the outer pointer, `#`, and
  /// the inner one. Empty for a whole file.
  public var pointer: String

  init(_ origin: Origin) {
    file = origin.file
    line = origin.line
    pointer = origin.pointer
  }
}
