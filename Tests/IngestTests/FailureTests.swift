import Documents
import Environment
import Foundation
import Testing

@testable import Ingest

@Suite("What cannot be read")
struct FailureTests {
  /// The error of reading something that cannot be used.
  private func failure(_ path: String, _ options: IngestOptions = IngestOptions()) throws
    -> IngestError
  {
    do {
      _ = try Ingest.read([path], options: options)
    } catch {
      return error
    }
    throw Unexpected()
  }

  private struct Unexpected: Error {}

  @Test("No such path")
  func missing() throws {
    let error = try failure("/no/such/snapshot")
    #expect(error.kind == .usage)
    #expect(error.diagnostics.map(\.code) == ["ingest.path"])
    #expect(error.diagnostics[0].origin.file == "/no/such/snapshot")
    #expect(error.diagnostics[0].advice != nil)
    #expect(try failure("bad\u{0}name").kind == .usage)
  }

  @Test("An empty folder, and one without a snapshot")
  func nothing() throws {
    let empty = try SnapshotFolder()
    let first = try failure(empty.path)
    #expect(first.kind == .nothingUsable && first.diagnostics[0].code == "ingest.nothing")
    #expect(first.diagnostics[0].message == "expected a snapshot, found no file")
    let other = try SnapshotFolder(["readme.txt": "x", "data.json": "{}"])
    #expect(try failure(other.path).diagnostics[0].message.contains("2 files that no rule reads"))
  }

  @Test(
    "A given file that holds something else",
    arguments: [
      ("", "ingest.empty-file"), ("  \n", "ingest.empty-file"), ("%PDF-1.7 x", "ingest.not-json"),
      ("<!DOCTYPE html><html>", "ingest.not-json"), ("PK\u{3}\u{4}", "ingest.not-json"),
      ("\nAn error occurred (AccessDenied) when calling x: no\n", "ingest.command-failed"),
      ("usage: aws [options]", "ingest.command-failed"), ("{}", "ingest.not-an-export"),
      ("[1, 2]", "ingest.not-an-export"), (#"{"Buckets": []}"#, "ingest.not-an-export"),
      ("hello", "json.syntax"), (#"{"UserDetailList": ["#, "json.syntax"),
      (#"{"UserDetailList": []}"#, "ingest.empty-export"),
      (#"["UserDetailList"]"#, "ingest.empty-export"),
    ])
  func givenFile(text: String, code: String) throws {
    let folder = try SnapshotFolder(["x.json": text])
    let error = try failure(folder.path + "/x.json")
    #expect(error.kind == .nothingUsable)
    #expect(error.diagnostics.map(\.code) == [code])
    #expect(error.diagnostics[0].origin.file == "x.json")
  }

  @Test("Another encoding is named")
  func encoding() throws {
    let folder = try SnapshotFolder()
    try folder.write([0xFF, 0xFE] + oneUser.utf8.flatMap { [$0, 0] }, to: "x.json")
    let error = try failure(folder.path + "/x.json")
    #expect(error.diagnostics[0].message.contains("UTF-16"))
  }

  @Test("2,000 levels")
  func nesting() throws {
    let text = #"{"UserDetailList": "# + String(repeating: "[", count: 2000)
    let folder = try SnapshotFolder(["x.json": text])
    #expect(try failure(folder.path + "/x.json").diagnostics[0].code == "json.depth")
  }

  @Test(
    "One bad file loses nothing else",
    arguments: ["{", "<html>", "An error occurred (X) when", "\u{1F}\u{8B}"])
  func badFile(text: String) throws {
    let environment = try environment([gaad: oneUser, "lambda/list-functions": text])
    #expect(environment.users.count == 1)
    #expect(try environment.status(output("lambda/list-functions")) == .broken)
    #expect(environment.coverage.hasUnreadable && environment.codes.count == 1)
    #expect(environment.coverage.diagnostics[0].origin.file == output("lambda/list-functions"))
  }

  @Test("A truncated export, cut at every byte, is never more than an error")
  func truncated() throws {
    let whole = Array(export(users: user("ana"), roles: role("r")).utf8)
    for length in 0..<whole.count {
      let options = IngestOptions(standardInput: Array(whole[..<length]))
      let environment = try? Ingest.read(["-"], options: options)
      #expect(environment == nil)
    }
  }

  @Test("A truncated export beside good files: line and column")
  func truncatedInFolder() throws {
    let environment = try environment([
      gaad: "{\n\"UserDetailList\": [", "s3api/list-buckets": #"{"Buckets": [{"Name": "b"}]}"#,
    ])
    #expect(environment.coverage.diagnostics[0].origin.line == 2)
    #expect(environment.coverage.gaps[0].weight == 100)
    #expect(environment.resources.count == 1)
  }

  @Test("An export without users and roles says so")
  func emptyExport() throws {
    let environment = try environment([
      gaad: "{}", "s3api/list-buckets": #"{"Buckets": [{"Name": "b"}]}"#,
    ])
    #expect(environment.codes == ["ingest.empty-export"])
  }

  @Test("Files over the limit are refused")
  func size() throws {
    let folder = try SnapshotFolder(["x.json": oneUser])
    let error = try failure(folder.path + "/x.json", IngestOptions(maximumFileSize: 10))
    #expect(error.diagnostics.map(\.code) == ["ingest.size"])
  }

  @Test("Things that are no files are not opened")
  func pipes() throws {
    let folder = try SnapshotFolder([output(gaad): oneUser])
    #expect(mkfifo(folder.path + "/\(account)/iam/list-users.json", 0o600) == 0)
    #expect(mkfifo(folder.path + "/\(account)/iam/list-saml-providers.json", 0o600) == 0)
    #expect(mkfifo(folder.path + "/\(account)/iam/notes.txt", 0o600) == 0)
    let environment = try folder.read()
    #expect(try environment.note("\(account)/iam/notes.txt") == "no ordinary file")
    #expect(environment.codes == ["ingest.no-file"])
    #expect(try environment.status(output("iam/list-saml-providers")) == .broken)
  }

  @Test("A flood of the same kind is counted, not listed")
  func flood() throws {
    let users = (0..<500).map { user("u\($0)", #""GroupList": ["ghost"]"#) }
    let environment = try environment([gaad: export(users: users.joined(separator: ","))])
    #expect(environment.coverage.diagnostics.count == DiagnosticLog.limit + 1)
    #expect(environment.coverage.diagnostics.last?.message == "480 more of this kind in this file")
  }

  @Test("Every diagnostic of a bad snapshot has a file, and every warning of a rule advice")
  func advice() throws {
    let environment = try environment([
      gaad: export(users: user("ana", #""GroupList": ["g"]"#) + ", {}"),
      "s3api/list-buckets": "[]", "sts/get-caller-identity": #"{"Account": "1"}"#,
      "ec2/describe-instances": #"{"Reservations": 1}"#,
      "organizations/describe-organization": "{}", "organizations/describe-policy/p": "{}",
    ])
    #expect(environment.coverage.diagnostics.count >= 7)
    for diagnostic in environment.coverage.diagnostics {
      #expect(diagnostic.origin.file.hasPrefix(account) && diagnostic.origin.line >= 1)
      #expect(diagnostic.advice != nil, "\(diagnostic.message)")
    }
  }
}
