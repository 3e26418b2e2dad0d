import AttackGraph
import Environment
import Policy

/// Who may do one thing: everybody whose own requests are allowed, those outside whom the resource's
/// policy lets in, and those who get there by hops.
package struct WhoCan: Sendable {
  /// Somebody whose own request is allowed, perhaps under conditions.
  package struct Direct: Sendable {
    /// The state whose request it is.
    package var node: Int32
    package var decision: Decision
  }

  /// Somebody whom no inventory holds and the resource's own policy lets in.
  package struct Outside: Sendable {
    package var name: String
    package var decision: Decision
  }

  package var question: Question
  /// Users and roles, certain before conditional, then by id.
  package var direct: [Direct] = []
  package var outside: [Outside] = []
  /// The best path of each that is not among `direct`; empty unless asked for.
  package var paths: [AttackPath] = []
  /// How many users, roles and people of Identity Center there are.
  package var identities = 0

  /// Asks for everybody. The question's principal is of no matter.
  ///
  /// - Parameter byHops: Whether paths are searched for as well.
  /// - Complexity: one decision a state, and one proof a path.
  package static func ask(
    _ question: Question, of analyzer: Analyzer, byHops: Bool
  ) -> WhoCan {
    var answer = WhoCan(question: question)
    let sources = identities(analyzer.graph)
    let people = people(analyzer.graph)
    answer.identities = sources.count + people.count
    let decided = analyzer.explainer.decide(
      question.action, at: sources.flatMap(\.self), on: question.resource,
      context: question.context)
    let decisions = Dictionary(decided.map { ($0.node, $0.decision) }) { first, _ in first }
    var others: [[Int32]] = []
    for states in sources {
      if let best = best(of: states, decisions) {
        answer.direct.append(best)
      } else {
        others.append(states)
      }
    }
    // The sort is stable by number, and identities come sorted by id.
    answer.direct = answer.direct.enumerated().sorted {
      (rank($0.element.decision), $0.offset) < (rank($1.element.decision), $1.offset)
    }.map(\.element)
    answer.outside = analyzer.explainer.decideOutside(
      question.action, on: question.resource, context: question.context
    ).filter { $0.decision.answer != .denied }.map(Outside.init)
    if byHops { answer.findPaths(from: others + people, question, analyzer) }
    return answer
  }

  /// The existing sessions of each user and role, users first, by ARN.
  private static func identities(_ graph: AttackGraph) -> [[Int32]] {
    let users = graph.environment.users.enumerated().map { number, user in
      let sessions = graph.sessions(ofUser: number)
      return Sessions.existing(of: user.credentials).compactMap { sessions[$0] }
    }
    let roles = graph.environment.roles.indices.map { number in
      [graph.session(ofRole: number)].compactMap(\.self)
    }
    return (users + roles).filter { !$0.isEmpty }
  }

  /// The people of Identity Center who have some role, and whoever has one without being named:
  /// nothing is allowed to them but by the roles of their permission sets.
  private static func people(_ graph: AttackGraph) -> [[Int32]] {
    let people = graph.environment.identityCenter.people.indices.compactMap { graph.person($0) }
    let unnamed = graph.assigneeIDs.compactMap { graph.assignees($0) }
    return (people + unnamed).filter { graph.leadsSomewhere($0) }.map { [$0] }
  }

  private static func rank(_ decision: Decision) -> Int { decision.answer == .allowed ? 0 : 1 }

  private static func best(of states: [Int32], _ decisions: [Int32: Decision]) -> Direct? {
    let able = states.compactMap { node in
      decisions[node].flatMap { $0.answer == .denied ? nil : Direct(node: node, decision: $0) }
    }
    return able.first { $0.decision.answer == .allowed } ?? able.first
  }

  /// Paths to every state, also those that only hops make, whose request is allowed.
  private mutating func findPaths(
    from others: [[Int32]], _ question: Question, _ analyzer: Analyzer
  ) {
    let states = analyzer.graph.actors.map(\.node)
    let able = analyzer.explainer.decide(
      question.action, at: states, on: question.resource, context: question.context
    ).filter { $0.decision.answer != .denied }
    let finder = PathFinder(graph: analyzer.graph, explainer: analyzer.explainer)
    let certain = Set(able.filter { $0.decision.answer == .allowed }.map(\.node))
    var found: [Int: AttackPath] = [:]
    // Those who get there for certain first; what is left may get there under conditions.
    for targets in [Array(certain), able.map(\.node)] {
      finder.aim(at: targets.sorted())
      for (number, sources) in others.enumerated() where found[number]?.isCertain != true {
        guard let path = finder.best(from: sources)?.best else { continue }
        if found[number] == nil { found[number] = path }
      }
    }
    paths = found.sorted { $0.key < $1.key }.map(\.value).enumerated().sorted {
      ($0.element.isCertain ? 0 : 1, $0.element.hops.count, $0.offset)
        < ($1.element.isCertain ? 0 : 1, $1.element.hops.count, $1.offset)
    }.map(\.element)
    ends = Dictionary(able.map { ($0.node, $0.decision) }) { first, _ in first }
  }

  /// The decisions of the states where paths end.
  package var ends: [Int32: Decision] = [:]
}
