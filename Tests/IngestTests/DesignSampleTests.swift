import Environment
import Foundation
import Testing

@testable import Ingest

@Suite("The sample design")
struct DesignSampleTests {
  private var path: String {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let root = tests.deletingLastPathComponent().deletingLastPathComponent()
    return root.appendingPathComponent("samples/payments-ml.design.yaml").path
  }

  @Test("It has no mistake, and everything that its path needs")
  func sample() throws {
    let environment = try Ingest.read([path])
    #expect(environment.coverage.diagnostics.isEmpty)
    #expect(environment.accounts.count == 2)
    let maya = try environment.user("maya")
    #expect(maya.credentials.hasPassword == true)
    #expect(maya.credentials.factors?.isEmpty == true)
    let function = try environment.resource("build-notifier")
    let developers = try #require(environment.groups.first).inlinePolicies.flatMap(\.statements)
    #expect(developers[0].covers("lambda:UpdateFunctionCode", function.arn))
    #expect(developers[1].covers("lambda:InvokeFunction", function.arn))
    let notifier = try environment.role("build-notifier")
    #expect(function.runsAs == notifier.arn)
    let deployer = try environment.role("model-deployer")
    #expect(deployer.trust?.statements[0].principals == .only([.aws(notifier.arn)]))
    let trainer = try environment.role("trainer")
    #expect(
      trainer.inlinePolicies[0].statements[1].covers(
        "s3:PutObject", "arn:aws:s3:::fraud-training/transactions/a"))
    #expect(try environment.resource("fraud-training").tags?["data-class"] == "training-data")
  }

  @Test("The near miss: its role writes below one prefix of another bucket, and reads nothing")
  func nearMiss() throws {
    let environment = try Ingest.read([path])
    let statements = try environment.role("feedback-writer").inlinePolicies.flatMap(\.statements)
    try #require(statements.count == 1)
    #expect(statements[0].covers("s3:PutObject", "arn:aws:s3:::chatbot-feedback/inbox/a"))
    #expect(!statements[0].covers("s3:PutObject", "arn:aws:s3:::chatbot-feedback/a"))
    #expect(!statements[0].covers("s3:GetObject", "arn:aws:s3:::chatbot-feedback/inbox/a"))
    #expect(!statements[0].covers("s3:PutObject", "arn:aws:s3:::fraud-training/a"))
  }
}
