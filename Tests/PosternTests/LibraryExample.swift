import Postern

/// The urgent findings of a snapshot, hop by hop, and what was not looked at.
func urgentFindings(in snapshot: String) throws(PosternError) -> [String] {
  let report = try Postern.analyze(snapshots: [snapshot])
  var lines: [String] = []
  for finding in report.findings where finding.severity >= .high && finding.path.isCertain {
    lines.append("\(finding.start.name) → \(finding.target.name) (\(finding.impact.rawValue))")
    for hop in finding.path.hops {
      lines.append("  \(hop.technique): \(hop.sentence)")
      for evidence in hop.evidence {
        let statement = evidence.sid ?? "a statement without a Sid"
        lines.append("    \(evidence.place.file):\(evidence.place.line): \(statement)")
      }
    }
  }
  for gap in report.gaps { lines.append("not looked at: \(gap.what): \(gap.command)") }
  return lines
}
