import Foundation

/// Programs that tests have diagrams drawn by.
enum Programs {
  /// The built `postern-render` beside the tests; `nil` when it was not built.
  static let renderer: String? = {
    let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let path = folder.appending(path: "postern-render").path(percentEncoded: false)
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()

  /// Runs a body with a shell script that takes the place of `postern-render`.
  static func withScript<Result>(
    _ script: String, _ body: (String) async throws -> Result
  ) async throws -> Result {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).sh")
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let path = file.path(percentEncoded: false)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    return try await body(path)
  }
}
