import Environment

/// What an attacker would aim at beyond reading and writing: data of machine learning and the
/// targets that the settings name. Impacts that are asked of nothing else keep the graph of a large
/// account small.
struct Aims {
  /// Places that hold such data, and the buckets that they lie in, by number.
  private(set) var places: Set<Int> = []
  /// The whole buckets among them.
  private(set) var buckets: Set<Int> = []
  /// The places in which the configuration of a workload names a model.
  private(set) var models: Set<Int> = []

  /// Finds them. Linear in resources and assets.
  init(_ environment: Environment) {
    let named = Set(environment.settings.targets)
    var parents: Set<String> = []
    for asset in environment.assets {
      places.insert(asset.resource)
      if asset.uses.contains(.model) { models.insert(asset.resource) }
      if let part = environment.resources[asset.resource].part { parents.insert(part.bucket) }
    }
    for (number, resource) in environment.resources.enumerated() where resource.kind == .bucket {
      if named.contains(resource.arn) || parents.contains(resource.arn) { places.insert(number) }
      if places.contains(number) { buckets.insert(number) }
    }
  }

  /// Whether an impact is followed for a resource. A policy is the bucket's: who may use a part of
  /// it is decided for the whole.
  func has(_ impact: Impact, _ resource: Int) -> Bool {
    switch impact {
    case .destroy: places.contains(resource)
    case .takeover: buckets.contains(resource)
    case .backdoor: models.contains(resource)
    case .exfiltrate, .poison, .secret: true
    }
  }
}
