import Environment
import Policy
import Techniques

/// The proof of a hop by what a workload loads.
extension TechniqueProof {
  /// Cites what names the thing that can be written, and says what nobody knows of it.
  func addLoading(
    _ kind: LoadedKind, _ subject: Target, _ choices: [Candidate], _ proofs: [[Decision]],
    _ hop: inout Hop
  ) {
    guard case .resource(let number) = subject,
      let best = zip(choices, proofs).first(where: { $0.1.allSatisfy { $0.answer == .allowed } })?.0
        ?? zip(choices, proofs).first(where: { $0.1.allSatisfy { $0.answer != .denied } })?.0
    else { return }
    let workload = environment.resources[number]
    var origin = workload.images.first { $0.repository == best.arn && $0.tag != nil }?.origin
    if kind != .image {
      origin = workload.data.first { kind.loads($0.use) && $0.holds(best.arn) }?.origin
    } else if let image = workload.images.first(where: { $0.repository == best.arn }),
      explainer.universes.isFixed(image) == .maybe
    {
      weaken(&hop, "the tag \(image.tag ?? "") of the repository can be moved to another image")
    }
    if best.account == nil {
      weaken(
        &hop, "the owner and the policy of the bucket, which are not in the snapshot, allow it")
    }
    hop.evidence.append(
      Evidence(
        role: "loads", origin: origin ?? workload.origin, policy: workload.name,
        policyKind: "configuration"))
  }
}

extension DataReference {
  /// Whether an object, by its ARN, is one of those that are named.
  fileprivate func holds(_ arn: String) -> Bool {
    guard let place = DataReference(uri: arn, use: use, origin: origin), place.bucket == bucket
    else { return false }
    return KeyRange(prefix: prefix, isObject: isObject).contains(place.prefix)
  }
}
