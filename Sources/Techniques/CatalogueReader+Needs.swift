import Documents
import YAMLDocuments

/// What entries need, and the things that needs name.
extension CatalogueReader {
  mutating func needs(_ value: JSONValue?, _ entry: JSONValue)
    -> [(need: Need, value: JSONValue)]
  {
    guard let value, value.kind == .array else {
      report("expected a list under \"needs\"", value ?? entry)
      return []
    }
    return value.elements.compactMap { value in need(value).map { ($0, value) } }
  }

  private static let needKeys = [
    "permission", "on", "context", "trust", "fact", "state", "unless", "exists",
  ]

  private mutating func need(_ value: JSONValue) -> Need? {
    checkKeys(of: value, known: CatalogueReader.needKeys)
    if value.has("permission") { return permission(value) }
    if let service = value["trust"]?.string { return .trust(service: service) }
    if value.has("fact") { return word(SubjectFact.self, "fact", in: value).map { .fact($0) } }
    if let state = value["state"], state.kind == .object {
      let unless = value.has("unless") ? text("unless", in: value) : nil
      return .state(StateNeed(accepted: accepted(state), unless: unless))
    }
    if let name = value["exists"]?.string { return thing(name, value).map { .exists($0) } }
    report("expected permission, trust, fact, state or exists", value)
    return nil
  }

  private func accepted(_ state: JSONValue) -> [String: [String]] {
    var accepted: [String: [String]] = [:]
    for (key, values) in state.members { accepted[key] = values.listed.compactMap(\.scalarText) }
    return accepted
  }

  private mutating func permission(_ value: JSONValue) -> Need? {
    let action = text("permission", in: value)
    guard let place = place(text("on", in: value), value) else { return nil }
    let context = pairs("context", in: value)
    return .permission(PermissionNeed(action: action, place: place, context: context))
  }

  // MARK: Places

  private static let places: [String: Place] = [
    "subject": .subject, "actor": .actor, "*": .anything,
    "policies of actor": .policiesOfActor, "policies of subject": .policiesOfSubject,
    "versioned policies of actor": .versionedPoliciesOfActor,
    "versioned policies of subject": .versionedPoliciesOfSubject,
    "providers of subject": .providersOfSubject,
    "groups of actor": .groupsOfActor, "objects of subject": .objectsOfSubject,
    "key of subject": .keyOfSubject, "opened subject": .openedSubject,
    "objects of opened subject": .objectsOfOpenedSubject,
    "opened key of subject": .openedKeyOfSubject,
    "access points of subject": .accessPointsOfSubject,
    "objects of opened access points of subject": .objectsOfOpenedAccessPoints,
    "code of subject": .loaded(.code),
    "model of subject": .loaded(.model), "image of subject": .loaded(.image),
  ]

  private mutating func place(_ words: String, _ value: JSONValue) -> Place? {
    if let place = CatalogueReader.places[words] { return place }
    let (new, there, suffix) = ("new ", "existing ", " of subject")
    if words.hasPrefix(new) {
      let name = String(words.dropFirst(new.count))
      if let template = templates[name] { return .new(name: name, template: template) }
      report(unknownWord("thing to make", name, Array(templates.keys)), value)
      return nil
    }
    if words.hasPrefix(there) {
      return thing(String(words.dropFirst(there.count)), value).map { .existing($0) }
    }
    if words.hasSuffix(suffix) {
      let name = String(words.dropLast(suffix.count))
      if let kind = related[name] { return .related(name: name, kind: kind) }
    }
    let known =
      Array(CatalogueReader.places.keys) + related.keys.map { $0 + suffix }
      + ["new …", "existing …"]
    report(unknownWord("place", words, known), value)
    return nil
  }

  // MARK: Existing things

  private mutating func thing(_ name: String, _ value: JSONValue) -> ExistingThing? {
    if let thing = existing[name] { return thing }
    report(unknownWord("existing thing", name, Array(existing.keys)), value)
    return nil
  }

  /// Names with a kind each, and the state that something of the kind has to be in.
  mutating func things(_ key: String, in value: JSONValue) -> [String: ExistingThing] {
    guard let item = value[key] else { return [:] }
    guard item.kind == .object else {
      report("expected names with a kind each under \"\(key)\"", item)
      return [:]
    }
    var things: [String: ExistingThing] = [:]
    for (name, value) in item.members {
      checkKeys(of: value, known: ["kind", "state"])
      let kind = text("kind", in: value)
      if !kind.isEmpty, !kind.contains(":") {
        report(unknownWord("kind", kind, ["aws:…"]), value["kind"] ?? value)
      }
      let state = value["state"].map(accepted) ?? [:]
      things[name] = ExistingThing(name: name, kind: kind, state: state)
    }
    return things
  }
}
