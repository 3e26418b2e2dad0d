import Analysis
import Policy

/// Everybody who may do one thing, prepared for every format.
package struct WhoView: Sendable {
  /// One who may do it by a request of their own.
  struct Row {
    var id: String
    var name: String
    var kind: String
    var account: String
    var decision: DecisionView
  }

  /// One who gets there by hops.
  struct Way {
    var path: PathView
    /// The decision at its end.
    var decision: DecisionView
    /// What must be so, on the path and at its end.
    var conditions: [String]

    var certainty: String { conditions.isEmpty && isCertain ? "certain" : "conditional" }
    private var isCertain: Bool { path.certainty == "certain" && decision.answer == .allowed }
  }

  let action: String
  let resource: String
  let identities: Int
  let rows: [Row]
  let outside: [(name: String, decision: DecisionView)]
  let ways: [Way]
  /// Whether paths were searched for.
  let hasPaths: Bool

  /// Prepares an answer. Linear in its size.
  package init(_ who: WhoCan, names: StateNames, in analyzer: Analyzer, hasPaths: Bool) {
    let (action, resource) = (who.question.action, who.question.resource)
    self.action = action
    self.resource = resource
    self.hasPaths = hasPaths
    identities = who.identities
    func view(_ decision: Decision, _ name: String) -> DecisionView {
      DecisionView(decision, principal: name, action: action, resource: resource)
    }
    rows = who.direct.map { direct in
      let name = names.name(direct.node)
      return Row(
        id: names.id(direct.node), name: name, kind: names.kind(direct.node),
        account: names.accountName(names.account(direct.node)),
        decision: view(direct.decision, name))
    }
    outside = who.outside.map { ($0.name, view($0.decision, $0.name)) }
    ways = who.paths.compactMap { path in
      let name = names.name(path.target)
      guard let end = who.ends[path.target].map({ view($0, name) }) else { return nil }
      return Way(
        path: PathView(path, in: analyzer.graph), decision: end,
        conditions: Array(Set(path.conditions + end.conditions)).sorted())
    }
  }

  /// The answer in one sentence.
  var answer: String {
    let certain = rows.count { $0.decision.answer == .allowed }
    let request = "use \(action) on \(resource)"
    guard !rows.isEmpty || !outside.isEmpty else {
      return "Nobody of \(Wording.count(identities, "identity", "identities")) may \(request)."
    }
    var parts = [
      "\(rows.count) of \(Wording.count(identities, "identity", "identities")) may \(request)"
    ]
    if rows.count > certain { parts[0] += ", \(rows.count - certain) of them under conditions" }
    if !outside.isEmpty {
      parts.append("its own policy lets in \(outside.count) from outside")
    }
    if hasPaths { parts.append("\(ways.count) more get there by hops") }
    return Wording.list(parts) + "."
  }
}
