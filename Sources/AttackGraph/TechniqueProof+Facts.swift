import Environment
import Policy
import Techniques

extension TechniqueProof {
  /// What the technique needs beside permissions.
  func addFacts(_ subject: Target, _ actor: Actor, _ hop: inout Hop) {
    for need in technique.needs {
      switch need {
      case .permission: continue
      case .state(let wanted): addState(wanted, subject, &hop)
      case .exists(let thing):
        if existing(thing, in: actor.account).isEmpty { hop.answer = .denied }
      case .trust(let service):
        if case .role(let number) = subject { explainer.addTrust(number, service, &hop) }
      case .fact(.readsEvents):
        guard case .role(let number) = subject else { continue }
        switch EventReading(library: explainer.library).value(of: number) {
        case .yes: continue
        case .maybe:
          weaken(
            &hop,
            "something arrives in a queue or stream that "
              + "\(environment.roles[number].name) may read")
        case .no: hop.answer = .denied
        }
      case .fact(.bounded): if !isBounded(subject, actor) { hop.answer = .denied }
      case .fact(.notActor): if isActor(subject, actor) { hop.answer = .denied }
      case .fact(.customerKey):
        guard case .resource(let number) = subject,
          explainer.universes.hasCustomerKey(environment.resources[number]) != .no
        else {
          hop.answer = .denied
          continue
        }
      case .fact(.assigned): addAssignment(subject, actor, &hop)
      case .fact(.ownAccount):
        if account(of: subject) != actor.account { hop.answer = .denied }
      case .fact(.holdsModel):
        guard case .resource(let number) = subject else { continue }
        addModel(number, &hop)
      case .fact(let fact): addFact(fact, subject, &hop)
      }
    }
  }

  /// What is known of a user or a person.
  private func addFact(_ fact: SubjectFact, _ subject: Target, _ hop: inout Hop) {
    let value: Tri
    let name: String
    switch subject {
    case .user(let number):
      let user = environment.users[number]
      (value, name) = (user.credentials.holds(fact), user.name)
    case .person(let number):
      let person = environment.identityCenter.people[number]
      (value, name) = (person.holds(fact), person.name)
    default: return
    }
    switch value {
    case .yes: return
    case .maybe: weaken(&hop, "\(name) \(Self.words[fact] ?? "")")
    case .no: hop.answer = .denied
    }
  }

  private func account(of subject: Target) -> String? {
    switch subject {
    case .role(let number): environment.roles[number].account
    case .resource(let number): environment.resources[number].account
    default: nil
    }
  }

  /// The configurations that name a model in a place.
  private func addModel(_ number: Int, _ hop: inout Hop) {
    let sources = environment.assets.filter { $0.resource == number }.flatMap(\.sources)
      .filter { $0.use == .model }
    guard let source = sources.first else {
      hop.answer = .denied
      return
    }
    hop.evidence.append(
      Evidence(
        role: "model", origin: source.origin,
        policy: environment.resources[source.workload].name, policyKind: "configuration"))
  }

  /// Whoever acts is assigned the role: it is the one that acts, or the person has both.
  private func addAssignment(_ subject: Target, _ actor: Actor, _ hop: inout Hop) {
    guard case .role(let role) = subject, case .role(let own) = actor.kind else {
      hop.answer = .denied
      return
    }
    if role == own { return }
    guard let person = actor.person,
      let way = explainer.universes.signIns.way(of: person, to: role)
    else {
      hop.answer = .denied
      return
    }
    explainer.addEvidence(of: way, &hop)
  }

  private func addState(_ wanted: StateNeed, _ subject: Target, _ hop: inout Hop) {
    guard case .resource(let number) = subject else { return }
    switch environment.holds(wanted, of: number) {
    case .yes: return
    case .maybe: weaken(&hop, wanted.unless ?? "")
    case .no: hop.answer = .denied
    }
  }

  private func isBounded(_ subject: Target, _ actor: Actor) -> Bool {
    switch subject {
    case .actor: environment.isBounded(actor.kind)
    case .role(let number): environment.isBounded(.role(number))
    case .user(let number): environment.isBounded(.user(number, .key))
    case .group, .resource, .person, .account: false
    }
  }

  /// Whether the subject is the acting principal itself. The sets of a class include its own
  /// members, so that this is seen only here.
  private func isActor(_ subject: Target, _ actor: Actor) -> Bool {
    switch (subject, actor.kind) {
    case (.role(let subject), .role(let own)), (.user(let subject), .user(let own, _)):
      return subject == own
    default: return false
    }
  }

  private static let words: [SubjectFact: String] = [
    .keySlot: "has fewer than two access keys", .twoKeys: "has two access keys",
    .noPassword: "has no password yet", .hasPassword: "has a password",
    .noFactor: "has no second factor", .hasFactor: "has a second factor",
  ]
}

extension Credentials {
  /// Whether a fact of a user holds, as far as the snapshot tells; facts of others are no matter
  /// of credentials.
  func holds(_ fact: SubjectFact) -> Tri {
    switch fact {
    case .keySlot: accessKeys.map { Tri($0.count < 2) } ?? .maybe
    case .twoKeys: accessKeys.map { Tri($0.count >= 2) } ?? .maybe
    case .noPassword: hasPassword.map { Tri(!$0) } ?? .maybe
    case .hasPassword: hasPassword.map { Tri($0) } ?? .maybe
    case .noFactor: factors.map { Tri($0.isEmpty) } ?? .maybe
    case .hasFactor: factors.map { Tri(!$0.isEmpty) } ?? .maybe
    case .instanceProfile, .readsEvents, .bounded, .notActor, .customerKey, .assigned,
      .ownAccount, .ownPassword, .holdsModel:
      .yes
    }
  }
}

extension Person {
  /// Whether a fact of a person holds, as far as the snapshot tells.
  func holds(_ fact: SubjectFact) -> Tri {
    switch fact {
    case .noFactor: factors.map { Tri($0.isEmpty) } ?? .maybe
    case .ownPassword: Tri(!isFromOutside)
    default: .yes
    }
  }
}

extension Environment {
  /// Whether a permissions boundary limits a user or role.
  func isBounded(_ kind: Actor.Kind) -> Bool {
    switch kind {
    case .user(let number, _): users[number].boundary != nil
    case .role(let number): roles[number].boundary != nil
    case .administrator: false
    }
  }
}
