import Environment
import Policy
import Testing

@testable import Ingest

@Suite("The organisation and its limits")
struct OrganizationTests {
  private static let management = "999988887777"

  private static func path(_ name: String) -> String {
    output("organizations/\(name)", of: management)
  }

  /// Root `r-ab12`, below it unit `ou-1` with the account of the tests, and the management account.
  private static let tree = [
    output(gaad): oneUser,
    path("describe-organization"):
      #"{"Organization": {"Id": "o-1", "MasterAccountId": "999988887777"}}"#,
    path("list-accounts"): """
    {"Accounts": [{"Id": "111122223333", "Name": "dev"}, {"Id": "999988887777", "Name": "root"}]}
    """,
    path("list-roots"): """
    {"Roots": [{"Id": "r-ab12", "PolicyTypes": [
      {"Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED"}]}]}
    """,
    path("list-organizational-units-for-parent/r-ab12"):
      #"{"OrganizationalUnits": [{"Id": "ou-1"}]}"#,
    path("list-accounts-for-parent/ou-1"): #"{"Accounts": [{"Id": "111122223333"}]}"#,
    path("list-accounts-for-parent/r-ab12"): #"{"Accounts": [{"Id": "999988887777"}]}"#,
  ]

  private static func summary(_ id: String, _ kind: String = "SERVICE_CONTROL_POLICY") -> String {
    #"{"Id": "\#(id)", "Name": "name of \#(id)", "Type": "\#(kind)"}"#
  }

  private static let deny =
    #"{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"organizations:*\",\"Resource\":\"*\"}]}"#

  private func read(_ files: [String: String]) throws -> Environment {
    try SnapshotFolder(Self.tree.merging(files) { $1 }).read()
  }

  @Test("Levels from the root down, with the policy of AWS that forbids nothing")
  func levels() throws {
    let full = Self.summary("p-FullAWSAccess")
    let environment = try read([
      Self.path("list-policies-for-target/r-ab12"): #"{"Policies": [\#(full)]}"#,
      Self.path("list-policies-for-target/ou-1.SERVICE_CONTROL_POLICY"):
        #"{"Policies": [\#(full), \#(Self.summary("p-1"))]}"#,
      Self.path("list-policies-for-target/111122223333"): #"{"Policies": [\#(full)]}"#,
      Self.path("list-policies-for-target/999988887777"): #"{"Policies": [\#(full)]}"#,
      Self.path("describe-policy/p-1"):
        #"{"Policy": {"PolicySummary": \#(Self.summary("p-1")), "Content": "\#(Self.deny)"}}"#,
    ])
    let levels = try #require(environment.accounts[account]?.serviceControl)
    #expect(
      levels.map { $0.map(\.name) } == [
        ["FullAWSAccess"], ["FullAWSAccess", "name of p-1"], ["FullAWSAccess"],
      ])
    #expect(levels[1][1].statements.first?.effect == .deny && levels[1][1].kind == .serviceControl)
    #expect(levels[1][1].statements.first?.origin.pointer == "/Policy/Content#/Statement/0")
    #expect(environment.accounts[account]?.name == "dev")
    #expect(environment.accounts[account]?.organization == "o-1")
    #expect(environment.accounts[account]?.resourceControl == nil)
    #expect(environment.accounts[Self.management]?.isManagementAccount == true)
    #expect(environment.codes.isEmpty)
    #expect(!environment.coverage.gaps.contains { $0.what.contains("limits") })
  }

  @Test("What is not known does not forbid: missing levels, undescribed policies")
  func unknownLevels() throws {
    let environment = try read([
      Self.path("list-policies-for-target/ou-1"): #"{"Policies": [\#(Self.summary("p-1"))]}"#
    ])
    let levels = try #require(environment.accounts[account]?.serviceControl)
    #expect(levels.map { $0.map(\.name) } == [["FullAWSAccess"]])
    #expect(
      environment.coverage.gaps.contains { $0.account == account && $0.what.contains("limits") })
  }

  @Test("Targets of a policy tell where it is attached")
  func targets() throws {
    let environment = try read([
      Self.path("list-policies"): #"{"Policies": [\#(Self.summary("p-1"))]}"#,
      Self.path("list-targets-for-policy/p-1"): #"{"Targets": [{"TargetId": "ou-1"}]}"#,
      Self.path("describe-policy/p-1"):
        #"{"Policy": {"PolicySummary": \#(Self.summary("p-1")), "Content": "\#(Self.deny)"}}"#,
    ])
    #expect(
      environment.accounts[account]?.serviceControl?.map { $0.map(\.name) } == [
        ["name of p-1", "FullAWSAccess"]
      ])
    #expect(environment.accounts[Self.management]?.serviceControl == nil)
  }

  @Test("A circle of units ends")
  func circle() throws {
    let environment = try read([
      Self.path("list-parents/ou-1"):
        #"{"Parents": [{"Id": "ou-2", "Type": "ORGANIZATIONAL_UNIT"}]}"#,
      Self.path("list-parents/ou-2"):
        #"{"Parents": [{"Id": "ou-1", "Type": "ORGANIZATIONAL_UNIT"}]}"#,
      Self.path("list-policies-for-target/ou-1"): #"{"Policies": [\#(Self.summary("p-1"))]}"#,
    ])
    #expect(environment.accounts[account]?.serviceControl == nil)
    #expect(
      environment.coverage.gaps.contains { $0.what.contains("its place in the organisation") })
  }

  @Test("Without any of it, a gap; accounts without a folder, a gap each")
  func gaps() throws {
    let alone = try environment([gaad: oneUser])
    #expect(alone.coverage.gaps.contains { $0.account.isEmpty && $0.what.contains("SCP") })
    let member = try SnapshotFolder([
      output(gaad): oneUser,
      output("organizations/list-accounts"): #"{"Accounts": [{"Id": "555566667777"}]}"#,
    ]).read()
    #expect(member.coverage.gaps.contains { $0.account == "555566667777" && $0.weight == 100 })
    #expect(member.accounts["555566667777"]?.hasInventory == false)
  }
}
