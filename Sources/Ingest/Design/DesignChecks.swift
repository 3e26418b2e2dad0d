import Documents

/// Compares what stands in a design with the table of its keys.
extension DesignLog {
  /// The values of an entry's keys that are as the table has them; nil when the entry is no mapping
  /// or lacks something that it needs. Everything else becomes an error.
  mutating func check(
    _ value: JSONValue, _ fields: [DesignField], _ what: String
  ) -> [String: JSONValue]? {
    guard value.kind == .object else {
      add(
        "type", "expected \(what) as keys with values, found \(value.kind.phrase)",
        "write it as `name: …`", at: value.origin)
      return nil
    }
    var found: [String: JSONValue] = [:]
    for (key, member) in value.members {
      guard let field = fields.first(where: { $0.name == key }) else {
        unknown(key, member, fields.map(\.name), what)
        continue
      }
      if !member.isNull, check(member, field) { found[key] = member }
    }
    for field in fields where field.isRequired && found[field.name] == nil {
      if !value.has(field.name) || value[field.name]?.isNull == true {
        add(
          "missing", "\(what) has no \"\(field.name)\"; it is left out",
          "add `\(field.name): …`", at: value.origin)
      }
      return nil
    }
    return found
  }

  /// Reports a key that no field has.
  mutating func unknown(_ key: String, _ value: JSONValue, _ known: [String], _ what: String) {
    add(
      "key", "unknown key \(DesignLog.shown(key)) in \(what); it is left out",
      DesignLog.advice(for: key, among: known, "the keys"), at: value.keyOrigin)
  }

  /// Whether a value has the shape of its field.
  private mutating func check(_ value: JSONValue, _ field: DesignField) -> Bool {
    switch field.shape {
    case .text: return check(value, field, value.isText, "text", "write it in quotes")
    case .flag: return check(value, field, value.bool != nil, "true or false", nil)
    case .mapping:
      return check(value, field, value.kind == .object, "keys with values", "write `key: value`")
    case .texts:
      let isList = value.listed.allSatisfy(\.isText)
      return check(value, field, isList, "a list of texts", "write [one, two]")
    case .grants, .trusts, .grantsOrPolicy:
      let isList = value.listed.allSatisfy { $0.isText || $0.kind == .object }
      return check(value, field, isList, "a list", "write each on a line of its own, after `- `")
    case .choice(let words):
      guard let text = value.string else {
        return check(value, field, false, "one of \(words.joined(separator: ", "))", nil)
      }
      if words.contains(text) { return true }
      add(
        "value", "unknown word \(DesignLog.shown(text)) in \"\(field.name)\"",
        DesignLog.advice(for: text, among: words, "it"), at: value.origin)
      return false
    }
  }

  private mutating func check(
    _ value: JSONValue, _ field: DesignField, _ isRight: Bool, _ wanted: String, _ advice: String?
  ) -> Bool {
    if isRight { return true }
    let wrong = value.listed.first { !$0.isText && $0.kind != .object } ?? value
    let found = value.string == "" ? "an empty text" : wrong.kind.phrase
    add(
      "type", "expected \(wanted) in \"\(field.name)\", found \(found)", advice, at: value.origin)
    return false
  }
}

extension JSONValue {
  /// Whether this is a text that is not empty, or a number, which names may look like.
  var isText: Bool { kind == .number || string.map { !$0.isEmpty } == true }
}
