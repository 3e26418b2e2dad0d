import Analysis
import AttackGraph
import Documents
import Environment
import Techniques

/// Attack paths as JSON, schema `postern.paths/1`.
package enum PathsJSON {
  /// The document that `postern paths --format json` prints.
  package static func document(
    _ paths: [PathView], coverage: Coverage, catalogue: Catalogue
  ) -> JSONTree {
    .object([
      ("schema", .text("postern.paths/1")),
      ("paths", .list(paths.map(path))),
      ("coverage", CoverageJSON.summary(coverage, GapView.all(of: coverage, catalogue))),
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
