import Policy
import Techniques

/// A technique with what is asked of it again and again: its actions by number, its questions'
/// contexts, and its candidates by account.
final class TechniquePlan {
  /// A permission that the technique needs, resolved.
  final class PlannedNeed {
    let place: Place
    let action: ActionTable.Index
    let context: [String: [String]]
    /// Tells the permissions of all techniques apart.
    let number: Int
    /// The same for needs that ask the same question.
    let question: Int
    /// The same question without what the request fixes.
    let bareQuestion: Int
    /// Whether the candidates' own policies can grant it.
    let isOnSubject: Bool
    /// The things that the attacker would make, where the need is on one.
    let fresh: FreshThings?

    init(
      place: Place, action: ActionTable.Index, context: [String: [String]], number: Int,
      question: Int, bareQuestion: Int, fresh: FreshThings?
    ) {
      self.place = place
      self.action = action
      self.context = context
      self.number = number
      self.question = question
      self.bareQuestion = bareQuestion
      isOnSubject = place.isOnSubject
      self.fresh = fresh
    }
  }

  /// What an attacker could make of one kind, by account; found once.
  final class FreshThings {
    let template: String
    /// What has to be there before; the template may name one of it.
    let existing: [ExistingThing]
    private var byAccount: [String: Universe] = [:]

    init(template: String, existing: [ExistingThing]) {
      self.template = template
      self.existing = existing
    }

    func universe(in account: String, _ universes: Universes) -> Universe {
      if let known = byAccount[account] { return known }
      let made = universes.fresh(template, in: account, within: existing)
      byAccount[account] = made
      return made
    }
  }

  let label: Int
  let technique: Technique
  let needs: [PlannedNeed]
  /// What has to be there before.
  let existing: [ExistingThing]
  /// Whether classes of actors are connected to its subjects: not where it changes who acts, or tags.
  let hasSubject: Bool
  let gainsData: Bool
  let isPlainSession: Bool
  /// Whether it works only on what a person of Identity Center is assigned, so that it is asked for
  /// person by person.
  let isPersonal: Bool
  private var reachable: [String: [SubjectUniverse]] = [:]

  init(label: Int, technique: Technique, table: ActionTable, questions: inout [String: Int]) {
    self.label = label
    self.technique = technique
    needs = technique.permissions.enumerated().map { index, need in
      let action = table.index(of: need.action) ?? 0
      let fixed = need.context.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      let key = "\(action) \(fixed.joined(separator: " "))"
      let question = questions[key] ?? questions.count
      questions[key] = question
      let bareKey = "\(action) "
      let bareQuestion = questions[bareKey] ?? questions.count
      questions[bareKey] = bareQuestion
      var context: [String: [String]] = [:]
      for (key, value) in need.context { context[key.asciiLowercasedText] = [value] }
      return PlannedNeed(
        place: need.place, action: action, context: context, number: label * 256 + index,
        question: question, bareQuestion: bareQuestion,
        fresh: need.place.template.map {
          FreshThings(template: $0, existing: technique.existingThings)
        })
    }
    existing = technique.existingThings
    isPersonal = technique.needs.contains(.fact(.assigned))
    hasSubject =
      technique.subject != .actor && technique.gain != .membership && !isPersonal
      && !technique.gain.changesTags
    gainsData = technique.gain.isImpact
    isPlainSession = technique.gain == .session && needs.count == 1
  }

  /// Whether actors of a class can use the technique at all, and gain something by it. Who controls
  /// an account has every principal of it already.
  func suits(_ actorClass: ActorClass) -> Bool {
    switch technique.actor {
    case .any: break
    case .user: if !actorClass.isUser { return false }
    case .role: if actorClass.isUser { return false }
    case .permissionSet: if !actorClass.isOfPermissionSet { return false }
    }
    if actorClass.isAdministrator || actorClass.isWholeAccount {
      return gainsData || isPlainSession || isOfIdentityCenter
    }
    return true
  }

  /// Whether it reaches beyond the account of who acts, by Identity Center.
  private var isOfIdentityCenter: Bool {
    technique.actor == .permissionSet || technique.subject == .person
  }

  /// Whether the class's own policies speak of all that needs an Allow of its own: a quick no for
  /// most classes and techniques.
  func isMentioned(by policyClass: PolicyClass) -> Bool {
    for need in needs where !need.isOnSubject && !policyClass.mentioned.contains(need.action) {
      return false
    }
    return true
  }

  /// The universes in which the technique may have subjects for callers of an account; found once.
  func subjects(for account: String, find: (TechniquePlan) -> [SubjectUniverse])
    -> [SubjectUniverse]
  {
    if let known = reachable[account] { return known }
    let found = find(self)
    reachable[account] = found
    return found
  }
}

extension Place {
  /// Whether the policies of what is there can grant what is asked.
  fileprivate var isOnSubject: Bool {
    switch self {
    case .subject, .objectsOfSubject, .keyOfSubject, .openedSubject, .objectsOfOpenedSubject,
      .openedKeyOfSubject, .accessPointsOfSubject, .objectsOfOpenedAccessPoints,
      .loaded:
      true
    default: false
    }
  }

  /// The template of what the attacker makes, where that is the place.
  fileprivate var template: String? {
    if case .new(_, let template) = self { template } else { nil }
  }
}
