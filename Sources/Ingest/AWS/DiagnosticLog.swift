import Documents

extension Diagnostic {
  /// The diagnostic with advice, if it has none.
  func advising(_ advice: String) -> Diagnostic {
    var diagnostic = self
    diagnostic.advice = diagnostic.advice ?? advice
    return diagnostic
  }
}

/// Collects diagnostics; of one kind in one file only the first few, then their number.
struct DiagnosticLog {
  /// How many diagnostics with the same code a file may have.
  static let limit = 20

  private struct Key: Hashable {
    let code: String
    let file: String
  }

  private var kept: [Diagnostic] = []
  private var counts: [Key: (count: Int, severity: Diagnostic.Severity)] = [:]
  private var order: [Key] = []

  /// The codes that were reported for each file.
  private(set) var codes: [String: Set<String>] = [:]

  mutating func add(_ diagnostic: Diagnostic) {
    let key = Key(code: diagnostic.code, file: diagnostic.origin.file)
    if counts[key] == nil { order.append(key) }
    let count = (counts[key]?.count ?? 0) + 1
    counts[key] = (count, diagnostic.severity)
    codes[key.file, default: []].insert(key.code)
    if count <= DiagnosticLog.limit { kept.append(diagnostic) }
  }

  mutating func add(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { add(diagnostic) }
  }

  /// Everything kept, in order, and behind it the numbers of what was left out.
  var all: [Diagnostic] {
    kept
      + order.compactMap { key in
        guard let (count, severity) = counts[key], count > DiagnosticLog.limit else { return nil }
        return Diagnostic(
          severity, key.code, "\(count - DiagnosticLog.limit) more of this kind in this file",
          at: Origin(file: key.file))
      }
  }
}
