import Environment
import Policy
import Techniques

/// A universe of candidates with the environment's entries behind them.
final class SubjectUniverse {
  let subject: Subject
  let universe: Universe
  /// For each candidate its number in the environment's list of roles, users, groups or resources.
  let members: [Int]
  /// Whether nobody knows who owns the candidates: what is allowed on them is only possible.
  let isUnlisted: Bool

  /// The keys that encrypt the candidates; filled when first asked for.
  var keys: SubjectKeys?
  /// What is asked for through access points of the candidates; filled when first asked for.
  var accessPoints: [AccessPointUniverse]?
  /// What the candidates belong to or use, by what it is to them; filled when first asked for.
  var related: [String: PartUniverse] = [:]
  /// What the candidates load and run; filled when first asked for.
  var loaded: [LoadedKind: [LoadedThings.Part]] = [:]
  /// The things that the candidates are or are parts of, once that was asked.
  var wholes: PartUniverse??
  private var masks: [String: AccessSet] = [:]
  /// For each technique by number, the candidates that fulfil what is needed whoever asks.
  var standing: [Int: AccessSet] = [:]
  /// For each permission of a technique by number, the universes on which it is asked.
  var asked: [Int: [Universe]] = [:]
  /// For each technique and account of callers, the candidates that can be reached at all.
  var supports: [SupportKey: RangeSet32] = [:]

  init(subject: Subject, universe: Universe, members: [Int], isUnlisted: Bool = false) {
    self.subject = subject
    self.universe = universe
    self.members = members
    self.isUnlisted = isUnlisted
  }

  /// The candidates for which a fact holds, computed once per key.
  func mask(_ key: String, _ value: (Int) -> Tri) -> AccessSet {
    if let known = masks[key] { return known }
    var set = AccessSet.empty
    for (candidate, member) in members.enumerated() {
      let holds = value(member)
      if holds == .yes { set.certain.append(Int32(candidate)) }
      if holds != .no { set.possible.append(Int32(candidate)) }
    }
    masks[key] = set
    return set
  }
}

/// A technique, and the account of those who use it.
struct SupportKey: Hashable {
  var label: Int
  var account: String
}

/// A universe whose candidates belong to candidates of another: a bucket's objects, a role's
/// policies.
final class PartUniverse {
  let universe: Universe
  /// For each candidate the candidates of the owners' universe, in ascending order.
  let owners: [[Int32]]
  /// Candidates that count at all; for policies those with room for one more version.
  let usable: RangeSet32
  private var images = SetMap<RangeSet32>()
  /// Images of sets that were made anew, but are the same.
  private var equalImages: [RangeSet32: RangeSet32] = [:]
  /// Where each candidate has one owner, none before that of the last and without leaving any out, the
  /// owners: the image of a range is then a range.
  private let single: [Int32]?
  /// Filled when first asked for.
  var partsByOwner: [Int32: [Int32]]?

  init(universe: Universe, owners: [[Int32]], usable: RangeSet32) {
    self.universe = universe
    self.owners = owners
    self.usable = usable
    single = PartUniverse.single(owners)
  }

  private static func single(_ owners: [[Int32]]) -> [Int32]? {
    var single: [Int32] = []
    for candidate in owners {
      guard candidate.count == 1, let owner = candidate.first else { return nil }
      if let last = single.last, owner != last, owner != last + 1 { return nil }
      single.append(owner)
    }
    return single
  }

  /// The owners of some member of a set.
  func image(_ set: AccessSet) -> AccessSet {
    if set.isOne { return AccessSet(image(set.certain)) }
    return AccessSet(certain: image(set.certain), possible: image(set.possible))
  }

  /// The owners of some member of a set that may count.
  func image(_ set: RangeSet32) -> RangeSet32 {
    if set.isEmpty { return set }
    if let known = images[set] { return known }
    let counting = set.intersection(usable)
    let image =
      single.map { owners in
        RangeSet32(
          ascending: counting.ranges.lazy.map {
            owners[Int($0.lowerBound)]..<(owners[Int($0.upperBound) - 1] + 1)
          })
      } ?? imageByMember(counting)
    images.keep(image, for: set)
    return image
  }

  private func imageByMember(_ set: RangeSet32) -> RangeSet32 {
    if let known = equalImages[set] { return known }
    if equalImages.count > 4096 { equalImages.removeAll() }
    let image = RangeSet32(Array(Set(set.members.flatMap { owners[Int($0)] })))
    equalImages[set] = image
    return image
  }
}
