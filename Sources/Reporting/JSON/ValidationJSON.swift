import Environment

/// What a snapshot holds and lacks, as JSON, schema `postern.validate/1`.
package enum ValidationJSON {
  /// The document that `postern validate --format json` prints.
  package static func document(_ view: ValidationView) -> JSONTree {
    .object([
      ("schema", .text("postern.validate/1")),
      ("isWhole", .bool(!view.coverage.hasUnreadable)),
      ("accounts", .list(view.accounts.map(account))),
      ("latent", .texts(view.latent)),
      ("settings", settings(view.settings)),
      ("coverage", CoverageJSON.document(view.coverage, view.gaps)),
    ])
  }

  private static func account(_ row: ValidationView.AccountRow) -> JSONTree {
    .object([
      ("id", .text(row.id)), ("name", .text(row.name)), ("hasInventory", .bool(row.hasInventory)),
      ("users", .number(row.users)), ("roles", .number(row.roles)),
      ("buckets", .number(row.buckets)), ("workloads", .number(row.workloads)),
      ("limits", .text(row.limits.rawValue)),
    ])
  }

  private static func settings(_ settings: Settings) -> JSONTree {
    .object([
      ("starts", .texts(settings.starts)), ("targets", .texts(settings.targets)),
      (
        "acceptedRisks",
        .list(
          settings.acceptedRisks.map { risk in
            .object([
              ("finding", .optional(risk.finding)), ("start", .optional(risk.start)),
              ("target", .optional(risk.target)), ("impact", .optional(risk.impact)),
              ("owner", .text(risk.owner)), ("reason", .text(risk.reason)),
              ("expires", .text(risk.expires)),
            ])
          })
      ),
    ])
  }
}
