/// Finds what somebody may have meant.
enum NearestWord {
  /// The known word that is fewest changes of a letter away, if that is near enough to be a slip;
  /// of several, the first.
  static func find(_ word: String, in known: [String]) -> String? {
    let letters = Array(word.lowercased().prefix(64))
    var best: (word: String, distance: Int)?
    for candidate in known {
      let distance = distance(letters, Array(candidate.lowercased()))
      if distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    guard let best, best.distance <= max(2, best.word.count / 3) else { return nil }
    return best.word
  }

  /// Levenshtein's distance. Quadratic in the lengths, which are those of words.
  private static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var row = Array(0...second.count)
    for (line, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (column, other) in second.enumerated() {
        let above = row[column + 1]
        row[column + 1] = min(above + 1, row[column] + 1, diagonal + (letter == other ? 0 : 1))
        diagonal = above
      }
    }
    return row[second.count]
  }
}
