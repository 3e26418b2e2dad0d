import Environment
import Policy
import Techniques

/// The tags that policies ask for where it matters: in statements that speak of actions of the
/// catalogue. Found once for an environment; most have none, and cost nothing more.
final class TagGates {
  /// For each kind of subject the tags that are asked for, in lower case.
  private(set) var bySubject: [Subject: Set<String>] = [:]
  /// The tags of principals that are asked for, in lower case.
  private(set) var ofPrincipals: Set<String> = []
  /// The tags that tagging statements ask requests for, in lower case.
  private(set) var ofRequests: Set<String> = []
  /// The actions of the table that some such statement covers.
  private(set) var actions: Set<ActionTable.Index> = []
  /// Whether policies of resources ask for tags where tags are changed.
  private var resourcesGateTagging = false
  /// Whether policies of resources, which speak of everyone, have such statements.
  private(set) var areOnResources = false
  /// Whether policies of resources ask requests for tags.
  private(set) var resourcesAskRequests = false

  private var tests: [String: [Condition]] = [:]
  private var written: [String: String] = [:]
  private var gated: Set<ObjectIdentifier> = []
  private var gatingTags: Set<ObjectIdentifier> = []
  /// Whether a statement that was read last covers an action that changes tags.
  private var tagging = false
  private var asking: Set<ObjectIdentifier> = []
  private var values: [String: [String]] = [:]
  private let library: PolicyLibrary
  private let plans: [TechniquePlan]

  /// A bound on the values of one tag that are told apart.
  static let valueLimit = 48

  init(_ library: PolicyLibrary, _ plans: [TechniquePlan]) {
    self.library = library
    self.plans = plans
    for policy in library.all {
      tagging = false
      for statement in policy.document.statements where read(statement) {
        gated.insert(ObjectIdentifier(policy))
      }
      if tagging { gatingTags.insert(ObjectIdentifier(policy)) }
      if policy.document.statements.contains(where: asksRequest) {
        asking.insert(ObjectIdentifier(policy))
      }
    }
    let environment = library.environment
    let documents =
      environment.roles.compactMap(\.trust) + environment.resources.compactMap(\.policy)
    tagging = false
    for statement in documents.lazy.flatMap(\.statements) {
      if read(statement) { areOnResources = true }
      if asksRequest(statement) { resourcesAskRequests = true }
    }
    resourcesGateTagging = tagging
  }

  var isEmpty: Bool { bySubject.isEmpty && ofPrincipals.isEmpty }

  /// The tags of a kind of subject that bear on something, in lower case, sorted.
  func tags(of subject: Subject) -> [String] {
    var tags = bySubject[subject] ?? []
    if subject == .role || subject == .user { tags.formUnion(ofPrincipals) }
    return tags.sorted()
  }

  /// A tag as a condition writes it.
  func name(of tag: String) -> String { written[tag] ?? tag }

  /// Whether some of the policies ask for tags.
  func concern(_ policies: [CompiledPolicy]) -> Bool {
    policies.contains { gated.contains(ObjectIdentifier($0)) }
  }

  /// Whether tags decide what tags can be changed, as far as some policies go.
  func gateTagging(_ policies: [CompiledPolicy]) -> Bool {
    resourcesGateTagging || policies.contains { gatingTags.contains(ObjectIdentifier($0)) }
  }

  /// Whether some of the policies ask what tags a request would set.
  func askRequest(_ policies: [CompiledPolicy]) -> Bool {
    policies.contains { asking.contains(ObjectIdentifier($0)) }
  }

  /// The values of a tag that tell apart what conditions tell apart, sorted.
  func values(of tag: String) -> [String] {
    if let known = values[tag] { return known }
    let tests = tests[tag] ?? []
    var found = TagValues.distinguishing(tests)
    if tests.contains(where: { $0.values.contains { !$0.variableKeys.isEmpty } }) {
      found += existing(tag).filter { !found.contains($0) }
    }
    let limited = found.prefix(TagGates.valueLimit).sorted()
    values[tag] = limited
    return limited
  }

  /// The values that a tag has somewhere.
  private func existing(_ tag: String) -> [String] {
    let environment = library.environment
    let tags =
      environment.users.map(\.tags) + environment.roles.map(\.tags)
      + environment.resources.compactMap(\.tags)
    return Set(tags.compactMap { Universes.lowercased($0)[tag] }).sorted()
  }

  // MARK: Statements

  private func asksRequest(_ statement: Statement) -> Bool {
    statement.conditions.contains {
      $0.key.hasPrefix(TagGates.requestPrefix) || $0.key == "aws:tagkeys"
    }
  }

  static let requestPrefix = "aws:requesttag/"

  /// Notes what a statement asks of tags; false where it asks nothing that matters.
  private func read(_ statement: Statement) -> Bool {
    for test in statement.conditions where test.key.hasPrefix(TagGates.requestPrefix) {
      let tag = String(test.key.dropFirst(TagGates.requestPrefix.count))
      ofRequests.insert(tag)
      tests[tag, default: []].append(test)
    }
    let keys =
      statement.conditions.flatMap(\.mentionedKeys)
      + statement.resources.patterns.flatMap(\.variableKeys)
    let things = Set(keys.compactMap { PrincipalFacts.tagName(of: $0) })
    let principals = Set(keys.compactMap { PrincipalFacts.principalTagName(of: $0) })
    if things.isEmpty && principals.isEmpty { return false }
    let subjects = subjects(of: statement)
    if subjects.isEmpty && actions.isEmpty { return false }
    for subject in subjects { bySubject[subject, default: []].formUnion(things) }
    ofPrincipals.formUnion(principals)
    note(statement)
    return true
  }

  /// Keeps the tests of a statement by the tag that they ask for.
  private func note(_ statement: Statement) {
    for test in statement.conditions {
      guard
        let tag = PrincipalFacts.tagName(of: test.key)
          ?? PrincipalFacts.principalTagName(of: test.key)
      else { continue }
      tests[tag, default: []].append(test)
      if written[tag] == nil, let slash = test.writtenKey.firstIndex(of: "/") {
        written[tag] = String(test.writtenKey[test.writtenKey.index(after: slash)...])
      }
      // A variable's tag has the values that are compared with it.
      for key in test.values.flatMap(\.variableKeys) {
        if let other = PrincipalFacts.principalTagName(of: key) ?? PrincipalFacts.tagName(of: key) {
          tests[other, default: []].append(test)
        }
      }
    }
  }

  /// The kinds of things that techniques ask a statement's actions on.
  private func subjects(of statement: Statement) -> Set<Subject> {
    var subjects: Set<Subject> = []
    for plan in plans {
      for (need, planned) in zip(plan.technique.permissions, plan.needs)
      where statement.actions.matches(need.action) {
        actions.insert(planned.action)
        if plan.technique.gain.changesTags { tagging = true }
        switch need.place {
        case .subject: subjects.insert(plan.technique.subject)
        case .keyOfSubject: subjects.insert(.resource(ResourceKind.key.rawValue))
        case .related(_, let kind): subjects.insert(.resource(kind))
        case .existing(let thing): subjects.insert(.resource(thing.kind))
        case .actor: subjects.formUnion([.role, .user])
        default: continue
        }
      }
    }
    return subjects
  }
}
