import Glibc

/// Whole files, read with the reason in words where that fails.
enum InputBytes {
  static func read(_ path: String) throws(Problem) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Problem(["\(path): \(String(cString: strerror(errno)))"], isUsage: true)
    }
    defer { close(descriptor) }
    var status = stat()
    fstat(descriptor, &status)
    guard status.st_mode & S_IFMT != S_IFCHR, status.st_mode & S_IFMT != S_IFBLK else {
      throw Problem(["\(path): expected a file, found a device; it is not read"], isUsage: true)
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[0..<count]
        if bytes.count > Workspace.maximumInput {
          throw Problem(
            ["\(path): expected at most \(Workspace.maximumInput) bytes, found more"],
            isUsage: true)
        }
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw Problem(["\(path): \(String(cString: strerror(errno)))"], isUsage: true)
      }
    }
  }
}
