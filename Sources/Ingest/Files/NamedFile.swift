import Documents

/// Files that a user names for something else than a snapshot: policies, cases, techniques.
package enum NamedFile {
  /// The bytes of the file at a path; a pipe is waited for, a device never read.
  ///
  /// - Throws: Why it cannot be read, with what to do about it.
  package static func read(_ path: String, maximumSize: Int) throws(IngestError) -> [UInt8] {
    let file = InputFile(location: FilePath(path), shown: path)
    do {
      return try FileSystem.read(file.location, maximumSize: maximumSize, mayWait: true)
    } catch {
      throw IngestError(.usage, [error.diagnostic(for: file)])
    }
  }
}
