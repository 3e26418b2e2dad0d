import Glibc

/// A folder that results are written to; a file is there whole or not at all.
struct OutputFolder {
  let path: String

  /// Makes the folder and those above it where they are missing.
  func prepare() throws(Problem) {
    guard !path.isEmpty else {
      throw Problem(["-o takes a folder to write to, not an empty name"], isUsage: true)
    }
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
      if mkdir(made, 0o777) != 0, errno != EEXIST { throw problem(made) }
    }
    var status = stat()
    guard stat(path, &status) == 0 else { throw problem(path) }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw Problem(["\(path): is a file, and a folder is needed to write to"], isUsage: false)
    }
    removeUnfinished()
  }

  /// Removes the temporary files of runs that were killed: their process is no more. Those of a
  /// process that lives, if only by its number, stay for the next run.
  private func removeUnfinished() {
    guard let stream = opendir(path) else { return }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      names.append(String(decoding: bytes, as: UTF8.self))
    }
    for name in names {
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      // The form that `write` gives: .report.json.4711.tmp
      guard parts.count == 5, parts[0].isEmpty, parts[4] == "tmp",
        OutputFolder.names.contains("\(parts[1]).\(parts[2])"),
        let process = pid_t(parts[3]), process > 0, kill(process, 0) != 0, errno == ESRCH
      else { continue }
      remove(name)
    }
  }

  /// All files that are written here.
  static let names = ["paths.dot", "paths.svg", "report.json", "report.md", "report.html"]

  /// Removes a file of an earlier run, if there is one.
  func remove(_ name: String) { unlink(path + "/" + name) }

  func write(_ name: String, _ text: String) throws(Problem) { try write(name, Array(text.utf8)) }

  /// Writes to a temporary name beside the file and renames it.
  func write(_ name: String, _ bytes: [UInt8]) throws(Problem) {
    let temporary = "\(path)/.\(name).\(getpid()).tmp"
    UnfinishedFile.begin(temporary)
    defer { UnfinishedFile.end() }
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw problem(path + "/" + name) }
    var failed = !writeAll(bytes, descriptor)
    let reason = errno
    if close(descriptor) != 0 { failed = true }
    if !failed, rename(temporary, path + "/" + name) == 0 { return }
    let cause = failed ? reason : errno
    unlink(temporary)
    errno = cause
    throw problem(path + "/" + name)
  }

  private func writeAll(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = Glibc.write(
          descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        if count < 0 && errno != EINTR { return false }
        written += max(0, count)
      }
      return true
    }
  }

  private func problem(_ place: String) -> Problem {
    Problem(["\(place): cannot write: \(String(cString: strerror(errno)))"], isUsage: false)
  }
}
