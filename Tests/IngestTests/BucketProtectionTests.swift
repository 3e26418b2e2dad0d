import Environment
import Testing

@testable import Ingest

@Suite("Versions, locks and copies of a bucket's objects")
struct BucketProtectionTests {
  private func corpus(_ files: [String: String]) throws -> Resource {
    let base = [gaad: oneUser, "s3api/list-buckets": #"{"Buckets": [{"Name": "corpus"}]}"#]
    return try environment(base.merging(files) { _, new in new }).resource("corpus")
  }

  @Test(arguments: [
    ("{}", "none", "Disabled"), (#"{"Status": "Enabled"}"#, "Enabled", "Disabled"),
    (#"{"Status": "Suspended", "MFADelete": "Enabled"}"#, "Suspended", "Enabled"),
  ])
  func versioning(_ output: String, _ status: String, _ factor: String) throws {
    let bucket = try corpus(["s3api/get-bucket-versioning/corpus": output])
    #expect(bucket.state == ["versioning": status, "mfa-delete": factor])
  }

  /// Keys of S3's own: it is known that there is no other.
  @Test func encryptionWithoutAKeyIsTold() throws {
    let rule = #"{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}"#
    let bucket = try corpus([
      "s3api/get-bucket-encryption/corpus":
        #"{"ServerSideEncryptionConfiguration": {"Rules": [\#(rule)]}}"#
    ])
    #expect(bucket.encryptionKey == nil && bucket.details["get-bucket-encryption"] != nil)
    #expect(try corpus([:]).details["get-bucket-encryption"] == nil)
  }

  /// Nothing is printed where versions were never kept, but also where the command failed.
  @Test func anEmptyFileTellsNothing() throws {
    let folder = try SnapshotFolder([
      output(gaad): oneUser, output("s3api/get-bucket-versioning/corpus"): "",
      output("s3api/list-buckets"): #"{"Buckets": [{"Name": "corpus"}]}"#,
    ])
    let environment = try folder.read()
    #expect(try environment.resource("corpus").state.isEmpty)
    #expect(!environment.coverage.hasUnreadable)
  }

  @Test(arguments: [
    (#"{"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 30}}"#, "COMPLIANCE", "30 days"),
    (#"{"DefaultRetention": {"Mode": "GOVERNANCE", "Years": 2}}"#, "GOVERNANCE", "2 years"),
    ("null", nil, nil),
  ])
  func lock(_ rule: String, _ mode: String?, _ period: String?) throws {
    let bucket = try corpus([
      "s3api/get-object-lock-configuration/corpus": """
      {"ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled", "Rule": \(rule)}}
      """
    ])
    #expect(bucket.state["object-lock"] == mode && bucket.state["default-retention"] == period)
  }

  @Test func copiesAndAges() throws {
    let bucket = try corpus([
      "s3api/get-bucket-replication/corpus": """
      {"ReplicationConfiguration": {"Role": "arn:aws:iam::111122223333:role/copy", "Rules": [
        {"Status": "Disabled", "Destination": {"Bucket": "arn:aws:s3:::old"}},
        {"Status": "Enabled", "Destination": {"Bucket": "arn:aws:s3:::copy"}}]}}
      """,
      "s3api/get-bucket-lifecycle-configuration/corpus":
        #"{"Rules": [{"Status": "Enabled", "Expiration": {"Days": 30}}]}"#,
    ])
    #expect(bucket.state == ["replication": "Enabled", "expiration": "Enabled"])
    #expect(bucket.relations["replica"] == "arn:aws:s3:::copy")
    #expect(bucket.relations["replication role"] == "arn:aws:iam::111122223333:role/copy")
  }

  @Test(arguments: [
    ("get-object-lock-configuration", "ObjectLockConfigurationNotFoundError", "object-lock"),
    ("get-bucket-replication", "ReplicationConfigurationNotFoundError", "replication"),
    ("get-bucket-lifecycle-configuration", "NoSuchLifecycleConfiguration", "expiration"),
  ])
  func absences(_ operation: String, _ code: String, _ attribute: String) throws {
    let folder = try SnapshotFolder([
      output(gaad): oneUser, output("s3api/list-buckets"): #"{"Buckets": [{"Name": "corpus"}]}"#,
      "\(account)/s3api/\(operation)/corpus.err":
        "An error occurred (\(code)) when calling the X operation: none",
    ])
    #expect(try folder.read().resource("corpus").state == [attribute: "none"])
  }

  @Test func hostileShapes() throws {
    let environment = try environment([
      gaad: oneUser, "s3api/list-buckets": #"{"Buckets": [{"Name": "corpus"}]}"#,
      "s3api/get-bucket-versioning/corpus": #"{"Status": 7}"#,
      "s3api/get-object-lock-configuration/corpus": "[]",
      "s3api/get-bucket-replication/corpus": #"{"ReplicationConfiguration": []}"#,
      "s3api/get-bucket-lifecycle-configuration/corpus": "{}",
    ])
    #expect(environment.codes.allSatisfy { $0 == "ingest.shape" })
    #expect(environment.codes.count == 3)
  }
}
