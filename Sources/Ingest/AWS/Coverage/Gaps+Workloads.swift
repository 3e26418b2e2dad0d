import Environment

/// The commands that tell all of one kind of workload.
struct WorkloadInventory: Sendable {
  var kind: ResourceKind
  /// One of them, in words, and several.
  var noun: String
  var plural: String
  /// Any of these is enough to know what there is.
  var lists: [String]
  /// What tells the role of each, or its state; nil where the list does.
  var details: String?

  init(
    _ kind: ResourceKind, _ noun: String, _ lists: [String], details: String? = nil,
    plural: String? = nil
  ) {
    self.kind = kind
    self.noun = noun
    self.plural = plural ?? noun + "s"
    self.lists = lists.map { "aws " + $0 }
    self.details = details.map { "aws " + $0 }
  }

  /// All that are looked for beside functions, instances and notebooks.
  static let all = [
    WorkloadInventory(
      .airflowEnvironment, "Airflow environment", ["mwaa list-environments"],
      details: "mwaa get-environment"),
    WorkloadInventory(
      .appRunnerService, "App Runner service", ["apprunner list-services"],
      details: "apprunner describe-service"),
    WorkloadInventory(
      .jobDefinition, "batch job definition", ["batch describe-job-definitions"]),
    WorkloadInventory(.jobQueue, "batch job queue", ["batch describe-job-queues"]),
    WorkloadInventory(
      .codeInterpreter, "code interpreter", ["bedrock-agentcore-control list-code-interpreters"],
      details: "bedrock-agentcore-control get-code-interpreter"),
    WorkloadInventory(.stack, "stack", ["cloudformation describe-stacks"]),
    WorkloadInventory(
      .stackSet, "stack set", ["cloudformation list-stack-sets"],
      details: "cloudformation describe-stack-set"),
    WorkloadInventory(
      .buildProject, "build project", ["codebuild list-projects", "codebuild batch-get-projects"],
      details: "codebuild batch-get-projects"),
    WorkloadInventory(
      .deploymentGroup, "deployment group", ["deploy list-applications"],
      details: "deploy get-deployment-group"),
    WorkloadInventory(
      .pipeline, "pipeline", ["codepipeline list-pipelines"], details: "codepipeline get-pipeline"),
    WorkloadInventory(
      .identityPool, "identity pool", ["cognito-identity list-identity-pools"],
      details: "cognito-identity get-identity-pool-roles"),
    WorkloadInventory(
      .launchTemplate, "launch template", ["ec2 describe-launch-templates"],
      details: "ec2 describe-launch-template-versions"),
    WorkloadInventory(
      .beanstalkEnvironment, "Elastic Beanstalk environment",
      ["elasticbeanstalk describe-environments"]),
    WorkloadInventory(
      .cluster, "container cluster", ["ecs list-clusters", "ecs describe-clusters"],
      details: "ecs describe-clusters"),
    WorkloadInventory(
      .taskDefinition, "task definition", ["ecs list-task-definitions"],
      details: "ecs describe-task-definition"),
    WorkloadInventory(
      .kubernetesCluster, "Kubernetes cluster", ["eks list-clusters"],
      details: "eks describe-cluster"),
    WorkloadInventory(
      .mapReduceCluster, "EMR cluster", ["emr list-clusters"], details: "emr describe-cluster"),
    WorkloadInventory(.developmentEndpoint, "development endpoint", ["glue get-dev-endpoints"]),
    WorkloadInventory(.glueJob, "Glue job", ["glue get-jobs"]),
    WorkloadInventory(
      .stateMachine, "state machine", ["stepfunctions list-state-machines"],
      details: "stepfunctions describe-state-machine"),
  ]

  /// What each cluster is asked for.
  static let ofClusters = [
    WorkloadInventory(.containerInstance, "machine", ["ecs list-container-instances"]),
    WorkloadInventory(.containerService, "service", ["ecs list-services"]),
    WorkloadInventory(.task, "task", ["ecs list-tasks"]),
  ]
}

