import Documents
import Environment
import Policy

/// SageMaker Studio and what surrounds notebooks: domains, their users' profiles and spaces,
/// lifecycle scripts, pipelines, HyperPod clusters.
enum LearningDomains {
  static let shapes = [
    WorkloadShape.listed(
      "list-domains", "aws:sagemaker:domain", "domains of Studio", entries: "Domains",
      word: "Domain"),
    .listed(
      "list-notebook-instance-lifecycle-configs", lifecycle, "lifecycle scripts of notebooks",
      entries: "NotebookInstanceLifecycleConfigs", word: "NotebookInstanceLifecycleConfig"),
    .listed(
      "list-studio-lifecycle-configs", studioLifecycle, "lifecycle scripts of Studio",
      entries: "StudioLifecycleConfigs", word: "StudioLifecycleConfig"),
    .listed(
      "list-clusters", "aws:sagemaker:cluster", "HyperPod clusters", entries: "ClusterSummaries",
      word: "Cluster"),
    domain, profile, space, notebookScripts, studioScripts, cluster,
  ]

  static let rules =
    shapes.map(\.rule) + [
      WorkloadShape.names(
        "sagemaker", "list-user-profiles", .either, "UserProfiles",
        tells: "profiles of a domain's users"),
      WorkloadShape.names(
        "sagemaker", "list-spaces", .either, "Spaces", tells: "a domain's spaces"),
    ]

  private static let lifecycle: ResourceKind = "aws:sagemaker:notebook-instance-lifecycle-config"
  private static let studioLifecycle: ResourceKind = "aws:sagemaker:studio-lifecycle-config"

  private static let domain = WorkloadShape.described(
    "describe-domain", "aws:sagemaker:domain", "a domain's role and places", word: "Domain",
    runsAs: ["DefaultUserSettings", "ExecutionRole"],
    data: settings("DefaultUserSettings") + [
      DataPath(
        "DefaultSpaceSettings.CustomFileSystemConfigs[].S3FileSystemConfig.S3Uri", .input)
    ],
    complete: { entry, domain, _, _ in
      domain.state["status"] = entry["Status"]?.string
      domain.state["auth"] = entry["AuthMode"]?.string
    })

  private static let profile = WorkloadShape.described(
    "describe-user-profile", "aws:sagemaker:user-profile", "a user profile's role and places",
    word: "UserProfile", runsAs: ["UserSettings", "ExecutionRole"], data: settings("UserSettings"),
    complete: { entry, profile, _, _ in profile.state["status"] = entry["Status"]?.string })

  /// Profiles without a role of their own have the domain's, and its way of signing in.
  /// Source: Amazon SageMaker AI API Reference, "DomainSettings", "CreatePresignedDomainUrl".
  static func passOnSettings(_ builder: inout EnvironmentBuilder) {
    for (index, profile) in builder.environment.resources.enumerated()
    where profile.kind == "aws:sagemaker:user-profile" {
      guard var arn = ARN(profile.arn) else { continue }
      let parts = arn.resource.split(separator: "/")
      guard parts.count == 3 else { continue }
      arn.resource = "domain/\(parts[1])"
      guard let number = builder.resources[arn.text] else { continue }
      let domain = builder.environment.resources[number]
      builder.environment.resources[index].state["auth"] = domain.state["auth"]
      if profile.runsAs == nil {
        builder.environment.resources[index].runsAs = domain.runsAs
        builder.environment.resources[index].runsAsOrigin = domain.runsAsOrigin
      }
    }
  }

  private static let space = WorkloadShape.described(
    "describe-space", "aws:sagemaker:space", "a space's places", word: "Space", runsAs: [],
    data: [DataPath("SpaceSettings.CustomFileSystems[].S3FileSystem.S3Uri", .input)])

  private static let notebookScripts = WorkloadShape.described(
    "describe-notebook-instance-lifecycle-config", lifecycle, "what a lifecycle script loads",
    word: "NotebookInstanceLifecycleConfig", runsAs: [], data: [],
    complete: { entry, configuration, _, _ in
      let scripts = entry.all(at: "OnCreate[].Content") + entry.all(at: "OnStart[].Content")
      configuration.data += scripts.flatMap(LifecycleScript.places)
    })

  private static let studioScripts = WorkloadShape.described(
    "describe-studio-lifecycle-config", studioLifecycle, "what a lifecycle script loads",
    word: "StudioLifecycleConfig", runsAs: [], data: [],
    complete: { entry, configuration, _, _ in
      configuration.data += entry.all(at: "StudioLifecycleConfigContent")
        .flatMap(LifecycleScript.places)
    })

  private static let cluster = WorkloadShape.described(
    "describe-cluster", "aws:sagemaker:cluster", "a HyperPod cluster's role and scripts",
    word: "Cluster", runsAs: [],
    data: [
      DataPath("InstanceGroups[].LifeCycleConfig.SourceS3Uri", .lifecycleScript),
      DataPath("RestrictedInstanceGroups[].EnvironmentConfig.S3OutputPath", .output),
    ],
    complete: { entry, cluster, _, _ in
      let role = entry.all(at: "InstanceGroups[].ExecutionRole").first
      cluster.runsAs = role?.string
      cluster.runsAsOrigin = role?.origin
    })

  private static func settings(_ key: String) -> [DataPath] {
    [
      DataPath(key + ".SharingSettings.S3OutputPath", .output),
      DataPath(key + ".CanvasAppSettings.WorkspaceSettings.S3ArtifactPath", .trainingData),
      DataPath(key + ".CustomFileSystemConfigs[].S3FileSystemConfig.S3Uri", .input),
    ]
  }
}

/// A script that a service runs when it starts a notebook.
enum LifecycleScript {
  /// What such scripts load and then run.
  private static let endings = [
    ".sh", ".py", ".ipynb", ".whl", ".tar.gz", ".tgz", ".zip", ".jar", ".r", ".so",
  ]

  /// The places of code that a script in Base64 names. The script itself, which may hold secrets,
  /// is not kept.
  static func places(_ content: JSONValue) -> [DataReference] {
    guard let text = content.string, text.utf8.count <= 100_000,
      let bytes = Base64.decode(text)
    else { return [] }
    let script = String(decoding: bytes, as: UTF8.self)
    let stops = "\"'`;|&<>()[]{}$,\\"
    let words = script.split { $0.isWhitespace || stops.contains($0) }
      .filter { $0.hasPrefix("s3://") }
    return words.compactMap { word in
      guard endings.contains(where: { word.lowercased().hasSuffix($0) }) else { return nil }
      return DataReference(
        uri: String(word), isObject: true, use: .lifecycleScript, origin: content.origin)
    }
  }
}
