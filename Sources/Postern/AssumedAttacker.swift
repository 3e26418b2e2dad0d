import Environment

/// Who is assumed to attack: it decides which identities are starts, and how hard each is to take.
public enum AssumedAttacker: String, Sendable, Hashable, CaseIterable {
  /// Sends mails that lead to a page which keeps what is typed: a second factor stops it.
  case phisher
  /// An adversary in the middle: the page passes on what is typed, codes and push messages too.
  case aitm
  /// Reads the disks and browsers of people: sessions, whatever the factor, and access keys.
  case infostealer
  /// Somebody of the organisation, who has what they are given.
  case insider
  /// Has no credentials of anybody, and takes what is exposed or trusts those outside.
  case external
}

extension Workspace {
  /// The names of all attackers.
  package static let attackers = Attacker.allCases.map(\.rawValue)

  /// The same snapshots with another attacker; nil keeps the one that the settings name.
  package func assuming(attacker: String?) -> Workspace {
    guard let named = attacker.flatMap(Attacker.init(rawValue:)) else { return self }
    var environment = environment
    environment.settings.attacker = named
    return Workspace(environment: environment, catalogue: catalogue)
  }
}
