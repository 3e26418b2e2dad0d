import Policy

/// Who is effectively allowed every action of the service authorization reference on every
/// resource of its account, however the Allow is written.
final class Administrators {
  private lazy var allActions = ServiceReference.allActions
  private var kept: [ObjectIdentifier: Contribution] = [:]
  /// The actions that a complement leaves out, by complement.
  private var exceptions: [ActionElement: [String]] = [:]

  /// What a policy contributes to being an administrator.
  private struct Contribution {
    /// Unconditional Allows on every resource.
    var elements: [ActionElement]
    var allowsAll: Bool
    /// Statements whose conditions depend on who asks.
    var conditional: [Statement]
    var denies: Bool
  }

  /// Whether a class is an administrator: its own policies, and its boundary, allow everything,
  /// and none of them denies anything.
  func isAdministrator(_ policyClass: PolicyClass) -> Bool {
    guard allowsEverything(policyClass.identity, policyClass.context) else { return false }
    return policyClass.boundary.map { allowsEverything([$0], policyClass.context) } ?? true
  }

  /// Whether a policy by itself allows every action on every resource.
  func allowsAll(_ policy: CompiledPolicy) -> Bool { contribution(of: policy).allowsAll }

  private func allowsEverything(_ policies: [CompiledPolicy], _ context: RequestContext) -> Bool {
    let contributions = policies.map { contribution(of: $0) }
    if contributions.contains(where: \.denies) { return false }
    var elements: [ActionElement] = []
    for statement in contributions.lazy.flatMap(\.conditional) {
      let value = context.outcome(of: statement.conditions, for: Polarity(statement.effect))
      switch statement.effect {
      case .deny: if value != .no { return false }
      case .allow: if value == .yes { elements.append(statement.actions) }
      }
    }
    if contributions.contains(where: \.allowsAll) { return true }
    return coversEveryAction(elements + contributions.flatMap(\.elements))
  }

  private func contribution(of policy: CompiledPolicy) -> Contribution {
    if let known = kept[ObjectIdentifier(policy)] { return known }
    var made = Contribution(elements: [], allowsAll: false, conditional: [], denies: false)
    for statement in policy.document.statements {
      let isPlain = statement.conditions.isEmpty
      switch statement.effect {
      case .deny:
        if isPlain { made.denies = true } else { made.conditional.append(statement) }
      case .allow:
        guard coversEveryResource(statement.resources) else { continue }
        if isPlain {
          made.elements.append(statement.actions)
        } else {
          made.conditional.append(statement)
        }
      }
    }
    made.allowsAll = made.elements.contains(where: isEverything)
    kept[ObjectIdentifier(policy)] = made
    return made
  }

  private func coversEveryResource(_ element: ResourceElement) -> Bool {
    switch element {
    case .any: true
    case .only(let patterns): patterns.contains { ["*", "arn:*", "*:*"].contains($0.text) }
    case .allBut: false
    }
  }

  /// Whether the elements together cover the reference: where one is a complement, the others have
  /// to cover what it leaves out.
  private func coversEveryAction(_ elements: [ActionElement]) -> Bool {
    if elements.contains(where: isEverything) { return true }
    if let complement = elements.first(where: \.isComplement) {
      return left(out: complement).allSatisfy { action in
        elements.contains { $0.matches(action) }
      }
    }
    // A list without wildcards for whole services cannot name every action there is.
    guard elements.reduce(0, { $0 + $1.patterns.count }) > 100 else { return false }
    return allActions.allSatisfy { action in elements.contains { $0.matches(action) } }
  }

  private func left(out complement: ActionElement) -> [String] {
    if let known = exceptions[complement] { return known }
    let actions = allActions.filter { !complement.matches($0) }
    exceptions[complement] = actions
    return actions
  }

  private func isEverything(_ element: ActionElement) -> Bool {
    !element.isComplement && element.patterns.contains { $0.matchesEverything || $0 == everyAction }
  }

  private let everyAction = Glob("*:*", folded: true)
}
