import Environment
import Policy
import Techniques

/// Things that techniques need beside their subject: those that have to be there before, and those
/// that a subject belongs to or uses.
extension Universes {
  /// The things of an account that are as a technique needs them, among all of their kind.
  func usable(_ thing: ExistingThing, in account: String) -> AccessSet {
    let things = subjects(.resource(thing.kind), in: account)
    let wanted = StateNeed(accepted: thing.state)
    return things.mask(wanted.key) { self.environment.holds(wanted, of: $0) }
  }

  /// What the subjects of a universe belong to or use, by what it is to them; what only their own
  /// description names counts too, with nothing known of its tags.
  func related(_ name: String, _ kind: String, of subjects: SubjectUniverse) -> PartUniverse {
    if let known = subjects.related[name] { return known }
    var owners: [String: [Int32]] = [:]
    if case .resource = subjects.subject {
      for (candidate, member) in subjects.members.enumerated() {
        guard let arn = environment.resources[member].relations[name] else { continue }
        owners[arn, default: []].append(Int32(candidate))
      }
    }
    let arns = owners.keys.sorted()
    let listed = self.subjects(.resource(kind), in: subjects.universe.account)
    let known = arns.map { arn in
      listed.universe.index(of: arn).map { environment.resources[listed.members[Int($0)]] }
    }
    let universe = Universe(
      name: kind, account: subjects.universe.account, arns: arns,
      tags: known.map { $0?.tags.map(Universes.lowercased) }, policies: known.map { $0?.policy })
    let made = PartUniverse(
      universe: universe, owners: arns.map { owners[$0] ?? [] }, usable: universe.all)
    subjects.related[name] = made
    return made
  }
}

extension StateNeed {
  /// Tells states apart.
  var key: String {
    let parts = accepted.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return "state " + (unless == nil ? "" : "or unknown ") + parts.joined()
  }
}

extension Environment {
  /// Whether a resource is in a state, as far as the snapshot tells.
  func holds(_ wanted: StateNeed, of resource: Int) -> Tri {
    let state = resources[resource].state
    return wanted.accepted.reduce(.yes) { value, attribute in
      guard let found = state[attribute.key] else {
        return value.and(wanted.unless == nil ? .no : .maybe)
      }
      return value.and(Tri(attribute.value.contains(found)))
    }
  }
}
