import Documents
import Environment

/// The commands that tell what becomes of a bucket's objects when they are overwritten, deleted or
/// old, and where copies of them go.
///
/// Each fact is an attribute of the bucket's state; one that is absent is not known. `versioning` is
/// `Enabled`, `Suspended` or `none`; `mfa-delete` is `Enabled` or `Disabled`; `object-lock` is
/// `COMPLIANCE` or `GOVERNANCE`, the mode in which new objects are locked, or `none`;
/// `default-retention` says for how long (`30 days`); `replication` and `expiration` are `Enabled`
/// or `none`.
/// Sources: S3 API Reference, "GetBucketVersioning", "GetObjectLockConfiguration",
/// "GetBucketReplication", "GetBucketLifecycleConfiguration".
enum BucketProtection {
  static let rules = [
    ServiceRule(
      "s3api", "get-bucket-versioning", .named, tells: "whether a bucket keeps versions",
      read: readVersioning
    ).mayPrintNothing(),
    ServiceRule(
      "s3api", "get-object-lock-configuration", .named,
      tells: "whether a bucket's objects are locked",
      absences: ["ObjectLockConfigurationNotFoundError"],
      whenAbsent: { file, builder in set("object-lock", file.origin, file, &builder) },
      read: readLock),
    ServiceRule(
      "s3api", "get-bucket-replication", .named, tells: "where a bucket's objects are copied to",
      absences: ["ReplicationConfigurationNotFoundError"],
      whenAbsent: { file, builder in set("replication", file.origin, file, &builder) },
      read: readReplication),
    ServiceRule(
      "s3api", "get-bucket-lifecycle-configuration", .named,
      tells: "whether a bucket's objects expire", absences: ["NoSuchLifecycleConfiguration"],
      whenAbsent: { file, builder in set("expiration", file.origin, file, &builder) },
      read: readLifecycle),
  ]

  /// There is none: one attribute of the state says so.
  private static func set(
    _ attribute: String, _ origin: Origin, _ file: FileContext,
    _ builder: inout EnvironmentBuilder
  ) {
    builder.describe(file, at: origin) { $0.state[attribute] = "none" }
  }

  /// A bucket that never kept versions has no status at all.
  private static func readVersioning(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    let status = root["Status"]?.string
    if let status, !["Enabled", "Suspended"].contains(status) {
      return builder.warn(
        "ingest.shape", "expected a \"Status\" of Enabled or Suspended",
        advice: "export it again with `\(file.command)`", at: root["Status"]?.origin ?? root.origin)
    }
    let factor = root["MFADelete"]?.string
    builder.describe(file, at: root.origin) {
      $0.state["versioning"] = status ?? "none"
      $0.state["mfa-delete"] = factor == "Enabled" ? "Enabled" : "Disabled"
    }
  }

  /// Where objects can be locked and none is by default, it is not known which of them are.
  private static func readLock(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let lock = root["ObjectLockConfiguration"], lock.kind == .object else {
      return builder.warn(
        "ingest.shape", "expected an \"ObjectLockConfiguration\"",
        advice: "export it again with `\(file.command)`", at: root.origin)
    }
    guard lock["ObjectLockEnabled"]?.string == "Enabled" else {
      return set("object-lock", root.origin, file, &builder)
    }
    let retention = lock["Rule"]?["DefaultRetention"]
    var period: String?
    if let days = retention?["Days"]?.int { period = "\(days) days" }
    if let years = retention?["Years"]?.int { period = "\(years) years" }
    builder.describe(file, at: root.origin) {
      $0.state["object-lock"] = retention?["Mode"]?.string
      $0.state["default-retention"] = period
    }
  }

  private static func readReplication(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let configuration = root["ReplicationConfiguration"], configuration.kind == .object else {
      return builder.warn(
        "ingest.shape", "expected a \"ReplicationConfiguration\"",
        advice: "export it again with `\(file.command)`", at: root.origin)
    }
    let rule = builder.entries("Rules", of: configuration).first {
      $0["Status"]?.string == "Enabled"
    }
    builder.describe(file, at: root.origin) {
      $0.state["replication"] = rule == nil ? "none" : "Enabled"
      $0.relations["replica"] = rule?["Destination"]?["Bucket"]?.string
      $0.relations["replication role"] = configuration["Role"]?.string
    }
  }

  private static func readLifecycle(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let rules = builder.list("Rules", of: root, file) else { return }
    let expires = rules.contains { rule in
      rule["Status"]?.string == "Enabled"
        && (rule["Expiration"]?["Days"] != nil || rule["Expiration"]?["Date"] != nil)
    }
    builder.describe(file, at: root.origin) {
      $0.state["expiration"] = expires ? "Enabled" : "none"
    }
  }
}
