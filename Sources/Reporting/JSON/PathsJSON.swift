import Analysis
import AttackGraph
import Documents
import Environment

/// Attack paths as JSON, schema `postern.paths/1`.
package enum PathsJSON {
  /// The document that `postern paths --format json` prints.
  package static func document(_ paths: [PathView], coverage: Coverage) -> JSONTree {
    .object([
      ("schema", .text("postern.paths/1")),
      ("paths", .list(paths.map(path))),
      ("coverage", CoverageJSON.summary(coverage)),
    ])
  }

  /// One path, as an element of `paths`.
  package static func path(_ path: PathView) -> JSONTree {
    var target: [(String, JSONTree)] = [
      ("id", .text(path.targetID)), ("kind", .text(path.targetKind)),
      ("name", .text(path.targetName)),
    ]
    if let impact = path.impact { target.append(("impact", .text(impact))) }
    return .object([
      ("id", .text(path.id)),
      (
        "source",
        .object([
          ("id", .text(path.sourceID)), ("kind", .text(path.sourceKind)),
          ("name", .text(path.sourceName)),
        ])
      ),
      ("target", .object(target)),
      ("certainty", .text(path.certainty)), ("cost", .number(path.cost)),
      ("conditions", .texts(path.conditions)),
      ("hops", .list(path.hops.map(hop))),
    ])
  }

  private static func hop(_ hop: HopView) -> JSONTree {
    var members: [(String, JSONTree)] = [
      ("from", .text(hop.fromID)), ("to", .text(hop.toID)), ("technique", .text(hop.techniqueID)),
      ("name", .text(hop.techniqueName)), ("sentence", .text(hop.sentence)),
      ("certainty", .text(hop.certainty)), ("conditions", .texts(hop.conditions)),
    ]
    if let via = hop.viaID { members.append(("via", .text(via))) }
    if !hop.attack.isEmpty { members.append(("attack", .texts(hop.attack))) }
    if let close = hop.close { members.append(("close", .text(close))) }
    members.append(("evidence", .list(hop.evidence.map(evidence))))
    return .object(members)
  }

  /// One statement or fact that a hop rests on.
  package static func evidence(_ evidence: Evidence) -> JSONTree {
    var members: [(String, JSONTree)] = [
      ("role", .text(evidence.role)), ("file", .text(evidence.origin.file)),
      ("pointer", .text(evidence.origin.pointer)), ("line", .number(evidence.origin.line)),
      ("sid", .optional(evidence.sid)), ("policy", .text(evidence.policy)),
      ("policyKind", .text(evidence.policyKind)),
    ]
    if let action = evidence.action { members.append(("action", .text(action))) }
    return .object(members)
  }
}

/// The coverage record as JSON.
package enum CoverageJSON {
  /// All of it: files, gaps, diagnostics.
  package static func document(_ coverage: Coverage) -> JSONTree {
    .object([
      ("counts", counts(coverage)),
      ("gaps", .list(coverage.gaps.map(gap))),
      (
        "files",
        .list(
          coverage.files.map {
            .object([
              ("path", .text($0.path)), ("status", .text($0.status.rawValue)),
              ("note", .text($0.note)),
            ])
          })
      ),
      ("diagnostics", .list(coverage.diagnostics.map(diagnostic))),
    ])
  }

  /// What a list of paths carries: counts and gaps.
  package static func summary(_ coverage: Coverage) -> JSONTree {
    .object([
      ("counts", counts(coverage)), ("gaps", .list(coverage.gaps.map(gap))),
      (
        "diagnostics",
        .list(coverage.diagnostics.filter { $0.severity == .error }.map(diagnostic))
      ),
    ])
  }

  private static func counts(_ coverage: Coverage) -> JSONTree {
    let statuses: [Coverage.FileStatus] = [.read, .partly, .unused, .broken]
    return .object(
      statuses.map { status in
        (status.rawValue, .number(coverage.files.count { $0.status == status }))
      })
  }

  private static func gap(_ gap: Coverage.Gap) -> JSONTree {
    .object([
      ("account", .text(gap.account)), ("what", .text(gap.what)), ("why", .text(gap.why)),
      ("command", .text(gap.command)),
    ])
  }

  /// One remark on an input.
  package static func diagnostic(_ diagnostic: Diagnostic) -> JSONTree {
    .object([
      ("severity", .text(diagnostic.severity.rawValue)), ("code", .text(diagnostic.code)),
      ("message", .text(diagnostic.message)), ("advice", .optional(diagnostic.advice)),
      ("file", .text(diagnostic.origin.file)), ("line", .number(diagnostic.origin.line)),
      ("pointer", .text(diagnostic.origin.pointer)),
    ])
  }
}
