import Environment
import Techniques

/// Techniques that cannot be judged because an inventory is missing: neither a path nor a silence.
package enum LatentTechniques {
  /// The ids that a gap hides, sorted.
  ///
  /// - Complexity: linear in the catalogue.
  package static func ids(hiddenBy gap: Coverage.Gap, in catalogue: Catalogue) -> [String] {
    guard !gap.hides.isEmpty else { return [] }
    return catalogue.techniques.filter { technique in
      guard case .resource(let kind) = technique.subject,
        gap.hides.contains(ResourceKind(rawValue: kind))
      else { return false }
      guard let attribute = gap.hidesAttribute else { return true }
      return technique.needs.contains { need in
        if case .state(let state) = need { state[attribute] != nil } else { false }
      }
    }.map(\.id).sorted()
  }
}
