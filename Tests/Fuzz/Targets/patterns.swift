extension Targets {
  /// Two lines, a pattern and a text: what the matcher says is what a slow one says.
  static func patterns(_ bytes: [UInt8]) {
    let lines = bytes.prefix(2000).split(
      separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
    let texts = lines.map { String(decoding: $0, as: UTF8.self) }
    guard texts.count >= 2 else { return }
    let (pattern, text) = (texts[0], texts[1])
    let glob = Glob(pattern)
    precondition(glob.matches(text) == SlowMatch.matches(pattern, text), "\(pattern) \(text)")
    let folded = Glob(pattern, folded: true)
    precondition(
      folded.matches(text)
        == SlowMatch.matches(pattern.asciiLowercasedText, text.asciiLowercasedText))
    precondition(glob.matches(glob.witness()) && glob.matches(glob.witness(run: "ab", one: "é")))
    precondition(glob == Glob(pattern) && glob.prefixLength <= pattern.utf8.count)
    if glob.matchesEverything { precondition(glob.matches(text)) }
    if let literal = glob.literal { precondition(literal == pattern) }
    let other = Glob(text)
    if let common = glob.commonText(with: other) {
      precondition(glob.matches(common) && other.matches(common), common)
    } else if SlowMatch.matches(pattern, text), !text.contains("*"), !text.contains("?") {
      precondition(
        pattern.utf8.count * text.utf8.count > 20_000 || !text.utf8.allSatisfy { $0 < 0x80 })
    }
    _ = PatternText(pattern, hasVariables: true).glob { $0.isEmpty ? nil : text }
  }
}

/// Matching by a table of which beginnings match which: slow and obviously right.
private enum SlowMatch {
  static func matches(_ pattern: String, _ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    // Whether the pattern so far matches so many scalars.
    var reached = [true] + [Bool](repeating: false, count: scalars.count)
    for token in pattern.unicodeScalars {
      var next = [Bool](repeating: false, count: scalars.count + 1)
      for length in 0...scalars.count {
        switch token {
        case "*": next[length] = reached[length] || (length > 0 && next[length - 1])
        case "?": next[length] = length > 0 && reached[length - 1]
        default: next[length] = length > 0 && reached[length - 1] && scalars[length - 1] == token
        }
      }
      reached = next
    }
    return reached[scalars.count]
  }
}
