import Environment
import Testing

@testable import Ingest

@Suite("Containers")
struct ContainerTests {
  private static let place = "arn:aws:ecs:us-east-1:111122223333:"
  private static let cluster = place + "cluster/main"

  private static let base: [String: String] = [
    gaad: export(roles: role("web") + "," + role("other")),
    "ecs/list-clusters": #"{"clusterArns": ["\#(cluster)"]}"#,
    "ecs/describe-clusters": """
    {"clusters": [{"clusterArn": "\(cluster)", "clusterName": "main", "status": "ACTIVE",
      "registeredContainerInstancesCount": 1, "tags": []}], "failures": []}
    """,
    "ecs/list-task-definitions": #"{"taskDefinitionArns": ["\#(place)task-definition/web:3"]}"#,
    "ecs/describe-task-definition/web_3": """
    {"taskDefinition": {"taskDefinitionArn": "\(place)task-definition/web:3", "family": "web",
      "taskRoleArn": "arn:aws:iam::111122223333:role/web", "status": "ACTIVE"}}
    """,
  ]

  private static func read(_ more: [String: String]) throws -> Environment {
    try environment(base.merging(more) { $1 })
  }

  private static func task(_ more: String) -> String {
    """
    {"tasks": [{"taskArn": "\(place)task/main/0a1b", "clusterArn": "\(cluster)",
      "taskDefinitionArn": "\(place)task-definition/web:3", "lastStatus": "RUNNING"\(more)}]}
    """
  }

  @Test("A cluster and a task definition: listed and described are one thing")
  func listed() throws {
    let environment = try Self.read([:])
    let cluster = try environment.resource("main")
    #expect(cluster.kind == .cluster && cluster.arn == Self.cluster)
    #expect(cluster.state == ["status": "ACTIVE"], "whether machines are connected is not known")
    #expect(cluster.tags == nil, "tags were not asked for")
    let definition = try environment.resource("web:3")
    #expect(definition.kind == .taskDefinition && definition.state == ["status": "ACTIVE"])
    #expect(definition.runsAs == "arn:aws:iam::111122223333:role/web")
    #expect(definition.runsAsOrigin?.pointer == "/taskDefinition/taskRoleArn")
    #expect(environment.resources.count == 2 && environment.codes.isEmpty)
  }

  @Test("A task runs as its definition's role, unless it was started with another")
  func tasks() throws {
    let path = "ecs/describe-tasks/main"
    let plain = try Self.read([path: Self.task("")]).resource("0a1b")
    #expect(plain.kind == .task && plain.runsAs == "arn:aws:iam::111122223333:role/web")
    #expect(plain.state == ["status": "RUNNING", "exec": "disabled"])
    #expect(plain.relations["cluster"] == Self.cluster)
    #expect(plain.relations["task-definition"] == Self.place + "task-definition/web:3")
    let other = #", "overrides": {"taskRoleArn": "arn:aws:iam::111122223333:role/other"}"#
    let overridden = try Self.read([path: Self.task(other)]).resource("0a1b")
    #expect(overridden.runsAs == "arn:aws:iam::111122223333:role/other")
  }

  @Test(
    "Commands can be run in a task whose agent is not down",
    arguments: [
      (#"[]"#, "enabled"),
      (
        #"[{"managedAgents": [{"name": "ExecuteCommandAgent", "lastStatus": "RUNNING"}]}]"#,
        "enabled"
      ),
      (
        #"[{"managedAgents": [{"name": "ExecuteCommandAgent", "lastStatus": "STOPPED"}]}]"#,
        "disabled"
      ),
    ])
  func exec(containers: String, state: String) throws {
    let more = #", "enableExecuteCommand": true, "containers": \#(containers)"#
    let environment = try Self.read(["ecs/describe-tasks/main": Self.task(more)])
    #expect(try environment.resource("0a1b").state["exec"] == state)
  }

  @Test("A service with its cluster and definition")
  func services() throws {
    let environment = try Self.read([
      "ecs/describe-services/main": """
      {"services": [{"serviceArn": "\(Self.place)service/main/shop", "serviceName": "shop",
        "clusterArn": "\(Self.cluster)", "status": "ACTIVE", "enableExecuteCommand": true,
        "taskDefinition": "\(Self.place)task-definition/web:3", "tags": [{"key": "a", "value": "b"}]}]}
      """
    ])
    let service = try environment.resource("shop")
    #expect(service.kind == .containerService && service.tags == ["a": "b"])
    #expect(service.runsAs == "arn:aws:iam::111122223333:role/web")
    #expect(service.state == ["status": "ACTIVE", "exec": "enabled"])
    #expect(service.relations["cluster"] == Self.cluster)
  }

  @Test(
    "A cluster's machines: connected, not connected, none",
    arguments: [
      ("true", "ACTIVE", "connected"), ("false", "ACTIVE", "none"), ("true", "DRAINING", "none"),
    ])
  func machines(connected: String, status: String, state: String) throws {
    let environment = try Self.read([
      "ecs/describe-container-instances/main": """
      {"containerInstances": [{"status": "\(status)", "agentConnected": \(connected),
        "containerInstanceArn": "\(Self.place)container-instance/main/77", "ec2InstanceId": "i-1"}]}
      """
    ])
    let machine = try environment.resource("77")
    #expect(machine.relations["cluster"] == Self.cluster)
    #expect(machine.relations["instance"] == "arn:aws:ec2:us-east-1:111122223333:instance/i-1")
    #expect(try environment.resource("main").state["instances"] == state)
  }

  @Test("A cluster without machines")
  func noMachines() throws {
    let environment = try Self.read([
      "ecs/list-container-instances/main": #"{"containerInstanceArns": []}"#
    ])
    #expect(try environment.resource("main").state["instances"] == "none")
  }

  @Test("What is not asked of a cluster is a gap that hides it")
  func gaps() throws {
    func hidden(_ more: [String: String]) throws -> Set<ResourceKind> {
      let gap = try Self.read(more).coverage.gaps.first { $0.what.hasSuffix("container clusters") }
      return Set(gap?.hides ?? [])
    }
    let all = ["list-services", "list-tasks", "list-container-instances"]
    let keys = ["serviceArns", "taskArns", "containerInstanceArns"]
    var files: [String: String] = [:]
    #expect(try hidden([:]) == [.containerInstance, .containerService, .task])
    for (operation, key) in zip(all, keys) {
      files["ecs/\(operation)/main"] = #"{"\#(key)": []}"#
    }
    #expect(try hidden(files) == [])
    files["ecs/list-tasks/main"] = nil
    #expect(try hidden(files) == [.task])
  }

  @Test("Entries that are no ARNs are left out, and said")
  func wrong() throws {
    let environment = try environment([
      gaad: oneUser, "ecs/list-clusters": #"{"clusterArns": ["main", 7]}"#,
      "ecs/describe-tasks/main": #"{"tasks": [{"lastStatus": "RUNNING"}]}"#,
      "ecs/describe-services/main": #"{"service": []}"#,
    ])
    #expect(environment.resources.isEmpty)
    #expect(Set(environment.codes) == ["ingest.arn", "ingest.shape"])
    #expect(environment.codes.count == 4)
  }
}
