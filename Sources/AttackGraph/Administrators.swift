import Policy

/// Who is effectively allowed every action of the service authorization reference on every
/// resource of its account, however the Allow is written.
final class Administrators {
  private var known: [Set<ActionElement>: Bool] = [:]
  private lazy var allActions = ServiceReference.allActions

  /// Whether a class is an administrator: its own policies, and its boundary, allow everything,
  /// and none of them denies anything.
  func isAdministrator(_ policyClass: PolicyClass) -> Bool {
    guard allowsEverything(policyClass.identity, policyClass.context) else { return false }
    return policyClass.boundary.map { allowsEverything([$0], policyClass.context) } ?? true
  }

  private func allowsEverything(_ policies: [CompiledPolicy], _ context: RequestContext) -> Bool {
    var elements: Set<ActionElement> = []
    for statement in policies.lazy.flatMap(\.document.statements) {
      switch statement.effect {
      case .deny:
        if context.outcome(of: statement.conditions, for: .deny) != .no { return false }
      case .allow:
        guard coversEveryResource(statement.resources),
          context.outcome(of: statement.conditions, for: .allow) == .yes
        else { continue }
        elements.insert(statement.actions)
      }
    }
    return coversEveryAction(elements)
  }

  private func coversEveryResource(_ element: ResourceElement) -> Bool {
    switch element {
    case .any: return true
    case .only(let patterns):
      return patterns.contains { ["*", "arn:*", "*:*"].contains($0.text) }
    case .allBut: return false
    }
  }

  private func coversEveryAction(_ elements: Set<ActionElement>) -> Bool {
    if elements.isEmpty { return false }
    if elements.contains(where: { isEverything($0) }) { return true }
    // Without a complement or a very long list the reference cannot be covered.
    guard
      elements.contains(where: \.isComplement)
        || elements.reduce(0, { $0 + $1.patterns.count }) > 100
    else { return false }
    if let answer = known[elements] { return answer }
    let answer = allActions.allSatisfy { action in elements.contains { $0.matches(action) } }
    known[elements] = answer
    return answer
  }

  private func isEverything(_ element: ActionElement) -> Bool {
    !element.isComplement && element.patterns.contains { $0.matchesEverything || $0 == everyAction }
  }

  private let everyAction = Glob("*:*", folded: true)
}
