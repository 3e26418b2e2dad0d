import Environment
import Testing

@testable import Ingest

@Suite("Further workloads")
struct FurtherWorkloadTests {
  private static let web = "arn:aws:iam::111122223333:role/web"

  private static func arn(_ service: String, _ resource: String) -> String {
    "arn:aws:\(service):us-east-1:111122223333:\(resource)"
  }

  private static func read(_ files: [String: String]) throws -> Environment {
    try environment([gaad: export(roles: role("web"))].merging(files) { $1 })
  }

  /// A kind of workload: what lists it, what describes it, and its ARN.
  struct Example: Sendable, CustomTestStringConvertible {
    let kind: ResourceKind
    let arn: String
    let name: String
    let list: (file: String, text: String)
    let details: (file: String, text: String)
    let states: [String: String]
    var testDescription: String { kind.rawValue }
  }

  static let examples = [
    Example(
      kind: .appRunnerService, arn: arn("apprunner", "service/shop/0e79"), name: "shop",
      list: (
        "apprunner/list-services",
        #"{"ServiceSummaryList": [{"ServiceName": "shop", "ServiceArn": "ARN", "Status": "RUNNING"}]}"#
      ),
      details: (
        "apprunner/describe-service/shop",
        """
        {"Service": {"ServiceName": "shop", "ServiceArn": "ARN", "Status": "RUNNING",
          "InstanceConfiguration": {"InstanceRoleArn": "\(web)"}}}
        """
      ), states: ["status": "RUNNING"]),
    Example(
      kind: .codeInterpreter, arn: arn("bedrock-agentcore", "code-interpreter-custom/ci-1"),
      name: "ci",
      list: (
        "bedrock-agentcore-control/list-code-interpreters",
        #"{"codeInterpreterSummaries": [{"name": "ci", "codeInterpreterArn": "ARN", "status": "READY"}]}"#
      ),
      details: (
        "bedrock-agentcore-control/get-code-interpreter/ci-1",
        #"{"name": "ci", "codeInterpreterArn": "ARN", "status": "READY", "executionRoleArn": "\#(web)"}"#
      ), states: ["status": "READY"]),
    Example(
      kind: .stateMachine, arn: arn("states", "stateMachine:flow"), name: "flow",
      list: (
        "stepfunctions/list-state-machines",
        #"{"stateMachines": [{"stateMachineArn": "ARN", "name": "flow", "type": "STANDARD"}]}"#
      ),
      details: (
        "stepfunctions/describe-state-machine/flow",
        #"{"stateMachineArn": "ARN", "name": "flow", "status": "ACTIVE", "roleArn": "\#(web)"}"#
      ), states: ["status": "ACTIVE"]),
    Example(
      kind: .pipeline, arn: arn("codepipeline", "release"), name: "release",
      list: (
        "us-east-1/codepipeline/list-pipelines",
        #"{"pipelines": [{"name": "release", "version": 1}]}"#
      ),
      details: (
        "us-east-1/codepipeline/get-pipeline/release",
        #"{"pipeline": {"name": "release", "roleArn": "\#(web)"}, "metadata": {"pipelineArn": "ARN"}}"#
      ), states: [:]),
    Example(
      kind: .buildProject, arn: arn("codebuild", "project/build"), name: "build",
      list: ("us-east-1/codebuild/list-projects", #"{"projects": ["build"]}"#),
      details: (
        "us-east-1/codebuild/batch-get-projects",
        #"{"projects": [{"name": "build", "arn": "ARN", "serviceRole": "\#(web)", "tags": []}]}"#
      ), states: ["batch": "none", "commands": "with the source"]),
    Example(
      kind: .mapReduceCluster, arn: arn("elasticmapreduce", "cluster/j-1"), name: "spark",
      list: (
        "emr/list-clusters",
        #"{"Clusters": [{"Id": "j-1", "Name": "spark", "ClusterArn": "ARN", "Status": {"State": "WAITING"}}]}"#
      ),
      details: (
        "emr/describe-cluster/j-1",
        """
        {"Cluster": {"Id": "j-1", "Name": "spark", "ClusterArn": "ARN",
          "Status": {"State": "WAITING"}, "ServiceRole": "EMR_DefaultRole",
          "Ec2InstanceAttributes": {"IamInstanceProfile": "web"}, "Tags": []}}
        """
      ), states: ["status": "WAITING"]),
  ]

  private static let profile = """
    "InstanceProfileList": [{"InstanceProfileName": "web",
      "Arn": "arn:aws:iam::111122223333:instance-profile/a/web", "Roles": [{"Arn": "\(web)"}]}]
    """

  private static func files(_ example: Example, described: Bool) -> [String: String] {
    var files = [gaad: export(roles: role("web", profile))]
    files[example.list.file] = example.list.text.replacing("ARN", with: example.arn)
    if described {
      files[example.details.file] =
        example.details.text.replacing("\"ARN\"", with: "\"\(example.arn)\"")
    }
    return files
  }

  @Test("Listed and described: one thing with its role", arguments: examples)
  func described(example: Example) throws {
    let environment = try environment(Self.files(example, described: true))
    #expect(environment.resources.count == 1)
    let thing = try environment.resource(example.name)
    #expect(thing.kind == example.kind && thing.arn == example.arn && thing.region == "us-east-1")
    #expect(
      thing.runsAs == Self.web && thing.runsAsOrigin?.file.contains(example.details.file) == true)
    #expect(thing.state == example.states)
    #expect(environment.codes.isEmpty)
    let hidden = environment.coverage.gaps.filter { $0.hides.contains(example.kind) }
    #expect(hidden.isEmpty)
  }

