import Analysis
import AttackGraph
import Environment

/// The whole result as JSON, schema `postern.report/1`.
package enum ReportJSON {
  /// The document that `report.json` holds.
  ///
  /// - Parameters:
  ///   - result: What the analysis found.
  ///   - version: The version of Postern, as printed.
  package static func document(_ result: AnalysisResult, version: String) -> JSONTree {
    let environment = result.graph.environment
    return .object([
      ("schema", .text("postern.report/1")),
      ("tool", .object([("name", .text("postern")), ("version", .text(version))])),
      ("asOf", .optional(time(environment.asOf))),
      ("attacker", .text(result.attacker.rawValue)),
      ("accounts", .list(accounts(result))),
      ("summary", summary(result)),
      ("findings", .list(result.findings.map { finding($0, result) })),
      ("acceptedRisks", RisksJSON.document(result)),
      ("secondFactors", StartJSON.factors(result.factors)),
      ("starts", .list(result.starts.map(StartJSON.document))),
      (
        "targets",
        .list(
          result.targets.map {
            target($0, Protection.all(of: $0, in: result.graph.environment))
          })
      ),
      ("statistics", statistics(result.graph.statistics)),
      (
        "coverage",
        CoverageJSON.document(
          environment.coverage, GapView.all(of: environment.coverage, result.graph.catalogue))
      ),
    ])
  }

  /// A time as RFC 3339 writes it; nil where there is none, or none that a date can say.
  ///
  /// - Parameter seconds: Seconds since 1970.
  package static func time(_ seconds: Double?) -> String? {
    seconds.flatMap(CalendarDate.standard)
  }

  private static func accounts(_ result: AnalysisResult) -> [JSONTree] {
    result.graph.environment.accounts.keys.sorted().map { id in
      .object([("id", .text(id)), ("name", .text(result.names.accountName(id)))])
    }
  }

  private static func summary(_ result: AnalysisResult) -> JSONTree {
    let bySeverity = Finding.Severity.allCases.reversed().map { severity in
      (severity.rawValue, JSONTree.number(result.findings.count { $0.severity == severity }))
    }
    return .object([
      ("findings", .number(result.findings.count)), ("pairsReached", .number(result.reachedPairs)),
      ("isCut", .bool(result.isCut)), ("bySeverity", .object(bySeverity)),
      ("starts", .number(result.starts.count)), ("targets", .number(result.targets.count)),
    ])
  }

  static func finding(_ finding: Finding, _ result: AnalysisResult) -> JSONTree {
    let path = PathView(finding.path, in: result.graph)
    var members: [(String, JSONTree)] = [
      ("id", .text(finding.id)), ("severity", .text(finding.severity.rawValue)),
      ("severityScore", .number(finding.score)),
      ("severityFactors", .list(finding.factors.map(factor))),
      ("impact", .text(finding.target.impact?.rawValue ?? "control")),
      ("start", StartJSON.document(finding.start)), ("target", target(finding.target)),
      ("path", PathsJSON.path(path)),
      ("atlas", .list(VerdictView.atlas(finding).map(verdict))),
      ("attack", .list(VerdictView.attack(path).map(verdict))),
      ("others", .number(finding.others)),
    ]
    if let lapsed = finding.lapsed { members.append(("lapsedAcceptance", RisksJSON.risk(lapsed))) }
    if let shorter = finding.shorter {
      members.append(
        ("shorterConditionalPath", PathsJSON.path(PathView(shorter, in: result.graph))))
    }
    return .object(members)
  }

  private static func factor(_ factor: SeverityFactor) -> JSONTree {
    .object([
      ("name", .text(factor.name)), ("points", .number(factor.points)),
      ("most", .number(factor.most)), ("reason", .text(factor.reason)),
    ])
  }

  private static func verdict(_ verdict: VerdictView) -> JSONTree {
    .object([("id", .text(verdict.id)), ("name", .text(verdict.name))])
  }

  /// - Parameter protections: what makes harm to it harder; nil within a finding.
  private static func target(_ target: Target, _ protections: [Protection]? = nil) -> JSONTree {
    var members: [(String, JSONTree)] = [
      ("id", .text(target.id)), ("kind", .text(target.kind)), ("name", .text(target.name)),
      ("account", .text(target.account)),
      ("impact", .text(target.impact?.rawValue ?? "control")), ("reason", .text(target.reason)),
      ("file", .text(target.origin.statedFile)), ("pointer", .text(target.origin.pointer)),
    ]
    if let protections {
      members.append(("protections", .list(protections.map(protection))))
    }
    return .object(members)
  }

  private static func protection(_ protection: Protection) -> JSONTree {
    .object([
      ("name", .text(protection.name)), ("state", .text(protection.state.rawValue)),
      ("note", .text(protection.note)), ("file", .text(protection.origin.statedFile)),
      ("pointer", .text(protection.origin.pointer)),
    ])
  }

  private static func statistics(_ statistics: GraphStatistics) -> JSONTree {
    .object([
      ("nodes", .number(statistics.nodes)), ("edges", .number(statistics.edges)),
      ("actors", .number(statistics.actors)), ("classes", .number(statistics.classes)),
      ("setMembers", .number(statistics.setMembers)),
      ("memberStatesLeftOut", .number(statistics.memberStatesLeftOut)),
      ("taggedStatesLeftOut", .number(statistics.taggedStatesLeftOut)),
    ])
  }
}
