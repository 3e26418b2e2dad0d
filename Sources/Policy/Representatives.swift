import Documents

/// Values that stand for all values of a free key: every test over the key comes out, on some
/// representative, each way that it can come out at all.
enum Representatives {
  /// The candidate contexts of one key: nil is its absence.
  static func of(
    _ key: String, _ free: FreeKey, tests: [Condition], replacing value: (String) -> String?
  ) -> [[String]?] {
    if let only = free.only {
      let contexts: [[String]?] = only.map { [$0] }
      return free.isAlwaysPresent ? contexts : [nil] + contexts
    }
    var seen: Set<String> = []
    var texts: [String] = []
    let tests = tests.filter { $0.key == key }
    let own = tests.flatMap { test in
      test.values.flatMap { samples(test.comparison, $0, value) } + fresh(test)
    }
    for text in own + common(tests, free.prefix, value) + between(tests)
    where free.admits(text) && seen.insert(text).inserted {
      texts.append(text)
    }
    if texts.isEmpty || free.prefix != nil || free.notBefore != nil { texts.append(free.ordinary) }
    var contexts: [[String]?] = texts.map { [$0] }
    if free.isMultivalued {
      contexts += [[]]
      if texts.count > 1 { contexts += pairs(texts) + [texts] }
    }
    return free.isAlwaysPresent ? contexts : [nil] + contexts
  }

  private static func pairs(_ texts: [String]) -> [[String]?] {
    guard texts.count <= 8 else { return [] }
    return texts.indices.flatMap { left in
      texts.indices.dropFirst(left + 1).map { [texts[left], texts[$0]] }
    }
  }

  /// Values at, below and above what the test lists.
  private static func samples(
    _ comparison: Comparison, _ listed: PatternText, _ value: (String) -> String?
  ) -> [String] {
    switch comparison {
    case .stringEquals, .stringNotEquals, .stringEqualsIgnoreCase, .stringNotEqualsIgnoreCase:
      return [listed.plain(replacing: value)].compactMap(\.self)
    case .stringLike, .stringNotLike, .arnEquals, .arnLike, .arnNotEquals, .arnNotLike:
      guard let glob = listed.glob(replacing: value) else { return [] }
      return glob.literal.map { [$0] }
        ?? [glob.witness(), glob.witness(run: "postern-any", one: "y")]
    case .ipAddress, .notIPAddress:
      // Every set of ranges cuts the addresses into pieces that begin at one of these.
      guard let range = AddressRange(listed.text) else { return [] }
      return [range.first, range.next].compactMap(\.self)
    case .null: return []
    default: return ordered(comparison, listed.text)
    }
  }

  /// Values that two of the listed patterns match, or one and what every value begins with.
  private static func common(
    _ tests: [Condition], _ prefix: String?, _ value: (String) -> String?
  ) -> [String] {
    var globs: [Glob] = []
    for test in tests where test.comparison.takesPatterns {
      globs += test.values.compactMap { $0.glob(replacing: value) }.filter { $0.literal == nil }
    }
    if let prefix { globs.append(Glob(pieces: [.literal(prefix), .pattern("*")])) }
    guard globs.count <= 16 else { return [] }
    return globs.indices.flatMap { left in
      globs.indices.dropFirst(left + 1).compactMap { globs[left].commonText(with: globs[$0]) }
    }
  }

  /// Numbers between those that are listed.
  private static func between(_ tests: [Condition]) -> [String] {
    let bounds = tests.flatMap { test -> [Double] in
      if test.comparison.rawValue.hasPrefix("Numeric") {
        return test.values.compactMap { number($0.text) }
      }
      return test.comparison.rawValue.hasPrefix("Date")
        ? test.values.compactMap { Instant.parse($0.text) } : []
    }
    let sorted = Set(bounds).sorted()
    return zip(sorted, sorted.dropFirst()).map { plain($0 + ($1 - $0) / 2) }
  }

  private static func ordered(_ comparison: Comparison, _ text: String) -> [String] {
    if comparison.rawValue.hasPrefix("Numeric"), let middle = number(text) {
      return [middle - 1, middle, middle + 1].map { plain($0) }
    }
    if comparison.rawValue.hasPrefix("Date"), let middle = Instant.parse(text) {
      return [middle - 1, middle, middle + 1].map { plain($0) }
    }
    return [text]
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  /// Values that no list names.
  private static func fresh(_ test: Condition) -> [String] {
    switch test.comparison {
    case .bool, .null: ["true", "false"]
    case .ipAddress, .notIPAddress: ["0.0.0.0", "::"]
    case .arnEquals, .arnLike, .arnNotEquals, .arnNotLike:
      ["arn:aws:postern:other:000000000000:other"]
    default: test.comparison.rawValue.hasPrefix("String") ? ["postern-other"] : []
    }
  }
}
