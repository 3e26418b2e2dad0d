import Documents
import Environment
import Policy

/// Workloads of which one list and one description tell all that matters.
enum Workloads {
  static let shapes = services + builds + functions + batch

  static let rules = shapes.map(\.rule)

  private static let services = [
    WorkloadShape(
      service: "apprunner", operation: "list-services", kind: .appRunnerService, role: .lists,
      naming: .single, tells: "App Runner services", entries: "ServiceSummaryList",
      arn: "ServiceArn", name: "ServiceName", states: ["status": ["Status"]]),
    WorkloadShape(
      service: "apprunner", operation: "describe-service", kind: .appRunnerService,
      role: .describes, naming: .named, tells: "an App Runner service's role", entries: "Service",
      arn: "ServiceArn", name: "ServiceName", runsAs: ["InstanceConfiguration", "InstanceRoleArn"],
      states: ["status": ["Status"]],
      images: ["SourceConfiguration.ImageRepository.ImageIdentifier"],
      complete: { entry, service, _, _ in
        if entry.at(["SourceConfiguration", "AutoDeploymentsEnabled"])?.bool == true {
          service.state["deploys"] = "by itself"
        }
        let path = ["NetworkConfiguration", "IngressConfiguration", "IsPubliclyAccessible"]
        if let isPublic = entry.at(path)?.bool {
          service.state["public-address"] = isPublic ? "yes" : "no"
        }
      }),
    WorkloadShape(
      service: "bedrock-agentcore-control", operation: "list-code-interpreters",
      kind: .codeInterpreter, role: .lists, naming: .single, tells: "code interpreters",
      entries: "codeInterpreterSummaries", arn: "codeInterpreterArn", name: "name",
      states: ["status": ["status"]]),
    WorkloadShape(
      service: "bedrock-agentcore-control", operation: "get-code-interpreter",
      kind: .codeInterpreter, role: .describes, naming: .named,
      tells: "a code interpreter's role", entries: "", arn: "codeInterpreterArn", name: "name",
      runsAs: ["executionRoleArn"], states: ["status": ["status"]]),
  ]

  private static let builds = [
    WorkloadShape(
      service: "codebuild", operation: "batch-get-projects", kind: .buildProject,
      role: .describes, naming: .either, tells: "build projects and their roles",
      entries: "projects", arn: "arn", name: "name", runsAs: ["serviceRole"], tags: "tags",
      images: ["environment.image"],
      complete: { entry, project, _, _ in
        let role = entry.at(["buildBatchConfig", "serviceRole"])?.string
        project.state["batch"] = role == nil ? "none" : "configured"
        project.relations["batch role"] = role
        project.encryptionKey = entry["encryptionKey"]?.string
        project.data += CodeSources.places(ofProject: entry)
        if CodeSources.takesCommands(entry) { project.state["commands"] = "with the source" }
      })
  ]

  private static let functions = [
    WorkloadShape(
      service: "stepfunctions", operation: "list-state-machines", kind: .stateMachine,
      role: .lists, naming: .single, tells: "state machines", entries: "stateMachines",
      arn: "stateMachineArn", name: "name"),
    WorkloadShape(
      service: "stepfunctions", operation: "describe-state-machine", kind: .stateMachine,
      role: .describes, naming: .named, tells: "a state machine's role", entries: "",
      arn: "stateMachineArn", name: "name", runsAs: ["roleArn"], states: ["status": ["status"]]),
  ]

  private static let batch = [
    WorkloadShape(
      service: "batch", operation: "describe-job-queues", kind: .jobQueue, role: .lists,
      naming: .single, tells: "queues of batch jobs", entries: "jobQueues", arn: "jobQueueArn",
      name: "jobQueueName", states: ["state": ["state"], "status": ["status"]]),
    WorkloadShape(
      service: "batch", operation: "describe-job-definitions", kind: .jobDefinition, role: .lists,
      naming: .single, tells: "definitions of batch jobs and their roles",
      entries: "jobDefinitions", arn: "jobDefinitionArn", name: "jobDefinitionName",
      runsAs: ["containerProperties", "jobRoleArn"], states: ["status": ["status"]],
      images: [
        "containerProperties.image", "ecsProperties.taskProperties[].containers[].image",
        "nodeProperties.nodeRangeProperties[].container.image",
      ],
      complete: { entry, definition, _, _ in
        definition.name = ARN(definition.arn)?.revision ?? definition.name
        guard definition.runsAs == nil else { return }
        // Jobs of several containers, and of several nodes, state their role deeper down.
        let role =
          entry.at(["ecsProperties", "taskProperties"])?.elements.lazy
          .compactMap { $0["taskRoleArn"] }.first
          ?? entry.at(["nodeProperties", "nodeRangeProperties"])?.elements.lazy
          .compactMap { $0.at(["container", "jobRoleArn"]) }.first
        definition.runsAs = role?.string
        definition.runsAsOrigin = role?.origin
      }),
  ]
}
