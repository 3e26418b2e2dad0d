import Environment
import Policy
import Testing

@testable import Ingest

@Suite("Access points")
struct AccessPointTests {
  private let buckets = #"{"Buckets": [{"Name": "corpus"}]}"#
  private let list = #"""
    {"AccessPointList": [
      {"Name": "readers", "NetworkOrigin": "Internet", "Bucket": "corpus",
       "AccessPointArn": "arn:aws:s3:us-east-1:111122223333:accesspoint/readers",
       "BucketAccountId": "111122223333"},
      {"Name": "inside", "NetworkOrigin": "VPC", "VpcConfiguration": {"VpcId": "vpc-1"},
       "Bucket": "corpus",
       "AccessPointArn": "arn:aws:s3:us-east-1:111122223333:accesspoint/inside"},
      {"Name": "files", "NetworkOrigin": "Internet", "DataSourceType": "FSX_OPENZFS",
       "AccessPointArn": "arn:aws:s3:us-east-1:111122223333:accesspoint/files"}]}
    """#
  private let policy = #"""
    {"Policy": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"R\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/ana\"},\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:us-east-1:111122223333:accesspoint/readers/object/*\"}]}"}
    """#

  private func point(_ name: String, in environment: Environment) throws -> Resource {
    try #require(
      environment.resources.first { $0.kind == .accessPoint && $0.name == name })
  }

  private func world(_ more: [String: String] = [:]) throws -> Environment {
    let base = [
      gaad: oneUser, "s3api/list-buckets": buckets, "us-east-1/s3control/list-access-points": list,
    ]
    return try environment(base.merging(more) { _, new in new })
  }

  @Test func whatDescribesAnAccessPoint() throws {
    let environment = try world([
      "us-east-1/s3control/get-access-point-policy/readers": policy,
      "us-east-1/s3control/get-access-point/readers": """
      {"Name": "readers", "Bucket": "corpus",
       "AccessPointArn": "arn:aws:s3:us-east-1:111122223333:accesspoint/readers",
       "PublicAccessBlockConfiguration": {"RestrictPublicBuckets": true, "IgnorePublicAcls": true}}
      """,
      "us-east-1/s3control/get-access-point-policy-status/readers":
        #"{"PolicyStatus": {"IsPublic": false}}"#,
    ])
    let readers = try point("readers", in: environment)
    #expect(readers.arn == "arn:aws:s3:us-east-1:111122223333:accesspoint/readers")
    #expect(readers.relations["bucket"] == "arn:aws:s3:::corpus")
    #expect(readers.state == ["network-origin": "Internet", "public": "no"])
    #expect(readers.settings.restrictPublicBuckets && readers.settings.ignorePublicACLs)
    #expect(readers.policy?.statements.map(\.sid) == ["R"])
    #expect(environment.codes.isEmpty)
    #expect(environment.resources.count == 3)
    #expect(try environment.resource("corpus").settings.knowsAccessPoints)
    let gaps = environment.coverage.gaps.map(\.what)
    #expect(gaps.contains("the policies of 1 access point"))
    #expect(!gaps.contains { $0.contains("the access points of") })
  }

  @Test func aNetworkOriginIsADenial() throws {
    let inside = try point("inside", in: world())
    #expect(inside.state["vpc"] == "vpc-1")
    let statement = try #require(inside.policy?.statements.first)
    #expect(statement.effect == .deny && statement.conditions.map(\.key) == ["aws:sourcevpc"])
    #expect(try point("readers", in: world()).policy == nil)
  }

  @Test func aFileOfAnAccessPointThatNothingTiesToABucket() throws {
    let environment = try environment([
      gaad: oneUser, "us-east-1/s3control/get-access-point-policy/readers": policy,
    ])
    #expect(environment.codes == ["reference.access-point"])
  }

  @Test func aBucketOfAnotherAccount() throws {
    let environment = try world(["s3api/list-buckets": #"{"Buckets": []}"#])
    let corpus = try environment.resource("corpus")
    #expect(!corpus.isListed && corpus.account.isEmpty)
  }

  @Test(arguments: [
    ("111122223333", true, nil), ("999999999999", false, "999999999999"),
    ("*", false, "111122223333"),
  ])
  func whetherAllThatABucketLeavesAccessToIsKnown(
    _ account: String, _ isKnown: Bool, _ asked: String?
  ) throws {
    let delegation =
      #"{"Policy": "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::corpus/*\",\"Condition\":{\"StringLike\":{\"s3:DataAccessPointAccount\":\"\#(account)\"}}}]}"}"#
    let environment = try world(["s3api/get-bucket-policy/corpus": delegation])
    #expect(try environment.resource("corpus").settings.knowsAccessPoints == isKnown)
    let gap = environment.coverage.gaps.first { $0.what.contains("to which 1 bucket leaves") }
    #expect((gap == nil) == isKnown)
    if let asked { #expect(gap?.command.hasSuffix(asked) == true) }
  }

  @Test func withoutAListNothingIsKnown() throws {
    let environment = try environment([gaad: oneUser, "s3api/list-buckets": buckets])
    #expect(try !environment.resource("corpus").settings.knowsAccessPoints)
    #expect(
      environment.coverage.gaps.contains {
        $0.command == "aws s3control list-access-points --account-id 111122223333"
      })
  }

  @Test func hostileEntries() throws {
    let bad = #"""
      {"AccessPointList": [{"Name": "x", "Bucket": "corpus", "AccessPointArn": "arn:aws:s3:::x"},
        {"Name": "y"}, 7, {"Name": "z", "Bucket": "corpus",
         "AccessPointArn": "arn:aws:s3:us-east-1:111122223333:accesspoint/other"}]}
      """#
    let environment = try world(["us-east-1/s3control/list-access-points": bad])
    #expect(environment.codes == ["ingest.arn", "ingest.shape", "ingest.shape", "ingest.arn"])
    #expect(!environment.resources.contains { $0.kind == .accessPoint })
  }
}
