import Subprocess

/// The first bytes of a program's output, up to a limit.
///
/// What comes after the limit is read and forgotten: a program whose pipe nobody empties would
/// never end.
struct BoundedBytes: Sendable {
  /// The bytes that were kept, at most the limit.
  private(set) var bytes: [UInt8] = []
  /// Whether there were more bytes than the limit.
  private(set) var overflowed = false

  /// Reads a stream to its end. A stream that breaks counts as ended: how the program itself ended
  /// is learned from its exit status.
  ///
  /// - Parameter whenFull: Called once, when the first byte beyond the limit arrives.
  static func collect(
    _ stream: SubprocessOutputSequence, limit: Int, whenFull: @Sendable () -> Void
  ) async -> BoundedBytes {
    var collected = BoundedBytes()
    do {
      for try await buffer in stream {
        let wasFull = collected.overflowed
        buffer.withUnsafeBytes { collected.append($0, limit: limit) }
        if collected.overflowed && !wasFull { whenFull() }
      }
    } catch {
      return collected
    }
    return collected
  }

  private mutating func append(_ more: UnsafeRawBufferPointer, limit: Int) {
    let room = max(limit - bytes.count, 0)
    bytes.append(contentsOf: more.prefix(room))
    overflowed = overflowed || more.count > room
  }
}
