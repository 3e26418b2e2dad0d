import AttackGraph
import Policy

/// A way from a start to a target, each hop proven.
package struct AttackPath: Sendable {
  package var source: Int32
  package var target: Int32
  package var hops: [Hop]

  /// Certain when every hop is.
  package var isCertain: Bool { hops.allSatisfy { $0.answer == .allowed } }

  package var certainty: String { isCertain ? "certain" : "conditional" }

  /// All that must be so for the path to work.
  package var conditions: [String] { Array(Set(hops.flatMap(\.conditions))).sorted() }

  package init(source: Int32, target: Int32, hops: [Hop]) {
    self.source = source
    self.target = target
    self.hops = hops
  }
}
