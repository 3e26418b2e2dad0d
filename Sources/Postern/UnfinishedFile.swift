import Glibc

/// The temporary file that is being written, for the handler of a signal that ends the program: it
/// may do no more than call the system, so the path is kept as the system wants it.
package enum UnfinishedFile {
  /// Written by the one task that writes results; read by the handler.
  nonisolated(unsafe) private static var path: UnsafeMutablePointer<CChar>?

  /// Remembers a file that is about to be made.
  static func begin(_ file: String) { path = strdup(file) }

  /// Forgets the file: it was renamed or removed. The few bytes of its path are not given back,
  /// because a handler may be reading them.
  static func end() { path = nil }

  /// Removes the file, if there is one. May be called in the handler of a signal.
  package static func remove() {
    if let path { unlink(path) }
  }
}
