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

  /// Things that the attacker would make in some that are there: for each of those and each way in
  /// which policies speak of such things, one that fits.
  func freshThings(
    _ template: String, within thing: ExistingThing, in account: String
  ) -> Universe {
    let things = subjects(.resource(thing.kind), in: account).universe
    let patterns = library.resourceGlobs(in: account).compactMap { ARN($0.witness(run: "*")) }
    var arns: Set<String> = []
    for member in usable(thing, in: account).possible.members {
      guard let there = ARN(things.arns[Int(member)]) else { continue }
      let place = template.replacing("{partition}", with: there.partition)
        .replacing("{region}", with: there.region).replacing("{account}", with: account)
        .replacing("{\(thing.name)}", with: there.name)
      arns.insert(place.replacing("{name}", with: "postern-new"))
      guard let shape = ARN(place.replacing("{name}", with: "*")) else { continue }
      arns.formUnion(patterns.compactMap { shape.filled(asIn: $0)?.text })
    }
    return Universe(name: template, account: account, arns: arns.sorted())
  }

  /// What the subjects of a universe belong to or use, by what it is to them; what only their own
  /// description names counts too, with nothing known of its tags.
  ///
  /// - Parameter account: The account of who asks. Identity Center's things are its own, whatever
  ///   account the roles are of that they make.
  func related(
    _ name: String, _ kind: String, of subjects: SubjectUniverse, for account: String
  ) -> PartUniverse {
    let isResource = if case .resource = subjects.subject { true } else { false }
    let key = isResource ? name : name + " " + account
    if let known = subjects.related[key] { return known }
    let owner = isResource ? subjects.universe.account : account
    var owners: [String: [Int32]] = [:]
    for (candidate, member) in subjects.members.enumerated() {
      for arn in related(name, to: member, subjects.subject, for: account) {
        owners[arn, default: []].append(Int32(candidate))
      }
    }
    let arns = owners.keys.sorted()
    let listed = self.subjects(.resource(kind), in: owner)
    let known = arns.map { arn in
      listed.universe.index(of: arn).map { environment.resources[listed.members[Int($0)]] }
    }
    let universe = Universe(
      name: kind, account: owner, arns: arns,
      tags: known.map { $0?.tags.map(Universes.lowercased) }, policies: known.map { $0?.policy })
    let made = PartUniverse(
      universe: universe, owners: arns.map { owners[$0] ?? [] }, usable: universe.all)
    subjects.related[key] = made
    return made
  }

  /// The ARNs of what a subject belongs to or uses, by what it is to it.
  func related(
    _ name: String, to member: Int, _ subject: Subject, for account: String
  ) -> [String] {
    switch subject {
    case .resource: environment.resources[member].related(name)
    case .role: signIns.relations(name, ofRole: member, for: account)
    case .account: name == "instance" ? signIns.instances[account]?.sorted() ?? [] : []
    case .actor, .user, .group, .person: []
    }
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

extension ARN {
  /// One that fits this, whose last part is `*`, and a pattern; nil where none does. Names have neither
  /// colons nor slashes.
  fileprivate func filled(asIn pattern: ARN) -> ARN? {
    guard Glob(pattern.region).matches(region), Glob(pattern.account).matches(account),
      pattern.service == service
    else { return nil }
    let parts = resource.split(separator: "/")
    let wanted = pattern.resource.split(separator: "/")
    var made = self
    if parts.count == wanted.count {
      for (part, wanted) in zip(parts.dropLast(), wanted)
      where !Glob(String(wanted)).matches(String(part)) {
        return nil
      }
      let name = Glob(String(wanted[wanted.count - 1])).witness(run: "postern-new")
      made.resource = (parts.dropLast().map(String.init) + [name]).joined(separator: "/")
      return made
    }
    guard let text = Glob(pattern.resource).commonText(with: Glob(resource)),
      text.split(separator: "/").count == parts.count
    else { return nil }
    made.resource = text
    return made
  }
}
