/// Names of techniques, short enough for three lines beside an arrow.
enum EdgeLabel {
  private static let width = 15
  private static let lines = 3
  private static let fillers: Set<String> = ["a", "an", "the", "one's", "own"]
  private static let clauses: Set<String> = ["and", "that", "so"]

  /// The name as it is where it fits; else without articles, then without its last clauses, then
  /// with "…" for its end.
  static func short(_ name: String) -> String {
    let words = name.split(separator: " ").map(String.init)
    if fits(words) { return name }
    var rest = words.filter { !fillers.contains($0.lowercased()) }
    while !fits(rest), let cut = rest.lastIndex(where: beginsClause) { rest = Array(rest[..<cut]) }
    if let comma = rest.firstIndex(where: { $0.hasSuffix(",") }), !fits(rest) {
      rest = rest[..<comma] + [String(rest[comma].dropLast())]
    }
    if fits(rest) || words.count < 2 { return rest.joined(separator: " ") }
    while rest.count > 1, !fits(rest.dropLast() + [(rest.last ?? "") + "…"]) { rest.removeLast() }
    return rest.joined(separator: " ") + "…"
  }

  private static func beginsClause(_ word: String) -> Bool { clauses.contains(word) }

  /// Whether the words fill so many lines without being cut.
  private static func fits(_ words: [String]) -> Bool {
    var count = 1
    var used = 0
    for word in words {
      let length = word.unicodeScalars.count
      if length > width { return false }
      if used > 0, used + 1 + length > width {
        count += 1
        used = length
      } else {
        used += (used > 0 ? 1 : 0) + length
      }
    }
    return count <= lines
  }
}
