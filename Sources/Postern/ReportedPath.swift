import AttackGraph
import Documents
import Reporting

/// A way from a start to a target, each hop proven by the policy engine.
public struct ReportedPath: Sendable, Hashable {
  /// The same for the same hops in every run.
  public var id: String
  /// Whether every hop is allowed for certain.
  public var isCertain: Bool
  /// What must be so for a conditional path. A certain path can have some too: they tell which part
  /// of the target is reached, such as the objects below one prefix.
  public var conditions: [String]
  /// The effort and noise of all its techniques together.
  public var cost: Int
  /// The hops in order; one with the technique `direct` where the start has what is asked.
  public var hops: [ReportedHop]

  init(_ view: PathView) {
    id = view.id
    isCertain = view.certainty == "certain"
    conditions = view.conditions
    cost = view.cost
    hops = view.hops.map(ReportedHop.init)
  }
}

/// One technique applied.
public struct ReportedHop: Sendable, Hashable {
  /// The id of what the attacker holds before it.
  public var from: String
  /// The id of what the attacker gains.
  public var to: String
  /// The ARN of the workload through which it goes, if it goes through one.
  public var via: String?
  /// The technique's id, for example `sts-001`.
  public var technique: String
  /// The technique's name, for example `Role assumed`.
  public var techniqueName: String
  /// The hop as a sentence, with the names as they are in the input. Not made safe for a terminal
  /// or a page.
  public var sentence: String
  /// Whether it is allowed for certain.
  public var isCertain: Bool
  /// What must be so otherwise; of a certain hop, which part of the target is reached.
  public var conditions: [String]
  /// The statements and facts that it rests on.
  public var evidence: [ReportedEvidence]
  /// How to close it, where the catalogue tells.
  public var close: String?
  /// MITRE ATT&CK technique ids.
  public var attack: [String]

  init(_ view: HopView) {
    from = view.fromID
    to = view.toID
    via = view.viaID
    technique = view.techniqueID
    techniqueName = view.techniqueName
    sentence = view.sentence
    isCertain = view.certainty == "certain"
    conditions = view.conditions
    evidence = view.evidence.map(ReportedEvidence.init)
    close = view.close
    attack = view.attack
  }
}

/// One statement, or other fact of the snapshot, that a hop rests on.
public struct ReportedEvidence: Sendable, Hashable {
  /// What it does for the hop, for example `identity`, `trust`, `resource`, `boundary` or
  /// `workload`.
  public var role: String
  /// Where it stands.
  public var place: SourcePlace
  /// The statement's `Sid`, if it has one.
  public var sid: String?
  /// The policy's name.
  public var policy: String
  /// The kind of policy, for example `inline policy`.
  public var policyKind: String
  /// The action that it was asked for, if any.
  public var action: String?

  init(_ evidence: Evidence) {
    role = evidence.role
    place = SourcePlace(evidence.origin)
    sid = evidence.sid
    policy = evidence.policy
    policyKind = evidence.policyKind
    action = evidence.action
  }
}
