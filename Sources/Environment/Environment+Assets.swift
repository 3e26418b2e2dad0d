import Documents
import Policy

extension Environment {
  /// How many parts of one bucket are told apart. Where configurations name more, those in the same
  /// folder are one: its objects are still only those that are named.
  package static let partLimit = 16

  /// Finds the data of machine learning, and adds the parts of buckets that configurations name to
  /// the resources, behind all others: their numbers do not change.
  ///
  /// - Complexity: linear in resources and the places that they name, but for sorting.
  package mutating func findAssets() {
    resources.removeAll { $0.part != nil }
    var buckets: [String: Int] = [:]
    for (number, resource) in resources.enumerated() where resource.kind == .bucket {
      buckets[resource.name] = number
    }
    var places = self.places(buckets)
    addSettings(to: &places, buckets)
    assets = []
    for (bucket, found) in places.sorted(by: { $0.key < $1.key }) {
      for group in AssetPlace.groups(found, limit: Environment.partLimit) {
        assets.append(asset(group, in: bucket))
      }
    }
    addMarkedBuckets()
  }

  private func places(_ buckets: [String: Int]) -> [Int: [String: AssetPlace]] {
    var places: [Int: [String: AssetPlace]] = [:]
    for (number, workload) in resources.enumerated() {
      for reference in workload.data where reference.use.isAsset {
        guard let bucket = buckets[reference.bucket],
          !workload.data.contains(where: { $0.use == reference.use && $0.encloses(reference) })
        else { continue }
        places[bucket, default: [:]][reference.prefix, default: AssetPlace(reference)]
          .add(reference, of: number)
      }
    }
    return places
  }

  /// Targets that the settings name by bucket and prefix.
  private func addSettings(
    to places: inout [Int: [String: AssetPlace]], _ buckets: [String: Int]
  ) {
    for target in settings.targets {
      let text = target.hasSuffix("*") ? String(target.dropLast()) : target
      guard target.contains(":s3:::"),
        let reference = DataReference(uri: text, use: .input, origin: .nowhere),
        !reference.prefix.isEmpty, let bucket = buckets[reference.bucket]
      else { continue }
      places[bucket, default: [:]][reference.prefix, default: AssetPlace(reference)].isChosen = true
    }
  }

  private mutating func asset(_ group: AssetPlace.Group, in bucket: Int) -> Asset {
    var number = bucket
    if !group.prefix.isEmpty {
      number = resources.count
      resources.append(part(group, of: resources[bucket]))
    }
    let sources = group.places.flatMap(\.sources).sorted {
      ($0.workload, $0.use.rawValue) < ($1.workload, $1.use.rawValue)
    }
    let uses = DataReference.Use.allCases.filter { use in sources.contains { $0.use == use } }
    return Asset(
      resource: number, uses: uses, strength: .configuration, sources: sources,
      note: group.places.contains(where: \.isChosen) ? "named in postern.yaml" : "")
  }

  private func part(_ group: AssetPlace.Group, of bucket: Resource) -> Resource {
    var part = Resource(
      arn: bucket.arn + "/" + group.prefix, kind: .bucketPart,
      name: bucket.name + "/" + group.prefix, account: bucket.account,
      origin: group.places.first?.sources.first?.origin ?? bucket.origin)
    part.region = bucket.region
    part.policy = bucket.policy
    part.settings = bucket.settings
    part.state = bucket.state
    part.details = bucket.details
    part.encryptionKey = bucket.encryptionKey
    part.isListed = bucket.isListed
    part.part = BucketPart(bucket: bucket.arn, places: group.places.map(\.range))
    return part
  }

  /// Adds buckets whose tag, else whose name, says training data. A tag is somebody's word on the
  /// whole bucket; a name gives way to a configuration that says where in it training data lie.
  private mutating func addMarkedBuckets() {
    let held = Set(
      assets.filter { $0.uses.contains(.trainingData) }.compactMap { asset in
        resources[asset.resource].part?.bucket ?? resources[asset.resource].arn
      })
    let wholes = Set(assets.map(\.resource))
    let names = settings.trainingNames.map { Glob($0, folded: true) }
    let tags = settings.foldedTrainingTags
    for (number, resource) in resources.enumerated()
    where resource.kind == .bucket && !wholes.contains(number) {
      if let tag = resource.tag(among: tags) {
        assets.append(
          Asset(resource: number, uses: [.trainingData], strength: .tag, note: tag))
      } else if !held.contains(resource.arn),
        names.contains(where: { $0.matches(resource.name) })
      {
        assets.append(Asset(resource: number, uses: [.trainingData], strength: .name))
      }
    }
  }
}

extension DataReference {
  /// Whether another place lies inside this one, and is not the same.
  fileprivate func encloses(_ other: DataReference) -> Bool {
    bucket == other.bucket && !isObject && prefix != other.prefix && other.prefix.hasPrefix(prefix)
  }
}

extension Settings {
  /// The tags that mark training data, in lower case.
  fileprivate var foldedTrainingTags: [String: [String]] {
    var folded: [String: [String]] = [:]
    for (key, values) in trainingTags {
      folded[key.asciiLowercasedText, default: []] += values.map(\.asciiLowercasedText)
    }
    return folded
  }
}

extension Resource {
  /// The first tag, as `key=value`, that is among those given in lower case.
  fileprivate func tag(among wanted: [String: [String]]) -> String? {
    for (key, value) in (tags ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let values = wanted[key.asciiLowercasedText] else { continue }
      if values.contains("*") || values.contains(value.asciiLowercasedText) {
        return "\(key)=\(value)"
      }
    }
    return nil
  }
}