extension Gaps {
  /// One line for all kinds of workloads of which there is no list, one for all that are not
  /// described: most accounts have few of them, and fifteen lines would hide what matters more.
  mutating func lookAtWorkloads(_ account: String, _ resources: [Resource]) {
    let resources = Dictionary(grouping: resources, by: \.kind)
    lookAtLists(account)
    lookAtDetails(account, resources)
    lookAtClusters(account, resources)
    if !(resources[.launchTemplate] ?? []).isEmpty,
      !builder.has(LaunchTemplates.groupsOperation, in: account)
    {
      add(
        11, account, "which launch templates groups of instances use",
        "changing a template is conditional", LaunchTemplates.groupsOperation,
        hides: [.launchTemplate], attribute: "used")
    }
  }

  private mutating func lookAtLists(_ account: String) {
    let missing = WorkloadInventory.all.filter { inventory in
      !inventory.lists.contains { builder.has($0, in: account) }
    }
    guard !missing.isEmpty else { return }
    var hidden = missing.map(\.kind)
    // Without its clusters, nothing is known of what is in them.
    if hidden.contains(.cluster) { hidden += WorkloadInventory.ofClusters.map(\.kind) }
    let kinds = "\(missing.count) kinds of the account's workloads: "
    add(
      14, account,
      (missing.count > 3 ? kinds : "the account's ") + Gaps.list(missing.map(\.plural)),
      "taking them over, or making them run, is not judged",
      Gaps.commands(missing.compactMap(\.lists.first)), hides: hidden)
  }

  private mutating func lookAtDetails(
    _ account: String, _ resources: [ResourceKind: [Resource]]
  ) {
    var nouns: [String] = []
    var commands: [String] = []
    var hidden: [ResourceKind] = []
    for inventory in WorkloadInventory.all {
      guard let details = inventory.details else { continue }
      let unknown = (resources[inventory.kind] ?? []).filter {
        !builder.described.contains(.init(operation: details, thing: $0.arn))
      }
      guard !unknown.isEmpty else { continue }
      nouns.append("\(unknown.count) \(unknown.count == 1 ? inventory.noun : inventory.plural)")
      commands.append(details)
      hidden.append(inventory.kind)
    }
    guard !nouns.isEmpty else { return }
    add(
      13, account, "the role or state of " + Gaps.list(nouns),
      "whom taking them over makes an attacker is not known", Gaps.commands(commands),
      hides: hidden)
  }

  private mutating func lookAtClusters(
    _ account: String, _ resources: [ResourceKind: [Resource]]
  ) {
    var commands: [String] = []
    var hidden: [ResourceKind] = []
    var nouns: [String] = []
    for inventory in WorkloadInventory.ofClusters {
      let known = Set((resources[inventory.kind] ?? []).compactMap { $0.relations["cluster"] })
      let unknown = (resources[.cluster] ?? []).filter { cluster in
        !known.contains(cluster.arn)
          && !inventory.lists.contains {
            builder.described.contains(.init(operation: $0, thing: cluster.arn))
          }
          && !(inventory.kind == .containerInstance && cluster.state["instances"] == "none")
      }
      guard !unknown.isEmpty else { continue }
      nouns.append(inventory.plural)
      commands += inventory.lists
      hidden.append(inventory.kind)
    }
    guard !nouns.isEmpty else { return }
    add(
      12, account, "the \(Gaps.list(nouns)) of container clusters",
      "running commands in them is not judged", Gaps.commands(commands) + " --cluster NAME",
      hides: hidden)
  }

  /// Commands as one text: `aws ecs list-tasks, list-services; aws glue get-jobs`.
  static func commands(_ commands: [String]) -> String {
    var groups: [(service: String, operations: [String])] = []
    for command in commands {
      let words = command.split(separator: " ", maxSplits: 2).map(String.init)
      guard words.count == 3 else { continue }
      if groups.last?.service == words[1] {
        groups[groups.count - 1].operations.append(words[2])
      } else {
        groups.append((words[1], [words[2]]))
      }
    }
    return groups.map { "aws \($0.service) \($0.operations.joined(separator: ", "))" }
      .joined(separator: "; ")
  }

  /// Words as a list: `a, b and c`.
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}
