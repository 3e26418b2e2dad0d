import Documents

/// Why no environment could be made at all.
package struct IngestError: Error, Sendable {
  /// Whose fault it is.
  package enum Kind: Sendable, Hashable {
    /// What was asked for does not exist.
    case usage
    /// What was given exists, and holds nothing that can be used.
    case nothingUsable
  }

  /// Whose fault it is.
  package var kind: Kind
  /// What was found, with file, what was expected and what to do; never empty.
  package var diagnostics: [Diagnostic]

  /// Makes an error.
  package init(_ kind: Kind, _ diagnostics: [Diagnostic]) {
    self.kind = kind
    self.diagnostics = diagnostics
  }
}

extension IngestError: CustomStringConvertible {
  /// The diagnostics, one a line.
  package var description: String {
    diagnostics.map { "\($0.origin.file): \($0.message)" }.joined(separator: "\n")
  }
}
