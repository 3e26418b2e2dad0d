extension Targets {
  /// Lines: an operator, a key, the value of the request, and the listed values.
  static func conditions(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let texts = lines.prefix(12).map { String(decoding: $0, as: UTF8.self) }
    guard texts.count >= 3 else { return }
    let listed = Array(texts.dropFirst(3))
    for comparison in Comparison.allCases {
      check(comparison, key: texts[1], value: texts[2], listed)
    }
    guard let (quantifier, comparison, ifExists) = Comparison.parse(texts[0]) else { return }
    let test = Condition(
      comparison, key: texts[1], values: listed, quantifier: quantifier, ifExists: ifExists)
    let contexts = [nil, [], [texts[2]], [texts[2], texts[1]]] as [[String]?]
    for present in contexts { _ = test.holds(present) { $0.isEmpty ? nil : texts[1] } }
    for owner in [FreeKey.Owner.attacker, .unknown] {
      for world in [RequestContext.World.open, .closed] {
        let free = FreeKey(owner, isMultivalued: quantifier != .single, notBefore: 1_700_000_000)
        let context = RequestContext(world: world, states: [test.key: .free(free)])
        _ = context.outcome(of: [test], for: .allow)
        _ = context.outcome(of: [test], for: .deny)
      }
    }
  }

  /// A negated operator says the opposite of its plain one.
  private static func check(
    _ comparison: Comparison, key: String, value: String, _ listed: [String]
  ) {
    let plain = comparison.rawValue.replacing("Not", with: "")
    let test = Condition(comparison, key: key, values: listed)
    let answer = test.holds([value]) { _ in nil }
    precondition(answer == test.holds([value]) { _ in nil })
    guard comparison.isNegated, let positive = Comparison.parse(plain)?.comparison else { return }
    let opposite = Condition(positive, key: key, values: listed)
    precondition(answer != opposite.holds([value]) { _ in nil }, "\(comparison) \(value)")
  }
}
