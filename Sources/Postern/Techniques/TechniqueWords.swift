import Techniques

/// What a technique's fields mean, in words.
enum TechniqueWords {
  /// The sentence of a hop without names: "the role {to}" becomes "the role".
  static func sentence(_ technique: Technique) -> String {
    var text = technique.sentence.replacing("{from}", with: "The attacker")
      .replacing("{tags}", with: tags(technique))
    let subject = noun(technique.subject)
    let thing = technique.gain == .workload ? "{via}" : "{to}"
    text = text.replacing("the \(subject) \(thing)", with: "the \(subject)")
    text = text.replacing(
      thing, with: technique.subject == .actor ? changed(technique.gain) : "the \(subject)")
    return text.replacing("{to}", with: "the role")
  }

  /// What of tags is changed.
  private static func tags(_ technique: Technique) -> String {
    technique.gain == .taggedSession ? "KEY=VALUE" : "KEY=VALUE on the \(noun(technique.subject))"
  }

  /// The acting principal after what it has done to itself.
  private static func changed(_ gain: Gain) -> String {
    switch gain {
    case .unboundedActor: "one without a permissions boundary"
    case .factorActor: "one with a second factor"
    case .switchedActor: "one with another version of its policy in force"
    case .administrator: "the administrator of its account"
    default: "one with policies of its choice"
    }
  }

  /// The subject as a noun: the last part of a resource's kind.
  static func noun(_ subject: Subject) -> String {
    switch subject {
    case .actor: "principal"
    case .role, .user, .group, .person, .account: subject.word
    case .resource(let kind):
      nouns[kind]
        ?? (kind.split(separator: ":").last.map(String.init) ?? kind).replacing("-", with: " ")
    }
  }

  /// Nouns that are not the last part of their kind.
  private static let nouns = [
    "aws:airflow:environment": "Airflow environment",
    "aws:elasticbeanstalk:environment": "Beanstalk environment",
    "aws:apprunner:service": "App Runner service",
    "aws:bedrock-agentcore:code-interpreter-custom": "code interpreter",
    "aws:ecs:service": "container service", "aws:elasticmapreduce:cluster": "EMR cluster",
    "aws:glue:devendpoint": "development endpoint",
    "aws:sagemaker:notebook-instance": "notebook",
    "aws:sagemaker:user-profile": "user profile", "aws:states:statemachine": "state machine",
  ]

  /// The principal that acts.
  static func actor(_ technique: Technique) -> String {
    switch technique.actor {
    case .any: "principal"
    case .user: "user"
    case .role: "role"
    case .permissionSet: "session of a permission set"
    }
  }

  // MARK: Needs

  /// One need in words.
  static func need(_ need: Need, of technique: Technique) -> String {
    let subject = noun(technique.subject)
    switch need {
    case .permission(let need):
      let context = need.context.sorted { $0.key < $1.key }
        .map { " with \($0.key) = \($0.value)" }.joined()
      return "\(need.action) on \(place(need.place, subject: subject))" + context
    case .trust(let service): return "the \(subject) trusts \(service)"
    case .fact(let fact): return self.fact(fact, subject: subject)
    case .state(let state):
      let known = "the \(subject)'s " + self.state(state.accepted)
      return state.unless.map { "\(known); where that is not known, only if \($0)" } ?? known
    case .exists(let thing): return "there is \(existing(thing))"
    }
  }

  private static func state(_ accepted: [String: [String]]) -> String {
    accepted.sorted { $0.key < $1.key }
      .map { "\($0.key) is \($0.value.joined(separator: " or "))" }.joined(separator: ", ")
  }

  private static func existing(_ thing: ExistingThing) -> String {
    let name = "an existing \(thing.name.replacing("-", with: " "))"
    return thing.state.isEmpty ? name : "\(name) whose \(state(thing.state))"
  }

