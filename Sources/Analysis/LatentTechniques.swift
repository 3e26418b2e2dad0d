import Environment
import Techniques

/// Techniques that cannot be judged because an inventory is missing: neither a path nor a silence.
package enum LatentTechniques {
  /// The ids that a gap hides, sorted.
  ///
  /// - Complexity: linear in the catalogue.
  package static func ids(hiddenBy gap: Coverage.Gap, in catalogue: Catalogue) -> [String] {
    guard let kind = gap.hides else { return [] }
    return catalogue.techniques.filter { technique in
      guard technique.subject == .resource(kind.rawValue) else { return false }
      guard let attribute = gap.hidesAttribute else { return true }
      return technique.needs.contains { need in
        if case .state(let state) = need { state[attribute] != nil } else { false }
      }
    }.map(\.id).sorted()
  }
}
