import Documents
import Environment
import Policy

/// CodeDeploy: which instances a deployment group reaches.
enum Deployments {
  static let rules = [
    ServiceRule("deploy", "list-applications", tells: "what is deployed by CodeDeploy") {
      root, file, builder in
      guard builder.list("applications", of: root, file) != nil else { return }
      builder.note(inventory: file.command, file)
    },
    ServiceRule(
      "deploy", "list-deployment-groups", .named, tells: "the deployment groups of an application"
    ) { root, file, builder in
      guard builder.list("deploymentGroups", of: root, file) != nil else { return }
      builder.note(inventory: file.command, file)
    },
    ServiceRule(
      "deploy", "get-deployment-group", .named, tells: "the instances of a deployment group",
      read: readGroup),
  ]

  private static func readGroup(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let info = root["deploymentGroupInfo"], info.kind == .object else {
      return builder.warn(
        "ingest.shape", "expected an object \"deploymentGroupInfo\"",
        advice: "export it again with `\(file.command)`", at: root.origin)
    }
    guard let application = builder.text("applicationName", of: info, file),
      let name = builder.text("deploymentGroupName", of: info, file)
    else { return }
    var group = Resource(
      arn: builder.builtARN("codedeploy", "deploymentgroup:\(application)/\(name)", file),
      kind: .deploymentGroup, name: "\(application)/\(name)", account: file.account,
      origin: info.origin)
    group.region = file.region ?? builder.onlyRegion(of: file.account)
    group.relations["deployment-application"] = builder.builtARN(
      "codedeploy", "application:\(application)", file)
    group.relations["service role"] = info["serviceRoleArn"]?.string
    builder.put(group, isListing: false, file)
    builder.deployments[group.arn] = choice(info, &builder)
  }

  /// Which instances a group takes: those that fulfil all lists of filters, or belong to a group of
  /// Auto Scaling.
  struct Choice {
    /// Of each list, one filter has to fit.
    var lists: [[Filter]]
    var scalingGroups: Set<String>

    func takes(_ tags: [String: String]) -> Bool {
      if let group = tags["aws:autoscaling:groupName"], scalingGroups.contains(group) {
        return true
      }
      return !lists.isEmpty && lists.allSatisfy { $0.contains { $0.fits(tags) } }
    }
  }

  /// One filter on a tag.
  struct Filter {
    var key: String?
    var value: String?

    func fits(_ tags: [String: String]) -> Bool {
      guard let key else { return value.map { tags.values.contains($0) } ?? false }
      guard let found = tags[key] else { return false }
      return value == nil || value == found
    }
  }

  private static func choice(
    _ info: JSONValue, _ builder: inout EnvironmentBuilder
  ) -> Choice {
    func filters(_ value: JSONValue?) -> [Filter] {
      (value?.elements.map { $0 } ?? []).map { entry in
        let kind = entry["Type"]?.string
        return Filter(
          key: kind == "VALUE_ONLY" ? nil : entry["Key"]?.string,
          value: kind == "KEY_ONLY" ? nil : entry["Value"]?.string)
      }
    }
    let single = filters(info["ec2TagFilters"])
    let several = info.at(["ec2TagSet", "ec2TagSetList"])?.elements.map { filters($0) } ?? []
    let groups = info["autoScalingGroups"]?.elements.compactMap { $0["name"]?.string } ?? []
    return Choice(
      lists: (single.isEmpty ? [] : [single]) + several.filter { !$0.isEmpty },
      scalingGroups: Set(groups))
  }

  /// Tells instances which groups reach them.
  static func reachInstances(_ builder: inout EnvironmentBuilder) {
    let groups = builder.deployments.sorted { $0.key < $1.key }
    if groups.isEmpty { return }
    for (index, instance) in builder.environment.resources.enumerated()
    where instance.kind == .instance {
      guard let tags = instance.tags else { continue }
      let found = groups.filter { arn, choice in
        ARN(arn)?.account == instance.account && ARN(arn)?.region == instance.region
          && choice.takes(tags)
      }.map(\.key)
      let word = "deployment-application"
      let applications = found.compactMap { arn in
        builder.resources[arn].flatMap { builder.environment.resources[$0].relations[word] }
      }
      builder.relate(index, to: found, as: "deployment-group")
      builder.relate(index, to: Set(applications).sorted(), as: word)
    }
  }
}

extension EnvironmentBuilder {
  fileprivate mutating func relate(_ index: Int, to things: [String], as word: String) {
    guard let first = things.first else { return }
    environment.resources[index].relations[word] = first
    if things.count > 1 {
      environment.resources[index].furtherRelations[word] = Array(things.dropFirst())
    }
  }
}
