import Environment
import Policy

/// Objects that stand for all objects of some buckets: for each bucket one ordinary object, one
/// under each prefix that a workload's configuration names, and one for each way in which a policy
/// speaks of a part of the bucket. What is allowed on any object of a bucket is allowed on one of
/// these; so too for each part of a bucket that is a candidate of its own.
struct ObjectWitnesses {
  let universes: Universes
  let buckets: SubjectUniverse
  private let parts: [Int32: [Part]]

  init(universes: Universes, buckets: SubjectUniverse) {
    self.universes = universes
    self.buckets = buckets
    parts = Self.parts(of: buckets, in: universes.environment)
  }

  /// A bound on witnesses that patterns with wildcards in the bucket's name make.
  private static let spread = 200_000

  func universe() -> PartUniverse { assemble(keys()) }

  /// The keys of those objects, bucket by bucket.
  func keys() -> [Set<String>] {
    var keys = [Set<String>](repeating: [], count: buckets.members.count)
    for bucket in keys.indices where resource(bucket).part == nil {
      keys[bucket] = ["postern-object"]
      for part in parts[Int32(bucket)] ?? [] {
        keys[bucket].formUnion(part.places.map(\.witness))
      }
    }
    addOutputs(to: &keys)
    addPatterns(to: &keys)
    return keys
  }

  private func resource(_ candidate: Int) -> Resource {
    universes.environment.resources[buckets.members[candidate]]
  }

  /// A part of a bucket that is a candidate of its own.
  private struct Part {
    var candidate: Int32
    var places: [KeyRange]
  }

  private static func parts(
    of buckets: SubjectUniverse, in environment: Environment
  ) -> [Int32: [Part]] {
    var parts: [Int32: [Part]] = [:]
    for (candidate, member) in buckets.members.enumerated() {
      guard let part = environment.resources[member].part,
        let bucket = buckets.universe.index(of: part.bucket)
      else { continue }
      parts[bucket, default: []].append(Part(candidate: Int32(candidate), places: part.places))
    }
    return parts
  }

  /// The bucket and those of its parts that an object lies in, in ascending order.
  func owners(of key: String, in bucket: Int32) -> [Int32] {
    let inside = (parts[bucket] ?? []).filter { $0.places.contains { $0.contains(key) } }
    return ([bucket] + inside.map(\.candidate)).sorted()
  }

  /// Places that configurations name and that are no assets.
  private func addOutputs(to keys: inout [Set<String>]) {
    for resource in universes.environment.resources {
      for reference in resource.data where !reference.use.isAsset && !reference.prefix.isEmpty {
        if let bucket = buckets.universe.index(of: "arn:aws:s3:::" + reference.bucket) {
          let place = KeyRange(prefix: reference.prefix, isObject: reference.isObject)
          keys[Int(bucket)].insert(place.witness)
        }
      }
    }
  }

  private func addPatterns(to keys: inout [Set<String>]) {
    var spread = 0
    for tail in tails() {
      let bare = Self.witness(tail.pattern)
      for bucket in buckets.universe.matching(tail.owner).members where spread < Self.spread {
        if resource(Int(bucket)).part != nil { continue }
        if let bare, keys[Int(bucket)].insert(bare).inserted { spread += 1 }
        for glob in tail.globs {
          if !tail.isFixed, keys[Int(bucket)].insert(glob.witness(run: "postern-object")).inserted {
            spread += 1
          }
          for place in parts[bucket, default: []].lazy.flatMap(\.places) {
            guard let key = place.witness(of: glob) else { continue }
            if keys[Int(bucket)].insert(key).inserted { spread += 1 }
          }
        }
      }
    }
  }

  /// How a policy speaks of keys in buckets.
  private struct Tail {
    var owner: PatternText
    var pattern: PatternText
    /// The pattern, for each principal with what stands for its variables.
    var globs: Set<Glob>
    var isFixed: Bool

    /// What tells the globs of tails apart: policies speak alike of many buckets.
    struct Key: Hashable {
      var pattern: PatternText
      var accounts: Set<String>
    }
  }

