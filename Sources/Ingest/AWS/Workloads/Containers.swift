import Documents
import Environment
import Policy

/// ECS: clusters, the machines in them, task definitions, services and tasks.
enum Containers {
  static let shapes = listings + descriptions

  static let rules =
    shapes.map(\.rule) + [
      named("list-services", "the services of a cluster"),
      named("list-tasks", "the tasks of a cluster"),
      named("list-container-instances", "the machines of a cluster"),
    ]

  private static let listings = [
    WorkloadShape(
      service: "ecs", operation: "list-clusters", kind: .cluster, role: .lists, naming: .single,
      tells: "container clusters", entries: "clusterArns", arn: ""),
    WorkloadShape(
      service: "ecs", operation: "list-task-definitions", kind: .taskDefinition, role: .lists,
      naming: .single, tells: "task definitions", entries: "taskDefinitionArns", arn: ""),
  ]

  private static let descriptions = [
    WorkloadShape(
      service: "ecs", operation: "describe-clusters", kind: .cluster, role: .describes,
      naming: .either, tells: "the state of container clusters", entries: "clusters",
      arn: "clusterArn", name: "clusterName", states: ["status": ["status"]], tags: "tags",
      complete: { entry, cluster, _, _ in
        if entry["registeredContainerInstancesCount"]?.scalarText == "0" {
          cluster.state["instances"] = "none"
        }
      }),
    WorkloadShape(
      service: "ecs", operation: "describe-container-instances", kind: .containerInstance,
      role: .describes, naming: .either, tells: "the machines of a cluster, and their agents",
      entries: "containerInstances", arn: "containerInstanceArn",
      states: ["status": ["status"]], complete: completeMachine),
    WorkloadShape(
      service: "ecs", operation: "describe-task-definition", kind: .taskDefinition,
      role: .describes, naming: .named, tells: "a task definition's role",
      entries: "taskDefinition", arn: "taskDefinitionArn",
      runsAs: ["taskRoleArn"], states: ["status": ["status"]],
      images: ["containerDefinitions[].image"], complete: nameRevision),
    WorkloadShape(
      service: "ecs", operation: "describe-services", kind: .containerService, role: .describes,
      naming: .either, tells: "services in a cluster", entries: "services", arn: "serviceArn",
      name: "serviceName", states: ["status": ["status"]], tags: "tags",
      complete: { entry, service, _, _ in
        service.relations["cluster"] = entry["clusterArn"]?.string
        service.relations["task-definition"] = entry["taskDefinition"]?.string
        // Absent where it was never set: not enabled.
        service.state["exec"] = entry["enableExecuteCommand"]?.bool == true ? "enabled" : "disabled"
        let network = entry.at(["networkConfiguration", "awsvpcConfiguration", "assignPublicIp"])
        if let word = network?.string {
          service.state["public-address"] = word == "ENABLED" ? "yes" : "no"
        }
      }),
    WorkloadShape(
      service: "ecs", operation: "describe-tasks", kind: .task, role: .describes,
      naming: .either, tells: "tasks in a cluster, and their roles", entries: "tasks",
      arn: "taskArn", runsAs: ["overrides", "taskRoleArn"], states: ["status": ["lastStatus"]],
      tags: "tags",
      complete: { entry, task, _, _ in
        task.relations["cluster"] = entry["clusterArn"]?.string
        task.relations["task-definition"] = entry["taskDefinitionArn"]?.string
        task.state["exec"] = letsIn(entry) ? "enabled" : "disabled"
      }),
  ]

  /// Names a task definition by its family and revision.
  private static let nameRevision: WorkloadShape.Completion = { _, definition, _, _ in
    definition.name = ARN(definition.arn)?.revision ?? definition.name
  }

  /// Whether commands can be run in a task: it is set so, and no agent is known to be down.
  private static func letsIn(_ task: JSONValue) -> Bool {
    guard task["enableExecuteCommand"]?.bool == true else { return false }
    let agents = (task["containers"]?.elements.map { $0 } ?? []).flatMap {
      $0["managedAgents"]?.elements.filter { $0["name"]?.string == "ExecuteCommandAgent" } ?? []
    }
    return agents.isEmpty || agents.contains { $0["lastStatus"]?.string == "RUNNING" }
  }

  private static func completeMachine(
    _ entry: JSONValue, _ machine: inout Resource, _ file: FileContext,
    _ builder: inout EnvironmentBuilder
  ) {
    if let isConnected = entry["agentConnected"]?.bool {
      machine.state["agent"] = isConnected ? "connected" : "disconnected"
    }
    guard let arn = ARN(machine.arn) else { return }
    // `container-instance/CLUSTER/ID`; without the cluster in older ones, whose file names it.
    let parts = arn.resource.split(separator: "/")
    let cluster = parts.count > 2 ? String(parts[1]) : file.name
    let place = "arn:\(arn.partition):ecs:\(arn.region):\(arn.account):"
    if !cluster.isEmpty { machine.relations["cluster"] = place + "cluster/" + cluster }
    if let id = entry["ec2InstanceId"]?.string, id.hasPrefix("i-") {
      machine.relations["instance"] =
        "arn:\(arn.partition):ec2:\(arn.region):\(arn.account):instance/\(id)"
    }
  }

  /// A rule for what lists the things of one cluster. The things are added when described; that the
  /// cluster has been asked is what it tells.
  private static func named(_ operation: String, _ tells: String) -> ServiceRule {
    let keys = [
      "list-services": "serviceArns", "list-tasks": "taskArns",
      "list-container-instances": "containerInstanceArns",
    ]
    let key = keys[operation] ?? ""
    return ServiceRule("ecs", operation, .named, tells: tells) { root, file, builder in
      guard let entries = builder.list(key, of: root, file) else { return }
      builder.note(inventory: file.command, file)
      for entry in entries { _ = builder.arn(entry, file) }
      for index in builder.things(.cluster, namedBy: file) {
        let cluster = builder.environment.resources[index].arn
        builder.described.insert(.init(operation: file.command, thing: cluster))
        if entries.isEmpty, operation == "list-container-instances" {
          builder.environment.resources[index].state["instances"] = "none"
        }
      }
    }
  }
}

extension EnvironmentBuilder {
  /// Ties tasks and services to the roles of their definitions, and clusters to their machines.
  mutating func resolveContainers() {
    for index in environment.resources.indices {
      let thing = environment.resources[index]
      guard thing.kind == .task || thing.kind == .containerService,
        let definition = thing.relations["task-definition"].flatMap({ resources[$0] })
      else { continue }
      environment.resources[index].images = environment.resources[definition].images
      guard thing.runsAs == nil else { continue }
      environment.resources[index].runsAs = environment.resources[definition].runsAs
      environment.resources[index].runsAsOrigin = environment.resources[definition].runsAsOrigin
    }
    for machine in environment.resources where machine.kind == .containerInstance {
      guard let cluster = machine.relations["cluster"].flatMap({ resources[$0] }) else { continue }
      let isReady = machine.state["status"] == "ACTIVE" && machine.state["agent"] == "connected"
      let known = environment.resources[cluster].state["instances"]
      environment.resources[cluster].state["instances"] =
        isReady || known == "connected" ? "connected" : "none"
    }
  }
}

extension ARN {
  /// What stands behind the type: `web:3` of `task-definition/web:3`.
  var revision: String { String(resource.drop { $0 != "/" }.dropFirst()) }
}

extension String {
  /// The name of a file about a thing with this ARN.
  var asFileName: String { String(map { $0 == "/" || $0 == ":" ? "_" : $0 }) }
}
