import Policy

/// Everybody who may do one thing, as JSON, schema `postern.who/1`.
package enum WhoJSON {
  /// The document that `postern can --who --format json` prints.
  package static func document(_ view: WhoView) -> JSONTree {
    var members: [(String, JSONTree)] = [
      ("schema", .text("postern.who/1")), ("action", .text(view.action)),
      ("resource", .text(view.resource)), ("identities", .number(view.identities)),
      ("direct", .list(view.rows.map(row))),
      (
        "outside",
        .list(
          view.outside.map { name, decision in
            .object([("name", .text(name))] + DecisionJSON.reasons(decision))
          })
      ),
    ]
    if view.hasPaths { members.append(("paths", .list(view.ways.map(way)))) }
    return .object(members)
  }

  private static func row(_ row: WhoView.Row) -> JSONTree {
    .object(
      [
        ("id", .text(row.id)), ("name", .text(row.name)), ("kind", .text(row.kind)),
        ("account", .text(row.account)),
      ] + DecisionJSON.reasons(row.decision))
  }

  private static func way(_ way: WhoView.Way) -> JSONTree {
    .object([
      ("certainty", .text(way.certainty)), ("conditions", .texts(way.conditions)),
      ("path", PathsJSON.path(way.path)),
      ("decision", .object(DecisionJSON.reasons(way.decision))),
    ])
  }
}
