import AttackGraph
import Documents
import Environment
import Policy

/// Something that makes it harder to do harm to a bucket, or would, if it were there.
package struct Protection: Sendable, Hashable {
  package enum State: String, Sendable, Hashable {
    case on
    case off
    /// The snapshot does not tell.
    case unknown
  }

  /// In a few words: `versioning`.
  package var name: String
  package var state: State
  /// What it does where it is on, or how it is set.
  package var note: String
  /// Where it is stated; nowhere where the snapshot does not tell.
  package var origin: Origin

  /// Those of a bucket, or of the bucket that a part belongs to; none for anything else.
  package static func all(of target: Target, in environment: Environment) -> [Protection] {
    guard ["aws:s3:bucket", "aws:s3:prefix"].contains(target.kind),
      let bucket = environment.resources.first(where: { $0.arn == target.id })
    else { return [] }
    return [
      versioning(bucket), lock(bucket), factor(bucket), key(bucket, environment), block(bucket),
      owner(bucket),
    ]
  }

  private init(
    _ name: String, _ isOn: Bool?, _ note: String, _ bucket: Resource, by operation: String
  ) {
    self.name = name
    state = isOn.map { $0 ? .on : .off } ?? .unknown
    self.note = isOn == true ? note : ""
    origin = isOn == nil ? .nowhere : bucket.details[operation] ?? bucket.origin
  }

  private static func versioning(_ bucket: Resource) -> Protection {
    Protection(
      "versioning", bucket.state["versioning"].map { $0 == "Enabled" },
      "what is overwritten or deleted can be restored", bucket, by: "get-bucket-versioning")
  }

  private static func lock(_ bucket: Resource) -> Protection {
    let mode = bucket.state["object-lock"]
    let period = bucket.state["default-retention"].map { " for \($0)" } ?? ""
    return Protection(
      "Object Lock", mode.map { $0 != "none" },
      "new objects are locked in \((mode ?? "").lowercased()) mode\(period)", bucket,
      by: "get-object-lock-configuration")
  }

  private static func factor(_ bucket: Resource) -> Protection {
    Protection(
      "MFA delete", bucket.state["mfa-delete"].map { $0 == "Enabled" },
      "versions are deleted only with a second factor", bucket, by: "get-bucket-versioning")
  }

  private static func key(_ bucket: Resource, _ environment: Environment) -> Protection {
    let operation = "get-bucket-encryption"
    let isKnown = bucket.encryptionKey != nil || bucket.details[operation] != nil
    let key = environment.resources.first { $0.arn == bucket.encryptionKey }
    let isCustomers =
      bucket.encryptionKey.map {
        !$0.contains("alias/aws/") && key?.settings.isAWSManagedKey != true
      } ?? false
    let administrators = key.map(administrators) ?? []
    let by =
      administrators.isEmpty
      ? "" : ", which its policy lets \(administrators.joined(separator: ", ")) administer"
    return Protection(
      "customer key", isKnown ? isCustomers : nil, "\(bucket.encryptionKey ?? "")\(by)", bucket,
      by: operation)
  }

  /// Whom a key's policy lets rewrite it, at most three by name.
  private static func administrators(of key: Resource) -> [String] {
    var names: Set<String> = []
    for statement in key.policy?.statements ?? []
    where statement.effect == .allow && statement.actions.matches("kms:PutKeyPolicy") {
      guard case .only(let principals) = statement.principals else { continue }
      for principal in principals {
        switch principal {
        case .everyone, .everyAWS: names.insert("everyone")
        case .account(let id): names.insert("account \(id)")
        case .aws(let name), .service(let name), .federated(let name), .canonicalUser(let name):
          names.insert(name)
        }
      }
    }
    let sorted = names.sorted()
    return sorted.count > 3 ? sorted.prefix(3) + ["\(sorted.count - 3) more"] : sorted
  }

  private static func block(_ bucket: Resource) -> Protection {
    let operation = "get-public-access-block"
    let isOn = bucket.settings.ignorePublicACLs && bucket.settings.restrictPublicBuckets
    return Protection(
      "public access block", isOn || bucket.details[operation] != nil ? isOn : nil,
      "public policies and access control lists count for nothing", bucket, by: operation)
  }

  private static func owner(_ bucket: Resource) -> Protection {
    Protection(
      "owner enforcement",
      bucket.state["ownership"].map { $0 == "BucketOwnerEnforced" },
      "access control lists count for nothing", bucket, by: "get-bucket-ownership-controls")
  }
}
