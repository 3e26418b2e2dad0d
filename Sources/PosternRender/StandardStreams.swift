import Glibc

/// Standard input, output and error without buffers of their own.
enum StandardStreams {
  /// How writing went.
  enum Outcome {
    case written
    /// The reader has gone; that is no failure.
    case readerGone
    case failed
  }

  /// All of standard input; `nil` when it cannot be read or is longer than the limit in bytes.
  static func readAll(limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    let size = 64 << 10
    while bytes.count <= limit {
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
        count = read(STDIN_FILENO, buffer.baseAddress, size)
        initialized = max(count, 0)
      }
      if count == 0 { return bytes }
      if count < 0 && errno != EINTR { return nil }
      bytes += chunk
    }
    return nil
  }

  /// Writes everything to standard output.
  static func write(_ bytes: some Sequence<UInt8>) -> Outcome {
    Array(bytes).withUnsafeBytes { write($0, to: STDOUT_FILENO) }
  }

  /// Writes everything to standard output.
  static func write(_ bytes: UnsafeRawBufferPointer) -> Outcome {
    write(bytes, to: STDOUT_FILENO)
  }

  /// Prints one message for a person to standard error.
  static func complain(_ message: String) {
    _ = Array("postern-render: \(message)\n".utf8).withUnsafeBytes { write($0, to: STDERR_FILENO) }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Outcome {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      let count = Glibc.write(descriptor, start, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        return errno == EPIPE ? .readerGone : .failed
      }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
    return .written
  }
}
