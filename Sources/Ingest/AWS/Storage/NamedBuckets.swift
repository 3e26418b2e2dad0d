import Documents
import Environment
import Policy

// Buckets that no inventory lists, but policies, jobs or access points name: of another account, of one without a
// list, or gone.

extension EnvironmentBuilder {
  /// Adds every bucket that is named in full. Linear in the number of resource patterns.
  mutating func addNamedBuckets() {
    var found = NamedBuckets(known: Set(buckets.keys))
    for user in environment.users { found.take(user.inlinePolicies) }
    for group in environment.groups { found.take(group.inlinePolicies) }
    for role in environment.roles { found.take(role.inlinePolicies) }
    for arn in environment.managedPolicies.keys.sorted() {
      // The policies of AWS name buckets of AWS.
      guard let policy = environment.managedPolicies[arn], !policy.isAWSManaged else { continue }
      found.take([policy.document])
    }
    for resource in environment.resources {
      if let policy = resource.policy { found.take([policy]) }
      for reference in resource.data { found.take(reference) }
      if resource.kind == .accessPoint, let bucket = resource.relations["bucket"] {
        found.take(bucket, at: resource.origin)
      }
    }
    for bucket in found.buckets {
      let index = self.bucket(
        bucket.name, account: "", partition: bucket.partition, at: bucket.origin)
      environment.resources[index].isListed = false
    }
  }
}

/// The buckets that policies and jobs name, in the order in which they were found.
private struct NamedBuckets {
  var buckets: [(name: String, partition: String?, origin: Origin)] = []
  private var known: Set<String>

  init(known: Set<String>) { self.known = known }

  mutating func take(_ documents: [PolicyDocument]) {
    for document in documents {
      for statement in document.statements {
        guard case .only(let patterns) = statement.resources else { continue }
        for pattern in patterns { take(pattern.text, at: statement.origin) }
      }
    }
  }

  mutating func take(_ reference: DataReference) {
    add(reference.bucket, partition: nil, at: reference.origin)
  }

  /// Takes `arn:aws:s3:::bucket` and `arn:aws:s3:::bucket/…`.
  mutating func take(_ pattern: String, at origin: Origin) {
    guard pattern.hasPrefix("arn:aws") else { return }
    let parts = pattern.utf8.split(
      separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[2].elementsEqual("s3".utf8), parts[3].isEmpty, parts[4].isEmpty,
      let name = String(parts[5].prefix { $0 != UInt8(ascii: "/") }),
      let partition = String(parts[1])
    else { return }
    add(name, partition: partition, at: origin)
  }

  private mutating func add(_ name: String, partition: String?, at origin: Origin) {
    guard !name.isEmpty, !name.utf8.contains(where: { "*?$".utf8.contains($0) }),
      known.insert(name).inserted
    else { return }
    buckets.append((name, partition, origin))
  }
}
