import AttackGraph
import Environment

/// One start that reaches one target, with its best path.
package struct Finding: Sendable {
  /// The same next month, so that diffs, suppressions and tickets work.
  package var id: String
  package var start: Start
  package var target: Target
  package var path: AttackPath
  /// A conditional path that is shorter than a certain best one.
  package var shorter: AttackPath?
  package var severity: Severity
  /// What the severity is made of.
  package var factors: [SeverityFactor]
  /// The sum of the factors, from 0 to 100.
  package var score: Int { Analysis.Severity.score(factors) }
  /// How many further starts do the same and no sooner, where anyone can: they are no findings.
  package var others = 0
  /// An acceptance of it that has expired.
  package var lapsed: AcceptedRisk?

  /// The id of the finding that a start reaches a target.
  static func id(start: Start, target: Target) -> String {
    StableID.of([start.id, target.id, target.impact?.rawValue ?? "control"])
  }

  /// How urgent a finding is; explained in the documentation.
  package enum Severity: String, Sendable, Comparable, CaseIterable {
    case low
    case medium
    case high
    case critical

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    var rank: Int { Severity.allCases.firstIndex(of: self) ?? 0 }
  }
}

/// All that an analysis found.
package struct AnalysisResult: Sendable {
  package var graph: AttackGraph
  package var starts: [Start]
  package var targets: [Target]
  /// The findings that are shown, most urgent first.
  package var findings: [Finding]
  /// Findings that `postern.yaml` accepts; they are counted nowhere else.
  package var accepted: [AcceptedFinding] = []
  /// Accepted risks that cover nothing that was found.
  package var unusedRisks: [AcceptedRisk] = []
  /// Pairs of start and target with a path that is not accepted, shown or not.
  package var reachedPairs: Int
  /// Who is assumed to attack.
  package var attacker = Attacker.standard
  /// What better second factors would close; nil where they close nothing.
  package var factors: FactorClosure?
  /// Whether there were more pairs than are shown.
  package var isCut: Bool { reachedPairs > findings.count }

  package var names: StateNames { StateNames(graph) }

  /// Notes of the findings that anyone is the start of how many others do the same, by target.
  mutating func tell(_ company: [(node: Int32, starts: Int)]) {
    let company = Dictionary(company.map { ($0.node, $0.starts) }) { first, _ in first }
    for number in findings.indices where findings[number].start.isAnyone {
      findings[number].others = company[findings[number].target.node] ?? 0
    }
  }
}

/// Stable ids: a 64-bit FNV-1a hash of what is named. Source: Fowler, Noll and Vo, "FNV hash".
package enum StableID {
  package static func of(_ parts: [String]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in parts {
      for byte in part.utf8 {
        hash ^= UInt64(byte)
        hash = hash &* 0x100_0000_01B3
      }
      hash ^= 0xFF
      hash = hash &* 0x100_0000_01B3
    }
    let text = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
