import Environment
import Policy

/// The objects of an account's buckets as they are asked for through the access points of one
/// account: what the access points say of them, and what the buckets do.
final class AccessPointUniverse {
  /// By the ARN under which the access point knows them.
  let points: Universe
  /// By the buckets' own ARNs: the same objects, once for each access point.
  let parts: PartUniverse
  /// The number of the access point of each part among the resources.
  let pointOfPart: [Int]
  /// For each candidate of `points` the part that it is.
  private let partOfPoint: [Int32]

  struct Entry {
    var arn: String
    var bucket: Int32
    /// The bucket and those of its parts that the object lies in.
    var owners: [Int32]
    var point: Int
    var alias: String
  }

  init(_ entries: [Entry], points owner: String, buckets: Universe, in environment: Environment) {
    let entries = entries.sorted { ($0.arn, $0.alias) < ($1.arn, $1.alias) }
    let order = entries.indices.sorted { entries[$0].alias < entries[$1].alias }
    func settings(_ entry: Entry, _ base: ResourceSettings?) -> ResourceSettings {
      var settings = base ?? ResourceSettings()
      settings.accessPoint = environment.resources[entry.point].route
      return settings
    }
    points = Universe(
      name: "objects at access points", account: owner, arns: order.map { entries[$0].alias },
      policies: order.map { environment.resources[entries[$0].point].policy },
      settings: order.map {
        settings(entries[$0], environment.resources[entries[$0].point].settings)
      })
    let behind = Universe(
      name: "objects behind access points", account: buckets.account, arns: entries.map(\.arn),
      policies: entries.map { buckets.policies[Int($0.bucket)] },
      settings: entries.map { settings($0, buckets.settings[Int($0.bucket)]) },
      isBehindAccessPoints: true)
    parts = PartUniverse(
      universe: behind, owners: entries.map(\.owners), usable: behind.all)
    pointOfPart = entries.map(\.point)
    partOfPoint = order.map { Int32($0) }
  }

  /// The buckets of which some object is allowed at the access point and behind it.
  func image(points front: AccessSet, behind: AccessSet) -> AccessSet {
    parts.image(parts(points: front, behind: behind))
  }

  /// The parts that are allowed at the access point and behind it.
  func parts(points front: AccessSet, behind: AccessSet) -> AccessSet {
    if front.isEmpty || behind.isEmpty { return .empty }
    return AccessSet(certain: parts(front.certain), possible: parts(front.possible))
      .intersection(behind)
  }

  /// The parts of a set of access points.
  ///
  /// - Parameter members: The number of each access point of the set's universe among the resources.
  func parts(of written: AccessSet, among members: [Int]) -> AccessSet {
    func parts(_ set: RangeSet32) -> RangeSet32 {
      let numbers = Set(set.members.map { members[Int($0)] })
      return RangeSet32(
        ascending: self.parts.universe.all.members.filter {
          numbers.contains(pointOfPart[Int($0)])
        })
    }
    return AccessSet(certain: parts(written.certain), possible: parts(written.possible))
  }

  private func parts(_ set: RangeSet32) -> RangeSet32 {
    RangeSet32(set.members.map { partOfPoint[Int($0)] })
  }
}

extension Resource {
  /// The way of requests that go through this access point.
  var route: AccessPointRoute {
    AccessPointRoute(arn: arn, account: account, networkOrigin: state["network-origin"])
  }
}

extension Universes {
  /// What is asked for through access points of the buckets of a universe, by the account that owns
  /// them; empty where none has any. Made when first asked for.
  func accessPoints(of buckets: SubjectUniverse) -> [AccessPointUniverse] {
    guard !pointsOfBucket.isEmpty, buckets.subject == .resource(ResourceKind.bucket.rawValue) else {
      return []
    }
    if let known = buckets.accessPoints { return known }
    let made = AccessPointWitnesses(universes: self, buckets: buckets).assemble()
    buckets.accessPoints = made
    return made
  }
}

/// Objects that stand for all that can be asked for through access points: those that stand for the
/// objects of the bucket, and one for each way in which a policy speaks of a part of the access
/// point.
struct AccessPointWitnesses {
  let universes: Universes
  let buckets: SubjectUniverse

  private static let marker = "/object/"

  func assemble() -> [AccessPointUniverse] {
    let environment = universes.environment
    let patterns = identityPatterns()
    let witnesses = ObjectWitnesses(universes: universes, buckets: buckets)
    var keys: [Set<String>]?
    var entries: [String: [AccessPointUniverse.Entry]] = [:]
    for (bucket, arn) in buckets.universe.arns.enumerated() {
      guard let points = universes.pointsOfBucket[arn] else { continue }
      let known = keys ?? witnesses.keys()
      keys = known
      for number in points {
        let point = environment.resources[number]
        let own = Self.patterns(of: point)
        for key in known[bucket].union(Self.keys(of: point.arn, patterns + own)) {
          let object = arn + "/" + key
          entries[point.account, default: []].append(
            .init(
              arn: object, bucket: Int32(bucket),
              owners: witnesses.owners(of: key, in: Int32(bucket)), point: number,
              alias: point.route.resource(for: object)))
        }
      }
    }
    return entries.sorted { $0.key < $1.key }.map { owner, entries in
      AccessPointUniverse(
        entries, points: owner, buckets: buckets.universe, in: universes.environment)
    }
  }

  /// The patterns that speak of a part of an access point, in the policies of principals.
  private func identityPatterns() -> [PatternText] {
    var patterns: Set<PatternText> = []
    for account in universes.accounts {
      for pattern in universes.library.patterns(in: account)
      where pattern.text.contains(Self.marker) {
        patterns.insert(pattern)
      }
    }
    return patterns.sorted { $0.text < $1.text }
  }

  /// The same in an access point's own policy.
  private static func patterns(of point: Resource) -> [PatternText] {
    (point.policy?.statements ?? []).filter { $0.effect == .allow }
      .flatMap(\.resources.patterns).filter { $0.text.contains(marker) }
  }

  /// Keys that the patterns that speak of an access point match.
  private static func keys(of arn: String, _ patterns: [PatternText]) -> Set<String> {
    var keys: Set<String> = []
    for pattern in patterns {
      let halves = pattern.text.split(separator: marker, maxSplits: 1)
      guard halves.count == 2, halves[1] != "*",
        PatternText(String(halves[0])).glob(replacing: { _ in nil })?.matches(arn) == true,
        let key = ObjectWitnesses.witness(String(halves[1]))
      else { continue }
      keys.insert(key)
    }
    return keys
  }
}
