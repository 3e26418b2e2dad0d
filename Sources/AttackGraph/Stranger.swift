import Environment
import Policy

/// Somebody who belongs to nobody that the snapshot knows, and whom a resource may let in all the
/// same.
package enum Stranger: String, Sendable, Hashable, CaseIterable {
  /// Without credentials.
  case anyone
  /// With an AWS account of their own.
  case anyIdentity = "aws:any-account"

  /// The id of the start.
  package var id: String { rawValue }

  /// The name for people.
  package var name: String {
    switch self {
    case .anyone: OutsideTrust.anyone.name
    case .anyIdentity: "any identity of any AWS account"
    }
  }

  /// What it takes to be one, in a few words.
  package var reason: String {
    switch self {
    case .anyone: "no credentials are needed"
    case .anyIdentity: "an AWS account of the attacker's own is enough"
    }
  }

  /// Them as a caller. They are in no organization of the snapshot's.
  func outsider(_ library: PolicyLibrary) -> OutsideTrust.Outsider? {
    let keys = ["aws:principalorgid", "aws:principalorgpaths"]
    switch self {
    case .anyone:
      var found = OutsideTrust.anyone
      for key in keys { found.context[key] = .absent }
      return found
    case .anyIdentity:
      var found = OutsideTrust(library: library).outsider(.everyAWS, known: [])
      found?.context[keys[0]] = .values(["o-stranger"])
      found?.context[keys[1]] = .values(["o-stranger/r-none/"])
      return found
    }
  }
}

/// What the policies and access control lists of buckets let strangers do.
struct OpenDoors {
  let universes: Universes

  private var library: PolicyLibrary { universes.library }

  /// What each impact takes.
  static let actions: [(impact: Impact, action: String)] = [
    (.exfiltrate, "s3:GetObject"), (.poison, "s3:PutObject"), (.backdoor, "s3:PutObject"),
  ]

  /// The best that a stranger has on some object of a bucket or of a part of it.
  struct Way {
    var object: String
    /// What was decided: of the object first, then of the key.
    var decisions: [(action: String, decision: Decision)]
    var conditions: [String] = []
    /// Whether a key keeps the stranger out, whatever its policy says.
    var isKeptOut = false

    /// The worst of all.
    var answer: Answer {
      let answers = decisions.map(\.decision.answer)
      if isKeptOut || answers.contains(.denied) { return .denied }
      return conditions.isEmpty && answers.allSatisfy { $0 == .allowed } ? .allowed : .conditional
    }
  }

  /// Whether anything of a bucket names everyone: a quick no for nearly all.
  func mayBeOpen(_ bucket: Resource) -> Bool {
    guard [.bucket, .bucketPart].contains(bucket.kind), !bucket.account.isEmpty else {
      return false
    }
    let groups = ["AllUsers", "AuthenticatedUsers"]
    if bucket.settings.grants.contains(where: { groups.contains($0.grantee) }) { return true }
    return bucket.policy?.statements.contains { statement in
      guard statement.effect == .allow else { return false }
      switch statement.principals {
      case .none: return false
      case .only(let names): return names.contains(.everyone) || names.contains(.everyAWS)
      case .allBut: return true
      }
    } ?? false
  }

  /// How a stranger does something to a bucket or a part of it; nil where it is denied.
  func way(_ stranger: Stranger, _ impact: Impact, into bucket: Resource) -> Way? {
    guard let outsider = stranger.outsider(library),
      let action = Self.actions.first(where: { $0.impact == impact })?.action
    else { return nil }
    let ways = objects(of: bucket).map { object in
      var way = Way(
        object: object, decisions: [(action, decide(action, outsider, on: object, bucket))])
      if impact == .exfiltrate { addKey(of: bucket, stranger, outsider, &way) }
      return way
    }
    return ways.first { $0.answer == .allowed } ?? ways.first { $0.answer == .conditional }
  }

  /// Objects that stand for all objects of a bucket or of a part of it.
  private func objects(of bucket: Resource) -> [String] {
    let buckets = universes.subjects(.resource(ResourceKind.bucket.rawValue), in: bucket.account)
    guard let index = buckets.universe.index(of: bucket.arn) else { return [] }
    let objects = universes.objects(of: buckets)
    return objects.members(of: index).map { objects.universe.arns[Int($0)] }
  }

