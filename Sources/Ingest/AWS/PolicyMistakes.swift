import Documents
import Policy

/// The mistakes in the policies of a snapshot. Each is told once, with the number of its places.
struct PolicyMistakes {
  /// How many different mistakes of one code are told.
  static let limit = 20

  /// A document by its bytes. They are hashed and not kept: two documents of one length and hash
  /// would only have their mistakes counted wrongly.
  private struct DocumentKey: Hashable {
    let kind: PolicyKind
    let hash: Int
    let length: Int
  }

  private struct Mistake: Hashable {
    let code: String
    let message: String
  }

  private var finder = MistakeFinder()
  /// The positions in `entries` of each distinct document's mistakes, one a place.
  private var documents: [DocumentKey: [Int]] = [:]
  private var entries: [(diagnostic: Diagnostic, places: Int)] = []
  private var indexes: [Mistake: Int] = [:]

  /// Looks for mistakes in a document, once for all that are equal.
  mutating func add(_ document: JSONValue, kind: PolicyKind) {
    let text = document.sourceText
    let key = DocumentKey(kind: kind, hash: text.hashValue, length: text.utf8.count)
    if let known = documents[key] {
      for index in known { entries[index].places += 1 }
      return
    }
    documents[key] = finder.mistakes(in: document, kind: kind).map { add($0) }
  }

  private mutating func add(_ diagnostic: Diagnostic) -> Int {
    let mistake = Mistake(code: diagnostic.code, message: diagnostic.message)
    if let index = indexes[mistake] {
      entries[index].places += 1
      return index
    }
    indexes[mistake] = entries.count
    entries.append((diagnostic, 1))
    return entries.count - 1
  }

  /// The first place of each mistake, and how many more there are.
  var diagnostics: [Diagnostic] {
    var counts: [String: Int] = [:]
    var told: [Diagnostic] = []
    var left: [(code: String, severity: Diagnostic.Severity, origin: Origin)] = []
    for (entry, places) in entries {
      let count = counts[entry.code, default: 0] + 1
      counts[entry.code] = count
      if count == Self.limit + 1 {
        left.append((entry.code, entry.severity, Origin(file: entry.origin.file)))
      }
      guard count <= Self.limit else { continue }
      var diagnostic = entry
      if places > 1 {
        diagnostic.message += " (and at \(places - 1) other place\(places > 2 ? "s" : ""))"
      }
      told.append(diagnostic)
    }
    return told
      + left.map { code, severity, origin in
        let count = (counts[code] ?? 0) - Self.limit
        return Diagnostic(
          severity, code, "\(count) more of this kind, from this file on", at: origin)
      }
  }
}
