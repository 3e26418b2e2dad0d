import Environment
import Techniques

/// Techniques that cannot be judged because an inventory is missing: neither a path nor a silence.
package enum LatentTechniques {
  /// The ids that a gap hides, sorted. Those that change tags gain nothing by themselves: what they
  /// would open is latent already.
  ///
  /// - Complexity: linear in the catalogue.
  package static func ids(hiddenBy gap: Coverage.Gap, in catalogue: Catalogue) -> [String] {
    guard !gap.hides.isEmpty else { return [] }
    return catalogue.techniques.filter { technique in
      if technique.gain.changesTags { return false }
      return isHidden(technique.subject, by: gap) { attribute in
        technique.needs.contains { need in
          // What holds unless something else does is found, under a condition.
          if case .state(let state) = need {
            state.accepted[attribute] != nil && state.unless == nil
          } else {
            false
          }
        }
      }
        || technique.permissions.contains { need in
          guard case .related(_, let kind) = need.place else { return false }
          return isHidden(.resource(kind), by: gap) { _ in false }
        }
        || technique.existingThings.contains { thing in
          isHidden(.resource(thing.kind), by: gap) { thing.state[$0] != nil }
        }
    }.map(\.id).sorted()
  }

  /// Whether a gap hides things of a kind, or the one attribute of them that is asked for.
  private static func isHidden(
    _ subject: Subject, by gap: Coverage.Gap, asks: (String) -> Bool
  ) -> Bool {
    guard case .resource(let kind) = subject, gap.hides.contains(ResourceKind(rawValue: kind))
    else { return false }
    return gap.hidesAttribute.map(asks) ?? true
  }
}