  /// What a key encrypts is read by nobody without credentials, and by others where its policy lets
  /// them. Source: KMS Developer Guide, "Key access"; S3 User Guide, "Using server-side encryption
  /// with AWS KMS keys".
  private func addKey(
    of bucket: Resource, _ stranger: Stranger, _ outsider: OutsideTrust.Outsider, _ way: inout Way
  ) {
    let action = "kms:Decrypt"
    switch universes.key(of: bucket) {
    case .none: return
    case .managed: way.isKeptOut = true
    case .unknown(let key):
      way.conditions.append(
        "the policy of the key \(key), which is not in the snapshot, allows \(action)")
    case .key(let number):
      let key = universes.environment.resources[number]
      way.decisions.append((action, decide(action, outsider, on: key.arn, key)))
    }
    if stranger == .anyone { way.isKeptOut = true }
  }

  private func decide(
    _ action: String, _ outsider: OutsideTrust.Outsider, on arn: String, _ owner: Resource
  ) -> Decision {
    var context = outsider.context
    context.setResourceTags(owner.arn == arn ? owner.tags.map(Universes.lowercased) : nil)
    context.setAccessPoint(of: owner.settings)
    return Policy.decide(
      Request(
        caller: outsider.caller, action: action, resource: arn, resourceAccount: owner.account,
        context: context,
        policies: PolicyInputs(
          identity: [library.grantAll.document],
          resourceControl: library.resourceControl(of: owner.account)?.map {
            $0.map(\.document)
          }, resource: owner.policy, resourceSettings: owner.settings)))
  }
}

extension GraphAssembler {
  /// Buckets that let in strangers: those without credentials first, and those with some where they
  /// have more.
  func addStrangers() {
    let doors = OpenDoors(universes: universes)
    for (number, bucket) in environment.resources.enumerated() where doors.mayBeOpen(bucket) {
      for (impact, _) in OpenDoors.actions {
        guard let target = accessNodes[AccessKey(resource: number, impact: impact)] else {
          continue
        }
        for stranger in Stranger.allCases {
          guard let way = doors.way(stranger, impact, into: bucket) else { continue }
          builder.addEdge(
            from: externalNode(stranger.id), to: target, label: BuiltInTechnique.open.rawValue,
            certain: way.answer == .allowed, cost: 1)
          if way.answer == .allowed { break }
        }
      }
    }
  }
}

extension HopExplainer {
  /// What lets a stranger in: statements of the bucket's policy, or its access control list.
  func proveOpenDoor(_ hop: inout Hop) {
    guard case .external(let id) = graph.kinds[Int(hop.from)],
      let stranger = Stranger(rawValue: id),
      case .access(let number, let impact) = graph.kinds[Int(hop.to)],
      let way = OpenDoors(universes: universes).way(
        stranger, impact, into: environment.resources[number])
    else { return hop.answer = .denied }
    hop.answer = way.answer
    hop.conditions += way.conditions
    for (action, decision) in way.decisions {
      hop.openTests += decision.requiredConditions
      hop.conditions += decision.openConditions.map(\.text)
      for reason in decision.allows where reason.layer == .resource {
        hop.evidence.append(
          Evidence(
            role: "resource", origin: reason.origin, sid: reason.sid, policy: reason.policyName,
            policyKind: reason.policyKind.rawValue, action: action))
      }
    }
    if hop.evidence.isEmpty {
      let bucket = environment.resources[number]
      hop.evidence.append(
        Evidence(
          role: "access list", origin: bucket.origin, policy: bucket.name,
          policyKind: "configuration", action: way.decisions.first?.action))
    }
    addScope(of: way, number, &hop)
  }

  /// Says which objects alone are meant, where access is not to all of a bucket.
  private func addScope(of way: OpenDoors.Way, _ number: Int, _ hop: inout Hop) {
    let resource = environment.resources[number]
    let bucket = resource.part?.bucket ?? resource.arn
    let key = String(way.object.dropFirst(bucket.count + 1))
    let ordinary = resource.part?.places.map(\.witness) ?? ["postern-object"]
    if ordinary.contains(key) { return }
    hop.conditions.append(
      "the object's key matches \(key.replacing("postern-object", with: "*"))")
  }
}
