import Documents
import YAMLDocuments

/// Reads catalogue files: their shape. What the words mean together is checked by `Checks/`.
struct CatalogueReader {
  /// All entries, in order; those with a mistake too.
  private(set) var entries: [CatalogueEntry] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// What the file's entries may name: templates of ARNs of what is made, what has to be there
  /// before, and the kinds of what belongs to a subject.
  private(set) var templates: [String: String] = [:]
  private(set) var existing: [String: ExistingThing] = [:]
  private(set) var related: [String: String] = [:]
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
    checkKeys(of: document.root, known: CatalogueReader.fileKeys)
    templates = pairs("new", in: document.root)
    existing = things("existing", in: document.root)
    related = pairs("related", in: document.root)
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

  private static let fileKeys = ["new", "existing", "related", "exceptions", "techniques"]

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
      let words = ["actor", "role", "user", "group", "person", "account", "aws:…"]
      report(unknownWord("subject", kind, words), entry["subject"] ?? entry)
    }
    if entry["gains"] == nil { report("the technique gains nothing: \"gains\" is missing", entry) }
    entries.append(
      CatalogueEntry(
        technique: technique, value: entry, needs: needs.map(\.value), exceptions: exceptions,
        hasMistake: diagnostics.count > mistakes))
  }

  // MARK: Words

  mutating func text(_ key: String, in value: JSONValue) -> String {
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

  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ type: Word.Type, _ key: String, in value: JSONValue
  ) -> Word? where Word.RawValue == String {
    guard let item = value[key] else { return nil }
    if let found = item.string.flatMap({ Word(rawValue: $0) }) { return found }
    report(
      unknownWord("word", item.scalarText ?? "\(item.kind)", Word.allCases.map(\.rawValue)), item)
    return nil
  }

  mutating func checkKeys(of value: JSONValue, known: [String]) {
    for (key, item) in value.members where !known.contains(key) {
      report(unknownWord("key", key, known), item)
    }
  }

  /// Keys with a text each.
  mutating func pairs(_ key: String, in value: JSONValue) -> [String: String] {
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

  mutating func report(_ message: String, _ value: JSONValue) {
    diagnostics.append(Diagnostic(.error, "technique.vocabulary", message, at: value.origin))
  }
}