  @Test("Listed alone: no role, and a gap that hides the kind", arguments: examples)
  func listed(example: Example) throws {
    let environment = try environment(Self.files(example, described: false))
    #expect(environment.resources.map(\.kind) == [example.kind])
    #expect(environment.resources[0].arn == example.arn && environment.resources[0].runsAs == nil)
    let gap = try #require(environment.coverage.gaps.first { $0.hides.contains(example.kind) })
    #expect(gap.what.hasPrefix("the role or state of 1 "))
  }

  @Test("Of another shape: nothing is known, and it is said", arguments: examples)
  func wrong(example: Example) throws {
    let environment = try Self.read([
      example.list.file: #"{"Things": []}"#, example.details.file: #"[]"#,
    ])
    #expect(environment.resources.isEmpty)
    #expect(!environment.codes.isEmpty && environment.codes.allSatisfy { $0 == "ingest.shape" })
    let gap = try #require(environment.coverage.gaps.first { $0.hides.contains(example.kind) })
    #expect(gap.what.contains("kinds of the account's workloads"))
  }

  @Test("A role that is no text is reported, and the thing is kept without it")
  func wrongRole() throws {
    let environment = try Self.read([
      "cloudformation/describe-stacks": """
      {"Stacks": [{"StackId": "\(Self.arn("cloudformation", "stack/net/1f"))", "StackName": "net",
        "RoleARN": {}, "Tags": {}}]}
      """
    ])
    #expect(try environment.resource("net").runsAs == nil)
    #expect(environment.codes == ["ingest.shape", "ingest.shape"])
  }

  @Test("A second listing by the same command is reported")
  func twice() throws {
    let entry = #"{"stateMachineArn": "\#(Self.arn("states", "stateMachine:f"))", "name": "f"}"#
    let environment = try Self.read([
      "stepfunctions/list-state-machines": #"{"stateMachines": [\#(entry), \#(entry)]}"#
    ])
    #expect(environment.resources.count == 1 && environment.codes == ["ingest.duplicate"])
  }

  @Test("A project that builds in batches")
  func batches() throws {
    let environment = try Self.read([
      "codebuild/batch-get-projects": """
      {"projects": [{"name": "p", "arn": "\(Self.arn("codebuild", "project/p"))",
        "serviceRole": "\(Self.web)", "buildBatchConfig": {"serviceRole": "\(Self.web)"}}]}
      """
    ])
    let project = try environment.resource("p")
    #expect(project.state == ["batch": "configured", "commands": "with the source"])
    #expect(project.relations == ["batch role": Self.web])
  }

  @Test("Stacks with and without a role")
  func stacks() throws {
    let environment = try Self.read([
      "cloudformation/describe-stacks": """
      {"Stacks": [{"StackId": "\(Self.arn("cloudformation", "stack/net/1f"))", "StackName": "net",
         "StackStatus": "UPDATE_COMPLETE", "RoleARN": "\(Self.web)", "Tags": []},
        {"StackId": "\(Self.arn("cloudformation", "stack/app/2f"))", "StackName": "app",
         "StackStatus": "CREATE_COMPLETE"}]}
      """
    ])
    #expect(try environment.resource("net").runsAs == Self.web)
    #expect(try environment.resource("net").state == ["status": "UPDATE_COMPLETE"])
    #expect(try environment.resource("app").runsAs == nil)
    #expect(environment.codes.isEmpty)
  }

