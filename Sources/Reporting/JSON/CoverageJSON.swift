import Documents
import Environment

/// The coverage record as JSON.
package enum CoverageJSON {
  /// All of it: files, gaps, diagnostics.
  package static func document(_ coverage: Coverage, _ gapViews: [GapView]) -> JSONTree {
    .object([
      ("counts", counts(coverage)),
      ("gaps", gaps(gapViews)),
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
  package static func summary(_ coverage: Coverage, _ gapViews: [GapView]) -> JSONTree {
    .object([
      ("counts", counts(coverage)), ("gaps", gaps(gapViews)),
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

  private static func gaps(_ views: [GapView]) -> JSONTree {
    .list(
      views.map { gap in
        .object([
          ("account", .text(gap.account)), ("what", .text(gap.what)), ("why", .text(gap.why)),
          ("command", .text(gap.command)), ("latent", .texts(gap.latent)),
        ])
      })
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
