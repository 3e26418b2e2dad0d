import Documents
import Environment
import Policy

/// `s3api list-buckets`: the buckets of an account.
enum Buckets {
  static let operation = "list-buckets"

  static let rules = [
    ServiceRule("s3api", operation, tells: "buckets", read: read),
    ServiceRule(
      "s3control", "get-public-access-block", .either,
      tells: "what the account blocks of public access",
      absences: ["NoSuchPublicAccessBlockConfiguration"], read: readAccountBlock),
  ]

  private static func read(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("Buckets", of: root, file) else { return }
    for value in entries {
      guard let name = builder.text("Name", of: value, file) else { continue }
      if let index = builder.buckets[name] {
        let other = builder.environment.resources[index].account
        builder.warn(
          "ingest.duplicate",
          "the bucket \"\(name)\" is listed already, in account \(other); "
            + "the first one counts", advice: "keep one export of each account", at: value.origin)
        continue
      }
      let index = builder.bucket(name, account: file.account, at: value.origin)
      builder.environment.resources[index].region = value["BucketRegion"]?.string
    }
    if let owner = root["Owner"]?["ID"]?.string {
      builder.account(file.account) { $0.canonicalID = $0.canonicalID ?? owner }
    }
    builder.note(inventory: operation, file)
  }

  private static func readAccountBlock(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    let block = root["PublicAccessBlockConfiguration"]
    builder.accountPublicAccess[file.account] = (
      block?["IgnorePublicAcls"]?.bool ?? false, block?["RestrictPublicBuckets"]?.bool ?? false,
      root.origin
    )
  }
}

extension EnvironmentBuilder {
  /// Adds a bucket that is not known yet.
  ///
  /// - Returns: Its position among the resources.
  mutating func bucket(
    _ name: String, account: String, partition: String? = nil, at origin: Origin
  ) -> Int {
    let arn = "arn:\(partition ?? self.partition(of: account)):s3:::\(name)"
    let index = environment.resources.count
    environment.resources.append(
      Resource(arn: arn, kind: .bucket, name: name, account: account, origin: origin))
    buckets[name] = index
    resources[arn] = index
    self.account(account)
    return index
  }

  /// Applies what accounts set for all their buckets and access points.
  mutating func resolvePublicAccess() {
    for index in environment.resources.indices
    where [.bucket, .accessPoint].contains(environment.resources[index].kind) {
      let account = environment.resources[index].account
      guard let block = accountPublicAccess[account] else { continue }
      if block.ignoreACLs { environment.resources[index].settings.ignorePublicACLs = true }
      if block.restrict { environment.resources[index].settings.restrictPublicBuckets = true }
      if block.ignoreACLs && block.restrict {
        environment.resources[index].details["get-public-access-block"] = block.origin
      }
    }
  }
}
