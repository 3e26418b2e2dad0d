import Environment
import Foundation
import Testing

@testable import Ingest

/// Snapshots that others published; see NOTICE.
@Suite("Real snapshots")
struct RealSnapshotTests {
  private func read(_ name: String) throws -> Environment {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return try Ingest.read([folder.appendingPathComponent("Snapshots/\(name)").path])
  }

  @Test("A lab of one account: an instance that Systems Manager reaches")
  func lab() throws {
    let environment = try read("ssm-start-session")
    #expect(environment.codes.isEmpty)
    #expect(environment.accounts.keys.sorted() == [account])
    let start = try #require(environment.users.first { $0.name.hasSuffix("starting-user") })
    #expect(start.credentials.hasActiveKey == true && start.credentials.hasPassword == false)
    #expect(start.credentials.factors == [])
    let instance = try #require(environment.resources.first { $0.kind == .instance })
    #expect(
      instance.state == [
        "state": "running", "managed": "Online", "ssh": "closed", "metadata": "optional",
        "public-address": "yes",
      ])
    #expect(environment.roles.contains { $0.arn == instance.runsAs })
    let bucket = try #require(environment.resources.first { $0.kind == .bucket })
    #expect(bucket.isListed && bucket.tags?.isEmpty == false)
    let unused = environment.coverage.files.filter { $0.status == .unused }
    #expect(unused.allSatisfy { $0.note == "read by no rule yet" })
    #expect(unused.count == 3)
  }

  @Test("A bare export with a policy of AWS that it does not hold")
  func bare() throws {
    let environment = try read("cloudsplaining-example_authz_v2.json")
    #expect(environment.codes.isEmpty)
    #expect(environment.users.map(\.name) == ["BlakeBortles"])
    #expect(environment.managedPolicies["arn:aws:iam::aws:policy/AdministratorAccess"] != nil)
    #expect(environment.asOf == 1_580_340_192)
  }
}
