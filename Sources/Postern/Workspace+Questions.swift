import Analysis
import Policy
import Reporting

extension Workspace {
  /// Answers one question.
  package func can(
    _ principal: String, _ action: String, _ resource: String, context: [String: String]
  ) throws(Problem) -> CanAnswer {
    let analyzer = Analyzer(environment: environment, catalogue: catalogue)
    let resolver = StateResolver(analyzer.graph)
    let id = resolver.sources(principal) != nil ? principal : resolver.expand(principal)
    try check(action)
    guard let id else { throw unknown(principal, resolver) }
    let resource = try whole(resource, resolver)
    let question = Question(principal: id, action: action, resource: resource, context: context)
    guard let decision = question.answer(with: analyzer)?.decision else {
      throw Problem(["\(id) does not make requests in this snapshot"], isUsage: true)
    }
    return CanAnswer(
      principal: id, action: action, resource: resource, decision: decision,
      remarks: QuestionRemarks.of(action: action, on: resource, in: environment))
  }

  /// Answers one question for everybody.
  ///
  /// - Parameter byHops: Whether those who get there by hops are looked for as well.
  package func who(
    can action: String, _ resource: String, context: [String: String], byHops: Bool
  ) throws(Problem) -> WhoAnswer {
    let analyzer = Analyzer(environment: environment, catalogue: catalogue)
    try check(action)
    let question = Question(
      principal: "", action: action, resource: try whole(resource, StateResolver(analyzer.graph)),
      context: context)
    let who = WhoCan.ask(question, of: analyzer, byHops: byHops)
    return WhoAnswer(
      view: WhoView(who, names: StateNames(analyzer.graph), in: analyzer, hasPaths: byHops),
      remarks: QuestionRemarks.of(
        action: action, on: question.resource, in: environment))
  }

  private func check(_ action: String) throws(Problem) {
    guard action.contains(":"), !action.contains(where: { "*? ".contains($0) }) else {
      throw Problem(
        ["an action is service:Name, for example s3:GetObject, not '\(action)'"], isUsage: true)
    }
  }

  /// A resource's ARN; matched as it stands, a bare name would be a "no" that means nothing.
  private func whole(_ resource: String, _ resolver: StateResolver) throws(Problem) -> String {
    if resource == "*" || resource.hasPrefix("arn:") { return resource }
    guard let expanded = resolver.expand(resource) else { throw unknown(resource, resolver) }
    return expanded
  }
}

/// Everybody who may do one thing.
package struct WhoAnswer: Sendable {
  let view: WhoView
  /// What is odd about the question.
  package let remarks: [String]

  package var json: String { WhoJSON.document(view).serialized() }

  package func text(colour: Bool, isVerbose: Bool) -> String {
    WhoText.text(view, width: 80, colour: colour, isVerbose: isVerbose)
  }
}

/// The answer to one question.
package struct CanAnswer: Sendable {
  let principal: String
  let action: String
  let resource: String
  let decision: Decision
  /// What is odd about the question.
  package let remarks: [String]

  package var json: String {
    DecisionJSON.document(decision, principal: principal, action: action, resource: resource)
      .serialized()
  }

  package func text(colour: Bool) -> String {
    DecisionText.text(
      decision, principal: principal, action: action, resource: resource, width: 80,
      colour: colour)
  }
}
