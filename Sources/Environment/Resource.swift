import Documents
import Policy

/// What sort of thing a resource is, for example `aws:s3:bucket`. Open: formats add their own.
package struct ResourceKind: Sendable, Hashable, Comparable, RawRepresentable,
  ExpressibleByStringLiteral
{
  package var rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package init(stringLiteral value: String) { rawValue = value }
  package static func < (left: ResourceKind, right: ResourceKind) -> Bool {
    left.rawValue < right.rawValue
  }

  package static let bucket: ResourceKind = "aws:s3:bucket"
  package static let accessPoint: ResourceKind = "aws:s3:accesspoint"
  package static let function: ResourceKind = "aws:lambda:function"
  package static let instance: ResourceKind = "aws:ec2:instance"
  package static let notebook: ResourceKind = "aws:sagemaker:notebook-instance"
  package static let trainingJob: ResourceKind = "aws:sagemaker:training-job"
  package static let secret: ResourceKind = "aws:secretsmanager:secret"
  package static let key: ResourceKind = "aws:kms:key"
  package static let parameter: ResourceKind = "aws:ssm:parameter"
}

extension ResourceKind {
  package static let airflowEnvironment: ResourceKind = "aws:airflow:environment"
  package static let beanstalkEnvironment: ResourceKind = "aws:elasticbeanstalk:environment"
  package static let appRunnerService: ResourceKind = "aws:apprunner:service"
  package static let codeInterpreter: ResourceKind =
    "aws:bedrock-agentcore:code-interpreter-custom"
  package static let stack: ResourceKind = "aws:cloudformation:stack"
  package static let stackSet: ResourceKind = "aws:cloudformation:stackset"
  package static let buildProject: ResourceKind = "aws:codebuild:project"
  package static let deploymentGroup: ResourceKind = "aws:codedeploy:deploymentgroup"
  package static let pipeline: ResourceKind = "aws:codepipeline:pipeline"
  package static let identityPool: ResourceKind = "aws:cognito-identity:identitypool"
  package static let launchTemplate: ResourceKind = "aws:ec2:launch-template"
  package static let repository: ResourceKind = "aws:ecr:repository"
  package static let cluster: ResourceKind = "aws:ecs:cluster"
  package static let containerInstance: ResourceKind = "aws:ecs:container-instance"
  package static let containerService: ResourceKind = "aws:ecs:service"
  package static let task: ResourceKind = "aws:ecs:task"
  package static let taskDefinition: ResourceKind = "aws:ecs:task-definition"
  package static let kubernetesCluster: ResourceKind = "aws:eks:cluster"
  package static let nodeGroup: ResourceKind = "aws:eks:nodegroup"
  package static let podIdentity: ResourceKind = "aws:eks:podidentityassociation"
  package static let mapReduceCluster: ResourceKind = "aws:elasticmapreduce:cluster"
  package static let developmentEndpoint: ResourceKind = "aws:glue:devendpoint"
  package static let glueJob: ResourceKind = "aws:glue:job"
  package static let jobDefinition: ResourceKind = "aws:batch:job-definition"
  package static let jobQueue: ResourceKind = "aws:batch:job-queue"
  /// A part of a bucket that a workload's configuration names.
  package static let bucketPart: ResourceKind = "aws:s3:prefix"
  package static let agent: ResourceKind = "aws:bedrock:agent"
  package static let knowledgeBase: ResourceKind = "aws:bedrock:knowledge-base"
  package static let endpoint: ResourceKind = "aws:sagemaker:endpoint"
  package static let model: ResourceKind = "aws:sagemaker:model"
  package static let permissionSet: ResourceKind = "aws:sso:permissionset"
  package static let stateMachine: ResourceKind = "aws:states:statemachine"
}

/// Anything that a policy can protect: a bucket, a function, an instance, a job.
package struct Resource: Sendable {
  package var arn: String
  package var kind: ResourceKind
  package var name: String
  package var account: String
  package var region: String?
  /// Nil when the snapshot does not hold the tags.
  package var tags: [String: String]?
  package var policy: PolicyDocument?
  package var settings: ResourceSettings
  /// ARN of the role that the workload runs as.
  package var runsAs: String?
  /// Where the binding to the role is stated.
  package var runsAsOrigin: Origin?
  /// What decides whether it can be used: `state` is `running`, `managed` is `Online` and the like.
  /// Values as the vendor prints them. A key that is absent is not known.
  package var state: [String: String]
  /// The other things that it belongs to or uses, as ARNs by what they are to it: the `cluster` of
  /// a task, the `service role` of a cluster.
  package var relations: [String: String]
  /// Where it belongs to several of a kind, those beside the one among the relations.
  package var furtherRelations: [String: [String]] = [:]
  /// The data that a workload reads or writes.
  package var data: [DataReference]
  /// The container images that a workload runs.
  package var images: [ImageReference]
  /// The part of a bucket that it is, for what is no thing of its own.
  package var part: BucketPart?
  /// The key that encrypts it at rest, if it names one: an ARN, or the alias of one that AWS manages.
  package var encryptionKey: String?
  /// Whether an inventory lists it; false when only a policy or a job names it.
  package var isListed: Bool
  package var origin: Origin
  /// Where what else is known of it stands, by the operation that tells it:
  /// `get-bucket-versioning`. Buckets alone have it.
  package var details: [String: Origin] = [:]

  package init(arn: String, kind: ResourceKind, name: String, account: String, origin: Origin) {
    self.arn = arn
    self.kind = kind
    self.name = name
    self.account = account
    settings = ResourceSettings()
    state = [:]
    relations = [:]
    data = []
    images = []
    isListed = true
    self.origin = origin
  }

  /// All things that it belongs to or uses under a word, as ARNs.
  package func related(_ word: String) -> [String] {
    [relations[word]].compactMap(\.self) + furtherRelations[word, default: []]
  }
}
