import Documents
import Environment

/// Reads what an organisation exported into the model of it.
///
/// One bad file never loses the rest: what is wrong becomes a diagnostic in the environment's
/// coverage, and reading goes on.
package enum Ingest {
  /// Reads snapshots into one environment.
  ///
  /// Linear in the size of the files. The same files give the same environment, whatever order the
  /// file system lists them in.
  ///
  /// - Parameters:
  ///   - paths: Folders of command outputs, single files that hold what
  ///     `aws iam get-account-authorization-details` printed, or hand-written designs
  ///     (`*.design.yaml`); `-` stands for ``IngestOptions/standardInput``.
  ///   - options: What else decides.
  /// - Throws: When a path does not exist, or when no file could be used.
  package static func read(
    _ paths: [String], options: IngestOptions = IngestOptions()
  ) throws(IngestError) -> Environment {
    let sources = try InputSources.find(paths, options: options)
    var builder = EnvironmentBuilder()
    builder.log.add(sources.diagnostics)
    try readSettings(of: sources, options: options, into: &builder)
    let designs = Designs(sources.designs, options: options, into: &builder)
    var reading = SnapshotReading(builder: builder, options: options)
    reading.read(sources)
    guard reading.hasFoundAnything || designs.hasFoundAnything else {
      throw reading.nothingUsable(paths)
    }
    return designs.added(to: reading.builder.finish(options))
  }

  private static func readSettings(
    of sources: InputSources, options: IngestOptions, into builder: inout EnvironmentBuilder
  ) throws(IngestError) {
    var reader = SettingsReader()
    if let path = options.configuration {
      let file = InputFile(location: FilePath(path), shown: path)
      do {
        let bytes = try FileSystem.read(
          file.location, maximumSize: options.maximumFileSize, mayWait: true)
        reader.read(bytes, file: path)
      } catch {
        throw IngestError(.usage, [error.diagnostic(for: file, code: "ingest.path")])
      }
    } else {
      for file in sources.configurations { reader.read(file, options: options) }
    }
    builder.environment.settings = reader.settings
    builder.files += reader.files
    builder.log.add(reader.diagnostics)
  }
}
