import Documents
import Environment
import Policy

/// One statement, or other fact of the snapshot, that a hop rests on.
package struct Evidence: Sendable, Hashable {
  /// What it does for the hop: `identity`, `trust`, `resource`, `boundary`, `workload` …
  package var role: String
  package var origin: Origin
  package var sid: String?
  /// The policy's name and kind, or what the fact is.
  package var policy: String
  package var policyKind: String
  /// The action it was asked for, if any.
  package var action: String?

  package init(
    role: String, origin: Origin, sid: String? = nil, policy: String, policyKind: String,
    action: String? = nil
  ) {
    self.role = role
    self.origin = origin
    self.sid = sid
    self.policy = policy
    self.policyKind = policyKind
    self.action = action
  }
}

/// A tag that the attacker changes.
package struct TagChange: Sendable, Hashable {
  /// The ARN of what has the tag; of the role where it is a session's.
  package var thing: String
  /// Whether it is a tag of the session, and not of the role.
  package var isOfSession: Bool
  /// As a condition writes it.
  package var tag: String
  /// Nil where the tag is taken away.
  package var value: String?
}

/// One technique applied: from one state of control to the next, with all that proves it.
package struct Hop: Sendable {
  package var from: Int32
  package var to: Int32
  package var technique: TechniqueReference
  /// The workload through which it goes, by its number among the resources.
  package var via: Int?
  package var answer: Answer
  /// What stays open, in words; sorted.
  package var conditions: [String]
  /// The tests among what stays open.
  package var openTests: [OpenCondition]
  package var evidence: [Evidence]
  /// The tags that the hop changes.
  package var tagChanges: [TagChange] = []
  /// The changes of tags on earlier hops without which this one does not work.
  package var neededTags: [TagChange] = []

  package init(from: Int32, to: Int32, technique: TechniqueReference) {
    self.from = from
    self.to = to
    self.technique = technique
    answer = .allowed
    conditions = []
    openTests = []
    evidence = []
  }
}
