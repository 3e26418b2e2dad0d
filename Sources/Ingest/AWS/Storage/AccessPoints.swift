import Documents
import Environment
import Policy

/// The access points of buckets: names under which objects are asked for, with policies of their
/// own.
///
/// An access point is the resource `arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME`. Its relation
/// `bucket` is the ARN of the bucket behind it, which may be another account's. Its state has
/// `network-origin` (`Internet` or `VPC`), `vpc`, and `public` (`yes` or `no`) where the status of
/// its policy is told.
/// Source: S3 User Guide, "Managing access with access points".
enum AccessPoints {
  static let operation = "list-access-points"

  static let rules = [
    ServiceRule("s3control", operation, tells: "access points", read: readList),
    ServiceRule(
      "s3control", "get-access-point", .named, tells: "what an access point blocks",
      read: readDetails),
    ServiceRule(
      "s3control", "get-access-point-policy", .named, tells: "an access point's policy",
      absences: ["NoSuchAccessPointPolicy"], whenAbsent: readAbsence, read: readPolicy),
    ServiceRule(
      "s3control", "get-access-point-policy-status", .named,
      tells: "whether an access point's policy is public", absences: ["NoSuchAccessPointPolicy"],
      read: readStatus),
  ]

  private static func readList(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("AccessPointList", of: root, file) else { return }
    for value in entries { _ = builder.accessPoint(value, file) }
    builder.note(inventory: operation, file)
  }

  private static func readDetails(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard
      let index = builder.things(.accessPoint, namedBy: file).first
        ?? builder.accessPoint(root, file)
    else { return }
    let block = root["PublicAccessBlockConfiguration"]
    builder.environment.resources[index].settings.ignorePublicACLs =
      block?["IgnorePublicAcls"]?.bool ?? false
    builder.environment.resources[index].settings.restrictPublicBuckets =
      block?["RestrictPublicBuckets"]?.bool ?? false
    builder.described.insert(
      .init(operation: file.command, thing: builder.environment.resources[index].arn))
  }

  private static func readPolicy(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard builder.text("Policy", of: root, file) != nil || root["Policy"]?.kind == .object else {
      return
    }
    let policy = builder.policy(root["Policy"], kind: .resource, name: file.name)
    builder.describe(accessPoint: file, at: root.origin) { $0.policy = policy }
  }

  private static func readAbsence(_ file: FileContext, _ builder: inout EnvironmentBuilder) {
    builder.describe(accessPoint: file, at: file.origin) { _ in }
  }

  private static func readStatus(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let isPublic = root["PolicyStatus"]?["IsPublic"]?.bool else {
      return builder.warn(
        "ingest.shape", "expected a \"PolicyStatus\" with \"IsPublic\"",
        advice: "export it again with `\(file.command)`", at: root.origin)
    }
    builder.describe(accessPoint: file, at: root.origin) {
      $0.state["public"] = isPublic ? "yes" : "no"
    }
  }
}

extension EnvironmentBuilder {
  /// Adds an access point. Those of file systems have no bucket, and are left out.
  fileprivate mutating func accessPoint(_ value: JSONValue, _ file: FileContext) -> Int? {
    if let type = value["DataSourceType"]?.string, type.hasPrefix("FSX") { return nil }
    guard let name = text("Name", of: value, file), let bucket = text("Bucket", of: value, file)
    else { return nil }
    var arn = value["AccessPointArn"]?.string.flatMap { ARN($0) }
    if arn == nil, let region = file.region ?? onlyRegion(of: file.account) {
      let partition = partition(of: file.account, region: region)
      arn = ARN("arn:\(partition):s3:\(region):\(file.account):accesspoint/\(name)")
    }
    guard let arn, arn.service == "s3", isAccountID(arn.account),
      arn.resource == "accesspoint/" + name
    else {
      warn(
        "ingest.arn",
        "expected the ARN of an access point in \"AccessPointArn\"; this entry is "
          + "left out", advice: "export it again with `\(file.command)`", at: value.origin)
      return nil
    }
    var point = Resource(
      arn: arn.text, kind: .accessPoint, name: name, account: arn.account, origin: value.origin)
    point.region = arn.region
    point.relations["bucket"] = "arn:\(arn.partition):s3:::\(bucket)"
    point.state["network-origin"] = value["NetworkOrigin"]?.string
    point.state["vpc"] = value["VpcConfiguration"]?["VpcId"]?.string
    noteRegion(arn.region, account: arn.account)
    return add(point)
  }

  /// Adds to what is known of the access point that a file is named after.
  fileprivate mutating func describe(
    accessPoint file: FileContext, at origin: Origin, _ change: (inout Resource) -> Void
  ) {
    let found = things(.accessPoint, namedBy: file)
    guard let index = found.first else {
      return warn(
        "reference.access-point",
        "nothing tells which bucket the access point \"\(file.name.prefix(128))\" belongs to",
        advice: "export `aws s3control \(AccessPoints.operation)` too", at: origin)
    }
    change(&environment.resources[index])
    described.insert(.init(operation: file.command, thing: environment.resources[index].arn))
  }

  /// Says of each bucket whether all access points are known through which its policy may let
  /// somebody in: those of its own account, and of the accounts that the policy names.
  mutating func resolveAccessPoints() {
    for index in environment.resources.indices
    where environment.resources[index].kind == .accessPoint {
      limitToNetwork(index)
    }
    for index in environment.resources.indices where environment.resources[index].kind == .bucket {
      let bucket = environment.resources[index]
      environment.resources[index].settings.knowsAccessPoints =
        has(AccessPoints.operation, in: bucket.account)
        && delegates(of: bucket).allSatisfy { has(AccessPoints.operation, in: $0) }
    }
  }

  /// An access point that is bound to a network refuses all that does not come from there, as a
  /// statement of its policy would.
  private mutating func limitToNetwork(_ index: Int) {
    let point = environment.resources[index]
    guard point.state["network-origin"] == "VPC" else { return }
    let test = Condition(
      .stringNotEquals, key: "aws:SourceVpc", values: [point.state["vpc"] ?? ""],
      hasVariables: false, origin: point.origin)
    let statement = Statement(
      sid: "network origin VPC", effect: .deny, actions: ActionElement(["*"]),
      principals: .only([.everyone]), conditions: [test], origin: point.origin)
    var policy =
      point.policy
      ?? PolicyDocument(kind: .resource, name: point.name, statements: [], origin: point.origin)
    policy.statements.append(statement)
    environment.resources[index].policy = policy
  }

  /// The accounts whose access points a bucket's policy speaks of, as written; empty texts where a
  /// wildcard stands for them.
  func delegates(of bucket: Resource) -> Set<String> {
    var accounts: Set<String> = []
    for test in bucket.policy?.statements.flatMap(\.conditions) ?? [] {
      switch test.key {
      case "s3:dataaccesspointaccount":
        for value in test.values { accounts.insert(isAccountID(value.text) ? value.text : "") }
      case "s3:dataaccesspointarn":
        for value in test.values {
          let account = ARN(value.text)?.account ?? ""
          accounts.insert(isAccountID(account) ? account : "")
        }
      default: continue
      }
    }
    return accounts
  }
}
