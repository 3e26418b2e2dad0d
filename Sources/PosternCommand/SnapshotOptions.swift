import ArgumentParser
import Postern

/// What every command that reads snapshots understands.
struct SnapshotOptions: ParsableArguments {
  @Option(
    name: .long, help: "A postern.yaml that replaces those in the snapshots.",
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @Option(
    name: .customLong("as-of"),
    help: "The date at which time conditions are judged, e.g. 2026-05-01; else the snapshot's own.")
  var asOf: String?

  @Option(
    name: .long, help: "A file with techniques of your own, in the catalogue's vocabulary.",
    completion: .file(extensions: ["yaml", "yml"]))
  var techniques: [String] = []

  @Flag(name: .long, help: "Fail with 65 when any part of the input could not be read.")
  var strict = false

  @Flag(name: .long, help: "Say nothing but the result.")
  var quiet = false

  @Flag(name: .long, help: "Say more about what was read.")
  var verbose = false

  /// Reads the snapshots; what is wrong is said on the standard error.
  ///
  /// - Parameters:
  ///   - root: A flag that the program and its command both have goes to the program.
  ///   - isReported: Whether the command says itself what is wrong.
  func open(_ paths: [String], _ root: Root, isReported: Bool = false) throws -> Workspace {
    do {
      let workspace = try Workspace.open(
        paths, configuration: config, asOf: asOf, techniques: techniques,
        standardInput: paths.contains("-") ? Console.input() : nil)
      if !isReported { report(workspace, verbose: verbose || root.verbose) }
      return workspace
    } catch let problem {
      for line in problem.lines { Console.note("postern: " + line) }
      throw problem.isUsage ? ExitStatus.usage.error : ExitStatus.nothingUsable.error
    }
  }

  private func report(_ workspace: Workspace, verbose: Bool) {
    guard !quiet else { return }
    for line in workspace.complaints(verbose: verbose) { Console.note("postern: " + line) }
  }

  /// Ends with the status that tells of unreadable input, if there was any.
  func finish(_ workspace: Workspace) throws {
    guard workspace.hasUnreadable else { return }
    throw strict ? ExitStatus.nothingUsable.error : ExitStatus.partlyUnreadable.error
  }
}
