import AttackGraph
import Environment

/// What better second factors would close: computed by asking again with other starts, since a
/// factor changes which sessions an attacker begins with. What other people's techniques reach
/// stays as it is, so that the numbers are never too large.
package struct FactorClosure: Sendable {
  /// What is known of somebody's second factor before.
  package enum Before: Sendable, Hashable, CaseIterable {
    /// There is none.
    case none
    /// The snapshot does not tell.
    case unknown
    /// There is one, which the attacker gets past.
    case weak
  }

  /// One measure: the same factor for some people.
  package struct Step: Sendable {
    /// What is known of the factors that the people have.
    package var before: Before
    /// Whether the people have a second factor already, which the attacker gets past.
    package var replaces: Bool { before == .weak }
    /// The people whose findings it closes, by id and name, sorted by id.
    package var people: [(id: String, name: String)]
    /// How many of the findings that are shown it closes.
    package var closed: Int
  }

  /// The factor that stops the attacker.
  package var factor: Factor.Kind
  /// Those who have no factor first, then those of whom none is known, then those with a weak one.
  package var steps: [Step]
  /// How many findings there are.
  package var findings: Int

  /// How many findings are left after all steps.
  package var left: Int { findings - steps.reduce(0) { $0 + $1.closed } }
}

/// Computes it for the findings of an analysis.
struct FactorGains {
  let starts: Starts
  let finder: PathFinder

  /// What stops an attacker at the sign-in; nil where no factor does.
  private static func factor(against attacker: Attacker) -> Factor.Kind? {
    switch attacker {
    case .phisher: .totp
    case .aitm: .fido2
    case .infostealer, .insider, .external: nil
    }
  }

  /// Nil where no factor stops the attacker, or closes anything. One search for each target whose
  /// findings have a start that keeps other ways.
  func closure(of findings: [Finding]) -> FactorClosure? {
    guard let factor = FactorGains.factor(against: starts.attacker) else { return nil }
    let better = Factor(kind: factor, serial: nil)
    let closed = closed(findings, by: better)
    let steps = FactorClosure.Before.allCases.compactMap { before -> FactorClosure.Step? in
      let mine = closed.filter { self.before($0.start) == before }
      guard !mine.isEmpty else { return nil }
      let people = Dictionary(mine.map { ($0.start.id, $0.start.name) }) { first, _ in first }
      return FactorClosure.Step(
        before: before, people: people.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
        closed: mine.count)
    }
    if steps.isEmpty { return nil }
    return FactorClosure(factor: factor, steps: steps, findings: findings.count)
  }

  private func closed(_ findings: [Finding], by factor: Factor) -> [Finding] {
    let affected = findings.filter { $0.start.ways.contains(where: \.kind.isSignIn) }
    var remaining: [Start] = []
    var numbers: [String: Int?] = [:]
    for finding in affected where numbers[finding.start.id] == nil {
      let left = start(finding.start, with: factor)
      numbers.updateValue(left == nil ? nil : remaining.count, forKey: finding.start.id)
      if let left { remaining.append(left) }
    }
    let byTarget = Dictionary(grouping: affected) { $0.target.node }.sorted { $0.key < $1.key }
    let reached = Dictionary(
      grouping: Reachability(
        graph: finder.graph, starts: remaining, targets: byTarget.map { $1[0].target }
      ).pairs, by: \.target)
    return byTarget.enumerated().flatMap { number, group in
      let pairs = reached[number] ?? []
      let byStart = Dictionary(pairs.map { ($0.start, $0) }) { first, _ in first }
      if !pairs.isEmpty { finder.aim(at: [group.key], within: PathFinder.Horizon(pairs)) }
      return group.value.filter { finding in
        guard let start = numbers[finding.start.id] ?? nil, let pair = byStart[start] else {
          return true
        }
        return finder.best(from: remaining[start].nodes, isCertain: pair.isCertain) == nil
      }
    }
  }

  /// The start as it would be if the factor were the only one of who signs in; nil where it would
  /// be none.
  private func start(_ start: Start, with factor: Factor) -> Start? {
    switch start.signIn {
    case .user(let number):
      return starts.start(
        user: number, with: starts.environment.users[number].credentials.having(factor))
    case .person(let number): return starts.start(person: number, with: [factor])
    case .root(let account):
      guard let credentials = starts.environment.accounts[account]?.root else { return start }
      return starts.start(rootOf: account, with: credentials.having(factor))
    case nil: return start
    }
  }

  private func before(_ start: Start) -> FactorClosure.Before {
    let factors: [Factor]? =
      switch start.signIn {
      case .user(let number): starts.environment.users[number].credentials.factors
      case .person(let number): starts.environment.identityCenter.people[number].factors
      case .root(let account): starts.environment.accounts[account]?.root?.factors
      case nil: nil
      }
    guard let factors else { return .unknown }
    return factors.isEmpty ? .none : .weak
  }
}

extension Credentials {
  /// The same with one factor in place of all. Where nothing tells of a password, there is one.
  fileprivate func having(_ factor: Factor) -> Credentials {
    var changed = self
    changed.factors = [factor]
    changed.hasPassword = hasPassword ?? true
    return changed
  }
}
