import Documents
import Environment
import Policy

/// The commands that describe one bucket.
enum BucketDetails {
  static let rules = [
    ServiceRule(
      "s3api", "get-bucket-policy", .named, tells: "a bucket's policy",
      absences: ["NoSuchBucketPolicy"], whenAbsent: readAbsence, read: readPolicy),
    ServiceRule(
      "s3api", "get-bucket-tagging", .named, tells: "a bucket's tags",
      absences: ["NoSuchTagSet"], whenAbsent: readAbsence, read: readTags),
    ServiceRule(
      "s3api", "get-bucket-encryption", .named, tells: "a bucket's encryption",
      absences: ["ServerSideEncryptionConfigurationNotFoundError"], read: readEncryption),
    ServiceRule(
      "s3api", "get-bucket-location", .named, tells: "a bucket's region", read: readLocation),
    ServiceRule(
      "s3api", "get-public-access-block", .named, tells: "what a bucket blocks of public access",
      absences: ["NoSuchPublicAccessBlockConfiguration"], read: readPublicAccess),
    ServiceRule(
      "s3api", "get-bucket-ownership-controls", .named, tells: "who owns a bucket's objects",
      absences: ["OwnershipControlsNotFoundError"], whenAbsent: readAbsence, read: readOwnership),
    ServiceRule(
      "s3api", "get-bucket-acl", .named, tells: "a bucket's access control list", read: readGrants),
  ]

  private static func readPolicy(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard builder.text("Policy", of: root, file) != nil || root["Policy"]?.kind == .object else {
      return
    }
    let policy = builder.policy(root["Policy"], kind: .resource, name: file.name)
    builder.describe(file, at: root.origin) { $0.policy = policy }
  }

  private static func readTags(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard builder.list("TagSet", of: root, file) != nil else { return }
    let tags = builder.tags("TagSet", of: root)
    builder.describe(file, at: root.origin) { $0.tags = tags }
  }

  private static func readAbsence(_ file: FileContext, _ builder: inout EnvironmentBuilder) {
    builder.describe(file, at: file.origin) { bucket in
      if file.command.hasSuffix("get-bucket-tagging") { bucket.tags = [:] }
      // Buckets from before ownership could be set: whoever writes an object owns it.
      if file.command.hasSuffix("ownership-controls") { bucket.state["ownership"] = "ObjectWriter" }
    }
  }

  private static func readEncryption(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    let rules = root["ServerSideEncryptionConfiguration"]?["Rules"]
    let rule = rules?.elements.first { _ in true }?["ApplyServerSideEncryptionByDefault"]
    guard let algorithm = rule?["SSEAlgorithm"]?.string else {
      return builder.warn(
        "ingest.shape", "expected an encryption rule with an \"SSEAlgorithm\"",
        advice: "export it again with `\(file.command)`", at: root.origin)
    }
    guard algorithm.hasPrefix("aws:kms") else {
      // S3's own keys; that there is no other is a fact as well.
      return builder.describe(file, at: root.origin) { _ in }
    }
    // Without a key of its own, a bucket uses the account's key for S3, which AWS manages.
    let key = rule?["KMSMasterKeyID"]?.string ?? "alias/aws/s3"
    builder.describe(file, at: root.origin) { $0.encryptionKey = key }
  }

  private static func readLocation(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    // The first region has no constraint, and one had another name once.
    let place = root["LocationConstraint"]?.string ?? "us-east-1"
    builder.describe(file, at: root.origin) { $0.region = place == "EU" ? "eu-west-1" : place }
  }

  private static func readPublicAccess(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let block = root["PublicAccessBlockConfiguration"], block.kind == .object else {
      return builder.warn(
        "ingest.shape", "expected a \"PublicAccessBlockConfiguration\"",
        advice: "export it again with `\(file.command)`", at: root.origin)
    }
    builder.describe(file, at: root.origin) {
      $0.settings.ignorePublicACLs = block["IgnorePublicAcls"]?.bool ?? false
      $0.settings.restrictPublicBuckets = block["RestrictPublicBuckets"]?.bool ?? false
    }
  }

  private static func readOwnership(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    let rules = root["OwnershipControls"]?["Rules"]
    let ownership = rules?.elements.compactMap { $0["ObjectOwnership"]?.string }.first { _ in true }
    builder.describe(file, at: root.origin) {
      $0.settings.isBucketOwnerEnforced = ownership == "BucketOwnerEnforced"
      $0.state["ownership"] = ownership
    }
  }

  private static func readGrants(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    let owner = root["Owner"]?["ID"]?.string
    var grants: [ResourceSettings.Grant] = []
    guard let entries = builder.list("Grants", of: root, file) else { return }
    for entry in entries {
      guard let grantee = entry["Grantee"], let permission = entry["Permission"]?.string else {
        continue
      }
      let name: String?
      if let group = grantee["URI"]?.string {
        name = group.split(separator: "/").last.map(String.init)
      } else {
        name = grantee["ID"]?.string
      }
      // The owner's own grant says nothing new.
      guard let name, name != owner else { continue }
      grants.append(.init(grantee: name, permission: permission, isOnBucket: true))
    }
    builder.describe(file, at: root.origin) { $0.settings.grants = grants }
  }
}

extension EnvironmentBuilder {
  /// Adds to what is known of the bucket that a file is named after.
  mutating func describe(
    _ file: FileContext, at origin: Origin, _ change: (inout Resource) -> Void
  ) {
    let index: Int
    if let known = buckets[file.name] {
      index = known
      let account = environment.resources[index].account
      if !file.account.isEmpty, account != file.account {
        warn(
          "ingest.account-mismatch",
          "the bucket is listed in account \(account), but the folder "
            + "says \(file.account)", advice: "move the file to the folder \(account)", at: origin)
      }
    } else {
      if has(Buckets.operation, in: file.account) {
        warn(
          "reference.bucket", "the bucket \"\(file.name)\" is not in the account's list of buckets",
          advice: "export `aws s3api list-buckets` again", at: origin)
      }
      index = bucket(file.name, account: file.account, at: origin)
    }
    change(&environment.resources[index])
    if let operation = file.command.split(separator: " ").last {
      environment.resources[index].details[String(operation)] = origin
    }
    described.insert(Described(operation: file.command, thing: environment.resources[index].arn))
  }
}
