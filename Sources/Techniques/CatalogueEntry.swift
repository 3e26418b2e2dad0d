import Documents

/// A technique beside the text it was read from, so that what is wrong with it can be told with its
/// line.
struct CatalogueEntry {
  var technique: Technique
  /// The entry as written.
  var value: JSONValue
  /// Each need that could be read, as written; as many as the technique has.
  var needs: [JSONValue]
  /// What its file says of actions and keys that the reference lacks: word to reason.
  var exceptions: [String: String]
  /// Whether it was found to be of the wrong shape.
  var hasMistake: Bool

  /// Where a key's value stands; the entry itself where there is none.
  func origin(_ key: String) -> Origin { (value[key] ?? value).origin }

  /// Where an element of a key's list stands.
  func origin(_ key: String, _ position: Int) -> Origin {
    guard let listed = value[key]?.listed, listed.indices.contains(position) else {
      return origin(key)
    }
    return listed[position].origin
  }

  /// Where a part of a need stands.
  func origin(ofNeed position: Int, _ key: String) -> Origin {
    guard needs.indices.contains(position) else { return origin("needs") }
    return (needs[position][key] ?? needs[position]).origin
  }
}

/// A word that is none of those known, with the nearest of them.
func unknownWord(_ what: String, _ word: String, _ known: [String]) -> String {
  let nearest = NearWords.nearest(to: word, among: known)
  let hint = nearest.map { "; did you mean \"\($0)\"?" } ?? "."
  return "unknown \(what) \"\(word)\"\(hint) Known: \(known.sorted().joined(separator: ", "))"
}
