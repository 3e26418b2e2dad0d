import Analysis
import AttackGraph
import Reporting

/// One start that reaches one target.
public struct ReportedFinding: Sendable, Hashable {
  /// How urgent a finding is.
  public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
    case low
    case medium
    case high
    case critical

    /// Whether one is less urgent than the other.
    public static func < (left: Severity, right: Severity) -> Bool {
      let order = Severity.allCases
      return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
    }
  }

  /// What an attacker does to the target.
  public enum Impact: String, Sendable, Hashable {
    /// Reads its data.
    case exfiltrate
    /// Overwrites its data.
    case poison
    /// Deletes its data for good, or makes it unreadable.
    case destroy
    /// Decides who may use it.
    case takeover
    /// Replaces the model that it holds, or answers in its place.
    case backdoor
    /// Learns a secret.
    case secret
    /// Controls an account.
    case control
  }

  /// The same for the same start, target and impact in every run.
  public var id: String
  /// How urgent it is.
  public var severity: Severity
  /// The identity that an attacker takes first.
  public var start: ReportedStart
  /// What is reached.
  public var target: ReportedTarget
  /// What is done to it.
  public var impact: Impact { target.impact }
  /// The best path: certain before conditional, then the fewest hops.
  public var path: ReportedPath
  /// A conditional path that is shorter than a certain best one.
  public var shorterConditionalPath: ReportedPath?
  /// The acceptance that covered it and has expired, if there was one.
  public var lapsed: ReportedAcceptance?

  init(_ finding: Finding, in graph: AttackGraph) {
    id = finding.id
    severity =
      switch finding.severity {
      case .low: .low
      case .medium: .medium
      case .high: .high
      case .critical: .critical
      }
    start = ReportedStart(finding.start)
    target = ReportedTarget(finding.target)
    path = ReportedPath(PathView(finding.path, in: graph))
    lapsed = finding.lapsed.map(ReportedAcceptance.init)
    shorterConditionalPath = finding.shorter.map { ReportedPath(PathView($0, in: graph)) }
  }
}

/// An identity from which an attacker could begin.
public struct ReportedStart: Sendable, Hashable {
  /// The ARN.
  public var id: String
  /// The name for people.
  public var name: String
  /// The account's id; empty where nobody knows.
  public var account: String
  /// How it is taken, in a few words.
  public var reason: String
  /// How hard that is, from 1 (a mail) upwards.
  public var difficulty: Int
  /// Whether the snapshot shows that it can be taken, or merely does not show that it cannot.
  public var isKnown: Bool
  /// Whether none of what is taken has been used for 90 days before the date of the analysis.
  public var isInactive: Bool

  init(_ start: Start) {
    id = start.id
    name = start.name
    account = start.account
    reason = start.reason
    difficulty = start.difficulty
    isKnown = start.isKnown
    isInactive = start.isInactive
  }
}

/// Something that an attacker would want.
public struct ReportedTarget: Sendable, Hashable {
  /// The ARN, or `aws:<account-id>:administrator`.
  public var id: String
  /// For example `aws:s3:bucket`.
  public var kind: String
  /// The name for people.
  public var name: String
  /// The account's id.
  public var account: String
  /// What an attacker would do to it.
  public var impact: ReportedFinding.Impact
  /// Why it is a target.
  public var reason: String

  init(_ target: Target) {
    id = target.id
    kind = target.kind
    name = target.name
    account = target.account
    impact =
      switch target.impact {
      case .exfiltrate: .exfiltrate
      case .poison: .poison
      case .destroy: .destroy
      case .takeover: .takeover
      case .backdoor: .backdoor
      case .secret: .secret
      case nil: .control
      }
    reason = target.reason
  }
}
