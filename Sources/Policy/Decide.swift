/// Decides one request with its reasons.
///
/// The answer ranges over every value of the free keys, one consistent choice for the whole request:
/// allowed when for all unknown values the attacker has a choice that is allowed; denied when none
/// is; conditional otherwise. Where the combinations of values are too many, or a free key stands in
/// for a variable, three-valued logic
/// answers instead, which differs only where one value would have to serve two statements.
package func decide(_ request: Request) -> Decision {
  var decision = Decision(answer: .denied, allows: [], denies: [], missing: [])
  let quick = Evaluation(request, context: request.context).allowed(reasons: &decision)
  decision.answer = Answer(quick)
  if decision.answer == .allowed, decision.denies.allSatisfy({ $0.applies == .no }),
    FreeKeys(request).attackerKeys.isEmpty
  {
    return decision
  }
  if let exact = FreeKeys(request).enumerate() { decision.answer = exact }
  return decision
}

/// The free keys that bear on a request, and the enumeration of their values.
private struct FreeKeys {
  static let limit = 50_000

  let request: Request
  /// Whether a free key stands in for a variable somewhere: no list of values stands for all then.
  let hasFreeVariables: Bool
  private(set) var unknownKeys: [(key: String, contexts: [[String]?])] = []
  private(set) var attackerKeys: [(key: String, contexts: [[String]?])] = []

  init(_ request: Request) {
    self.request = request
    let statements = FreeKeys.relevantStatements(request)
    let tests = statements.flatMap(\.conditions)
    let patterns = statements.flatMap(\.resources.patterns) + tests.flatMap(\.values)
    hasFreeVariables = patterns.contains { !$0.freeVariables(in: request.context).isEmpty }
    for key in Set(tests.flatMap(\.mentionedKeys)).sorted() {
      guard case .free(let free) = request.context[key] else { continue }
      let contexts = Representatives.of(
        key, free, tests: tests, replacing: { request.context.variable($0) })
      if free.owner == .attacker {
        attackerKeys.append((key, contexts))
      } else {
        unknownKeys.append((key, contexts))
      }
    }
  }

  /// The statements whose action matches.
  private static func relevantStatements(_ request: Request) -> [Statement] {
    let policies = request.policies
    var documents = policies.identity + (policies.session ?? [])
    documents += (policies.serviceControl ?? []).joined()
    documents += (policies.resourceControl ?? []).joined()
    documents += [policies.boundary, policies.resource].compactMap(\.self)
    return documents.flatMap(\.statements).filter { $0.actions.matches(request.action) }
  }

  /// The exact answer; nil when no key is free, or when it cannot be found by trying values.
  func enumerate() -> Answer? {
    guard !(unknownKeys.isEmpty && attackerKeys.isEmpty), !hasFreeVariables else { return nil }
    var combinations = 1
    for (_, contexts) in unknownKeys + attackerKeys {
      combinations *= contexts.count
      if combinations > FreeKeys.limit { return nil }
    }
    var someAllowed = false
    var someDenied = false
    forEach(unknownKeys, request.context) { context in
      var allowed = false
      forEach(attackerKeys, context) { context in
        var ignored = Decision(answer: .denied, allows: [], denies: [], missing: [])
        if Evaluation(request, context: context).allowed(reasons: &ignored) == .yes {
          allowed = true
        }
        return !allowed
      }
      if allowed { someAllowed = true } else { someDenied = true }
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
