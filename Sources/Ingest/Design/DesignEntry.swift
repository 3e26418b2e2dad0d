import Documents

/// One entry of a list of a design that has a name and an account.
struct DesignEntry {
  let thing: DesignThing
  let value: JSONValue
  /// The values of its keys that are as they must be.
  let fields: [String: JSONValue]

  subscript(_ key: String) -> JSONValue? { fields[key] }

  /// The texts that stand at a key, with where.
  func texts(_ key: String) -> [(text: String, value: JSONValue)] {
    (fields[key]?.listed ?? []).compactMap { value in value.scalarText.map { ($0, value) } }
  }

  /// The tags, those with a text as their value.
  var tags: [String: String] {
    var tags: [String: String] = [:]
    if let list = fields["tags"] {
      for (key, value) in list.members { tags[key] = value.scalarText ?? "" }
    }
    return tags
  }
}
