import Analysis
import Environment

/// What `postern.yaml` accepts, as JSON.
enum RisksJSON {
  /// `acceptedRisks` of a report: the findings that are accepted, and entries that cover nothing.
  static func document(_ result: AnalysisResult) -> JSONTree {
    .object([
      (
        "findings",
        .list(
          result.accepted.map { accepted in
            .object([
              ("finding", ReportJSON.finding(accepted.finding, result)),
              ("risk", risk(accepted.risk)),
            ])
          })
      ),
      ("unused", .list(result.unusedRisks.map(risk))),
    ])
  }

  /// One entry of `accepted_risks`.
  static func risk(_ risk: AcceptedRisk) -> JSONTree {
    .object([
      ("owner", .text(risk.owner)), ("reason", .text(risk.reason)),
      ("expires", .text(risk.expires)), ("file", .text(risk.origin.file)),
      ("line", .number(risk.origin.line)),
    ])
  }
}
