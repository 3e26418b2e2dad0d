import AttackGraph
import Environment
import Policy

/// One question: may this principal do this to that?
package struct Question: Sendable {
  package var principal: String
  package var action: String
  package var resource: String
  /// Context keys that the asker fixes.
  package var context: [String: String]

  package init(
    principal: String, action: String, resource: String, context: [String: String] = [:]
  ) {
    self.principal = principal
    self.action = action
    self.resource = resource
    self.context = context
  }

  /// The answer for the principal's most powerful session; nil when the principal is not in the
  /// snapshot. `session` says which session it is, where it has several.
  package func answer(with analyzer: Analyzer) -> (decision: Decision, session: SessionState?)? {
    let resolver = StateResolver(analyzer.graph)
    guard let sources = resolver.sources(principal) else { return nil }
    let names = StateNames(analyzer.graph)
    let answers = sources.compactMap { node in
      analyzer.explainer.decide(action, at: node, on: resource, context: context).map {
        (decision: $0, session: names.session(node))
      }
    }
    let order: [Answer] = [.allowed, .conditional, .denied]
    return order.lazy.compactMap { wanted in answers.first { $0.decision.answer == wanted } }.first
  }
}
