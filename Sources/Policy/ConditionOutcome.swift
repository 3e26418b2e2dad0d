import Synchronization

/// Which side a condition serves: the attacker wants an Allow to hold and a Deny to fail.
package enum Polarity: Sendable, Hashable {
  case allow
  case deny

  package init(_ effect: Effect) { self = effect == .allow ? .allow : .deny }

  /// What a test comes to that may hold or fail as its owners choose: the attacker chooses well.
  func choice(of owners: [FreeKey.Owner]) -> Tri {
    owners.contains(.unknown) ? .maybe : Tri(self == .allow)
  }
}

extension RequestContext {
  /// Whether one test holds, as far as the context tells. A key that the attacker writes counts in
  /// its favour: it satisfies an Allow and escapes a Deny wherever some value does so.
  package func outcome(of test: Condition, for polarity: Polarity) -> Tri {
    let value: (String) -> String? = { variable($0) }
    let open = test.hasVariables ? test.values.filter { !$0.freeVariables(in: self).isEmpty } : []
    switch self[test.askedKey] {
    case .absent: return Tri(test.holds(nil, replacing: value))
    case .values(let values):
      let isOpen = open.contains { listed in
        values.contains { listed.widest(in: self)?.matches($0) ?? false }
      }
      guard isOpen else { return Tri(test.holds(values, replacing: value)) }
      // What matches without the open values decides; else it is up to who chooses them.
      if test.holds(values, replacing: value) == !test.comparison.isNegated {
        return Tri(!test.comparison.isNegated)
      }
      return polarity.choice(of: open.flatMap { $0.freeVariables(in: self) })
    case .free(let free):
      if !open.isEmpty { return polarity.choice(of: [free.owner]) }
      let results = outcomes(of: test, over: free)
      if free.owner == .attacker {
        return Tri(polarity == .allow ? results.canHold : !results.canFail)
      }
      if !results.canFail { return .yes }
      return results.canHold ? .maybe : .no
    }
  }

  /// Whether a test holds for some value of its free key, and whether it fails for some.
  private func outcomes(of test: Condition, over free: FreeKey) -> FreeOutcomes.Outcome {
    func find() -> FreeOutcomes.Outcome {
      let value: (String) -> String? = { variable($0) }
      let contexts = Representatives.of(test.key, free, tests: [test], replacing: value)
      let results = contexts.map { test.holds($0, replacing: value) }
      return FreeOutcomes.Outcome(
        canHold: results.contains(true), canFail: results.contains(false))
    }
    return test.hasVariables ? find() : test.freeOutcomes.outcome(over: free, find)
  }

  /// Whether all tests hold: their conjunction.
  package func outcome(of tests: [Condition], for polarity: Polarity) -> Tri {
    var result = Tri.yes
    for test in tests where result != .no {
      result = result.and(outcome(of: test, for: polarity))
    }
    return result
  }

  /// The tests that stay open: their key's value is not known.
  package func openTests(among tests: [Condition], for polarity: Polarity) -> [Condition] {
    tests.filter { outcome(of: $0, for: polarity) == .maybe }
  }
}

/// What a test without variables comes to over all values of its key, kept for each way in which
/// the key may be free: a handful at most.
final class FreeOutcomes: Sendable {
  struct Outcome {
    var canHold: Bool
    var canFail: Bool
  }

  private let kept = Mutex<[(free: FreeKey, outcome: Outcome)]>([])

  func outcome(over free: FreeKey, _ find: () -> Outcome) -> Outcome {
    if let known = kept.withLock({ $0.first { $0.free == free }?.outcome }) { return known }
    let outcome = find()
    kept.withLock { if $0.count < 8 { $0.append((free, outcome)) } }
    return outcome
  }
}

extension PatternText {
  /// The owners of the variables in the text whose values are not fixed.
  func freeVariables(in context: RequestContext) -> [FreeKey.Owner] {
    if fixed != nil { return [] }
    return variableKeys.compactMap {
      if case .free(let free) = context[$0] { free.owner } else { nil }
    }
  }

  /// The pattern that matches whatever this one matches for some value of its free variables.
  func widest(in context: RequestContext) -> Glob? {
    if let fixed { return fixed }
    var known: [Glob.Piece] = []
    for piece in pieces {
      if case .variable(let key, _) = piece, case .free = context[key] {
        known.append(.pattern("*"))
      } else if let pieces = VariablePiece.resolve([piece], { context.variable($0) }) {
        known += pieces
      } else {
        return nil
      }
    }
    return Glob(pieces: known)
  }
}

extension ResourceElement {
  /// Whether the element covers a resource, as far as the context tells.
  func coverage(
    of resource: String, in context: RequestContext, for polarity: Polarity
  ) -> Tri {
    var owners: [FreeKey.Owner] = []
    for pattern in patterns {
      if let fixed = pattern.fixed {
        if fixed.matches(resource) { return Tri(!isComplement) }
        continue
      }
      guard let glob = pattern.widest(in: context), glob.matches(resource) else { continue }
      let free = pattern.freeVariables(in: context)
      if free.isEmpty { return Tri(!isComplement) }
      owners += free
    }
    return owners.isEmpty ? Tri(isComplement) : polarity.choice(of: owners)
  }
}
