import Analysis
import Environment
import Techniques

/// Something that the snapshot lacks, prepared for every format.
package struct GapView: Sendable {
  /// The account's id; empty where it is none's.
  package var account: String
  /// What is not known.
  package var what: String
  /// What cannot be judged because of it.
  package var why: String
  /// The command whose output would tell.
  package var command: String
  /// Ids of the techniques that wait for it.
  package var latent: [String]

  /// All gaps of a coverage record, what hides most first.
  package static func all(of coverage: Coverage, _ catalogue: Catalogue) -> [GapView] {
    coverage.gaps.enumerated().sorted {
      ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset)
    }.map { GapView($0.element, catalogue) }
  }

  init(_ gap: Coverage.Gap, _ catalogue: Catalogue) {
    account = gap.account
    what = gap.what
    why = gap.why
    command = gap.command
    latent = LatentTechniques.ids(hiddenBy: gap, in: catalogue)
  }

  /// Why it matters, with the techniques that are latent.
  var consequence: String {
    latent.isEmpty ? why : "\(why) (latent: \(Wording.list(latent)))"
  }
}

/// All latent techniques as one sentence.
enum LatentWording {
  /// Nil when every inventory is there. With up to this many ids they are named.
  static func sentence(_ gaps: [GapView], limit: Int = 6) -> String? {
    let ids = Set(gaps.flatMap(\.latent)).sorted()
    guard !ids.isEmpty else { return nil }
    let accounts = Set(gaps.filter { !$0.latent.isEmpty }.map(\.account)).count
    let named = ids.prefix(limit).joined(separator: ", ")
    let more = ids.count > limit ? " and \(ids.count - limit) more" : ""
    return "\(Wording.count(ids.count, "technique")) latent in "
      + "\(Wording.count(accounts, "account")), for want of an inventory: \(named)\(more)."
  }
}
