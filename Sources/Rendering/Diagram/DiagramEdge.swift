/// One hop: holding one node gives the attacker another.
package struct DiagramEdge: Sendable, Equatable {
  /// Whether the hop is known to work.
  package enum Certainty: Sendable, Equatable {
    /// The policies allow it outright.
    case certain
    /// It works only if a condition holds that the snapshot leaves open.
    case conditional
  }

  /// The ``DiagramNode/key`` of the node that the attacker holds.
  package var from: Int
  /// The ``DiagramNode/key`` of the node that the attacker gains.
  package var to: Int
  /// What the attacker does, in a few words.
  package var label: String
  /// What is shown when the pointer rests on it; none when empty.
  package var tooltip: String
  /// Whether the hop is known to work.
  package var certainty: Certainty
  /// How much it matters: the number of attack paths that use it, at least 1. Line width grows
  /// with it, and the heaviest are kept when there are too many.
  package var weight: Int
  /// The hop's place on the best path, from 1; `nil` when it is not on it.
  package var bestPathStep: Int?

  /// Whether the hop belongs to the best path, which is drawn heaviest.
  package var isOnBestPath: Bool { bestPathStep != nil }

  /// An edge of a diagram.
  package init(
    from: Int, to: Int, label: String = "", tooltip: String = "", certainty: Certainty = .certain,
    weight: Int = 1, bestPathStep: Int? = nil
  ) {
    self.from = from
    self.to = to
    self.label = label
    self.tooltip = tooltip
    self.certainty = certainty
    self.weight = weight
    self.bestPathStep = bestPathStep
  }
}
