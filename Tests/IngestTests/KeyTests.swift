import Environment
import Policy
import Testing

@testable import Ingest

@Suite("Keys")
struct KeyTests {
  private let id = "1234abcd-12ab-34cd-56ef-1234567890ab"
  private var arn: String { "arn:aws:kms:eu-west-1:\(account):key/\(id)" }

  private func files(_ more: [String: String], key: String) -> [String: String] {
    let base = [
      gaad: oneUser,
      "s3api/list-buckets":
        #"{"Buckets": [{"Name": "corpus", "BucketRegion": "eu-west-1"}], "Owner": {"ID": "c0ffee"}}"#,
      "s3api/get-bucket-encryption/corpus":
        #"{"ServerSideEncryptionConfiguration": {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "\#(key)"}}]}}"#,
      "eu-west-1/kms/list-keys":
        #"{"Keys": [{"KeyId": "\#(id)", "KeyArn": "\#(arn)"}], "Truncated": false}"#,
    ]
    return base.merging(more) { $1 }
  }

  private let policy =
    #"{"Policy": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Root\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}", "PolicyName": "default"}"#

  @Test("A key with its policy, its grants and who manages it")
  func whole() throws {
    let environment = try environment(
      files(
        [
          "eu-west-1/kms/get-key-policy/\(id)": policy,
          "eu-west-1/kms/describe-key/\(id)":
            #"{"KeyMetadata": {"Arn": "\#(arn)", "KeyManager": "CUSTOMER", "KeyState": "Disabled"}}"#,
          "eu-west-1/kms/list-grants/\(id)": """
          {"Grants": [{"GrantId": "0123456789abcdef0123", "Name": "",
            "GranteePrincipal": "arn:aws:iam::111122223333:role/train", "Operations": ["Decrypt"],
            "Constraints": {"EncryptionContextSubset": {"project": "x"}}},
            {"GrantId": "9", "Name": "backup", "GranteePrincipal": "backup.amazonaws.com",
             "Operations": ["Decrypt", "GenerateDataKey"]}], "Truncated": false}
          """,
        ], key: arn))
    let key = try environment.resource(id)
    #expect(key.kind == .key && key.arn == arn && key.region == "eu-west-1")
    #expect(key.state["state"] == "Disabled" && !key.settings.isAWSManagedKey)
    let statements = try #require(key.policy?.statements)
    #expect(statements.map(\.sid) == ["Root", "grant 0123456789ab", "grant backup"])
    #expect(statements[1].actions.matches("kms:Decrypt"))
    #expect(!statements[1].actions.matches("kms:Encrypt"))
    #expect(statements[1].conditions.map(\.key) == ["kms:encryptioncontext:project"])
    #expect(statements[2].principals == .only([.service("backup.amazonaws.com")]))
    #expect(try environment.resource("corpus").encryptionKey == arn)
    #expect(environment.accounts[account]?.canonicalID == "c0ffee")
    #expect(environment.codes.isEmpty)
    #expect(!environment.coverage.gaps.contains { $0.command.contains("get-key-policy") })
  }

  @Test(
    "What buckets call a key is resolved",
    arguments: [
      "1234abcd-12ab-34cd-56ef-1234567890ab", "alias/corpus",
      "arn:aws:kms:eu-west-1:111122223333:alias/corpus",
    ])
  func names(name: String) throws {
    let environment = try environment(
      files(
        [
          "eu-west-1/kms/list-aliases": """
          {"Aliases": [{"AliasName": "alias/corpus", "TargetKeyId": "\(id)",
            "AliasArn": "arn:aws:kms:eu-west-1:\(account):alias/corpus"},
            {"AliasName": "alias/aws/s3", "AliasArn": "arn:aws:kms:eu-west-1:\(account):alias/aws/s3"}]}
          """
        ], key: name))
    #expect(try environment.resource("corpus").encryptionKey == arn)
    #expect(environment.codes.isEmpty)
  }

  @Test("Without its policy a key is a gap, and its grants tell nothing; AWS's own keys are none")
  func gaps() throws {
    let environment = try environment(
      files(
        [
          "eu-west-1/kms/list-grants/\(id)":
            #"{"Grants": [{"GranteePrincipal": "arn:aws:iam::111122223333:user/a", "Operations": ["Decrypt"]}]}"#
        ], key: arn))
    #expect(try environment.resource(id).policy == nil)
    let gap = try #require(
      environment.coverage.gaps.first { $0.command.contains("get-key-policy") })
    #expect(gap.what == "the policy of the key that encrypts 1 thing")
    #expect(gap.command.hasSuffix("--key-id \(arn)"))
    let managed = try self.environment(files([:], key: "alias/aws/s3"))
    #expect(!managed.coverage.gaps.contains { $0.command.contains("get-key-policy") })
  }

  private func environment(_ files: [String: String]) throws -> Environment {
    try IngestTests.environment(files)
  }
}
