import Environment
import Policy
import Techniques

/// Parts of buckets among the candidates: what is asked on the bucket itself counts for its parts.
extension SubjectUniverse {
  /// The buckets, with the candidates that they and their parts are; nil where nothing is a part.
  func makeWholes(_ environment: Environment) -> PartUniverse? {
    var owners: [Int32: [Int32]] = [:]
    var hasParts = false
    for (candidate, member) in members.enumerated() {
      var whole = Int32(candidate)
      if case .resource = subject, let part = environment.resources[member].part {
        hasParts = true
        guard let bucket = universe.index(of: part.bucket) else { continue }
        whole = bucket
      }
      owners[whole, default: []].append(Int32(candidate))
    }
    guard hasParts else { return nil }
    let kept = owners.keys.sorted()
    let wholes = Universe(
      name: universe.name, account: universe.account,
      arns: kept.map { universe.arns[Int($0)] }, tags: kept.map { universe.tags[Int($0)] },
      policies: kept.map { universe.policies[Int($0)] },
      settings: kept.map { universe.settings[Int($0)] })
    return PartUniverse(
      universe: wholes, owners: kept.map { owners[$0] ?? [] }, usable: wholes.all)
  }
}
