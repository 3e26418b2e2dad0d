/// What a reader accepts before it gives up, so that no input can exhaust the machine.
package struct JSONLimits: Sendable, Hashable {
  /// How deeply arrays and objects may nest.
  package var maximumDepth: Int
  /// How many bytes a text may have. Never more than 4 GiB − 2: offsets have 32 bits.
  package var maximumBytes: Int {
    didSet { maximumBytes = min(maximumBytes, 0xFFFF_FFFE) }
  }

  /// Makes limits.
  ///
  /// - Parameters:
  ///   - maximumDepth: How deeply arrays and objects may nest.
  ///   - maximumBytes: How many bytes a text may have; larger values than the default have no
  ///     effect.
  package init(maximumDepth: Int = 512, maximumBytes: Int = 0xFFFF_FFFE) {
    self.maximumDepth = maximumDepth
    self.maximumBytes = min(maximumBytes, 0xFFFF_FFFE)
  }
}
