import Documents
import YAMLDocuments

/// Reads catalogue files: their shape. What the words mean together is checked by `Checks/`.
struct CatalogueReader {
  /// All entries, in order; those with a mistake too.
  private(set) var entries: [CatalogueEntry] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var templates: [String: String] = [:]
  /// What a file says of actions and keys that the reference lacks: word to reason.
  private(set) var exceptions: [String: String] = [:]
  /// Where each of them stands.
  private(set) var exceptionOrigins: [String: Origin] = [:]

  mutating func read(_ bytes: [UInt8], file: String) {
    let document: JSONDocument
    do {
      document = try YAMLReader.parse(bytes, file: file)
    } catch {
      diagnostics.append(error.diagnostic)
      return
    }
    checkKeys(of: document.root, known: ["new", "exceptions", "techniques"])
    templates = pairs("new", in: document.root)
    exceptions = pairs("exceptions", in: document.root)
    for (key, value) in document.root["exceptions"]?.members.map({ ($0.key, $0.value) }) ?? [] {
      exceptionOrigins[key] = value.origin
    }
    guard let list = document.root["techniques"], list.kind == .array else {
      report("expected a list under \"techniques\"", document.root)
      return
    }
    for entry in list.elements { read(entry) }
  }

  private static let entryKeys = [
    "id", "aliases", "name", "sentence", "category", "actor", "subject", "needs", "gains",
    "effort", "noise", "attack", "close", "references",
  ]

  private mutating func read(_ entry: JSONValue) {
    let mistakes = diagnostics.count
    checkKeys(of: entry, known: CatalogueReader.entryKeys)
    let needs = needs(entry["needs"], entry)
    let technique = Technique(
      id: text("id", in: entry), aliases: texts("aliases", in: entry),
      name: text("name", in: entry), sentence: text("sentence", in: entry),
      category: text("category", in: entry),
      actor: word(ActorKind.self, "actor", in: entry) ?? .any,
      subject: Subject(word: text("subject", in: entry)), needs: needs.map(\.need),
      gain: word(Gain.self, "gains", in: entry) ?? .session,
      effort: number("effort", in: entry), noise: number("noise", in: entry),
      attack: texts("attack", in: entry), close: text("close", in: entry),
      references: texts("references", in: entry), origin: entry.origin)
    if case .resource(let kind) = technique.subject, !kind.contains(":") {
      let words = ["actor", "role", "user", "group", "aws:…"]
      report(unknownWord("subject", kind, words), entry["subject"] ?? entry)
    }
    if entry["gains"] == nil { report("the technique gains nothing: \"gains\" is missing", entry) }
    entries.append(
      CatalogueEntry(
        technique: technique, value: entry, needs: needs.map(\.value), exceptions: exceptions,
        hasMistake: diagnostics.count > mistakes))
  }

  // MARK: Needs

  private mutating func needs(_ value: JSONValue?, _ entry: JSONValue)
    -> [(need: Need, value: JSONValue)]
  {
    guard let value, value.kind == .array else {
      report("expected a list under \"needs\"", value ?? entry)
      return []
    }
    return value.elements.compactMap { value in need(value).map { ($0, value) } }
  }

  private mutating func need(_ value: JSONValue) -> Need? {
    checkKeys(of: value, known: ["permission", "on", "context", "trust", "fact", "state"])
    if value.has("permission") { return permission(value) }
    if let service = value["trust"]?.string { return .trust(service: service) }
    if value.has("fact") { return word(SubjectFact.self, "fact", in: value).map { .fact($0) } }
    if let state = value["state"], state.kind == .object {
      var wanted: [String: [String]] = [:]
      for (key, values) in state.members { wanted[key] = values.listed.compactMap(\.scalarText) }
      return .state(wanted)
    }
    report("expected permission, trust, fact or state", value)
    return nil
  }

  private mutating func permission(_ value: JSONValue) -> Need? {
    let action = text("permission", in: value)
    guard let place = place(text("on", in: value), value) else { return nil }
    let context = pairs("context", in: value)
    return .permission(PermissionNeed(action: action, place: place, context: context))
  }

  private static let places: [String: Place] = [
    "subject": .subject, "actor": .actor, "*": .anything,
    "policies of actor": .policiesOfActor, "policies of subject": .policiesOfSubject,
    "groups of actor": .groupsOfActor, "objects of subject": .objectsOfSubject,
    "key of subject": .keyOfSubject,
  ]

  private mutating func place(_ words: String, _ value: JSONValue) -> Place? {
    if let place = CatalogueReader.places[words] { return place }
    if words.hasPrefix("new ") {
      let name = String(words.dropFirst(4))
      if let template = templates[name] { return .new(name: name, template: template) }
      report(unknownWord("thing to make", name, Array(templates.keys)), value)
      return nil
    }
    report(unknownWord("place", words, Array(CatalogueReader.places.keys) + ["new …"]), value)
    return nil
  }

  // MARK: Words

  private mutating func text(_ key: String, in value: JSONValue) -> String {
    if let text = value[key]?.scalarText, !text.isEmpty { return text }
    report("expected text under \"\(key)\"", value[key] ?? value)
    return ""
  }

  private func texts(_ key: String, in value: JSONValue) -> [String] {
    value[key]?.listed.compactMap(\.scalarText) ?? []
  }

  private mutating func number(_ key: String, in value: JSONValue) -> Int {
    if let number = value[key]?.int, (1...5).contains(number) { return number }
    report("expected a number from 1 to 5 under \"\(key)\"", value[key] ?? value)
    return 1
  }

  private mutating func word<Word: RawRepresentable & CaseIterable>(
    _ type: Word.Type, _ key: String, in value: JSONValue
  ) -> Word? where Word.RawValue == String {
    guard let item = value[key] else { return nil }
    if let found = item.string.flatMap({ Word(rawValue: $0) }) { return found }
    report(
      unknownWord("word", item.scalarText ?? "\(item.kind)", Word.allCases.map(\.rawValue)), item)
    return nil
  }

  private mutating func checkKeys(of value: JSONValue, known: [String]) {
    for (key, item) in value.members where !known.contains(key) {
      report(unknownWord("key", key, known), item)
    }
  }

  /// Keys with a text each.
  private mutating func pairs(_ key: String, in value: JSONValue) -> [String: String] {
    guard let item = value[key] else { return [:] }
    guard item.kind == .object else {
      report("expected keys with a text each under \"\(key)\"", item)
      return [:]
    }
    var pairs: [String: String] = [:]
    for (key, value) in item.members {
      if let text = value.scalarText {
        pairs[key] = text
      } else {
        report("expected text under \"\(key)\"", value)
      }
    }
    return pairs
  }

  private mutating func report(_ message: String, _ value: JSONValue) {
    diagnostics.append(Diagnostic(.error, "technique.vocabulary", message, at: value.origin))
  }
}
