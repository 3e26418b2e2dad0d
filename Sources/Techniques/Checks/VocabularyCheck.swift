import Documents

/// Checks whether the words of an entry fit together: its id, its sentence, its subject with what it
/// gains and where it asks. The entry must be of the right shape.
struct VocabularyCheck {
  let entry: CatalogueEntry

  private var technique: Technique { entry.technique }

  func run(_ log: inout CheckLog) {
    checkIDs(&log)
    checkWords(&log)
    checkSubject(&log)
    for (position, need) in technique.needs.enumerated() { check(need, position, &log) }
    if technique.permissions.isEmpty {
      log.add(
        .error, "needs", "the technique needs no permission, so that everyone could use it",
        at: entry.origin("needs"))
    }
  }

  // MARK: Words

  private func checkIDs(_ log: inout CheckLog) {
    for (position, id) in ([technique.id] + technique.aliases).enumerated()
    where id.wholeMatch(of: /[A-Za-z0-9]+([._-][A-Za-z0-9]+)*/) == nil {
      log.add(
        .error, "id",
        "the id \"\(id)\" has other signs than letters, digits, points, hyphens and underscores",
        advice: "write it like lambda-001",
        at: position == 0 ? entry.origin("id") : entry.origin("aliases", position - 1))
    }
    if technique.aliases.contains(technique.id) {
      log.add(
        .error, "id", "the id \(technique.id) is among its own aliases", at: entry.origin("aliases")
      )
    }
  }

  private func checkWords(_ log: inout CheckLog) {
    let used = technique.sentence.matches(of: /\{([^{}]*)\}/).map { String($0.output.1) }
    for name in used where !technique.placeholders.contains(name) {
      let known = technique.placeholders.map { "{\($0)}" }
      var message = unknownWord("placeholder", "{\(name)}", known)
      if name == "via" {
        message += "; {via} is the workload of a technique that gains workload"
      }
      log.add(.error, "sentence", message, at: entry.origin("sentence"))
    }
    if !used.contains("from") {
      log.add(
        .warning, "sentence", "the sentence does not say who acts: {from} is missing",
        at: entry.origin("sentence"))
    }
    for key in ["sentence", "close"] where entry.value[key]?.string?.hasSuffix(".") == false {
      log.add(
        .warning, "words", "\"\(key)\" is no full sentence: it ends without a full stop",
        at: entry.origin(key))
    }
    if !Technique.categories.contains(technique.category) {
      log.add(
        .error, "category", unknownWord("category", technique.category, Technique.categories),
        at: entry.origin("category"))
    }
    if technique.references.isEmpty {
      log.add(
        .note, "references", "nothing tells where it is described: no references",
        at: entry.value.origin)
    }
    for (position, reference) in technique.references.enumerated()
    where !reference.hasPrefix("https://") {
      log.add(
        .warning, "references", "the reference \"\(reference)\" is no https:// address",
        at: entry.origin("references", position))
    }
  }

  // MARK: Subject

  private func checkSubject(_ log: inout CheckLog) {
    let fitting = technique.gain.subjects
    if !fitting.contains(technique.subject) {
      let words = fitting.map(\.word)
      let near = NearWords.nearest(to: technique.subject.word, among: words)
      let hint = near.map { "; did you mean \"\($0)\"?" } ?? ""
      log.add(
        .error, "subject",
        "\"gains: \(technique.gain.rawValue)\" is not known of the subject "
          + "\"\(technique.subject.word)\"" + hint,
        advice: "it is gained of \(words.joined(separator: ", "))", at: entry.origin("subject"))
    }
    let passes = technique.permissions.contains { $0.action.lowercased() == "iam:passrole" }
    let trusts = technique.needs.contains { if case .trust = $0 { true } else { false } }
    if passes && !trusts {
      log.add(
        .warning, "trust", "a role is passed, but no need says which service it must trust",
        advice: "add a need such as {trust: lambda.amazonaws.com}", at: entry.origin("needs"))
    }
  }

  // MARK: Needs

