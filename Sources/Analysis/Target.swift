import AttackGraph
import Documents
import Environment
import Policy

/// What an attacker wants: access to a resource, or control of an account.
package struct Target: Sendable {
  package var id: String
  package var kind: String
  package var name: String
  package var account: String
  package var impact: Impact?
  package var node: Int32
  /// Why it is a target.
  package var reason: String
  package var origin: Origin
  /// What it is aimed at for, the least first: training data before what is made of them.
  package var rank = 0
  /// For a part of a bucket, the bucket's id.
  package var bucket: String?
  /// Whether only a tag says it of a whole bucket.
  package var isByTag: Bool { evidence == .tag }
  /// What says that it is one.
  package var evidence: Asset.Strength = .configuration
  /// What lies there, as far as anything says; nothing for accounts.
  package var uses: [DataReference.Use] = []
}

/// Finds the targets of an analysis: data of machine learning, as whole buckets or as parts of them,
/// and control of each account.
package struct Targets {
  let graph: AttackGraph
  private var environment: Environment { graph.environment }

  package init(_ graph: AttackGraph) { self.graph = graph }

  /// All targets, data before accounts, then by id and impact.
  package func all() -> [Target] {
    let assets = environment.assets.sorted {
      ($0.resource, $0.strength) < ($1.resource, $1.strength)
    }
    let data = assets.flatMap { asset in
      let (text, origin) = reason(asset)
      let rank = asset.uses.first?.rank ?? 0
      return targets(asset.resource, text, origin, rank: rank).map { target in
        var target = target
        target.bucket = environment.resources[asset.resource].part?.bucket
        target.evidence = asset.strength
        target.uses = asset.uses
        return target
      }
    }
    return data + taken(besides: data) + configured(besides: Set(data.map(\.id))) + accounts()
  }

  private func targets(
    _ number: Int, _ reason: String, _ origin: Origin, rank: Int = 0
  ) -> [Target] {
    let resource = environment.resources[number]
    return Impact.allCases.compactMap { impact in
      graph.access(to: number, impact: impact).map {
        Target(
          id: resource.arn, kind: resource.kind.rawValue, name: resource.name,
          account: resource.account, impact: impact, node: $0, reason: reason, origin: origin,
          rank: rank)
      }
    }
  }

  /// The buckets of which parts are targets: who may use them is decided for the whole.
  private func taken(besides data: [Target]) -> [Target] {
    let known = Set(data.filter { $0.impact == .takeover }.map(\.id))
    var found: [String: Target] = [:]
    let numbers = Dictionary(
      environment.resources.enumerated().map { ($1.arn, $0) }, uniquingKeysWith: { one, _ in one })
    for part in data {
      guard let bucket = part.bucket, !known.contains(bucket), found[bucket] == nil,
        let number = numbers[bucket]
      else { continue }
      found[bucket] = targets(number, part.reason, part.origin, rank: part.rank).first {
        $0.impact == .takeover
      }
      found[bucket]?.evidence = part.evidence
      found[bucket]?.uses = part.uses
    }
    return found.values.sorted { $0.id < $1.id }
  }

  private func accounts() -> [Target] {
    environment.accounts.keys.sorted().compactMap { id in
      guard environment.accounts[id]?.hasInventory == true,
        let node = graph.administrator(of: id)
      else { return nil }
      let names = StateNames(graph)
      return Target(
        id: names.id(node), kind: "aws:account", name: names.name(node), account: id, impact: nil,
        node: node, reason: "control of an account", origin: .nowhere)
    }
  }

  private func configured(besides known: Set<String>) -> [Target] {
    environment.settings.targets.filter { !known.contains($0) }.flatMap { id -> [Target] in
      guard let number = environment.resources.firstIndex(where: { $0.arn == id }) else {
        return []
      }
      return targets(number, "named in postern.yaml", environment.resources[number].origin)
    }
  }

  /// What is said of why an asset is a target, and where that stands: a workload's configuration is
  /// stronger than a tag, and a tag than a name.
  private func reason(_ asset: Asset) -> (text: String, origin: Origin) {
    let resource = environment.resources[asset.resource]
    switch asset.strength {
    case .name: return ("its name says training data", resource.origin)
    case .tag: return ("tag \(asset.note) says training data", resource.origin)
    case .configuration: break
    }
    guard let source = asset.sources.first else { return (asset.note, resource.origin) }
    let workload = environment.resources[source.workload]
    let others = Set(asset.sources.map(\.workload)).count - 1
    let more = others > 0 ? " (and \(others) more)" : ""
    return (
      "\(Self.words(workload.kind)) \(workload.name)\(more) \(source.use.verb)", source.origin
    )
  }

  /// A kind in words: `training job` for `aws:sagemaker:training-job`.
  private static func words(_ kind: ResourceKind) -> String {
    (kind.rawValue.split(separator: ":").last.map(String.init) ?? "").replacing("-", with: " ")
  }
}

extension DataReference.Use {
  fileprivate var rank: Int { DataReference.Use.allCases.firstIndex(of: self) ?? 0 }

  /// What a workload does with a place, as a sentence goes on behind the workload's name.
  fileprivate var verb: String {
    switch self {
    case .trainingData, .input, .documents: "reads it"
    case .model: "has its model there"
    case .features: "keeps features there"
    case .vectors: "keeps vectors there"
    case .prompts: "reads or logs prompts there"
    case .table: "has its data there"
    case .code, .program: "runs code from it"
    case .lifecycleScript: "runs a script from it when it starts"
    case .schema: "takes its schema from it"
    case .output: "writes it"
    }
  }
}
