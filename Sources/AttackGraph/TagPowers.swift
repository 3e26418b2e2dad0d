import Environment
import Policy

/// A change that an attacker can make to the tags of things of one list.
struct TagSlot: Hashable {
  /// The list of things, by its number among ``TaggedThings``.
  var list: Int
  /// In lower case.
  var tag: String
  /// Nil where the tag is taken away.
  var value: String?
}

/// Which things can be tagged how.
struct TagPower: Hashable {
  var sets: [TagSlot: RangeSet32] = [:]

  var isEmpty: Bool { sets.isEmpty }

  mutating func add(_ set: RangeSet32, to slot: TagSlot) {
    if !set.isEmpty { sets[slot] = sets[slot].map { $0.union(set) } ?? set }
  }

  func union(_ other: TagPower) -> TagPower {
    var all = self
    for (slot, set) in other.sets { all.add(set, to: slot) }
    return all
  }
}

/// What attackers can make of tags, each distinct such power once. Their number has a bound, since
/// every power may double the states that it is carried through.
final class TagPowers {
  /// A bound on the distinct powers.
  static let limit = 16

  private var places: [String: Retagging.Place] = [:]
  private var powers: [TagPower] = []
  private var retaggings: [Retagging] = []
  private var numbers: [TagPower: Int] = [:]
  private var sessions: [[String: Retagging.Choices]] = []
  private var sessionNumbers: [[String: Retagging.Choices]: Int] = [:]

  subscript(number: Int) -> TagPower { powers[number] }

  /// What the power of a number makes of tags.
  func retagging(_ number: Int) -> Retagging { retaggings[number] }

  /// What a session of a number may have as tags, by tag in lower case.
  func sessionTags(_ number: Int) -> [String: Retagging.Choices] { sessions[number] }

  /// Says which things there are.
  func begin(with places: [String: Retagging.Place]) { self.places = places }

  /// The number of a power; nil where there are too many already.
  func number(of power: TagPower) -> Int? {
    if let known = numbers[power] { return known }
    if powers.count > TagPowers.limit { return nil }
    var changes: [Int: [Retagging.Change]] = [:]
    for (slot, set) in power.sets.sorted(by: { $0.key < $1.key }) {
      changes[slot.list, default: []].append(
        Retagging.Change(tag: slot.tag, value: slot.value, things: set))
    }
    numbers[power] = powers.count
    powers.append(power)
    retaggings.append(Retagging(places: places, changes: changes))
    return powers.count - 1
  }

  /// The number of what can be chosen of a session's tags; nil where there are too many already.
  func number(ofSession tags: [String: Retagging.Choices]) -> Int? {
    if let known = sessionNumbers[tags] { return known }
    if sessions.count > TagPowers.limit { return nil }
    sessionNumbers[tags] = sessions.count
    sessions.append(tags)
    return sessions.count - 1
  }
}

extension TagSlot: Comparable {
  static func < (left: TagSlot, right: TagSlot) -> Bool {
    (left.list, left.tag, left.value ?? "") < (right.list, right.tag, right.value ?? "")
  }
}

extension ActorFacts {
  /// Says of a context what the attacker can make of tags: of things, and of the actor itself.
  func retag(_ actor: Actor, in context: inout RequestContext) {
    let choices = tagChoices(actor)
    for (tag, state) in choices { context[PrincipalFacts.tagPrefix + tag] = state }
    if let number = actor.tagging { context.retagging = powers.retagging(number) }
  }

  /// What the tags of an actor may be, by tag in lower case, where the attacker has a choice.
  func tagChoices(_ actor: Actor) -> [String: KeyState] {
    var states: [String: KeyState] = [:]
    let (arn, tags) = itself(actor)
    if let number = actor.tagging, let arn {
      for (tag, choices) in powers.retagging(number).choices(of: arn) {
        states[tag] = choices.state(beside: tags[tag].map { .values([$0]) } ?? .absent)
      }
    }
    if let number = actor.sessionTags {
      for (tag, choices) in powers.sessionTags(number) {
        let state = states[tag] ?? tags[tag].map { .values([$0]) } ?? .absent
        states[tag] = choices.state(beside: state)
      }
    }
    return states
  }

  /// Who the actor is, and its tags by key in lower case.
  func itself(_ actor: Actor) -> (arn: String?, tags: [String: String]) {
    switch actor.kind {
    case .user(let number, _):
      let user = library.environment.users[number]
      return (user.arn, Universes.lowercased(user.tags))
    case .role(let number):
      let role = library.environment.roles[number]
      return (role.arn, Universes.lowercased(role.tags))
    case .administrator: return (nil, [:])
    }
  }
}
