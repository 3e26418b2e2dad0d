import Documents

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The few calls on files and folders that reading needs. Names are bytes: a file system holds
/// names that are no text, and they can be opened all the same.
enum FileSystem {
  /// What stands at a path.
  enum Kind: Sendable {
    case file
    case folder
    /// A pipe: what a shell makes of `<(command)`, or what waits for someone to write.
    case pipe
    /// A device or a socket.
    case other

    /// What it is, in words.
    var phrase: String {
      switch self {
      case .file: "a file"
      case .folder: "a folder"
      case .pipe: "a pipe"
      case .other: "a device or a socket"
      }
    }
  }

  /// Which file a path leads to, whatever the path.
  struct Identity: Sendable, Hashable {
    let device: UInt64
    let number: UInt64
  }

  struct Status: Sendable {
    let kind: Kind
    let identity: Identity
    let size: Int
  }

  /// What a path leads to; links are followed.
  static func status(_ path: FilePath) throws(FileFailure) -> Status {
    var buffer = stat()
    guard stat(path.terminated, &buffer) == 0 else { throw FileFailure(errno) }
    return status(of: buffer)
  }

  /// Whether a path is itself a symbolic link.
  static func isLink(_ path: FilePath) -> Bool {
    var buffer = stat()
    guard lstat(path.terminated, &buffer) == 0 else { return false }
    return UInt32(buffer.st_mode) & UInt32(S_IFMT) == UInt32(S_IFLNK)
  }

  private static func status(of buffer: stat) -> Status {
    let kind: Kind
    switch UInt32(buffer.st_mode) & UInt32(S_IFMT) {
    case UInt32(S_IFREG): kind = .file
    case UInt32(S_IFDIR): kind = .folder
    case UInt32(S_IFIFO): kind = .pipe
    default: kind = .other
    }
    let identity = Identity(
      device: UInt64(truncatingIfNeeded: buffer.st_dev),
      number: UInt64(truncatingIfNeeded: buffer.st_ino))
    return Status(kind: kind, identity: identity, size: Int(buffer.st_size))
  }

  /// The names in a folder, sorted by their bytes, without `.` and `..`.
  static func names(in folder: FilePath) throws(FileFailure) -> [[UInt8]] {
    guard let stream = opendir(folder.terminated) else { throw FileFailure(errno) }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw FileFailure(errno) }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The bytes of a file, up to its end.
  ///
  /// - Parameter mayWait: Whether a pipe is read, too, whoever may write to it when. A device never
  ///   is: some have no end.
  /// - Throws: The system's error, `EFBIG` for a file over `maximumSize` bytes, or ``FileFailure``
  ///   with what stands there instead of a file.
  static func read(
    _ path: FilePath, maximumSize: Int, mayWait: Bool = false
  ) throws(FileFailure) -> [UInt8] {
    // To open a pipe is to wait for its writer, so it is looked at before.
    let kind = try status(path).kind
    guard kind == .file || kind == .pipe && mayWait else { throw FileFailure(instead: kind) }
    let descriptor = open(path.terminated, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(errno) }
    defer { close(descriptor) }
    var buffer = stat()
    guard fstat(descriptor, &buffer) == 0 else { throw FileFailure(errno) }
    let found = status(of: buffer)
    guard found.kind == kind else { throw FileFailure(instead: found.kind) }
    if found.size > maximumSize { throw FileFailure(EFBIG) }
    // A pipe tells no size, and a file may grow meanwhile: read until there is nothing more.
    var bytes: [UInt8] = []
    var chunk = max(found.size + 1, 1 << 16)
    while true {
      let part = try readPart(descriptor, upTo: chunk)
      if bytes.isEmpty { bytes = part } else { bytes += part }
      if bytes.count > maximumSize { throw FileFailure(EFBIG) }
      if part.count < chunk { return bytes }
      chunk = 1 << 20
    }
  }

  /// Reads until the buffer is full or the file ends.
  private static func readPart(
    _ descriptor: Int32, upTo count: Int
  ) throws(FileFailure) -> [UInt8] {
    var failure: Int32?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        let result = readBytes(descriptor, into: rest)
        if result > 0 {
          filled += result
        } else if result == 0 {
          return
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    if let failure { throw FileFailure(failure) }
    return bytes
  }
}

/// The system's call, whose name the methods above hide.
private func readBytes(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

/// Why the system did not let a file be read.
struct FileFailure: Error, Sendable {
  let code: Int32
  /// What stands there, where that is no file.
  let kind: FileSystem.Kind?

  init(_ code: Int32) {
    self.code = code
    kind = nil
  }

  init(instead kind: FileSystem.Kind) {
    code = kind == .folder ? EISDIR : EINVAL
    self.kind = kind
  }

  /// Whether there is nothing at the path.
  var isMissing: Bool { code == ENOENT || code == ENOTDIR || code == ENAMETOOLONG }

  /// The system's words for it.
  var text: String { String(cString: strerror(code)) }

  /// The failure as something to tell the user.
  func diagnostic(for file: InputFile, code name: String = "ingest.unreadable") -> Diagnostic {
    let origin = Origin(file: file.shown)
    if let kind {
      return Diagnostic(
        .error, "ingest.no-file", "expected a file, found \(kind.phrase); it is not read",
        advice: "put the command's output there", at: origin)
    }
    switch code {
    case EFBIG:
      return Diagnostic(
        .error, "ingest.size", "the file is larger than what is read at most",
        advice: "export it in pages", at: origin)
    case EACCES, EPERM:
      return Diagnostic(
        .error, name, "it may not be read (\(text))", advice: "check its permissions", at: origin)
    default:
      let isLink = FileSystem.isLink(file.location)
      let advice =
        isLink && (isMissing || code == ELOOP)
        ? "it is a link that leads nowhere; put the file itself there"
        : isMissing ? "check the spelling of the path" : "check the disk and try again"
      return Diagnostic(.error, name, "it cannot be read (\(text))", advice: advice, at: origin)
    }
  }
}
