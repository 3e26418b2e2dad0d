import Documents

/// Collects what is wrong with a design.
struct DesignLog {
  private(set) var diagnostics: [Diagnostic] = []

  /// Notes an error: the part of the design that it is about does not count.
  mutating func add(_ code: String, _ message: String, _ advice: String?, at origin: Origin) {
    diagnostics.append(
      Diagnostic(.error, "design." + code, message, advice: advice, at: origin))
  }

  /// Notes what other readers found.
  mutating func add(_ others: [Diagnostic]) { diagnostics += others }

  /// The number of known words up to which the one that was meant is looked for: a file with very
  /// many names and as many mistakes must not take long.
  static let searchLimit = 500

  /// Advice for a word that is not known: the one that was probably meant, or all.
  static func advice(for word: String, among known: [String], _ what: String) -> String {
    if known.count > searchLimit { return "check the spelling" }
    if let near = NearWords.nearest(to: word, among: known) { return "did you mean \"\(near)\"?" }
    if known.isEmpty { return "nothing of this kind is named in the design" }
    let shown = known.prefix(12).joined(separator: ", ") + (known.count > 12 ? ", …" : "")
    return "\(what) can be \(shown)"
  }

  /// A word of a file as a message shows it.
  static func shown(_ word: String) -> String { "\"\(word.prefix(80))\"" }
}

extension JSONValue {
  /// Where the key of this member stands: the record of a key is right before that of its value.
  var keyOrigin: Origin {
    index == 0 ? origin : JSONValue(document: document, index: index - 1).origin
  }
}
