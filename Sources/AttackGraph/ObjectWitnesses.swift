import Environment
import Policy

/// Objects that stand for all objects of some buckets: for each bucket one ordinary object, one
/// under each prefix that a workload's configuration names, and one for each way in which a policy
/// speaks of a part of the bucket. What is allowed on any object of a bucket is allowed on one of
/// these.
struct ObjectWitnesses {
  let universes: Universes
  let buckets: SubjectUniverse

  /// A bound on witnesses that patterns with wildcards in the bucket's name make.
  private static let spread = 200_000

  func universe() -> PartUniverse { assemble(keys()) }

  /// The keys of those objects, bucket by bucket.
  func keys() -> [Set<String>] {
    var keys = [Set<String>](repeating: ["postern-object"], count: buckets.members.count)
    addPrefixes(to: &keys)
    addPatterns(to: &keys)
    return keys
  }

  private func addPrefixes(to keys: inout [Set<String>]) {
    for resource in universes.environment.resources {
      for reference in resource.data where !reference.prefix.isEmpty {
        if let bucket = buckets.universe.index(of: "arn:aws:s3:::" + reference.bucket) {
          keys[Int(bucket)].insert(reference.prefix + "postern-object")
        }
      }
    }
  }

  private func addPatterns(to keys: inout [Set<String>]) {
    var patterns: Set<PatternText> = []
    for account in universes.accounts {
      patterns.formUnion(universes.library.patterns(in: account))
    }
    for policy in buckets.universe.policies {
      for statement in policy?.statements ?? [] where statement.effect == .allow {
        patterns.formUnion(statement.resources.patterns)
      }
    }
    var spread = 0
    for pattern in patterns.sorted(by: { $0.text < $1.text }) where pattern.text.contains(":s3:") {
      guard let slash = pattern.text.firstIndex(of: "/") else { continue }
      let tail = pattern.text[pattern.text.index(after: slash)...]
      guard tail != "*", let key = Self.witness(String(tail)) else { continue }
      let owner = PatternText(String(pattern.text[..<slash]))
      for bucket in buckets.universe.matching(owner).members where spread < Self.spread {
        if keys[Int(bucket)].insert(key).inserted { spread += 1 }
      }
    }
  }

  /// A key that a pattern's tail matches; variables are left to stand for some name.
  static func witness(_ tail: String) -> String? {
    PatternText(tail).glob(replacing: { _ in "postern" })?.witness(run: "postern-object")
  }

  private func assemble(_ keys: [Set<String>]) -> PartUniverse {
    var entries: [(arn: String, bucket: Int32)] = []
    for (bucket, keys) in keys.enumerated() {
      for key in keys {
        entries.append((buckets.universe.arns[bucket] + "/" + key, Int32(bucket)))
      }
    }
    entries.sort { $0.arn < $1.arn }
    let universe = Universe(
      name: "objects", account: buckets.universe.account, arns: entries.map(\.arn),
      policies: entries.map { buckets.universe.policies[Int($0.bucket)] },
      settings: entries.map { buckets.universe.settings[Int($0.bucket)] })
    return PartUniverse(
      universe: universe, owners: entries.map { [$0.bucket] }, usable: universe.all)
  }
}
