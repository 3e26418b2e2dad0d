/// Who is assumed to attack: it decides which ways to take an identity count, and at what cost.
package enum Attacker: String, Sendable, Hashable, CaseIterable {
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

  /// Who is assumed where nothing is said.
  package static let standard = Attacker.aitm
}
