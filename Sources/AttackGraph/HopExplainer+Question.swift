import Environment
import Policy

extension HopExplainer {
  /// Decides any request of the actor at a node on a resource by its ARN, with what the snapshot
  /// knows of that resource; nil when the node is no actor. O(resources).
  package func decide(
    _ action: String, at node: Int32, on arn: String, context: [String: String] = [:]
  ) -> Decision? {
    decide(action, at: [node], on: arn, context: context).first?.decision
  }

  /// Decides one request for each of the actors at these nodes; what is no actor is left out.
  ///
  /// - Complexity: O(resources + nodes · statements of each).
  package func decide(
    _ action: String, at nodes: [Int32], on arn: String, context: [String: String] = [:]
  ) -> [(node: Int32, decision: Decision)] {
    let found = asked(arn)
    return nodes.compactMap { node in
      guard let actor = actor(at: node) else { return nil }
      var asked = found
      if ["", "aws"].contains(asked.account) { asked.account = actor.account }
      return (node, decide(action, actor, asked, context: context))
    }
  }

  /// What is known of a resource by its ARN. O(resources).
  func asked(_ arn: String) -> Asked {
    var asked = Asked(
      arn: arn, account: ARN(arn)?.account ?? "", policy: nil, settings: ResourceSettings())
    if let asked = askedThroughAccessPoint(arn) { return asked }
    if let role = environment.roles.first(where: { $0.arn == arn }) {
      asked.policy = role.trust
      asked.tags = role.tags
    } else if let user = environment.users.first(where: { $0.arn == arn }) {
      asked.tags = user.tags
    } else if let resource = resource(of: arn) {
      asked.account = resource.account
      asked.policy = resource.policy
      asked.settings = resource.settings
      asked.tags = resource.arn == arn ? resource.tags : nil
    }
    return asked
  }

  /// What lies behind an access point that an ARN names, with or without an object.
  private func askedThroughAccessPoint(_ arn: String) -> Asked? {
    guard let parsed = ARN(arn), parsed.service == "s3", parsed.resource.hasPrefix("accesspoint/")
    else { return nil }
    let marker = "/object/"
    let parts = arn.split(separator: marker, maxSplits: 1, omittingEmptySubsequences: false)
    guard
      let number = environment.resources.firstIndex(where: {
        $0.kind == .accessPoint && $0.arn == parts[0]
      }), let bucket = environment.resources[number].relations["bucket"]
    else { return nil }
    var asked = asked(parts.count == 1 ? bucket : bucket + "/" + parts[1])
    asked.through = number
    return asked
  }

  /// The resource that an ARN names, or the bucket that an object lies in.
  private func resource(of arn: String) -> Resource? {
    if let exact = environment.resources.first(where: { $0.arn == arn }) { return exact }
    guard let parsed = ARN(arn), parsed.service == "s3", let slash = arn.firstIndex(of: "/") else {
      return nil
    }
    return environment.resources.first { $0.arn == arn[..<slash] }
  }
}

// MARK: Those that no inventory holds

extension HopExplainer {
  /// Decides one request for everybody outside whom the resource's own policy names: anyone,
  /// services, and principals of accounts that are not in the snapshot. What their own side allows
  /// is not known: the answer is that of the resource's side. Sorted by name.
  package func decideOutside(
    _ action: String, on arn: String, context: [String: String] = [:]
  ) -> [(name: String, decision: Decision)] {
    let asked = asked(arn)
    let known = Set(environment.users.map(\.arn)).union(environment.roles.map(\.arn))
    let trust = OutsideTrust(library: library)
    var outsiders = [OutsideTrust.anyone.name: OutsideTrust.anyone]
    let policies = [asked.policy, asked.through.flatMap { environment.resources[$0].policy }]
    for statement in policies.compactMap(\.self).flatMap(\.statements)
    where statement.effect == .allow {
      guard case .only(let names) = statement.principals else { continue }
      for name in names {
        if let found = trust.outsider(name, known: known) { outsiders[found.name] = found }
      }
    }
    return outsiders.values.sorted { $0.name < $1.name }.map { outsider in
      (outsider.name, decide(action, outsider, asked, context))
    }
  }

  private func decide(
    _ action: String, _ outsider: OutsideTrust.Outsider, _ asked: Asked,
    _ given: [String: String]
  ) -> Decision {
    var context = outsider.context
    for (key, value) in given { context[key.asciiLowercasedText] = .values([value]) }
    context.setResourceTags(asked.tags.map(Universes.lowercased))
    context.setAccessPoint(of: asked.settings)
    let request = Request(
      caller: outsider.caller, action: action, resource: asked.arn,
      resourceAccount: asked.account, context: context,
      policies: PolicyInputs(
        identity: [library.grantAll.document],
        resourceControl: asked.account.flatMap { library.resourceControl(of: $0) }?.map {
          $0.map(\.document)
        }, resource: asked.policy, resourceSettings: asked.settings))
    guard let point = asked.through else { return Policy.decide(request) }
    return Policy.decide(request, through: side(of: environment.resources[point]))
  }
}