  private func check(_ need: Need, _ position: Int, _ log: inout CheckLog) {
    switch need {
    case .permission(let permission):
      checkPlace(permission, position, &log)
      if permission.action.lowercased() == "iam:passrole",
        !permission.context.keys.contains(where: { $0.lowercased() == "iam:passedtoservice" })
      {
        log.add(
          .warning, "context", "iam:PassRole does not say to which service the role is passed",
          advice: "add context: {\"iam:PassedToService\": …}",
          at: entry.origin(ofNeed: position, "permission"))
      }
    case .trust(let service):
      checkTrust(service, position, &log)
    case .fact: checkHasSubject("fact", position, &log)
    case .exists:
      if technique.subject != .actor { return }
      log.add(
        .error, "exists", "of the subject \"actor\" nothing else can be asked to exist",
        at: entry.origin(ofNeed: position, "exists"))
    case .state(let state):
      if case .resource = technique.subject, !state.accepted.isEmpty { return }
      log.add(
        .error, "state",
        state.accepted.isEmpty
          ? "a state with nothing in it"
          : "only a resource has a state, not the subject "
            + "\"\(technique.subject.word)\"",
        at: entry.origin(ofNeed: position, "state"))
    }
  }

  private func checkPlace(_ need: PermissionNeed, _ position: Int, _ log: inout CheckLog) {
    let origin = entry.origin(ofNeed: position, "on")
    if !need.place.fits(technique) {
      log.add(
        .error, "place",
        "\"\(need.place.words)\" does not exist for the subject \"\(technique.subject.word)\""
          + (need.place == .groupsOfActor ? " and the actor \"\(technique.actor.rawValue)\"" : ""),
        at: origin)
    }
    if need.place == .objectsOfOpenedAccessPoints,
      !technique.permissions.contains(where: { $0.place == .accessPointsOfSubject })
    {
      log.add(
        .error, "place",
        "\"\(need.place.words)\" says nothing of how the policy of the access point is rewritten",
        advice: "ask for s3:PutAccessPointPolicy on: access points of subject", at: origin)
    }
    guard case .new(let name, let template) = need.place else { return }
    let known =
      ["partition", "region", "account", "name"] + technique.existingThings.map(\.name)
    let used = template.matches(of: /\{([^{}]*)\}/).map { String($0.output.1) }
    for word in used where !known.contains(word) {
      let words = known.map { "{\($0)}" }
      log.add(
        .error, "template",
        "in the ARN of \"\(name)\": "
          + unknownWord("placeholder", "{\(word)}", words), at: origin)
    }
    let parts = template.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count < 6 || parts[0] != "arn" {
      log.add(
        .error, "template", "\"\(name)\" is no ARN: \(template)",
        advice: "write it like arn:{partition}:lambda:{region}:{account}:function:{name}",
        at: origin)
    }
  }

  private func checkTrust(_ service: String, _ position: Int, _ log: inout CheckLog) {
    let origin = entry.origin(ofNeed: position, "trust")
    if service.wholeMatch(of: /[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?/) == nil {
      log.add(
        .error, "trust", "\"\(service)\" is no service principal",
        advice: "write it like lambda.amazonaws.com", at: origin)
    }
    if technique.subject != .role {
      log.add(
        .error, "trust",
        "only a role trusts a service, not the subject "
          + "\"\(technique.subject.word)\"", at: origin)
    }
  }

  private func checkHasSubject(_ key: String, _ position: Int, _ log: inout CheckLog) {
    guard case .fact(let fact) = technique.needs[position] else { return }
    let fitting: [Subject]
    switch fact {
    case .keySlot, .twoKeys, .noPassword, .hasPassword, .hasFactor: fitting = [.user]
    case .noFactor: fitting = [.user, .person]
    case .ownPassword: fitting = [.person]
    case .instanceProfile, .readsEvents, .assigned: fitting = [.role]
    case .ownAccount: fitting = [.role] + Gain.takeover.subjects + Gain.workload.subjects
    case .holdsModel: fitting = Gain.backdoor.subjects
    case .notActor: fitting = [.user, .role]
    case .bounded: fitting = [.user, .role, .actor]
    case .customerKey:
      fitting = Gain.exfiltrate.subjects + Gain.secret.subjects
    }
    if !fitting.contains(technique.subject) {
      log.add(
        .error, "fact",
        "\"\(fact.rawValue)\" is a fact about a "
          + fitting.map(\.word).joined(separator: " or ")
          + ", not about the subject \"\(technique.subject.word)\"",
        at: entry.origin(ofNeed: position, key))
    }
  }
}
