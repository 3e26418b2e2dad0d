import Ingest

/// Whole files, read with the reason in words where that fails.
enum InputBytes {
  static func read(_ path: String) throws(Problem) -> [UInt8] {
    do {
      return try NamedFile.read(path, maximumSize: Workspace.maximumInput)
    } catch {
      throw Problem(error)
    }
  }
}
