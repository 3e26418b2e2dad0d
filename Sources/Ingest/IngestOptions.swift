/// What decides how snapshots are read, beside the snapshots.
package struct IngestOptions: Sendable {
  /// The path of a `postern.yaml` that replaces those at the snapshots' roots.
  package var configuration: String?
  /// The time at which time conditions are judged, in seconds since 1970; nil takes it from the
  /// snapshot.
  package var asOf: Double?
  /// The size in bytes above which a file is refused.
  package var maximumFileSize: Int
  /// What the path `-` stands for.
  package var standardInput: [UInt8]?

  /// Makes options.
  ///
  /// - Parameters:
  ///   - configuration: The path of a `postern.yaml` that replaces those at the snapshots' roots.
  ///   - asOf: The time at which time conditions are judged, in seconds since 1970.
  ///   - maximumFileSize: The size in bytes above which a file is refused.
  ///   - standardInput: What the path `-` stands for.
  package init(
    configuration: String? = nil, asOf: Double? = nil, maximumFileSize: Int = 2 << 30,
    standardInput: [UInt8]? = nil
  ) {
    self.configuration = configuration
    self.asOf = asOf
    self.maximumFileSize = maximumFileSize
    self.standardInput = standardInput
  }
}
