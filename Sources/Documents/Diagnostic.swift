/// Something to tell the user about an input: what was found, where, and what to do about it.
package struct Diagnostic: Sendable, Hashable {
  /// How much a diagnostic weighs.
  package enum Severity: String, Sendable {
    /// Part of the input could not be used.
    case error
    /// The input was used, but perhaps not as its author meant it.
    case warning
    /// Worth knowing.
    case note
  }

  /// How much it weighs.
  package var severity: Severity
  /// A short id that stays the same between versions, such as `json.syntax`.
  package var code: String
  /// What was found and what was expected, as one sentence without a full stop.
  package var message: String
  /// What to do, where that is known.
  package var advice: String?
  /// Where it was found.
  package var origin: Origin

  /// Makes a diagnostic.
  ///
  /// - Parameters:
  ///   - severity: How much it weighs.
  ///   - code: A short id that stays the same between versions.
  ///   - message: What was found and what was expected.
  ///   - advice: What to do.
  ///   - origin: Where it was found.
  package init(
    _ severity: Severity, _ code: String, _ message: String, advice: String? = nil,
    at origin: Origin
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.advice = advice
    self.origin = origin
  }
}
