import Documents

/// Findings that an organisation knows of and lives with until a date: an entry of
/// `accepted_risks` in `postern.yaml`.
package struct AcceptedRisk: Sendable, Hashable {
  /// The id of one finding; without it, `start`, `target` and `impact` tell which.
  package var finding: String?
  /// The id of the start; nil for any.
  package var start: String?
  /// The id of the target; nil for any.
  package var target: String?
  /// The impact in a word, `control` for control of an account; nil for any.
  package var impact: String?
  /// Who answers for it.
  package var owner: String
  package var reason: String
  /// The last day on which it is accepted, as written.
  package var expires: String
  /// The first moment at which it is accepted no more, in seconds since 1970.
  package var end: Double
  package var origin: Origin

  /// The words for an impact that an entry can name.
  package static let impacts = [
    "backdoor", "control", "destroy", "exfiltrate", "poison", "secret", "takeover",
  ]

  package init(owner: String, reason: String, expires: String, end: Double, origin: Origin) {
    self.owner = owner
    self.reason = reason
    self.expires = expires
    self.end = end
    self.origin = origin
  }

  /// Whether a finding is one of these.
  package func covers(finding: String, start: String, target: String, impact: String) -> Bool {
    if let own = self.finding { return own == finding }
    // Who accepts it for a bucket accepts it for the parts of the bucket.
    let bucket = self.target.map { $0 + "/" }
    return (self.start ?? start) == start
      && ((self.target ?? target) == target || bucket.map(target.hasPrefix) == true)
      && (self.impact ?? impact) == impact
  }
}
