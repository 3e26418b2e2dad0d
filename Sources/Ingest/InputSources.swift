import Documents

/// What the given paths lead to: files at their places in snapshots, files given by themselves,
/// configurations and the rest.
struct InputSources {
  /// A file with its place in a snapshot; no place for a file that was given by itself or lies
  /// somewhere else.
  struct Source {
    var file: InputFile
    var place: SnapshotPlace?
    /// Whether the user named this very file.
    var isGiven: Bool
    var kind: FileSystem.Kind
    /// The bytes where they are at hand already.
    var bytes: [UInt8]?
  }

  private(set) var files: [Source] = []
  private(set) var configurations: [InputFile] = []
  /// Hand-written designs: given by themselves, or at a snapshot's root.
  private(set) var designs: [InputFile] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var folders: Set<FileSystem.Identity> = []

  /// The name of the configuration at a snapshot's root.
  static let configurationName = "postern.yaml"

  /// Finds everything under the paths, in their order and then by name.
  ///
  /// - Throws: When a path does not exist.
  static func find(
    _ paths: [String], options: IngestOptions
  ) throws(IngestError) -> InputSources {
    var sources = InputSources()
    var missing: [Diagnostic] = []
    for path in paths {
      if path == "-" {
        sources.addStandardInput(options)
        continue
      }
      let file = InputFile(location: FilePath(path), shown: path)
      do {
        let status = try FileSystem.status(file.location)
        sources.add(file, status, isOnlyOne: paths.count == 1)
      } catch {
        missing.append(missingPath(file, error))
      }
    }
    guard missing.isEmpty else { throw IngestError(.usage, missing) }
    return sources
  }

  private static func missingPath(_ file: InputFile, _ failure: FileFailure) -> Diagnostic {
    guard failure.isMissing else { return failure.diagnostic(for: file, code: "ingest.path") }
    return Diagnostic(
      .error, "ingest.path", "there is no such file or folder; expected a snapshot",
      advice: "give a folder of command outputs, or a file that "
        + "`aws iam get-account-authorization-details` printed", at: Origin(file: file.shown))
  }

  private mutating func addStandardInput(_ options: IngestOptions) {
    let file = InputFile(location: FilePath("-"), shown: "standard input")
    files.append(
      Source(
        file: file, place: nil, isGiven: true, kind: .file, bytes: options.standardInput ?? []))
  }

  private mutating func add(_ file: InputFile, _ status: FileSystem.Status, isOnlyOne: Bool) {
    guard folders.insert(status.identity).inserted else {
      diagnostics.append(
        Diagnostic(
          .warning, "ingest.folder-again", "it was given twice, and is read once",
          at: Origin(file: file.shown)))
      return
    }
    guard status.kind == .folder else {
      let shown = isOnlyOne ? file.location.name : file.shown
      let named = InputFile(location: file.location, shown: shown)
      if DesignReader.isDesign(named.location.name) {
        designs.append(named)
      } else {
        files.append(Source(file: named, place: nil, isGiven: true, kind: status.kind))
      }
      return
    }
    // Paths are shown as within the snapshot; with several snapshots, as within the given folder.
    let prefix =
      isOnlyOne ? [] : [file.shown.hasSuffix("/") ? String(file.shown.dropLast()) : file.shown]
    let walk = FolderWalk(file.location) {
      ($0.isEmpty ? [file.shown] : prefix + $0).joined(separator: "/")
    }
    diagnostics += walk.diagnostics
    for entry in walk.entries {
      let shown = (prefix + entry.components).joined(separator: "/")
      let found = InputFile(location: entry.location, shown: shown)
      if entry.components == [InputSources.configurationName] {
        configurations.append(found)
        continue
      }
      if entry.components.count == 1, DesignReader.isDesign(entry.components[0]) {
        designs.append(found)
        continue
      }
      let place = SnapshotPlace(
        entry.components, under: prefix.first ?? "", root: file.location.name)
      files.append(Source(file: found, place: place, isGiven: false, kind: entry.kind))
    }
  }
}
