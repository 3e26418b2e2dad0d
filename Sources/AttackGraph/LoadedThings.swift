import Documents
import Environment
import Policy
import Techniques

/// What workloads load and run, as parts of those workloads: whoever can write it has them run what
/// they please.
struct LoadedThings {
  let universes: Universes
  let subjects: SubjectUniverse

  private var environment: Environment { universes.environment }

  /// The objects or repositories of one account, with the workloads that load them.
  struct Part {
    var part: PartUniverse
    /// Those that can be written for sure as far as no permission is concerned.
    var sure: RangeSet32
  }

  /// What is loaded, by the account that owns it.
  func parts(_ kind: LoadedKind) -> [Part] {
    guard case .resource = subjects.subject else { return [] }
    return kind == .image ? images() : universes.accounts.compactMap { objects(kind, in: $0) }
  }

  // MARK: Objects

  /// The objects that stand for the places, of which policies may speak in different ways.
  private func objects(_ kind: LoadedKind, in account: String) -> Part? {
    let buckets = universes.subjects(.resource(ResourceKind.bucket.rawValue), in: account)
    var places: [Int32: [(range: KeyRange, workload: Int32)]] = [:]
    for (workload, member) in subjects.members.enumerated() {
      for reference in environment.resources[member].data where kind.loads(reference.use) {
        guard let number = universes.bucketNumbers[reference.bucket],
          let bucket = buckets.universe.index(of: environment.resources[number].arn)
        else { continue }
        let range = KeyRange(prefix: reference.prefix, isObject: reference.isObject)
        places[bucket, default: []].append((range, Int32(workload)))
      }
    }
    if places.isEmpty { return nil }
    let all = universes.objects(of: buckets)
    var owners = [[Int32]](repeating: [], count: all.universe.arns.count)
    for (bucket, places) in places {
      let start = buckets.universe.arns[Int(bucket)].utf8.count + 1
      for object in all.members(of: bucket) {
        let key = String(all.universe.arns[Int(object)].utf8.dropFirst(start)) ?? ""
        let found = places.filter { $0.range.contains(key) }.map(\.workload)
        owners[Int(object)] = Set(found).sorted()
      }
    }
    let made = PartUniverse(universe: all.universe, owners: owners, usable: all.universe.all)
    // Nobody knows what the owner of a bucket that no inventory lists allows.
    return Part(part: made, sure: account.isEmpty ? .empty : all.universe.all)
  }

  // MARK: Images

  /// The repositories of images that are named by a tag that a push can move.
  private func images() -> [Part] {
    var owners: [String: Set<Int32>] = [:]
    for (workload, member) in subjects.members.enumerated() {
      for image in environment.resources[member].images where image.tag != nil {
        if universes.isFixed(image) == .yes { continue }
        owners[image.repository, default: []].insert(Int32(workload))
      }
    }
    let byAccount = Dictionary(grouping: owners.keys) { ARN($0)?.account ?? "" }
    return byAccount.sorted { $0.key < $1.key }.map { account, arns in
      let arns = arns.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let known = arns.map { arn in
        universes.repositoryNumbers[arn].map { environment.resources[$0] }
      }
      let universe = Universe(
        name: "images", account: account, arns: arns,
        tags: known.map { $0?.tags.map(Universes.lowercased) }, policies: known.map { $0?.policy })
      let sure = universe.all.members.filter { known[Int($0)]?.state["mutability"] != nil }
      return Part(
        part: PartUniverse(
          universe: universe, owners: arns.map { (owners[$0] ?? []).sorted() },
          usable: universe.all),
        sure: RangeSet32(ascending: sure))
    }
  }
}

extension Universes {
  /// Whether a push cannot move the tag of an image, as far as the snapshot tells.
  func isFixed(_ image: ImageReference) -> Tri {
    guard let number = repositoryNumbers[image.repository],
      let mutability = environment.resources[number].state["mutability"]
    else { return .maybe }
    // With exclusions, some tags can be moved and others not.
    return mutability.hasSuffix("_WITH_EXCLUSION") ? .maybe : Tri(mutability == "IMMUTABLE")
  }
}

extension LoadedKind {
  /// Whether it is this that lies in a place of that use.
  func loads(_ use: DataReference.Use) -> Bool {
    switch self {
    case .code: use.isCode
    case .model: use == .model
    case .image: false
    }
  }
}

extension Universes {
  /// What the subjects of a universe load; found once.
  func loaded(_ kind: LoadedKind, of subjects: SubjectUniverse) -> [LoadedThings.Part] {
    if let known = subjects.loaded[kind] { return known }
    let made = LoadedThings(universes: self, subjects: subjects).parts(kind)
    subjects.loaded[kind] = made
    return made
  }
}

/// What an asker can write of what subjects load, while the needs are asked one by one: all of them
/// on the same thing.
struct LoadedAnswers {
  private var answers: [LoadedKind: [AccessSet]] = [:]

  /// Adds what is allowed on each part, and gives the subjects that are left.
  mutating func add(
    _ kind: LoadedKind, _ parts: [LoadedThings.Part], _ allowed: (Universe) -> AccessSet
  ) -> AccessSet {
    var sets = answers[kind] ?? parts.map { AccessSet($0.part.universe.all) }
    for (number, part) in parts.enumerated() where !sets[number].isEmpty {
      let answer = allowed(part.part.universe)
      sets[number] = sets[number].intersection(
        AccessSet(
          certain: answer.certain.intersection(part.sure), possible: answer.possible))
    }
    answers[kind] = sets
    return zip(parts, sets).reduce(.empty) { $0.union($1.0.part.image($1.1)) }
  }
}
