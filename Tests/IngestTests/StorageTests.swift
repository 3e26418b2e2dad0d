import Environment
import Policy
import Testing

@testable import Ingest

@Suite("Buckets")
struct StorageTests {
  private let list = #"{"Buckets": [{"Name": "corpus"}, {"Name": "logs"}], "Owner": {"ID": "o"}}"#

  @Test("A bucket with everything that describes it")
  func wholeBucket() throws {
    let environment = try environment([
      gaad: oneUser, "s3api/list-buckets": list,
      "s3api/get-bucket-policy/corpus": #"""
      {"Policy": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"P\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::corpus/*\"}]}"}
      """#,
      "s3api/get-bucket-tagging/corpus":
        #"{"TagSet": [{"Key": "data-class", "Value": "training"}]}"#,
      "s3api/get-bucket-encryption/corpus": """
      {"ServerSideEncryptionConfiguration": {"Rules": [{"ApplyServerSideEncryptionByDefault":
        {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "alias/ml"}}]}}
      """,
      "s3api/get-bucket-location/corpus": #"{"LocationConstraint": null}"#,
      "s3api/get-public-access-block/corpus": """
      {"PublicAccessBlockConfiguration": {"IgnorePublicAcls": true, "RestrictPublicBuckets": true}}
      """,
      "s3api/get-bucket-ownership-controls/corpus": """
      {"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}}
      """,
      "s3api/get-bucket-acl/corpus": """
      {"Owner": {"ID": "o"}, "Grants": [
        {"Grantee": {"ID": "o", "Type": "CanonicalUser"}, "Permission": "FULL_CONTROL"},
        {"Grantee": {"URI": "http://acs.amazonaws.com/groups/global/AllUsers", "Type": "Group"},
         "Permission": "READ"}]}
      """,
    ])
    let corpus = try environment.resource("corpus")
    #expect(corpus.arn == "arn:aws:s3:::corpus" && corpus.account == account && corpus.isListed)
    #expect(corpus.kind == .bucket && corpus.region == "us-east-1")
    #expect(corpus.tags == ["data-class": "training"] && corpus.encryptionKey == "alias/ml")
    #expect(corpus.settings.restrictPublicBuckets && corpus.settings.ignorePublicACLs)
    #expect(corpus.settings.isBucketOwnerEnforced)
    #expect(
      corpus.settings.grants == [
        .init(grantee: "AllUsers", permission: "READ", isOnBucket: true)
      ])
    #expect(corpus.policy?.kind == .resource && corpus.policy?.name == "corpus")
    #expect(corpus.policy?.statements.first?.origin.pointer == "/Policy#/Statement/0")
    #expect(try environment.resource("logs").tags == nil)
    #expect(environment.codes.isEmpty)
    #expect(environment.coverage.gaps.contains { $0.what == "the policies of 1 bucket" })
    #expect(environment.coverage.gaps.contains { $0.what == "the tags of 1 bucket" })
  }

  @Test("The errors that say that there is none are facts, beside or instead of the output")
  func absences() throws {
    let folder = try SnapshotFolder([
      output(gaad): oneUser, output("s3api/list-buckets"): list,
      output("s3api/get-bucket-tagging/corpus"):
        "An error occurred (NoSuchTagSet) when calling the GetBucketTagging operation: none\n",
      "\(account)/s3api/get-bucket-policy/corpus.err":
        "An error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation: none",
      "\(account)/s3api/get-bucket-policy/logs.json.err":
        "An error occurred (AccessDenied) when calling the GetBucketPolicy operation: no",
      output("s3api/get-bucket-policy/logs"): "",
    ])
    let environment = try folder.read()
    #expect(try environment.resource("corpus").tags == [:])
    #expect(environment.codes.isEmpty)
    let denied = try environment.note("\(account)/s3api/get-bucket-policy/logs.json.err")
    #expect(denied.hasPrefix("the command failed: An error occurred (AccessDenied)"))
    #expect(try environment.status(output("s3api/get-bucket-policy/logs")) == .unused)
    #expect(environment.coverage.gaps.contains { $0.what == "the policies of 1 bucket" })
    #expect(!environment.coverage.hasUnreadable)
  }

  @Test("A policy that is no JSON is reported at its string")
  func brokenPolicy() throws {
    let environment = try environment([
      gaad: oneUser, "s3api/list-buckets": list,
      "s3api/get-bucket-policy/corpus": #"{"Policy": "{oops"}"#,
    ])
    #expect(environment.codes == ["json.syntax"])
    #expect(environment.coverage.diagnostics[0].origin.pointer == "/Policy")
    #expect(try environment.status(output("s3api/get-bucket-policy/corpus")) == .partly)
  }

  @Test("A described bucket that no list has: without a list it is there, with one it is odd")
  func unlisted() throws {
    let tags = ["s3api/get-bucket-tagging/other": #"{"TagSet": []}"#, gaad: oneUser]
    let without = try environment(tags)
    #expect(without.codes.isEmpty)
    #expect(try without.resource("other").isListed)
    let with = try environment(tags.merging(["s3api/list-buckets": list]) { first, _ in first })
    #expect(with.codes == ["reference.bucket"])
  }

  @Test("What the account blocks, it blocks for each bucket")
  func accountBlock() throws {
    let environment = try environment([
      gaad: oneUser, "s3api/list-buckets": list,
      "s3control/get-public-access-block":
        #"{"PublicAccessBlockConfiguration": {"RestrictPublicBuckets": true}}"#,
    ])
    #expect(try environment.resource("logs").settings.restrictPublicBuckets)
    #expect(try !environment.resource("logs").settings.ignorePublicACLs)
  }

  @Test("Buckets that policies name in full, and no list has")
  func namedBuckets() throws {
    let statement = """
      {"Effect": "Allow", "Action": "s3:*", "Resource": ["arn:aws:s3:::far/*", "arn:aws:s3:::corpus",
        "arn:aws:s3:::wild-*/x", "arn:aws:s3:::${aws:username}", "arn:aws:s3:us-east-1:1:a/b",
        "arn:aws:s3:::far", "*", "arn:aws:s3:::<script>/*"]}
      """
    let own =
      #""UserPolicyList": [{"PolicyName": "p", "PolicyDocument": {"Statement": \#(statement)}}]"#
    let environment = try environment([
      gaad: export(users: user("ana", own)), "s3api/list-buckets": list,
    ])
    let named = environment.resources.filter { !$0.isListed }
    #expect(named.map(\.name) == ["<script>", "far"])
    #expect(named.allSatisfy { $0.account.isEmpty && $0.tags == nil })
    #expect(
      named[1].origin.pointer == "/UserDetailList/0/UserPolicyList/0/PolicyDocument/Statement")
    #expect(environment.codes == ["policy.literal-variable"])
    #expect(environment.coverage.gaps.contains { $0.what.hasPrefix("2 buckets that policies") })
  }

  @Test("Names that would be code elsewhere are names here")
  func hostileNames() throws {
    let environment = try environment([
      gaad: oneUser,
      "s3api/list-buckets":
        #"{"Buckets": [{"Name": "<script>alert(1)</script>"}, {"Name": "a\u0000\u001bb"}, {"Name": ""}, {}]}"#,
    ])
    #expect(environment.resources.map(\.name) == ["<script>alert(1)</script>", "a\u{0}\u{1b}b"])
    #expect(environment.codes == ["ingest.shape", "ingest.shape"])
  }
}
