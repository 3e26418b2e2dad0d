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
}

/// Finds the targets of an analysis: buckets that a training job reads, or whose tag or name says
/// training data; and control of each account.
package struct Targets {
  let graph: AttackGraph
  private var environment: Environment { graph.environment }

  package init(_ graph: AttackGraph) { self.graph = graph }

  /// All targets, data before accounts, then by id and impact.
  package func all() -> [Target] {
    let data = trainingBuckets().flatMap { targets($0.number, $0.reason, $0.origin) }
    return data + configured(besides: Set(data.map(\.id))) + accounts()
  }

  private func targets(_ number: Int, _ reason: String, _ origin: Origin) -> [Target] {
    let resource = environment.resources[number]
    return [Impact.exfiltrate, .poison, .secret].compactMap { impact in
      graph.access(to: number, impact: impact).map {
        Target(
          id: resource.arn, kind: resource.kind.rawValue, name: resource.name,
          account: resource.account, impact: impact, node: $0, reason: reason, origin: origin)
      }
    }
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

  /// The buckets that hold training data, with why: what a job reads is stronger than a tag, and a
  /// tag than a name.
  private func trainingBuckets() -> [(number: Int, reason: String, origin: Origin)] {
    var byJob: [String: (job: String, origin: Origin)] = [:]
    for resource in environment.resources {
      for reference in resource.data
      where reference.use == .trainingData && byJob[reference.bucket] == nil {
        byJob[reference.bucket] = (resource.name, reference.origin)
      }
    }
    let names = environment.settings.trainingNames.map { Glob($0, folded: true) }
    var found: [(number: Int, reason: String, origin: Origin)] = []
    for (number, resource) in environment.resources.enumerated() where resource.kind == .bucket {
      if let job = byJob[resource.name] {
        found.append((number, "training job \(job.job) reads it", job.origin))
      } else if let tag = trainingTag(of: resource) {
        found.append((number, "tag \(tag) says training data", resource.origin))
      } else if names.contains(where: { $0.matches(resource.name) }) {
        found.append((number, "its name says training data", resource.origin))
      }
    }
    return found
  }

  private func trainingTag(of resource: Resource) -> String? {
    guard let tags = resource.tags else { return nil }
    let wanted = FoldedTags.of(environment.settings.trainingTags)
    for (key, value) in tags.sorted(by: { $0.key < $1.key }) {
      guard let values = wanted[key.asciiLowercasedText] else { continue }
      if values.contains("*") || values.contains(value.asciiLowercasedText) {
        return "\(key)=\(value)"
      }
    }
    return nil
  }
}

private enum FoldedTags {
  static func of(_ tags: [String: [String]]) -> [String: [String]] {
    var folded: [String: [String]] = [:]
    for (key, values) in tags {
      folded[key.asciiLowercasedText, default: []] += values.map(\.asciiLowercasedText)
    }
    return folded
  }
}
