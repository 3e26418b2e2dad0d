/// What the reader of YAML accepts before it gives up.
///
/// YAML is for files that people write, so these are far below those of JSON.
package struct YAMLLimits: Sendable, Hashable {
  /// How many bytes a text may have.
  package var maximumBytes: Int
  /// How deeply sequences and mappings may nest.
  package var maximumDepth: Int
  /// How many keys and values a document may have once every alias is replaced by what it stands
  /// for: the guard against a few lines that stand for billions.
  package var maximumNodes: Int
  /// How many bytes the document may have as JSON, aliases replaced.
  package var maximumOutput: Int

  /// Makes limits.
  ///
  /// - Parameters:
  ///   - maximumBytes: How many bytes a text may have.
  ///   - maximumDepth: How deeply sequences and mappings may nest; at most 512 has an effect.
  ///   - maximumNodes: How many keys and values a document may have, aliases replaced.
  ///   - maximumOutput: How many bytes the document may have as JSON, aliases replaced.
  package init(
    maximumBytes: Int = 16 << 20, maximumDepth: Int = 100, maximumNodes: Int = 1_000_000,
    maximumOutput: Int = 64 << 20
  ) {
    self.maximumBytes = maximumBytes
    self.maximumDepth = min(maximumDepth, 512)
    self.maximumNodes = maximumNodes
    self.maximumOutput = maximumOutput
  }
}
