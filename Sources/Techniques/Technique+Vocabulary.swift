/// The words that a technique's fields are made of, and which go together.
extension Technique {
  /// What techniques are grouped by.
  package static let categories = [
    "new-passrole", "existing-passrole", "principal-access", "self-escalation", "tag-access",
    "data-access",
  ]

  /// The placeholders that its sentence may have.
  package var placeholders: [String] {
    switch gain {
    case .workload: ["from", "to", "via"]
    case .tagged, .untagged: ["from", "tags"]
    case .taggedSession: ["from", "to", "tags"]
    default: ["from", "to"]
    }
  }

  /// The service it belongs to: its file's name in the built-in catalogue, else that of its first
  /// action that is not iam:PassRole.
  package var service: String {
    let folder = "techniques/"
    let file = origin.file
    if file.hasPrefix(folder), file.hasSuffix(".yaml") {
      return String(file.dropFirst(folder.count).dropLast(".yaml".count))
    }
    return services.first ?? "iam"
  }

  /// The services of its actions but for iam:PassRole, in order.
  package var services: [String] {
    var found: [String] = []
    for need in permissions where need.action.lowercased() != "iam:passrole" {
      let service = String(need.action.prefix { $0 != ":" }).lowercased()
      if !found.contains(service) { found.append(service) }
    }
    return found
  }
}

extension Gain {
  /// The subjects that can be gained so.
  package var subjects: [Subject] {
    switch self {
    case .session, .onward: [.role]
    case .keySession, .factorSession, .consoleSession: [.user]
    case .rewritten, .switched, .unbounded: [.role, .user]
    case .rewrittenActor, .switchedActor, .unboundedActor, .factorActor: [.actor]
    case .membership: [.group]
    case .signIn: [.person]
    case .administrator: [.account, .actor]
    case .taggedSession: [.role]
    case .tagged, .untagged:
      [.role, .user] + (Gain.workloads + Gain.taggedThings).map { .resource($0) }
    case .workload: Gain.workloads.map { .resource($0) }
    case .exfiltrate, .poison, .destroy, .takeover, .backdoor: [.resource("aws:s3:bucket")]
    case .secret: [.resource("aws:secretsmanager:secret"), .resource("aws:ssm:parameter")]
    }
  }
}

extension Gain {
  /// Whether it changes tags, of things or of a session.
  package var changesTags: Bool { [.tagged, .untagged, .taggedSession].contains(self) }

  /// Whether it is done to data or secrets: an end in itself, which control of an account gives only
  /// as far as policies do.
  package var isImpact: Bool {
    [.exfiltrate, .poison, .destroy, .takeover, .backdoor, .secret].contains(self)
  }

  /// The kinds of things beside workloads whose tags open what conditions close.
  private static let taggedThings = [
    "aws:ecs:cluster", "aws:kms:key", "aws:secretsmanager:secret", "aws:ssm:parameter",
  ]

  /// The kinds of things that run as a role, and can be made to do what an attacker wants.
  private static let workloads = [
    "aws:lambda:function", "aws:ec2:instance", "aws:sagemaker:notebook-instance",
    "aws:airflow:environment", "aws:elasticbeanstalk:environment", "aws:apprunner:service",
    "aws:batch:job-definition",
    "aws:bedrock-agentcore:code-interpreter-custom", "aws:cloudformation:stack",
    "aws:codebuild:project", "aws:ecs:service", "aws:eks:nodegroup", "aws:sagemaker:user-profile",
    "aws:eks:podidentityassociation", "aws:ecs:task", "aws:elasticmapreduce:cluster",
    "aws:glue:devendpoint", "aws:glue:job", "aws:sagemaker:cluster", "aws:sagemaker:endpoint",
    "aws:sagemaker:pipeline", "aws:sagemaker:processing-job", "aws:sagemaker:training-job",
    "aws:states:statemachine",
  ]
}

extension Subject {
  /// What Identity Center's roles and accounts are to it; resources have the relations of their kind.
  var relations: [String] {
    switch self {
    case .role: ["permission-set", "instance", "account", "group", "identity-store"]
    case .account: ["instance"]
    case .actor, .user, .group, .person, .resource: []
    }
  }
}

extension Place {
  /// As it is written.
  package var words: String {
    switch self {
    case .subject: "subject"
    case .actor: "actor"
    case .anything: "*"
    case .policiesOfActor: "policies of actor"
    case .policiesOfSubject: "policies of subject"
    case .versionedPoliciesOfActor: "versioned policies of actor"
    case .versionedPoliciesOfSubject: "versioned policies of subject"
    case .providersOfSubject: "providers of subject"
    case .groupsOfActor: "groups of actor"
    case .objectsOfSubject: "objects of subject"
    case .loaded(let kind): "\(kind.rawValue) of subject"
    case .keyOfSubject: "key of subject"
    case .openedSubject: "opened subject"
    case .objectsOfOpenedSubject: "objects of opened subject"
    case .openedKeyOfSubject: "opened key of subject"
    case .accessPointsOfSubject: "access points of subject"
    case .objectsOfOpenedAccessPoints: "objects of opened access points of subject"
    case .related(let name, _): name + " of subject"
    case .existing(let thing): "existing " + thing.name
    case .new(let name, _): "new " + name
    }
  }

  /// Whether a technique can ask for something there.
  func fits(_ technique: Technique) -> Bool {
    switch self {
    case .anything, .new: true
    case .subject, .existing: technique.subject != .actor
    case .actor, .policiesOfActor, .versionedPoliciesOfActor: technique.subject == .actor
    case .groupsOfActor: technique.subject == .actor && technique.actor == .user
    case .policiesOfSubject, .versionedPoliciesOfSubject:
      [.role, .user].contains(technique.subject)
    case .providersOfSubject: technique.subject == .role
    case .objectsOfSubject, .objectsOfOpenedSubject, .accessPointsOfSubject,
      .objectsOfOpenedAccessPoints:
      technique.subject == .resource("aws:s3:bucket")
    case .keyOfSubject, .openedSubject, .openedKeyOfSubject:
      technique.subject.word.hasPrefix("aws:")
    case .related(let name, _):
      technique.subject.word.hasPrefix("aws:") || technique.subject.relations.contains(name)
    case .loaded: technique.gain == .workload
    }
  }
}
