import Analysis
import Environment

/// Starts and what second factors would close, as JSON.
enum StartJSON {
  static func document(_ start: Start) -> JSONTree {
    .object([
      ("id", .text(start.id)), ("name", .text(start.name)), ("account", .text(start.account)),
      ("reason", .text(start.reason)), ("difficulty", .number(start.difficulty)),
      ("isKnown", .bool(start.isKnown)), ("isInactive", .bool(start.isInactive)),
      ("ways", .list(start.ways.map(way))),
    ])
  }

  private static func way(_ way: StartWay) -> JSONTree {
    .object([
      ("kind", .text(way.kind.rawValue)), ("reason", .text(way.reason)),
      ("cost", .number(way.cost)), ("isKnown", .bool(way.isKnown)),
      ("isInactive", .bool(way.isInactive)), ("file", .text(way.origin.statedFile)),
      ("line", .number(way.origin.line)), ("pointer", .text(way.origin.pointer)),
    ])
  }

  /// `secondFactors` of a report; null where no factor closes anything.
  static func factors(_ closure: FactorClosure?) -> JSONTree {
    guard let closure else { return .null }
    return .object([
      ("factor", .text(closure.factor == .fido2 ? "FIDO2" : "any")),
      ("findings", .number(closure.findings)), ("left", .number(closure.left)),
      (
        "steps",
        .list(
          closure.steps.map { step in
            .object([
              ("replaces", .bool(step.replaces)), ("closes", .number(step.closed)),
              ("people", .list(step.people.map { .text($0.id) })),
            ])
          })
      ),
    ])
  }
}
