import Documents
import Environment
import Policy

/// EKS and EMR: clusters, and the roles that what runs in them has.
enum Clusters {
  static let rules = kubernetes + mapReduce

  private static let kubernetes: [ServiceRule] = [
    ServiceRule("eks", "list-clusters", tells: "Kubernetes clusters", read: readNames),
    WorkloadShape(
      service: "eks", operation: "describe-cluster", kind: .kubernetesCluster, role: .describes,
      naming: .named, tells: "a Kubernetes cluster", entries: "cluster", arn: "arn", name: "name",
      states: ["status": ["status"]],
      complete: { entry, cluster, _, _ in
        cluster.relations["service role"] = entry["roleArn"]?.string
        if let isPublic = entry.at(["resourcesVpcConfig", "endpointPublicAccess"])?.bool {
          cluster.state["api"] = isPublic ? "public" : "private"
        }
        if let mode = entry.at(["accessConfig", "authenticationMode"])?.string {
          cluster.state["access-entries"] = mode.hasPrefix("API") ? "enabled" : "disabled"
        }
      }
    ).rule,
    asked("list-nodegroups", "nodegroups", "the groups of nodes of a Kubernetes cluster"),
    WorkloadShape(
      service: "eks", operation: "describe-nodegroup", kind: .nodeGroup, role: .describes,
      naming: .named, tells: "the role of a group of nodes", entries: "nodegroup",
      arn: "nodegroupArn", name: "nodegroupName", runsAs: ["nodeRole"],
      states: ["status": ["status"]], complete: relateToCluster
    ).rule,
    asked("list-pod-identity-associations", "associations", "which pods have roles"),
    WorkloadShape(
      service: "eks", operation: "describe-pod-identity-association", kind: .podIdentity,
      role: .describes, naming: .named, tells: "the role of a service account's pods",
      entries: "association", arn: "associationArn", runsAs: ["roleArn"],
      complete: { entry, association, file, builder in
        relateToCluster(entry, &association, file, &builder)
        if let space = entry["namespace"]?.string, let account = entry["serviceAccount"]?.string {
          association.name = "\(space)/\(account)"
        }
      }
    ).rule,
  ]

  private static func readNames(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("clusters", of: root, file) else { return }
    for entry in entries {
      guard let name = entry.string, !name.isEmpty else { continue }
      let arn = builder.builtARN("eks", "cluster/\(name)", file)
      var cluster = Resource(
        arn: arn, kind: .kubernetesCluster, name: name, account: file.account,
        origin: entry.origin)
      cluster.region = file.region ?? builder.onlyRegion(of: file.account)
      builder.put(cluster, isListing: true, file)
    }
    builder.note(inventory: file.command, file)
  }

  /// A rule for what lists things of one cluster, which are added when they are described.
  private static func asked(_ operation: String, _ key: String, _ tells: String) -> ServiceRule {
    ServiceRule("eks", operation, .named, tells: tells) { root, file, builder in
      guard builder.list(key, of: root, file) != nil else { return }
      builder.note(inventory: file.command, file)
    }
  }

  private static func relateToCluster(
    _ entry: JSONValue, _ thing: inout Resource, _ file: FileContext,
    _ builder: inout EnvironmentBuilder
  ) {
    guard let arn = ARN(thing.arn), let name = entry["clusterName"]?.string else { return }
    thing.relations["cluster"] =
      "arn:\(arn.partition):eks:\(arn.region):\(arn.account):cluster/\(name)"
  }

  /// What decides whether somebody can get into a cluster decides it for what runs in it.
  static func passOnAccess(_ builder: inout EnvironmentBuilder) {
    for (index, thing) in builder.environment.resources.enumerated()
    where [.nodeGroup, .podIdentity].contains(thing.kind) {
      guard let number = thing.relations["cluster"].flatMap({ builder.resources[$0] }) else {
        continue
      }
      let cluster = builder.environment.resources[number].state
      for key in ["api", "access-entries"] {
        builder.environment.resources[index].state[key] = cluster[key]
      }
    }
  }

  private static let mapReduce: [ServiceRule] = [
    WorkloadShape(
      service: "emr", operation: "list-clusters", kind: .mapReduceCluster, role: .lists,
      naming: .single, tells: "EMR clusters", entries: "Clusters", arn: "ClusterArn", name: "Name",
      states: ["status": ["Status", "State"]]
    ).rule,
    WorkloadShape(
      service: "emr", operation: "describe-cluster", kind: .mapReduceCluster, role: .describes,
      naming: .named, tells: "an EMR cluster's roles", entries: "Cluster", arn: "ClusterArn",
      name: "Name", states: ["status": ["Status", "State"]], tags: "Tags",
      data: [DataPath("BootstrapActions[].ScriptPath", .program, .object, isOpen: true)],
      complete: { entry, cluster, _, builder in
        let account = cluster.account
        cluster.relations["service role"] = entry["ServiceRole"]?.string.map {
          builder.roleARN($0, account: account)
        }
        let profile = entry.at(["Ec2InstanceAttributes", "IamInstanceProfile"])
        cluster.runsAs = profile?.string.flatMap { builder.role(ofProfile: $0, account: account) }
        cluster.runsAsOrigin = cluster.runsAs == nil ? nil : profile?.origin
      }
    ).rule,
    ServiceRule(
      "emr", "list-steps", .named, tells: "the programs of an EMR cluster", read: readSteps),
  ]

  /// What the steps of a cluster run. Which of a step's arguments are programs is told by their
  /// endings.
  private static func readSteps(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("Steps", of: root, file) else { return }
    let arn = builder.builtARN("elasticmapreduce", "cluster/\(file.name)", file)
    builder.described.insert(.init(operation: file.command, thing: arn))
    guard let index = builder.resources[arn] else { return }
    for step in entries {
      for value in step.all(at: "Config.Jar") + step.all(at: "Config.Args").flatMap(\.elements) {
        for text in value.string?.split(separator: ",") ?? []
        where programs.contains(where: text.hasSuffix) {
          guard
            let place = DataReference(
              uri: String(text), isObject: true, use: .program, origin: value.origin),
            !builder.environment.resources[index].data.contains(where: {
              $0.bucket == place.bucket && $0.prefix == place.prefix
            })
          else { continue }
          builder.environment.resources[index].data.append(place)
        }
      }
    }
  }

  private static let programs = [
    ".py", ".jar", ".zip", ".egg", ".whl", ".sh", ".hql", ".q", ".sql", ".pig", ".R", ".scala",
  ]
}
