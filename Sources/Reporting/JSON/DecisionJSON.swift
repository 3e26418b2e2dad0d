import Documents
import Policy

/// A decision as JSON, schema `postern.can/1`.
package enum DecisionJSON {
  /// The document that `postern can --format json` prints.
  ///
  /// - Parameters:
  ///   - decision: The decision.
  ///   - principal: Who asks, as the user knows them.
  ///   - action: What is asked for.
  ///   - resource: What it is asked on.
  package static func document(
    _ decision: Decision, principal: String, action: String, resource: String
  ) -> JSONTree {
    let view = DecisionView(decision, principal: principal, action: action, resource: resource)
    return .object(
      [
        ("schema", .text("postern.can/1")), ("principal", .text(view.principal)),
        ("action", .text(view.action)), ("resource", .text(view.resource)),
      ] + reasons(view))
  }

  /// The answer and all that it rests on.
  static func reasons(_ view: DecisionView) -> [(String, JSONTree)] {
    [
      ("decision", .text(view.answer.rawValue)), ("explanation", .text(view.explanation)),
      ("conditions", .texts(view.conditions)),
      ("statements", .list(view.statements.map(statement))),
      ("missing", .list(view.missing.map(missing))),
    ]
  }

  private static func statement(_ statement: StatementView) -> JSONTree {
    .object([
      ("effect", .text(statement.effect)), ("layer", .text(statement.layer)),
      ("policy", .text(statement.policy)), ("policyKind", .text(statement.policyKind)),
      ("sid", .optional(statement.sid)), ("file", .text(statement.origin.file)),
      ("line", .number(statement.origin.line)), ("pointer", .text(statement.origin.pointer)),
      ("applies", .text(statement.isCertain ? "certain" : "conditional")),
      ("conditions", .texts(statement.conditions)),
    ])
  }

  private static func missing(_ missing: MissingView) -> JSONTree {
    .object([
      ("layer", .optional(missing.layer)), ("policy", .optional(missing.policy)),
      ("text", .text(missing.text)),
    ])
  }
}