  @Test("A stack set: its roles by name, the accounts that it reaches")
  func stackSet() throws {
    let environment = try Self.read([
      "us-east-1/cloudformation/list-stack-sets": """
      {"Summaries": [{"StackSetName": "base", "StackSetId": "base:9a", "Status": "ACTIVE",
        "PermissionModel": "SELF_MANAGED"},
        {"StackSetName": "gone", "StackSetId": "gone:9b", "Status": "DELETED"}]}
      """,
      "us-east-1/cloudformation/describe-stack-set/base": """
      {"StackSet": {"StackSetName": "base", "StackSetId": "base:9a", "Status": "ACTIVE",
        "StackSetARN": "\(Self.arn("cloudformation", "stackset/base:9a"))",
        "AdministrationRoleARN": "\(Self.web)", "ExecutionRoleName": "exec"}}
      """,
      "us-east-1/cloudformation/list-stack-instances/base": """
      {"Summaries": [{"Account": "222233334444", "Region": "us-east-1"},
        {"Account": "222233334444", "Region": "eu-west-1"}]}
      """,
    ])
    #expect(environment.resources.count == 1 && environment.codes.isEmpty)
    let set = try environment.resource("base")
    #expect(set.kind == .stackSet && set.runsAs == Self.web)
    #expect(
      set.state == [
        "status": "ACTIVE", "permission-model": "SELF_MANAGED", "administration-role": Self.web,
        "execution-role": "exec", "instances": "some", "accounts": "222233334444",
      ])
    #expect(
      set.relations == [
        "administration role": Self.web,
        "execution role": "arn:aws:iam::222233334444:role/exec",
      ])
  }

  @Test("Glue prints no ARNs: the region is the folder's, or the one that everything else is in")
  func glue() throws {
    let jobs = #"{"Jobs": [{"Name": "etl", "Role": "web"}]}"#
    let endpoints =
      #"{"DevEndpoints": [{"EndpointName": "dev", "RoleArn": "\#(Self.web)", "Status": "READY"}]}"#
    let inFolder = try Self.read([
      "eu-west-1/glue/get-jobs": jobs, "eu-west-1/glue/get-dev-endpoints": endpoints,
    ])
    let job = try inFolder.resource("etl")
    #expect(job.kind == .glueJob && job.runsAs == Self.web)
    #expect(job.arn == "arn:aws:glue:eu-west-1:111122223333:job/etl")
    let endpoint = try inFolder.resource("dev")
    #expect(endpoint.kind == .developmentEndpoint && endpoint.state == ["status": "READY"])
    #expect(endpoint.arn == "arn:aws:glue:eu-west-1:111122223333:devEndpoint/dev")
    let groups = """
      {"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions": [],
        "SecurityGroupArn": "arn:aws:ec2:us-west-2:111122223333:security-group/sg-1"}]}
      """
    let told = try Self.read(["glue/get-jobs": jobs, "ec2/describe-security-groups": groups])
    #expect(try told.resource("etl").arn == "arn:aws:glue:us-west-2:111122223333:job/etl")
    let untold = try Self.read(["glue/get-jobs": jobs])
    #expect(try untold.resource("etl").arn == "arn:aws:glue::111122223333:job/etl")
    let wrong = try Self.read(["glue/get-jobs": #"{"Jobs": [{"Role": "web"}]}"#])
    #expect(wrong.resources.isEmpty && wrong.codes == ["ingest.shape"])
  }

  @Test("Batch: queues, and definitions whose role stands in one of three places")
  func batch() throws {
    func definition(_ more: String) -> String {
      """
      {"jobDefinitions": [{"jobDefinitionName": "train", "status": "ACTIVE", "revision": 2,
        "jobDefinitionArn": "\(Self.arn("batch", "job-definition/train:2"))", \(more)}]}
      """
    }
    for more in [
      #""containerProperties": {"jobRoleArn": "\#(Self.web)"}"#,
      #""ecsProperties": {"taskProperties": [{"containers": [], "taskRoleArn": "\#(Self.web)"}]}"#,
      #""nodeProperties": {"nodeRangeProperties": [{"container": {"jobRoleArn": "\#(Self.web)"}}]}"#,
    ] {
      let environment = try Self.read(["batch/describe-job-definitions": definition(more)])
      let thing = try environment.resource("train:2")
      #expect(thing.kind == .jobDefinition && thing.runsAs == Self.web, "\(more)")
      #expect(thing.state == ["status": "ACTIVE"])
    }
    let none = try Self.read([
      "batch/describe-job-definitions": definition(#""containerProperties": {}"#),
      "batch/describe-job-queues": """
      {"jobQueues": [{"jobQueueName": "q", "state": "ENABLED", "status": "VALID",
        "jobQueueArn": "\(Self.arn("batch", "job-queue/q"))"}]}
      """,
    ])
    #expect(try none.resource("train:2").runsAs == nil)
    #expect(try none.resource("q").kind == .jobQueue)
    #expect(try none.resource("q").state == ["state": "ENABLED", "status": "VALID"])
    #expect(none.codes.isEmpty)
  }
}
