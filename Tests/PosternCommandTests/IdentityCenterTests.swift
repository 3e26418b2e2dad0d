import Testing

@Suite("What samples/README.md promises of identity-center")
struct IdentityCenterTests {
  private static let snapshot = Program.root + "/samples/identity-center"
  private static let data = "arn:aws:s3:::corpus-training-data"

  private func route(_ path: Tree) -> String {
    path["hops"].list.map { $0["technique"].text ?? "" }.joined(separator: " ")
  }

  @Test("a person is a start, and each hop names the permission set and is cited")
  func findings() async throws {
    let report = try await Program.run("analyze", Self.snapshot, "--format", "json").json()
    let findings = report["findings"].list
    #expect(Set(findings.map { $0["start"]["name"].text }) == ["zoe"])
    let routes = findings.map { route($0["path"]) }
    #expect(
      Set(routes) == [
        "permission-set s3-read", "permission-set sso-003 s3-write",
        "permission-set sso-003 administrator",
        "permission-set sso-003 s3-takeover", "permission-set sso-003 s3-delete",
      ])
    let control = try #require(findings.first { route($0["path"]).hasSuffix("administrator") })
    let hop = control["path"]["hops"][0]
    #expect(
      hop["evidence"].list.map { $0["role"].text } == ["assignment", "membership"])
    #expect(
      hop["evidence"].list.map { $0["pointer"].text } == [
        "/AccountAssignments/0", "/GroupMemberships/0",
      ])
  }

  @Test("the report says who signs in where, and what is not told of Identity Center")
  func words() async throws {
    let run = await Program.run("analyze", Self.snapshot)
    let page = run.flat
    #expect(
      page.contains(
        "zoe signs in to AWSReservedSSO_DataReader_0123456789abcdef by the permission set "
          + "DataReader in 444455556666."))
    #expect(page.contains("by being in the group Platform"))
    let gaps = try await Program.run("validate", Self.snapshot, "--format", "json").json()[
      "coverage"]["gaps"]
    let told = gaps.list.compactMap { $0["what"].text }
    #expect(told.contains("who is assigned 1 of 3 roles of permission sets"))
    #expect(
      told.contains(
        "the second factors of 2 people of Identity Center, which no command prints"))
  }

  @Test(
    "starts by name and by permission set, and nobody who cannot sign in",
    arguments: [
      ("zoe", data, "permission-set s3-read"), ("kim", data, ""),
      ("aws:444455556666:permission-set/Audit", data, ""),
      (
        "aws:444455556666:permission-set/Audit",
        "arn:aws:iam::444455556666:role/aws-reserved/sso.amazonaws.com/eu-west-1/"
          + "AWSReservedSSO_Audit_0123456789abcdef", "permission-set"
      ),
    ])
  func paths(from: String, to: String, expected: String) async throws {
    let run = await Program.run(
      "paths", Self.snapshot, "--format", "json", "--from", from, "--to", to)
    #expect(run.code == 0, "\(run.errors)")
    #expect(route(try run.json()["paths"][0]) == expected)
  }
}
