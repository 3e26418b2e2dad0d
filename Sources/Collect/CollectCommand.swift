/// One read-only command of the AWS command line whose output a snapshot can hold.
package struct CollectCommand: Sendable, Hashable {
  /// How often a command is run.
  package enum Scope: Sendable, Hashable {
    case account
    case region
    /// Once, in the account that one is signed in to: the organisation is the same from everywhere.
    case organization
    /// Once for each thing that another command lists.
    case each(Thing)
  }

  /// The service, as the command line names it.
  package var service: String
  /// The operation, as the command line names it.
  package var operation: String
  /// Arguments beside service and operation. `{name}` stands for the thing, `{parent}` for what it
  /// was listed for, `{ancestor}` for what that was listed for, `{account}` for the account's id.
  package var arguments: [String]
  package var scope: Scope
  /// The permissions that it needs.
  package var permissions: [String]
  /// The file's name below the operation's folder; nil for the one output of an operation.
  package var file: String?
  /// The errors that say that there is no such thing, rather than that it could not be told.
  package var absences: Set<String>
  /// Whether other commands of the table tell the same, so that this one need not be run.
  package var isAlternative: Bool

  /// Describes a command; the file of one that is run for each thing is named after the thing.
  package init(
    _ service: String, _ operation: String, _ arguments: [String] = [], scope: Scope = .account,
    permissions: [String], file: String? = nil, absences: Set<String> = [],
    isAlternative: Bool = false
  ) {
    self.service = service
    self.operation = operation
    self.arguments = arguments
    self.scope = scope
    self.permissions = permissions
    if case .each = scope { self.file = file ?? "{name}" } else { self.file = file }
    self.absences = absences
    self.isAlternative = isAlternative
  }

  /// The command as a user types it.
  package var line: String {
    (["aws", service, operation] + arguments).joined(separator: " ")
  }

  /// The path of the output below the account's (or the region's) folder, without an extension.
  package var path: String {
    ([service, operation] + (file.map { [$0] } ?? [])).joined(separator: "/")
  }
}

/// What other commands list, and further commands describe one by one.
package enum Thing: String, Sendable, Hashable, CaseIterable {
  case user
  case identityProvider = "identity provider"
  case bucket
  case accessPoint = "access point"
  case function
  case notebook
  case trainingJob = "training job"
  case secret
  case key
  case appRunnerService = "App Runner service"
  case codeInterpreter = "code interpreter"
  case stackSet = "stack set"
  case buildProject = "build project"
  case deployedApplication = "deployed application"
  case deploymentGroup = "deployment group"
  case pipeline
  case identityPool = "identity pool"
  case cluster = "container cluster"
  case containerInstance = "container instance"
  case containerService = "container service"
  case task
  case taskDefinition = "task definition"
  case kubernetesCluster = "Kubernetes cluster"
  case nodeGroup = "node group"
  case podIdentity = "pod identity"
  case airflowEnvironment = "Airflow environment"
  case mapReduceCluster = "EMR cluster"
  case repository
  case repositoryName = "repository's name"
  case stateMachine = "state machine"
  case identityCenter = "instance of Identity Center"
  case permissionSet = "permission set"
  case permissionSetAccount = "account of a permission set"
  case identityStore = "identity store"
  case peopleGroup = "group of an identity store"
  case tuningJob = "tuning job"
  case autoMLJob = "AutoML job"
  case processingJob = "processing job"
  case labelingJob = "labelling job"
  case transformJob = "batch transform job"
  case featureGroup = "feature group"
  case model
  case modelPackageGroup = "group of model packages"
  case modelPackage = "model package"
  case endpoint
  case endpointConfiguration = "configuration of an endpoint"
  case learningPipeline = "pipeline of SageMaker"
  case domain = "domain of Studio"
  case userProfile = "user profile"
  case space
  case lifecycleConfiguration = "lifecycle configuration"
  case studioLifecycleConfiguration = "lifecycle configuration of Studio"
  case learningCluster = "HyperPod cluster"
  case customizationJob = "customisation job"
  case customModel = "customised model"
  case importJob = "import job"
  case evaluationJob = "evaluation job"
  case invocationJob = "batch inference job"
  case agent
  case actionGroup = "action group"
  case knowledgeBase = "knowledge base"
  case dataSource = "source of a knowledge base"
  case database = "database of the data catalogue"
  case organizationParent = "root or unit"
  case organizationAccount = "account of the organisation"
  case organizationPolicy = "policy of the organisation"

  /// Whether things are listed region by region.
  package var isRegional: Bool {
    switch self {
    case .user, .identityProvider, .bucket, .organizationParent, .organizationAccount,
      .organizationPolicy:
      false
    default: true
    }
  }

  /// What a thing is listed for: tasks cluster by cluster. Nil for what a list of its own names.
  package var parent: Thing? {
    switch self {
    case .containerInstance, .containerService, .task: .cluster
    case .nodeGroup, .podIdentity: .kubernetesCluster
    case .deploymentGroup: .deployedApplication
    case .permissionSet: .identityCenter
    case .permissionSetAccount: .permissionSet
    case .peopleGroup: .identityStore
    case .modelPackage: .modelPackageGroup
    case .userProfile, .space: .domain
    case .actionGroup: .agent
    case .dataSource: .knowledgeBase
    default: nil
    }
  }

  /// How many are described at most, in each region; nil for all.
  package var limit: Int? {
    switch self {
    case .trainingJob, .taskDefinition, .task, .tuningJob, .autoMLJob, .processingJob,
      .labelingJob, .transformJob, .model, .modelPackage,
      .customizationJob, .importJob, .evaluationJob, .invocationJob:
      200
    default: nil
    }
  }

  /// Whether things are named by ARNs, whose slashes and colons a file's name cannot have.
  package var isNamedByARN: Bool {
    switch self {
    case .secret, .identityProvider, .appRunnerService, .cluster, .containerInstance,
      .containerService, .task, .taskDefinition, .repository, .stateMachine, .identityCenter,
      .permissionSet, .modelPackage, .customizationJob, .customModel, .importJob, .evaluationJob,
      .invocationJob:
      true
    default: false
    }
  }
}

extension Thing {
  /// Whether names may hold slashes, which are underscores in a file's name.
  var hasPathName: Bool { self == .repositoryName }
}

/// Where the names of things stand in the output of a command.
package struct ThingSource: Sendable, Hashable {
  /// What is named there.
  package var thing: Thing
  /// The service, as the command line names it.
  package var service: String
  /// The operation, as the command line names it.
  package var operation: String
  /// The key of the list.
  package var list: String
  /// The key of the name in each entry; empty where entries are names themselves.
  package var name: String
  /// Further arguments that make the answer shorter when only the names are asked for.
  package var arguments: [String]

  init(
    _ thing: Thing, _ service: String, _ operation: String, _ list: String, _ name: String,
    _ arguments: [String] = []
  ) {
    self.thing = thing
    self.service = service
    self.operation = operation
    self.list = list
    self.name = name
    self.arguments = arguments
  }
}