  /// What stands behind the bucket's name in patterns, but for all keys.
  private func tails() -> [Tail] {
    var patterns: [PatternText: Set<String>] = [:]
    for account in universes.accounts {
      for pattern in universes.library.patterns(in: account) where Self.isOfKeys(pattern) {
        patterns[pattern, default: []].insert(account)
      }
    }
    for policy in buckets.universe.policies {
      for statement in policy?.statements ?? [] where statement.effect == .allow {
        for pattern in statement.resources.patterns where Self.isOfKeys(pattern) {
          // Whoever is meant may be of any account.
          patterns[pattern, default: []].formUnion(universes.accounts)
        }
      }
    }
    var known: [Tail.Key: Set<Glob>] = [:]
    return patterns.sorted { $0.key.text < $1.key.text }.compactMap { pattern, accounts in
      guard let slash = pattern.text.firstIndex(of: "/") else { return nil }
      let tail = PatternText(String(pattern.text[pattern.text.index(after: slash)...]))
      if tail.text == "*" { return nil }
      let isFixed = tail.variableKeys.isEmpty
      let key = Tail.Key(pattern: tail, accounts: isFixed ? [] : accounts)
      let globs = known[key] ?? self.globs(key)
      known[key] = globs
      return Tail(
        owner: PatternText(String(pattern.text[..<slash])), pattern: tail, globs: globs,
        isFixed: isFixed)
    }
  }

  private func globs(_ key: Tail.Key) -> Set<Glob> {
    var globs = Set([key.pattern.glob { _ in nil }].compactMap(\.self))
    for account in key.accounts {
      globs.formUnion(universes.library.globs(key.pattern, in: account))
    }
    return globs
  }

  private static func isOfKeys(_ pattern: PatternText) -> Bool {
    pattern.text.contains(":s3:") && pattern.text.contains("/")
  }

  /// A key that a pattern's tail matches; variables are left to stand for some name.
  static func witness(_ tail: String) -> String? { witness(PatternText(tail)) }

  private static func witness(_ tail: PatternText) -> String? {
    tail.glob(replacing: { _ in "postern" })?.witness(run: "postern-object")
  }

  private func assemble(_ keys: [Set<String>]) -> PartUniverse {
    var entries: [(arn: String, bucket: Int32, owners: [Int32])] = []
    // In the order of whole ARNs: no bucket's objects lie among those of another.
    let beginnings = keys.indices.map { buckets.universe.arns[$0] + "/" }
    let order = keys.indices.sorted {
      beginnings[$0].utf8.lexicographicallyPrecedes(beginnings[$1].utf8)
    }
    for bucket in order {
      let inOrder = keys[bucket].sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      for key in inOrder {
        let owners = owners(of: key, in: Int32(bucket))
        entries.append((beginnings[bucket] + key, Int32(bucket), owners))
      }
    }
    let universe = Universe(
      name: "objects", account: buckets.universe.account, arns: entries.map(\.arn),
      policies: entries.map { buckets.universe.policies[Int($0.bucket)] },
      settings: entries.map { buckets.universe.settings[Int($0.bucket)] })
    return PartUniverse(universe: universe, owners: entries.map(\.owners), usable: universe.all)
  }
}

extension KeyRange {
  /// An ordinary key of the range: the object itself, or one under the prefix, which is a folder
  /// unless policies say otherwise.
  var witness: String {
    isObject ? prefix : prefix + (prefix.isEmpty || prefix.hasSuffix("/") ? "" : "/") + Self.name
  }

  private static let name = "postern-object"

  /// A key of the range that a pattern matches, where the ordinary one is none; nil when they have
  /// none in common.
  func witness(of glob: Glob) -> String? {
    if isObject { return nil }
    // Most patterns speak of other places: their literal beginning says so.
    guard glob.prefix.hasPrefix(prefix) || prefix.hasPrefix(glob.prefix), !glob.matches(witness)
    else { return nil }
    let plain = glob.witness(run: Self.name)
    if contains(plain) { return plain }
    return glob.commonText(with: Glob(pieces: [.literal(witness), .pattern("*")]))
      ?? glob.commonText(with: Glob(pieces: [.literal(prefix), .pattern("*")]))
  }
}
