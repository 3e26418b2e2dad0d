/// Suggestions for misspelt words.
package enum NearWords {
  /// The known word with the fewest edits from `word`, if they are few for its length; ties go to
  /// the first in order. O(known × length²).
  package static func nearest(to word: String, among known: [String]) -> String? {
    list(to: word, among: known, limit: 1).first
  }

  /// Up to `limit` known words near `word`, nearest first.
  package static func list(to word: String, among known: [String], limit: Int) -> [String] {
    let wanted = Array(word.lowercased().utf8.prefix(256))
    let allowed = max(2, wanted.count / 3)
    let near = known.compactMap { candidate -> (distance: Int, word: String)? in
      let distance = editDistance(wanted, Array(candidate.lowercased().utf8.prefix(256)))
      return distance <= allowed ? (distance, candidate) : nil
    }
    return near.sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }.prefix(limit).map(\.word)
  }

  /// Levenshtein's distance: insertions, deletions and replacements.
  private static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var row = Array(0...right.count)
    for (i, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let replaced = diagonal + (byte == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
      }
    }
    return row[right.count]
  }
}
