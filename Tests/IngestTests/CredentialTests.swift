import Environment
import Foundation
import Testing

@testable import Ingest

@Suite("Passwords, keys and factors")
struct CredentialTests {
  private static let header =
    "user,arn,user_creation_time,password_enabled,password_last_used,password_next_rotation,"
    + "mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,"
    + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date"

  private static func row(
    _ name: String, password: String = "false", factor: String = "false",
    key: String = "false,N/A,N/A"
  ) -> String {
    "\(name),arn:aws:iam::111122223333:user/\(name),2026-01-01T00:00:00+00:00,\(password),"
      + "no_information,2031-01-01T00:00:00+00:00,\(factor),\(key),false,N/A,N/A"
  }

  private static let report = [
    header,
    "<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00+00:00,not_supported,"
      + "no_information,not_supported,true,false,N/A,N/A,false,N/A,N/A",
    row("ana", password: "true", factor: "true"),
    row("bot", key: "true,2026-02-01T00:00:00+00:00,2026-03-01T00:00:00+00:00"),
    row("odd", password: "no_information", factor: "not_supported"),
  ].joined(separator: "\n")

  private static let users = export(
    users: ["ana", "bot", "odd"].map { user($0) }.joined(separator: ","))

  private func credentials(
    _ name: String, in environment: Environment
  ) throws -> Credentials {
    try #require(environment.users.first { $0.name == name }).credentials
  }

  private func check(_ environment: Environment) throws {
    let ana = try credentials("ana", in: environment)
    #expect(ana.hasPassword == true && ana.hasActiveKey == false)
    #expect(ana.factors == [Factor(kind: .unknown, serial: nil)])
    let bot = try credentials("bot", in: environment)
    #expect(bot.hasPassword == false && bot.hasActiveKey == true && bot.factors == [])
    #expect(bot.accessKeys?.first?.created == 1_769_904_000)
    #expect(bot.accessKeys?.first?.lastUsed == 1_772_323_200)
    let odd = try credentials("odd", in: environment)
    #expect(odd.hasPassword == nil && odd.factors == nil)
    #expect(environment.codes.isEmpty)
  }

  @Test("The report as a table; it was made at the newest time in it")
  func table() throws {
    let folder = try SnapshotFolder([
      output(gaad): Self.users, "\(account)/iam/get-credential-report.csv": Self.report,
    ])
    let environment = try folder.read()
    try check(environment)
    #expect(environment.asOf == 1_772_323_200)
    #expect(try folder.read(IngestOptions(asOf: 5)).asOf == 5)
    #expect(environment.users[0].credentials.origins.map(\.line) == [3])
  }

  @Test("The report as the command prints it, with its time")
  func document() throws {
    let content = Data(Self.report.utf8).base64EncodedString()
    let environment = try environment([
      gaad: Self.users,
      "iam/get-credential-report":
        #"{"Content": "\#(content)", "GeneratedTime": "2026-06-01T00:00:00+00:00"}"#,
    ])
    try check(environment)
    #expect(environment.asOf == 1_780_272_000)
    #expect(environment.users[1].credentials.origins.first?.pointer == "/Content#row=4")
  }

  @Test(
    "A report that cannot be read loses nothing else",
    arguments: [
      (#"{"Content": "*"}"#, "ingest.base64"), (#"{"Content": "QQ=="}"#, "ingest.columns"),
      (#"{"State": "COMPLETE"}"#, "ingest.shape"), (#"{"Content": "YSxhCg=="}"#, "csv.columns"),
    ])
  func badReport(text: String, code: String) throws {
    let environment = try environment([gaad: oneUser, "iam/get-credential-report": text])
    #expect(environment.codes == [code])
    #expect(environment.users.count == 1)
  }

  @Test("A row for somebody who is not in the export")
  func unknownRow() throws {
    let folder = try SnapshotFolder([
      output(gaad): oneUser,
      "\(account)/iam/get-credential-report.csv": Self.header + "\n" + Self.row("ghost"),
    ])
    #expect(try folder.read().codes == ["reference.user"])
  }

  @Test("Listings tell which keys and factors there are, the report when keys were used")
  func listings() throws {
    let folder = try SnapshotFolder([
      output(gaad): Self.users, "\(account)/iam/get-credential-report.csv": Self.report,
      output("iam/list-access-keys/bot"): """
      {"AccessKeyMetadata": [
        {"UserName": "bot", "Status": "Inactive", "CreateDate": "2026-02-01T00:00:00Z"}]}
      """,
      output("iam/list-mfa-devices/ana"): """
      {"MFADevices": [{"UserName": "ana",
        "SerialNumber": "arn:aws:iam::111122223333:u2f/user/ana/key-1"}]}
      """,
      output("iam/list-access-keys/ana"): #"{"AccessKeyMetadata": []}"#,
    ])
    let environment = try folder.read()
    let bot = try credentials("bot", in: environment)
    #expect(bot.hasActiveKey == false && bot.accessKeys?.first?.lastUsed == 1_772_323_200)
    let ana = try credentials("ana", in: environment)
    #expect(ana.factors?.map(\.kind) == [.fido2] && ana.accessKeys?.isEmpty == true)
    #expect(environment.codes.isEmpty)
  }

  @Test("Virtual devices, login profiles, and the error that says that there is none")
  func accountListings() throws {
    let folder = try SnapshotFolder([
      output(gaad): Self.users,
      output("iam/list-virtual-mfa-devices"): """
      {"VirtualMFADevices": [
        {"SerialNumber": "arn:aws:iam::111122223333:mfa/ana",
         "User": {"Arn": "arn:aws:iam::111122223333:user/ana"}},
        {"SerialNumber": "arn:aws:iam::111122223333:mfa/unassigned"}]}
      """,
      output("iam/get-login-profile/ana"): #"{"LoginProfile": {"UserName": "ana"}}"#,
      "\(account)/iam/get-login-profile/bot.err":
        "exit 254\n\nAn error occurred (NoSuchEntity) when calling the GetLoginProfile operation",
      output("iam/get-login-profile/odd"):
        "\nAn error occurred (NoSuchEntity) when calling the GetLoginProfile operation: x\n",
    ])
    let environment = try folder.read()
    #expect(try credentials("ana", in: environment).factors?.map(\.kind) == [.totp])
    #expect(try credentials("ana", in: environment).hasPassword == true)
    #expect(try credentials("bot", in: environment).hasPassword == false)
    #expect(try credentials("odd", in: environment).hasPassword == false)
    #expect(try credentials("bot", in: environment).factors == nil)
    #expect(environment.codes.isEmpty)
    #expect(
      try environment.note("\(account)/iam/get-login-profile/bot.err").hasPrefix("there is none"))
  }

  @Test("A listing for somebody who is not in the export, and one of another shape")
  func oddListings() throws {
    let environment = try environment([
      gaad: oneUser, "iam/list-access-keys/ghost": #"{"AccessKeyMetadata": []}"#,
      "iam/list-mfa-devices/ana": #"{"Devices": []}"#,
    ])
    #expect(Set(environment.codes) == ["reference.user", "ingest.shape"])
  }

  @Test("Without any credentials, a gap names the command")
  func gap() throws {
    let environment = try environment([gaad: oneUser])
    #expect(environment.users[0].credentials.factors == nil)
    #expect(
      environment.coverage.gaps.contains {
        $0.command == "aws iam generate-credential-report && aws iam get-credential-report"
          && $0.account == account
      })
  }
}
