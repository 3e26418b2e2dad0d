#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder that a snapshot is written to. An output is there whole or not at all; nobody but the
/// owner can read it.
struct SnapshotFolder: Sendable {
  let path: String

  /// How the names of outputs begin that are being written; all at the folder's top.
  private static let temporary = ".new-"

  /// Makes the folder and those above it where they are missing, keeps other runs out of it, and
  /// removes what a run that was killed left half-written.
  ///
  /// - Returns: What keeps other runs out, as long as it lives.
  func prepare() throws(CollectFailure) -> FolderLock {
    guard !path.isEmpty else {
      throw CollectFailure(message: "the folder needs a name", cannotWrite: true)
    }
    if let reason = makeFolders(path) {
      throw CollectFailure(message: "\(path): cannot write: \(reason)", cannotWrite: true)
    }
    guard access(path, W_OK | X_OK) == 0 else {
      throw CollectFailure(
        message: "\(path): cannot write: \(String(cString: strerror(errno)))", cannotWrite: true)
    }
    guard let lock = FolderLock(path) else {
      throw CollectFailure(
        message: "\(path): another run is collecting into this folder", cannotWrite: true)
    }
    sweep()
    return lock
  }

  private func sweep() {
    guard let folder = opendir(path) else { return }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(SnapshotFolder.temporary) { unlink(path + "/" + name) }
    }
  }

  /// Whether a complete output is there.
  func isThere(_ names: [String]) -> Bool {
    var status = stat()
    return stat(file(names, ".json"), &status) == 0 && status.st_size > 0
      && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether a call failed before, and with an error that was kept; that.
  func earlierError(_ names: [String]) -> String? {
    read(file(names, ".json.err")).map { String(decoding: $0, as: UTF8.self) }
  }

  /// An output that is there.
  func output(_ names: [String]) -> [UInt8]? { read(file(names, ".json")) }

  /// Writes an output, and removes the error of an earlier try. Returns why it could not.
  func write(output bytes: [UInt8], _ names: [String]) -> String? {
    if let reason = write(bytes, to: names, ".json") { return reason }
    unlink(file(names, ".json.err"))
    return nil
  }

  /// Writes why there is no output. Returns why it could not.
  func write(error line: String, _ names: [String]) -> String? {
    write(Array((line + "\n").utf8), to: names, ".json.err")
  }

  private func file(_ names: [String], _ ending: String) -> String {
    path + "/" + names.joined(separator: "/") + ending
  }

  private func write(_ bytes: [UInt8], to names: [String], _ ending: String) -> String? {
    let folder = ([path] + names.dropLast()).joined(separator: "/")
    if let reason = makeFolders(folder) { return "\(folder): cannot write: \(reason)" }
    let final = file(names, ending)
    // Short, whatever the name: a name that just fits must not fail for its temporary one.
    var template = Array("\(path)/\(SnapshotFolder.temporary)XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return "\(final): cannot write: \(reason())" }
    let temporary = String(
      decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    var failure = writeAll(bytes, descriptor) ? nil : reason()
    if close(descriptor) != 0, failure == nil { failure = reason() }
    if failure == nil, rename(temporary, final) != 0 { failure = reason() }
    if failure != nil { unlink(temporary) }
    return failure.map { "\(final): cannot write: \($0)" }
  }

  private func makeFolders(_ folder: String) -> String? {
    var made = folder.hasPrefix("/") ? "/" : ""
    for part in folder.split(separator: "/") {
      made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
      if mkdir(made, 0o700) != 0, errno != EEXIST { return reason() }
    }
    return nil
  }

  private func read(_ file: String) -> [UInt8]? {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0) }
      if count > 0 { bytes += buffer[0..<count] }
      if count == 0 { return bytes }
      if count < 0, errno != EINTR { return nil }
    }
  }

  private func writeAll(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
        if count < 0, errno != EINTR { return false }
        rest = rest.dropFirst(max(0, count))
      }
      return true
    }
  }

  private func reason() -> String { String(cString: strerror(errno)) }
}

/// Keeps a folder for one run, until it is let go or the program ends in whatever way.
final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Fails where another run has the folder. A file system without locks is taken as it is.
  init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    if descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      close(descriptor)
      return nil
    }
  }

  deinit {
    guard descriptor >= 0 else { return }
    // Let go by word: a program that is being started just now shares the descriptor for a moment.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}

// The methods of the same names hide the system's calls inside the folder.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
  write(descriptor, buffer.baseAddress, buffer.count)
}
