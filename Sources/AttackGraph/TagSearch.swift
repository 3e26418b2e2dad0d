import Policy
import Techniques

/// Finds the fewest changed tags with which a request is allowed that is not allowed as tags are.
/// What is found is decided with exactly those tags, so that it is as sure as any other decision.
struct TagSearch {
  /// A tag of which the attacker has a choice.
  private struct Choice {
    var change: TagChange
    /// In lower case.
    var tag: String
    var isOfResource: Bool
    /// As it is without any change.
    var plain: KeyState
    /// What it can be made; nil for taken away.
    var options: [String?]
    /// Some value of the attacker's.
    var free: KeyState
  }

  /// A bound on the decisions of one search.
  private static let limit = 400

  private let explainer: HopExplainer
  private let action: String
  private let actor: Actor
  private let asked: HopExplainer.Asked
  private let context: RequestContext
  private var choices: [Choice] = []

  init(
    _ explainer: HopExplainer, _ action: String, _ actor: Actor, _ asked: HopExplainer.Asked,
    _ given: [String: String] = [:]
  ) {
    var context = explainer.facts.context(actor.withPlainTags)
    for (key, value) in given { context[key.asciiLowercasedText] = .values([value]) }
    self.init(explainer, action, actor, asked, in: context)
  }

  init(
    _ explainer: HopExplainer, _ action: String, _ actor: Actor, _ asked: HopExplainer.Asked,
    in context: RequestContext
  ) {
    self.explainer = explainer
    self.action = action
    self.actor = actor
    self.asked = asked
    self.context = context
    choices = ofActor() + ofResource()
  }

  // MARK: Choices

  private func ofActor() -> [Choice] {
    let (arn, tags) = explainer.facts.itself(actor)
    guard let arn else { return [] }
    let ofSession = actor.sessionTags.map { explainer.facts.powers.sessionTags($0) } ?? [:]
    return explainer.facts.tagChoices(actor).sorted { $0.key < $1.key }.map { tag, state in
      let change = TagChange(
        thing: arn, isOfSession: ofSession[tag] != nil, tag: explainer.tagName(tag), value: nil)
      return choice(change, tag, isOfResource: false, tags[tag], state)
    }
  }

  private func ofResource() -> [Choice] {
    guard let number = actor.tagging else { return [] }
    let retagging = explainer.facts.powers.retagging(number)
    let tags = asked.tags.map(Universes.lowercased)
    return retagging.choices(of: asked.arn).sorted { $0.key < $1.key }.map { tag, choices in
      let change = TagChange(
        thing: asked.arn, isOfSession: false, tag: explainer.tagName(tag), value: nil)
      let plain: KeyState =
        tags.map { $0[tag].map { .values([$0]) } ?? .absent } ?? .free(FreeKey(.unknown))
      var made = choice(change, tag, isOfResource: true, tags?[tag], choices.state(beside: plain))
      made.plain = plain
      return made
    }
  }

  private func choice(
    _ change: TagChange, _ tag: String, isOfResource: Bool, _ value: String?, _ state: KeyState
  ) -> Choice {
    var options: [String?] = []
    if case .free(let free) = state {
      options = (free.only ?? []).filter { $0 != value }
      if !free.isAlwaysPresent && value != nil { options.append(nil) }
    }
    return Choice(
      change: change, tag: tag, isOfResource: isOfResource,
      plain: value.map { .values([$0]) } ?? .absent, options: options, free: state)
  }

  // MARK: Search

  /// The best decision, and the changes that it needs.
  var best: (decision: Decision, changes: [TagChange]) {
    let plain = decide(choices.map(\.plain))
    if plain.answer == .allowed || choices.isEmpty { return (plain, []) }
    let free = decide(choices.map(\.free))
    for wanted in [Answer.allowed, .conditional] {
      if rank(wanted) <= rank(plain.answer) || rank(wanted) > rank(free.answer) { continue }
      var left = TagSearch.limit
      if let found = search([], [], wanted, &left) { return found }
    }
    return (plain, [])
  }

  private func rank(_ answer: Answer) -> Int {
    switch answer {
    case .denied: 0
    case .conditional: 1
    case .allowed: 2
    }
  }

  /// Fixes one choice after the other, first as it is and then as it can be made, as long as the rest
  /// leaves hope.
  private func search(
    _ fixed: [KeyState], _ changes: [TagChange], _ wanted: Answer, _ left: inout Int
  ) -> (Decision, [TagChange])? {
    left -= 1
    if left < 0 { return nil }
    let decision = decide(fixed + choices.dropFirst(fixed.count).map(\.free))
    if rank(decision.answer) < rank(wanted) { return nil }
    if fixed.count == choices.count { return (decision, changes) }
    let choice = choices[fixed.count]
    if let found = search(fixed + [choice.plain], changes, wanted, &left) { return found }
    for option in choice.options {
      var change = choice.change
      change.value = option
      let state: KeyState = option.map { .values([$0]) } ?? .absent
      if let found = search(fixed + [state], changes + [change], wanted, &left) { return found }
    }
    return nil
  }

  private func decide(_ states: [KeyState]) -> Decision {
    var context = context
    for (choice, state) in zip(choices, states) {
      if choice.isOfResource {
        context.setResourceTag(choice.tag, state)
      } else {
        context[PrincipalFacts.tagPrefix + choice.tag] = state
      }
      // Whoever asks something of itself is what it asks about.
      if !choice.isOfResource, choice.change.thing == asked.arn, !choice.change.isOfSession {
        context.setResourceTag(choice.tag, state)
      }
    }
    return explainer.decide(action, actor.withPlainTags, asked, in: context)
  }
}

extension Actor {
  /// The same with tags as the snapshot has them.
  var withPlainTags: Actor {
    var plain = self
    plain.tagging = nil
    plain.sessionTags = nil
    return plain
  }
}

extension HopExplainer {
  /// A tag as conditions write it, from its form in lower case.
  func tagName(_ tag: String) -> String { gates?.name(of: tag) ?? tag }

  /// The changes of tags that a permission of an actor needs.
  func changes(for need: PermissionNeed, _ actor: Actor, _ asked: Asked) -> [TagChange] {
    TagSearch(self, need.action, actor, asked, need.context).best.changes
  }
}
