/// Statements of candidates' own policies that differ only in the candidate they stand on.
struct StatementGroup {
  let statement: Statement
  /// The candidates it stands on and covers; those it only stands on where what it covers depends
  /// on who asks.
  var candidates: RangeSet32

  /// The groups of a universe, in the order in which their statements first stand.
  ///
  /// - Parameter isStarOnly: whether what is asked about is `*`, not the candidate itself.
  /// - Complexity: O(statements).
  static func groups(of universe: Universe, isStarOnly: Bool) -> [StatementGroup] {
    var groups: [StatementGroup] = []
    var numbers: [Key: Int] = [:]
    for (candidate, policy) in universe.policies.enumerated() {
      for statement in policy?.statements ?? [] {
        let resource = isStarOnly ? "*" : universe.arns[candidate]
        guard
          statement.resources.hasVariables
            || statement.resources.coverage(of: resource, in: RequestContext(), for: .allow) == .yes
        else { continue }
        let key = Key(statement)
        if let number = numbers[key] {
          groups[number].candidates.append(Int32(candidate))
        } else {
          numbers[key] = groups.count
          let first = Int32(candidate)..<(Int32(candidate) + 1)
          groups.append(StatementGroup(statement: statement, candidates: RangeSet32(first)))
        }
      }
    }
    return groups
  }

  private struct Key: Hashable {
    struct Test: Hashable {
      var quantifier: Condition.Quantifier
      var comparison: Comparison
      var ifExists: Bool
      var key: String
      var values: [PatternText]
    }

    var effect: Effect
    var principals: PrincipalElement
    var actions: ActionElement
    var tests: [Test]
    /// Only where what it covers depends on who asks.
    var resources: ResourceElement?

    init(_ statement: Statement) {
      effect = statement.effect
      principals = statement.principals
      actions = statement.actions
      tests = statement.conditions.map {
        Test(
          quantifier: $0.quantifier, comparison: $0.comparison, ifExists: $0.ifExists, key: $0.key,
          values: $0.values)
      }
      resources = statement.resources.hasVariables ? statement.resources : nil
    }
  }
}
