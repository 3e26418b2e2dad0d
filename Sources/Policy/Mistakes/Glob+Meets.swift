extension Glob {
  /// Whether some text is matched by both patterns. O(product of the lengths).
  ///
  /// Patterns too long to compare are taken to meet: this serves advice, not decisions.
  func meets(_ other: Glob) -> Bool {
    if let literal { return other.matches(literal) }
    if let literal = other.literal { return matches(literal) }
    guard tokens.count * other.tokens.count <= 1_000_000 else { return true }
    // A row holds, for one position in this pattern, the positions in the other that are reached.
    var row = [Bool](repeating: false, count: other.tokens.count + 1)
    row[0] = true
    for index in 0...tokens.count {
      var next = [Bool](repeating: false, count: row.count)
      let own = index < tokens.count ? tokens[index] : nil
      for position in row.indices where row[position] {
        let given = position < other.tokens.count ? other.tokens[position] : nil
        if own == .run { next[position] = true }
        guard let given else { continue }
        if own == .run || given == .run { row[position + 1] = true }
        if own != nil, given == .run { next[position] = true }
        if let own, own != .run, given != .run, Glob.agree(own, given) { next[position + 1] = true }
      }
      if index == tokens.count { return row[row.count - 1] }
      row = next
    }
    return false
  }

  private static func agree(_ left: Token, _ right: Token) -> Bool {
    if case .byte(let first) = left, case .byte(let second) = right { return first == second }
    return true
  }
}
