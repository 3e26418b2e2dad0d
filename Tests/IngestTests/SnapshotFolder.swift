import Documents
import Environment
import Foundation
import Testing

@testable import Ingest

/// A snapshot that a test writes, in a folder of its own that goes with it.
final class SnapshotFolder: Sendable {
  let path: String

  /// Makes a folder with files: paths within it, and their texts.
  init(_ files: [String: String] = [:]) throws {
    path = FileManager.default.temporaryDirectory.path + "/postern-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(Array(text.utf8), to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// What the snapshot is read as.
  func read(_ options: IngestOptions = IngestOptions()) throws -> Environment {
    try Ingest.read([path], options: options)
  }
}

/// The account of most tests.
let account = "111122223333"

/// The path of an output in the account's folder.
func output(_ name: String, of account: String = account) -> String { "\(account)/\(name).json" }

/// Reads files that are given as `service/operation` in the account's folder.
func environment(_ files: [String: String]) throws -> Environment {
  var placed: [String: String] = [:]
  for (name, text) in files { placed[output(name)] = text }
  return try SnapshotFolder(placed).read()
}

/// An export with entries for its lists; each as JSON texts without the brackets.
func export(
  users: String = "", groups: String = "", roles: String = "", policies: String = "",
  more: String = ""
) -> String {
  """
  {"UserDetailList": [\(users)], "GroupDetailList": [\(groups)],
   "RoleDetailList": [\(roles)], "Policies": [\(policies)]\(more)}
  """
}

/// A user's entry.
func user(_ name: String, _ more: String = "", of account: String = account) -> String {
  """
  {"UserName": "\(name)", "UserId": "AIDA\(name.uppercased())",
   "Arn": "arn:aws:iam::\(account):user/\(name)"\(more.isEmpty ? "" : ", " + more)}
  """
}

/// A role's entry, with a trust policy as JSON.
func role(
  _ name: String, trust: String = service("ec2.amazonaws.com"), _ more: String = "",
  of account: String = account
) -> String {
  """
  {"RoleName": "\(name)", "Arn": "arn:aws:iam::\(account):role/\(name)",
   "AssumeRolePolicyDocument": \(trust)\(more.isEmpty ? "" : ", " + more)}
  """
}

/// A trust policy for a service.
func service(_ name: String) -> String {
  """
  {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
   "Principal": {"Service": "\(name)"}, "Action": "sts:AssumeRole"}}
  """
}

/// The smallest export that is one.
let oneUser = export(users: user("ana"))

let gaad = "iam/get-account-authorization-details"

extension Environment {
  var codes: [String] { coverage.diagnostics.map(\.code) }

  func resource(_ name: String) throws -> Resource {
    try #require(resources.first { $0.name == name })
  }

  func status(_ path: String) throws -> Coverage.FileStatus {
    try #require(coverage.files.first { $0.path == path }).status
  }

  func note(_ path: String) throws -> String {
    try #require(coverage.files.first { $0.path == path }).note
  }
}