  private static func place(_ place: Place, subject: String) -> String {
    switch place {
    case .subject: "the \(subject)"
    case .actor: "itself"
    case .anything: "*"
    case .policiesOfActor: "a policy attached to itself"
    case .versionedPoliciesOfActor:
      "a policy attached to itself of which an earlier version grants more"
    case .versionedPoliciesOfSubject:
      "a policy attached to the \(subject) of which an earlier version grants more"
    case .policiesOfSubject: "a policy attached to the \(subject)"
    case .providersOfSubject: "a SAML provider that the \(subject) trusts"
    case .groupsOfActor: "a group it belongs to"
    case .objectsOfSubject: "objects of the \(subject)"
    case .loaded(let kind): "\(loaded(kind)) that the \(subject) loads"
    case .keyOfSubject: "the key that encrypts the \(subject), if one does"
    case .openedSubject: "the \(subject), once its policy is rewritten"
    case .objectsOfOpenedSubject: "objects of the \(subject), once its policy is rewritten"
    case .accessPointsOfSubject: "an access point of the \(subject)"
    case .objectsOfOpenedAccessPoints:
      "objects of the \(subject) through it, once its policy is rewritten"
    case .openedKeyOfSubject: "the key that encrypts the \(subject), once it is opened"
    case .related(let name, _): "the \(name.replacing("-", with: " ")) of the \(subject)"
    case .existing(let thing): existing(thing)
    case .new(let name, _): "a new \(name)"
    }
  }

  private static func loaded(_ kind: LoadedKind) -> String {
    switch kind {
    case .code: "code"
    case .model: "a model"
    case .image: "a repository with an image"
    }
  }

  private static func fact(_ fact: SubjectFact, subject: String) -> String {
    switch fact {
    case .keySlot: "the \(subject) has fewer than two access keys"
    case .twoKeys: "the \(subject) has two access keys already"
    case .noPassword: "the \(subject) has no console password"
    case .hasPassword: "the \(subject) has a console password"
    case .noFactor: "the \(subject) has no second factor"
    case .readsEvents: "the policies of the \(subject) let it read a queue or stream"
    case .customerKey: "a key that the customer manages encrypts the \(subject)"
    case .holdsModel: "a workload's configuration names a model in the \(subject)"
    case .instanceProfile: "an instance profile carries the \(subject)"
    case .hasFactor: "the \(subject) has a second factor"
    case .bounded: "a permissions boundary limits the \(subject)"
    case .notActor: "the \(subject) is not the acting principal itself"
    case .assigned: "whoever acts is assigned the \(subject) by Identity Center"
    case .ownAccount: "the \(subject) is in the account of who acts"
    case .ownPassword: "Identity Center keeps the password of the \(subject)"
    }
  }

  // MARK: Gains, effort and noise

  /// What is gained, in words.
  static func gain(_ technique: Technique) -> String {
    switch technique.gain {
    case .session: "a session of the role"
    case .keySession: "a session of the user, with a new access key"
    case .factorSession:
      "a session of the user, with a new access key and a second factor of the attacker's"
    case .consoleSession: "a session of the user at the console"
    case .factorActor: "a session of the acting user with a second factor of the attacker's"
    case .workload: "control of the \(noun(technique.subject)), and so a session of its role"
    case .rewritten:
      "a session of the \(noun(technique.subject)), with policies of the attacker's choice"
    case .rewrittenActor: "policies of the attacker's choice for the acting principal"
    case .switched:
      "a session of the \(noun(technique.subject)), with another version of its policy in force"
    case .switchedActor: "the acting principal with another version of its policy in force"
    case .unbounded: "a session of the \(noun(technique.subject)), without its permissions boundary"
    case .unboundedActor: "the acting principal without its permissions boundary"
    case .onward: "sessions of the roles that the role may assume"
    case .membership: "the permissions of the group"
    case .signIn: "the sign-in of the person, and so the roles that the person is assigned"
    case .administrator: "control of the account"
    case .tagged: "what conditions allow on the \(noun(technique.subject)) with the tag"
    case .untagged: "what conditions allow on the \(noun(technique.subject)) without the tag"
    case .taggedSession: "a session of the role with session tags of the attacker's choice"
    case .exfiltrate: "reading the objects of the bucket"
    case .poison: "writing the objects of the bucket"
    case .destroy: "deleting the objects of the bucket for good, or making them unreadable"
    case .takeover: "deciding who may use the bucket"
    case .backdoor: "replacing the model in the bucket"
    case .secret: "the value of the \(noun(technique.subject))"
    }
  }

  /// Effort, from 1 to 5.
  static func effort(_ number: Int) -> String {
    switch number {
    case ...1: "one call"
    case 2: "a few calls"
    case 3: "several calls, or a wait"
    case 4: "something has to be stopped and started again"
    default: "long preparation"
    }
  }

  /// Noise in logs, from 1 to 5.
  static func noise(_ number: Int) -> String {
    switch number {
    case ...1: "looks like daily work"
    case 2: "seen by who looks for it"
    case 3: "stands out in a review of the log"
    case 4: "changes what is often watched"
    default: "raises common alarms"
    }
  }
}
