import Documents

extension MistakeFinder {
  /// Keys that AWS does not know, values that can never be met, and tests that exclude one another.
  mutating func checkConditions(_ statement: WrittenStatement) {
    guard let block = statement.value["Condition"], block.kind == .object else { return }
    var tests: [(name: String, key: String, list: JSONValue)] = []
    for (name, keys) in block.members {
      guard let (_, comparison, _) = Comparison.parse(name), keys.kind == .object else { continue }
      for (key, list) in keys.members {
        checkKey(key, list, statement)
        checkValues(list, name, key, comparison, statement)
        tests.append((name, key.asciiLowercasedText, list))
      }
    }
    guard tests.count > 1 else { return }
    for (index, test) in tests.enumerated() {
      for earlier in tests[..<index] where earlier.key == test.key {
        guard let first = condition(earlier, statement), let second = condition(test, statement),
          !ConditionKeyNames.hasSeveralValues(test.key), first.excludes(second)
        else { continue }
        add(
          "contradiction",
          "\(earlier.name) and \(test.name) on \(second.writtenKey.quoted) exclude one another: "
            + "the statement \(statement.consequence)",
          advice: "give each its own statement, or list the values in one test", at: test.list)
      }
    }
  }

  private func condition(
    _ test: (name: String, key: String, list: JSONValue), _ statement: WrittenStatement
  ) -> Condition? {
    guard let (quantifier, comparison, ifExists) = Comparison.parse(test.name) else { return nil }
    return Condition(
      comparison, key: test.key, values: test.list.listed.compactMap(\.scalarText),
      quantifier: quantifier, ifExists: ifExists, hasVariables: statement.hasVariables)
  }

  private mutating func checkKey(_ key: String, _ list: JSONValue, _ statement: WrittenStatement) {
    let standing = standing(ofKey: key)
    guard standing.isKnown else {
      return add(
        "unknown-condition-key",
        "\(key.quoted) is not a condition key that AWS knows (\(ServiceReference.updated))",
        advice: advice(forKey: standing.folded), at: list)
    }
    guard !standing.isEverywhere, !statement.hasNotAction, !statement.actions.isEmpty,
      !statement.actions.contains(where: { has(standing, $0.coverage) }), standing.isListed
    else { return }
    let action = statement.actions[0].coverage.text
    let others = statement.actions.count - 1
    add(
      "condition-key-mismatch",
      "the reference of \(ServiceReference.updated) does not list the key \(key.quoted) for "
        + action.quoted
        + (others > 0 ? ", nor for the \(others) other action\(others > 1 ? "s" : "")" : "")
        + ": a test of it may see no value",
      advice: "use a key that the action has, or move the test to the actions that have this one",
      at: list, .note)
  }

  /// Whether a key may be there for some of the actions. Patterns are given the benefit of the doubt.
  private mutating func has(_ key: KeyStanding, _ action: ActionCoverage) -> Bool {
    guard action.isLiteral, action.fault == nil, let listed = key.listed else { return true }
    return key.fits(action) {
      guard let facts = ServiceReference.facts(of: action.text) else { return true }
      if facts.conditionKeys.contains(where: { ConditionKeyNames.isForm($0[...], of: listed) }) {
        return true
      }
      return action.types.contains { name in
        type(name)?.conditionKeys.contains { ConditionKeyNames.isForm($0, of: listed) } ?? true
      }
    }
  }

  mutating func advice(forKey key: String) -> String {
    guard let word = suggestion({ ConditionKeyNames.suggestion(for: key) }) else {
      return "check the spelling; a key newer than that is no mistake"
    }
    return "did you mean \"\(word)\"? a key newer than that is no mistake"
  }

  private mutating func checkValues(
    _ list: JSONValue, _ name: String, _ key: String, _ comparison: Comparison,
    _ statement: WrittenStatement
  ) {
    let items = list.listed
    if items.isEmpty {
      add(
        "empty-element", "\(name) compares with an empty list, which nothing equals",
        advice: "list the values, or remove the test", at: list)
    }
    for item in items {
      guard let text = item.string else { continue }
      if comparison.takesVariables { checkVariables(text, at: item, statement) }
      checkPattern(text, at: item, name, key, comparison, hasVariables: statement.hasVariables)
    }
  }

  private mutating func checkPattern(
    _ text: String, at item: JSONValue, _ name: String, _ key: String, _ comparison: Comparison,
    hasVariables: Bool
  ) {
    let value = PatternText(text, hasVariables: hasVariables)
    switch comparison {
    case .stringEquals, .stringNotEquals, .stringEqualsIgnoreCase, .stringNotEqualsIgnoreCase:
      // A function that everyone may call has "*" as its principal, to the letter.
      if value.hasWildcard, text != "*" || key.asciiLowercasedText != "lambda:principal" {
        add(
          "literal-wildcard", "\(name) takes the wildcard in \(text.quoted) for itself",
          advice: "write \(comparison.isNegated ? "StringNotLike" : "StringLike") if the wildcard "
            + "is meant", at: item)
      }
    case .arnEquals, .arnLike, .arnNotEquals, .arnNotLike:
      if text != "*", ARNPattern.components(of: value) == nil {
        add(
          "malformed-arn",
          "\(name) expects an ARN with six components, found \(text.quoted), which none equals",
          advice: "write all five colons; each component may be \"*\"", at: item)
      }
    default: break
    }
  }
}

extension PatternText {
  /// Whether a wildcard stands in the text outside `${…}`.
  fileprivate var hasWildcard: Bool {
    pieces.contains { piece in
      if case .text(let text) = piece { text.contains { $0 == "*" || $0 == "?" } } else { false }
    }
  }
}
