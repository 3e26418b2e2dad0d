import Documents

/// A place in a bucket that a workload's configuration names.
package struct DataReference: Sendable, Hashable {
  /// What lies there, in the words in which it is reported.
  package enum Use: String, Sendable, Hashable, CaseIterable {
    case trainingData = "training data"
    case model = "model"
    case features = "features"
    case vectors = "vectors"
    case prompts = "prompts"
    case documents = "documents"
    case table = "table"
    case code = "code"
    case lifecycleScript = "lifecycle script"
    /// Code of workloads that machine learning is not known to need.
    case program = "program"
    case schema = "agent schema"
    case input = "input"
    case output = "output"

    /// Whether the workload runs what lies there.
    package var isCode: Bool { [.code, .lifecycleScript, .program].contains(self) }
  }

  package var bucket: String
  /// The key prefix, empty for the whole bucket; the key of one object if ``isObject`` is set.
  package var prefix: String
  package var isObject: Bool
  package var use: Use
  package var origin: Origin

  package init(
    bucket: String, prefix: String, isObject: Bool = false, use: Use, origin: Origin
  ) {
    self.bucket = bucket
    self.prefix = prefix
    self.isObject = isObject && !prefix.isEmpty && !prefix.hasSuffix("/")
    self.use = use
    self.origin = origin
  }

  /// Reads `s3://bucket/prefix` and the other forms in which services name a place; nil for
  /// anything else.
  package init?(uri: String, isObject: Bool = false, use: Use, origin: Origin) {
    guard let (bucket, prefix) = DataReference.split(uri) else { return nil }
    self.init(
      bucket: String(bucket), prefix: String(prefix), isObject: isObject, use: use, origin: origin)
  }

  /// Bucket and prefix of `s3://`, `s3a://`, `s3n://`, of a bucket's or object's ARN, and of the
  /// HTTPS addresses of S3. Source: Amazon S3 User Guide, "Virtual hosting of general purpose
  /// buckets".
  private static func split(_ text: String) -> (bucket: Substring, prefix: Substring)? {
    let starts = ["s3://", "s3a://", "s3n://", "arn:aws:s3:::", "arn:aws-cn:s3:::"]
    if let start = (starts + ["arn:aws-us-gov:s3:::"]).first(where: text.hasPrefix) {
      return divide(text.dropFirst(start.utf8.count))
    }
    guard text.hasPrefix("https://"), let (host, path) = divide(text.dropFirst(8), anyName: true)
    else { return nil }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard
      let service = labels.firstIndex(where: { $0 == "s3" || $0.hasPrefix("s3-") }),
      labels[service...].contains("amazonaws")
    else { return nil }
    if service == 0 { return divide(path) }
    let bucket = host.prefix(labels[..<service].map(\.count).reduce(service - 1, +))
    return isBucket(bucket) ? (bucket, path) : nil
  }

  private static func divide(
    _ text: Substring, anyName: Bool = false
  ) -> (bucket: Substring, prefix: Substring)? {
    let name = text.prefix { $0 != "/" }
    guard anyName || isBucket(name) else { return nil }
    let prefix = text.dropFirst(name.count + 1)
    // A key has at most 1,024 bytes.
    return prefix.utf8.count <= 1024 ? (name, prefix) : nil
  }

  /// Whether a text can be a bucket's name, those of before 2018 included.
  private static func isBucket(_ name: Substring) -> Bool {
    (3...255).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
          || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      }
  }
}

/// A container image that a workload runs.
package struct ImageReference: Sendable, Hashable {
  /// ARN of the repository.
  package var repository: String
  /// The tag, `latest` where none is named; nil for an image that is named by its digest, which no
  /// later push replaces.
  package var tag: String?
  package var origin: Origin

  package init(repository: String, tag: String?, origin: Origin) {
    self.repository = repository
    self.tag = tag
    self.origin = origin
  }

  /// Reads `account.dkr.ecr.region.amazonaws.com/name:tag`; nil for images that lie elsewhere.
  package init?(image: String, origin: Origin) {
    let host = image.prefix { $0 != "/" }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 6, labels[1] == "dkr", labels[2] == "ecr", labels[4] == "amazonaws",
      labels[0].utf8.count == 12,
      labels[0].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return nil }
    let region = labels[3]
    let rest = image.dropFirst(host.count + 1)
    let parts = rest.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let name = (parts.first ?? "").prefix { $0 != ":" }
    guard !name.isEmpty, !region.isEmpty else { return nil }
    let tag = (parts.first ?? "").dropFirst(name.count + 1)
    let partition =
      region.hasPrefix("cn-") ? "aws-cn" : region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
    self.init(
      repository: "arn:\(partition):ecr:\(region):\(labels[0]):repository/\(name)",
      tag: parts.count > 1 ? nil : tag.isEmpty ? "latest" : String(tag), origin: origin)
  }
}

/// A part of a bucket.
package struct BucketPart: Sendable, Hashable {
  /// ARN of the bucket.
  package var bucket: String
  /// The keys that belong to it: nearly always one range.
  package var places: [KeyRange]

  package init(bucket: String, places: [KeyRange]) {
    self.bucket = bucket
    self.places = places
  }
}

/// Keys of objects: those that begin with a prefix, or one.
package struct KeyRange: Sendable, Hashable {
  package var prefix: String
  /// Whether ``prefix`` is the key of the one object that is meant.
  package var isObject: Bool

  package init(prefix: String, isObject: Bool) {
    self.prefix = prefix
    self.isObject = isObject
  }

  /// Whether a key belongs to the range.
  package func contains(_ key: String) -> Bool {
    isObject ? key == prefix : key.utf8.starts(with: prefix.utf8)
  }
}
