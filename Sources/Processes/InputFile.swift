import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program's standard input as an open file without a name.
enum InputFile {
  /// Opens a descriptor from which the bytes can be read from the start. The caller closes it.
  ///
  /// - Throws: `Errno` when no temporary file can be made or written.
  static func open(holding bytes: [UInt8]) throws(Errno) -> FileDescriptor {
    if bytes.isEmpty {
      return try openTyped { try FileDescriptor.open("/dev/null", .readOnly) }
    }
    let file = try makeUnnamed()
    do {
      return try openTyped {
        try file.writeAll(bytes)
        try file.seek(offset: 0, from: .start)
        return file
      }
    } catch {
      try? file.close()
      throw error
    }
  }

  /// Folders for the file, the best first: memory where the system has it, so that names from a
  /// snapshot do not touch a disk.
  private static let folders = ["/dev/shm", "/tmp"]

  private static func makeUnnamed() throws(Errno) -> FileDescriptor {
    var failure = Errno.noSuchFileOrDirectory
    for folder in folders {
      var template = Array("\(folder)/postern-XXXXXX".utf8CString)
      let descriptor = mkstemp(&template)
      guard descriptor >= 0 else {
        failure = Errno(rawValue: errno)
        continue
      }
      unlink(&template)
      // Other programs that are started meanwhile must not inherit it.
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      return FileDescriptor(rawValue: descriptor)
    }
    throw failure
  }

  /// SystemPackage throws nothing but `Errno`, and says so only in words.
  private static func openTyped(
    _ body: () throws -> FileDescriptor
  ) throws(Errno) -> FileDescriptor {
    do {
      return try body()
    } catch {
      throw (error as? Errno) ?? .ioError
    }
  }
}
