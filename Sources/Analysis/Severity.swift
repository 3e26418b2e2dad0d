import AttackGraph
import Environment

/// One part of what makes a finding urgent.
package struct SeverityFactor: Sendable, Hashable {
  /// `start`, `certainty`, `length`, `impact` or `evidence`.
  package var name: String
  /// What it adds; less than nothing for what takes away.
  package var points: Int
  /// The most that it can add.
  package var most: Int
  /// What it rests on, in a few words.
  package var reason: String
}

/// How urgent a finding is: the ease of the start, the certainty and length of the path, what the
/// impact is and what says that the target is one, each a factor that the documentation gives.
package enum Severity {
  /// The factors of a finding, in the order of the documentation.
  package static func factors(
    start: Start, impact: Impact?, evidence: Asset.Strength = .configuration, isCertain: Bool,
    hops: Int
  ) -> [SeverityFactor] {
    let ease = [1: 35, 2: 25, 3: 15][start.difficulty] ?? 10
    let length = max(0, 20 - 4 * max(0, hops - 1))
    let count = hops == 1 ? "1 hop" : "\(hops) hops"
    let (weight, words) = weight(of: impact)
    let (doubt, source) = doubt(of: evidence)
    return [
      SeverityFactor(name: "start", points: ease, most: 35, reason: start.reason),
      SeverityFactor(
        name: "certainty", points: isCertain ? 25 : 8, most: 25,
        reason: isCertain ? "certain" : "under conditions"),
      SeverityFactor(name: "length", points: length, most: 20, reason: count),
      SeverityFactor(name: "impact", points: weight, most: 20, reason: words),
      SeverityFactor(name: "evidence", points: doubt, most: 0, reason: source),
    ]
  }

  /// The sum of the factors, from 0 to 100.
  package static func score(_ factors: [SeverityFactor]) -> Int {
    max(0, factors.reduce(0) { $0 + $1.points })
  }

  /// The sum of the factors of a finding, from 0 to 100.
  package static func score(
    start: Start, impact: Impact?, evidence: Asset.Strength = .configuration, isCertain: Bool,
    hops: Int
  ) -> Int {
    score(
      factors(start: start, impact: impact, evidence: evidence, isCertain: isCertain, hops: hops))
  }

  private static func weight(of impact: Impact?) -> (points: Int, words: String) {
    switch impact {
    case .poison: (20, "what is learnt is the attacker's")
    case .backdoor: (20, "what the model answers is the attacker's")
    case nil: (20, "everything in the account is open")
    case .exfiltrate: (18, "the data are read")
    case .destroy: (16, "the data are lost")
    case .takeover: (14, "whom the bucket lets in is decided")
    case .secret: (10, "a secret is known")
    }
  }

  private static func doubt(of evidence: Asset.Strength) -> (points: Int, words: String) {
    switch evidence {
    case .configuration: (0, "the target is known to be one")
    case .tag: (-1, "only a tag says what lies there")
    case .name: (-3, "only a name says what lies there")
    }
  }

  static func of(_ score: Int) -> Finding.Severity {
    switch score {
    case 85...: .critical
    case 65...: .high
    case 45...: .medium
    default: .low
    }
  }
}
