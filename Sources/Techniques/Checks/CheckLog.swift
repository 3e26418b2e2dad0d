import Documents

/// What a check of one entry finds.
struct CheckLog {
  private(set) var diagnostics: [Diagnostic] = []

  var hasError: Bool { diagnostics.contains { $0.severity == .error } }

  mutating func add(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String, advice: String? = nil,
    at origin: Origin
  ) {
    diagnostics.append(
      Diagnostic(severity, "technique." + code, message, advice: advice, at: origin))
  }
}
