import Documents

/// Finds the files under a folder, in an order that does not depend on the file system.
///
/// Names that begin with a dot are left out: version control and file managers keep their own there.
/// Links are followed after everything else, and no folder is read twice, so that circles end.
struct FolderWalk {
  /// A file that was found.
  struct Entry {
    let location: FilePath
    /// The names from the root folder down; each decoded as text.
    let components: [String]
    let kind: FileSystem.Kind
  }

  /// How deep folders may nest; the deepest place of a snapshot is at 6.
  static let maximumDepth = 16
  /// How many files a snapshot may have.
  static let maximumFiles = 1_000_000

  private(set) var entries: [Entry] = []
  private(set) var diagnostics: [Diagnostic] = []

  private struct Folder {
    let location: FilePath
    let components: [String]
  }
  private var seen: Set<FileSystem.Identity> = []
  private var linked: [Folder] = []
  private let shown: ([String]) -> String

  /// Walks.
  ///
  /// - Parameters:
  ///   - root: The folder.
  ///   - shown: Makes the path as shown to the user from the names under the folder.
  init(_ root: FilePath, shown: @escaping ([String]) -> String) {
    self.shown = shown
    visit(Folder(location: root, components: []))
    while !linked.isEmpty { visit(linked.removeFirst()) }
    entries.sort { $0.components.lexicographicallyPrecedes($1.components) }
  }

  private mutating func visit(_ root: Folder) {
    var open = [root]
    while let folder = open.popLast() {
      guard entries.count < FolderWalk.maximumFiles else {
        return warn(
          folder, .error, "ingest.folder-size",
          "only the first \(FolderWalk.maximumFiles) files are read",
          "give a folder for a part of the organisation at a time")
      }
      guard folder.components.count <= FolderWalk.maximumDepth else {
        warn(
          folder, .error, "ingest.folder-depth",
          "folders nest too deeply; what is below is not read",
          "give a folder further down")
        continue
      }
      do {
        let status = try FileSystem.status(folder.location)
        guard seen.insert(status.identity).inserted else {
          warn(
            folder, .warning, "ingest.folder-again",
            "this link leads to a folder that was read already", "remove the link")
          continue
        }
        open += try read(folder).reversed()
      } catch {
        let file = InputFile(location: folder.location, shown: shown(folder.components))
        diagnostics.append(error.diagnostic(for: file))
      }
    }
  }

  /// Takes a folder's files, and returns its folders.
  private mutating func read(_ folder: Folder) throws(FileFailure) -> [Folder] {
    var folders: [Folder] = []
    for name in try FileSystem.names(in: folder.location) where name.first != UInt8(ascii: ".") {
      let location = folder.location.appending(name)
      let components = folder.components + [String(decoding: name, as: UTF8.self)]
      do {
        let status = try FileSystem.status(location)
        if status.kind != .folder {
          entries.append(Entry(location: location, components: components, kind: status.kind))
          continue
        }
        // A folder that is named like an output stands in its place.
        if FolderWalk.isNamedLikeFile(components) {
          entries.append(Entry(location: location, components: components, kind: .folder))
        }
        if FileSystem.isLink(location) {
          linked.append(Folder(location: location, components: components))
        } else {
          folders.append(Folder(location: location, components: components))
        }
      } catch {
        let file = InputFile(location: location, shown: shown(components))
        diagnostics.append(error.diagnostic(for: file))
      }
    }
    return folders
  }

  private static func isNamedLikeFile(_ components: [String]) -> Bool {
    guard let name = components.last else { return false }
    return [".json", ".csv", ".yaml", ".yml"].contains(where: name.hasSuffix)
  }

  private mutating func warn(
    _ folder: Folder, _ severity: Diagnostic.Severity, _ code: String, _ message: String,
    _ advice: String
  ) {
    let path = shown(folder.components)
    diagnostics.append(
      Diagnostic(severity, code, message, advice: advice, at: Origin(file: path)))
  }
}
