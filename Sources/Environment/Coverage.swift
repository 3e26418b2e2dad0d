import Documents

/// What was read, what was not, and what that means: a snapshot's honesty.
package struct Coverage: Sendable {
  /// What became of one file.
  package enum FileStatus: String, Sendable, Hashable {
    case read
    /// Read, but with parts that were left out; see the diagnostics.
    case partly
    /// No rule reads this kind of file yet.
    case unused
    /// Could not be read at all.
    case broken
  }

  package struct File: Sendable, Hashable {
    package var path: String
    package var status: FileStatus
    /// What rule read it, or why none did.
    package var note: String

    package init(path: String, status: FileStatus, note: String) {
      self.path = path
      self.status = status
      self.note = note
    }
  }

  /// Something that the snapshot lacks.
  package struct Gap: Sendable, Hashable {
    /// Weight: gaps with a greater weight hide more.
    package var weight: Int
    package var account: String
    /// What is not known.
    package var what: String
    /// What cannot be judged because of it.
    package var why: String
    /// The command whose output would tell, with its place in the snapshot.
    package var command: String
    /// Techniques aimed at things of these kinds cannot be judged: they are latent.
    package var hides: [ResourceKind]
    /// Of these, only those that need this attribute of the thing's state; all without it.
    package var hidesAttribute: String?

    package init(
      weight: Int, account: String, what: String, why: String, command: String,
      hides: [ResourceKind] = [], hidesAttribute: String? = nil
    ) {
      self.weight = weight
      self.account = account
      self.what = what
      self.why = why
      self.command = command
      self.hides = hides
      self.hidesAttribute = hidesAttribute
    }
  }

  package var files: [File]
  package var gaps: [Gap]
  package var diagnostics: [Diagnostic]

  package init() {
    files = []
    gaps = []
    diagnostics = []
  }

  /// Whether some part of the input could not be used.
  package var hasUnreadable: Bool {
    files.contains { $0.status == .broken } || diagnostics.contains { $0.severity == .error }
  }
}
