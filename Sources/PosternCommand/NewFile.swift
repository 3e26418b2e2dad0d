import Glibc

/// Files that are begun for the user; what is there already is never overwritten.
enum NewFile {
  /// Writes the file, whole or not at all; ends the program with a status where that fails.
  static func write(_ text: String, to file: String) throws {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      let isThere = errno == EEXIST
      let reason = isThere ? "it exists already" : String(cString: strerror(errno))
      Console.note("postern: \(file) is not written: \(reason)")
      throw isThere ? ExitStatus.usage.error : ExitStatus.cannotWrite.error
    }
    let isWritten = write(Array(text.utf8), to: descriptor)
    guard close(descriptor) == 0, isWritten else {
      unlink(file)
      Console.note("postern: \(file) cannot be written")
      throw ExitStatus.cannotWrite.error
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return true }
      var written = 0
      while written < buffer.count {
        let count = Glibc.write(descriptor, start + written, buffer.count - written)
        if count < 0, errno != EINTR { return false }
        written += max(count, 0)
      }
      return true
    }
  }
}
