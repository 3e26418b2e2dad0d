/// Decides one request with its reasons.
///
/// The answer ranges over every value of the free keys, one consistent choice for the whole request:
/// allowed when for all unknown values the attacker has a choice that is allowed; denied when none
/// is; conditional otherwise. Three-valued logic finds it where every free key serves one test;
/// the values of keys that serve several are tried. Where their combinations are too many, or a
/// free key stands in for a variable, three-valued logic has to do: it differs only where one value
/// would have to serve two statements.
package func decide(_ request: Request) -> Decision {
  var decision = Decision(answer: .denied, allows: [], denies: [], missing: [])
  let evaluation = Evaluation(request, context: request.context)
  decision.answer = Answer(evaluation.allowed(reasons: &decision))
  if decision.answer != .denied, let exact = FreeKeys(request, evaluation)?.enumerate() {
    decision.answer = exact
  }
  return decision
}

/// The free keys that serve several tests of a request, and the enumeration of their values.
private struct FreeKeys {
  /// Combinations to try: a few milliseconds of work.
  static let limit = 4_000

  let request: Request
  let evaluation: Evaluation
  private(set) var unknownKeys: [(key: String, contexts: [[String]?])] = []
  private(set) var attackerKeys: [(key: String, contexts: [[String]?])] = []

  /// Nil when no free key serves several tests, or when one stands in for a variable: no list of
  /// values stands for all then.
  init?(_ request: Request, _ evaluation: Evaluation) {
    self.request = request
    self.evaluation = evaluation
    let context = request.context
    var uses: [String: Int] = [:]
    request.policies.forEachStatement(covering: request.asked) { statement in
      guard statement.conditions.contains(where: { context.isFree($0.askedKey) }),
        evaluation.mayApply(statement)
      else { return }
      for test in statement.conditions where context.isFree(test.askedKey) {
        uses[test.key, default: 0] += 1
      }
    }
    guard uses.contains(where: { $0.value > 1 }) else { return nil }
    var statements: [Statement] = []
    request.policies.forEachStatement(covering: request.asked) {
      if evaluation.mayApply($0) { statements.append($0) }
    }
    let tests = statements.flatMap(\.conditions)
    let patterns = statements.flatMap(\.resources.patterns) + tests.flatMap(\.values)
    if patterns.contains(where: { !$0.freeVariables(in: context).isEmpty }) { return nil }
    var single: [(key: String, contexts: [[String]?])] = []
    for (key, count) in uses.sorted(by: { $0.key < $1.key }) {
      guard case .free(let free) = context[key] else { continue }
      let contexts = Representatives.of(
        key, free, tests: tests, replacing: { context.variable($0) })
      switch (free.owner, count > 1) {
      case (.attacker, true): attackerKeys.append((key, contexts))
      case (.unknown, true): unknownKeys.append((key, contexts))
      case (.unknown, false): single.append((key, contexts))
      case (.attacker, false): break
      }
    }
    // The attacker's choice may depend on what is unknown, so that has to be fixed first.
    if !attackerKeys.isEmpty { unknownKeys += single }
  }

  /// The exact answer; nil when there is too much to try.
  func enumerate() -> Answer? {
    var combinations = 1
    for (_, contexts) in unknownKeys + attackerKeys {
      combinations *= contexts.count
      if combinations > FreeKeys.limit { return nil }
    }
    var someAllowed = false
    var someDenied = false
    forEach(unknownKeys, request.context) { context in
      var best = Tri.no
      forEach(attackerKeys, context) { context in
        var ignored = Decision(answer: .denied, allows: [], denies: [], missing: [])
        var evaluation = self.evaluation
        evaluation.context = context
        best = best.or(evaluation.allowed(reasons: &ignored))
        return best != .yes
      }
      if best != .no { someAllowed = true }
      if best != .yes { someDenied = true }
      return !(someAllowed && someDenied)
    }
    if someAllowed && someDenied { return .conditional }
    return someAllowed ? .allowed : .denied
  }

  /// Calls `visit` with every choice of values until it answers false.
  private func forEach(
    _ keys: [(key: String, contexts: [[String]?])], _ context: RequestContext,
    _ visit: (RequestContext) -> Bool
  ) {
    var choice = [Int](repeating: 0, count: keys.count)
    while true {
      var chosen = context
      for (index, entry) in keys.enumerated() {
        let values = entry.contexts[choice[index]]
        chosen[entry.key] = values.map { .values($0) } ?? .absent
      }
      guard visit(chosen) else { return }
      var position = 0
      while position < keys.count {
        choice[position] += 1
        if choice[position] < keys[position].contexts.count { break }
        choice[position] = 0
        position += 1
      }
      if position == keys.count { return }
    }
  }
}
