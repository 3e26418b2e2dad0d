import Environment
import Foundation
import Testing

@testable import Ingest

@Suite("Folders and files")
struct LayoutTests {
  private let identity = #"{"Account": "111122223333", "Arn": "arn:aws:iam::111122223333:user/x"}"#
  private let buckets = #"{"Buckets": [{"Name": "b"}]}"#

  @Test("Regions", arguments: ["us-east-1", "us-gov-west-1", "cn-north-1", "eusc-de-east-1"])
  func regions(name: String) { #expect(SnapshotPlace.isRegion(name)) }

  @Test(
    "No regions", arguments: ["s3api", "resource-explorer-2", "us-east", "us--1", "", "-", "a-b-c"])
  func noRegions(name: String) { #expect(!SnapshotPlace.isRegion(name)) }

  @Test("The snapshot itself may be the account's folder; who called tells the account")
  func rootIsAccount() throws {
    let folder = try SnapshotFolder([
      gaad + ".json": oneUser, "sts/get-caller-identity.json": identity,
      "us-east-1/s3api/list-buckets.json": buckets,
    ])
    let environment = try folder.read()
    #expect(try environment.resource("b").account == account)
    #expect(environment.codes.isEmpty)
  }

  @Test("So do the ARNs in the export; folders may have any name")
  func namedFolder() throws {
    let folder = try SnapshotFolder([
      "prod/\(gaad).json": oneUser, "prod/s3api/list-buckets.json": buckets,
    ])
    #expect(try folder.read().resource("b").account == account)
  }

  @Test("Without either, a diagnostic for the folder")
  func unknownAccount() throws {
    let folder = try SnapshotFolder([
      "s3api/list-buckets.json": buckets, "s3api/get-bucket-tagging/b.json": #"{"TagSet": []}"#,
    ])
    let environment = try folder.read()
    #expect(environment.codes == ["ingest.account-unknown"])
    #expect(try environment.resource("b").account.isEmpty)
  }

  @Test("A folder with another account's files: the ARNs count, and it is said")
  func wrongAccount() throws {
    let environment = try environment([
      gaad: export(users: user("ana", of: "444455556666")),
      "sts/get-caller-identity": #"{"Account": "444455556666", "Arn": "x"}"#,
    ])
    #expect(environment.users[0].account == "444455556666")
    #expect(environment.codes == ["ingest.account-mismatch", "ingest.account-mismatch"])
    #expect(environment.coverage.diagnostics[1].message.hasPrefix("1 of 1 entries are of another"))
  }

  @Test("A file by itself, of whatever name, is a snapshot")
  func bareFile() throws {
    let folder = try SnapshotFolder(["mine.txt": oneUser])
    let environment = try Ingest.read([folder.path + "/mine.txt"])
    #expect(environment.users.count == 1)
    #expect(environment.coverage.files.map(\.path) == ["mine.txt"])
    #expect(environment.users[0].origin.file == "mine.txt")
  }

  @Test("Standard input is one as well")
  func standardInput() throws {
    let options = IngestOptions(standardInput: Array(oneUser.utf8))
    let environment = try Ingest.read(["-"], options: options)
    #expect(environment.users[0].origin.file == "standard input")
  }

  @Test("Exports at no place of a snapshot are found in a folder")
  func looseExports() throws {
    let folder = try SnapshotFolder([
      "a.json": export(users: user("ana")), "b.json": export(users: user("bo", of: "444455556666")),
      "notes.md": "x", "other.json": "{}",
    ])
    let environment = try folder.read()
    #expect(environment.accounts.keys.sorted() == [account, "444455556666"])
    #expect(try environment.status("other.json") == .unused)
    #expect(try environment.note("notes.md") == "at no place of a snapshot")
  }

  @Test("Several snapshots are one environment, and their files are told apart")
  func severalSnapshots() throws {
    let first = try SnapshotFolder([output(gaad): oneUser])
    let second = try SnapshotFolder([
      output(gaad, of: "444455556666"): export(users: user("bo", of: "444455556666"))
    ])
    let environment = try Ingest.read([first.path, second.path, first.path + "/"])
    #expect(environment.users.count == 2)
    #expect(environment.codes == ["ingest.folder-again"])
    #expect(environment.users[0].origin.file == first.path + "/" + output(gaad))
  }

  @Test("Files that no rule reads are named; known ones at a wrong place say the right one")
  func unusedFiles() throws {
    let environment = try environment([
      gaad: oneUser, "ec2/describe-vpcs": "{}", "kms/list-resource-tags/k": "not even JSON",
      "s3api/get-bucket-policy": "{}", "s3api/list-buckets/b": "{}",
    ])
    #expect(try environment.note(output("ec2/describe-vpcs")) == "read by no rule yet")
    #expect(try environment.note(output("kms/list-resource-tags/k")) == "read by no rule yet")
    #expect(
      try environment.note(output("s3api/get-bucket-policy"))
        == "expected at s3api/get-bucket-policy/NAME.json")
    #expect(
      try environment.note(output("s3api/list-buckets/b")) == "expected at s3api/list-buckets.json")
    #expect(environment.codes.isEmpty && !environment.coverage.hasUnreadable)
  }

  @Test("Links are followed, and circles of them end")
  func circles() throws {
    let folder = try SnapshotFolder([output(gaad): oneUser])
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: folder.path + "/\(account)/loop", withDestinationPath: folder.path)
    try files.createSymbolicLink(
      atPath: folder.path + "/\(account)/nowhere", withDestinationPath: "/no/such/thing")
    let environment = try folder.read()
    #expect(environment.users.count == 1)
    #expect(Set(environment.codes) == ["ingest.folder-again", "ingest.unreadable"])
  }

  @Test("Folders that nest without end are cut")
  func depth() throws {
    let deep = Array(repeating: "d", count: 40).joined(separator: "/")
    let folder = try SnapshotFolder([output(gaad): oneUser, deep + "/x.json": "{}"])
    #expect(try folder.read().codes == ["ingest.folder-depth"])
  }

  @Test("Hidden files are left alone")
  func hidden() throws {
    let folder = try SnapshotFolder([
      output(gaad): oneUser, ".git/config.json": "{", ".DS_Store": "",
    ])
    #expect(try folder.read().coverage.files.count == 1)
  }

  @Test("The same files give the same environment")
  func deterministic() throws {
    let folder = try SnapshotFolder([
      output(gaad): export(
        users: user("bo") + "," + user("ana"), roles: role("z") + "," + role("a")),
      output("s3api/list-buckets"): #"{"Buckets": [{"Name": "z"}, {"Name": "a"}]}"#,
      output("s3api/get-bucket-tagging/z"): "[",
    ])
    func describe(_ environment: Environment) -> String {
      "\(environment.users.map(\.arn)) \(environment.roles.map(\.arn)) "
        + "\(environment.resources.map(\.arn)) \(environment.coverage.files) "
        + "\(environment.coverage.gaps) \(environment.coverage.diagnostics.map(\.message))"
    }
    let first = describe(try folder.read())
    #expect(first == describe(try folder.read()))
    #expect(
      first.contains(
        #"["arn:aws:iam::111122223333:user/ana", "arn:aws:iam::111122223333:user/bo"]"#))
  }
}
