import Foundation

/// Holds a JSON value against a JSON Schema. Knows the keywords that the project's own schemas use,
/// and says so of any other. Source: JSON Schema, draft 2020-12.
struct SchemaCheck {
  private let root: Tree
  private(set) var faults: [String] = []

  /// What is wrong with a document, each with its place; empty when nothing is.
  static func faults(of document: Tree, against schema: Tree) -> [String] {
    var check = SchemaCheck(root: schema)
    check.look(document, schema, at: "")
    return check.faults
  }

  private init(root: Tree) { self.root = root }

  private static let known: Set<String> = [
    "$schema", "$defs", "$ref", "title", "description", "type", "enum", "const", "required",
    "properties", "additionalProperties", "items", "minItems", "minimum", "pattern",
  ]

  private mutating func look(_ value: Tree, _ schema: Tree, at place: String) {
    if let reference = schema["$ref"].text {
      let name = String(reference.dropFirst("#/$defs/".count))
      guard !root["$defs"][name].isNull else { return faults.append("\(place): no \(reference)") }
      return look(value, root["$defs"][name], at: place)
    }
    for keyword in schema.keys.subtracting(SchemaCheck.known) {
      faults.append("\(place): the check does not know \(keyword)")
    }
    if !hasType(value, schema["type"]) { return faults.append("\(place): another type") }
    let choices = schema["enum"].list + (schema["const"].isNull ? [] : [schema["const"]])
    if !choices.isEmpty, !choices.contains(where: { $0.text == value.text }) {
      faults.append("\(place): \(value.text ?? "no text") is none of the choices")
    }
    if let least = schema["minimum"].number, let number = value.number, number < least {
      faults.append("\(place): less than \(least)")
    }
    if let pattern = schema["pattern"].text, let text = value.text,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      faults.append("\(place): \(text) does not match")
    }
    lookInside(value, schema, place)
  }

  private mutating func lookInside(_ value: Tree, _ schema: Tree, _ place: String) {
    if value.value is [Any] {
      if value.list.count < schema["minItems"].number ?? 0 { faults.append("\(place): too few") }
      for (number, item) in value.list.enumerated() {
        look(item, schema["items"], at: "\(place)/\(number)")
      }
    }
    guard value.value is [String: Any] else { return }
    for name in schema["required"].list.compactMap(\.text) where !value.keys.contains(name) {
      faults.append("\(place): \(name) is missing")
    }
    for key in value.keys.sorted() {
      if schema["properties"].keys.contains(key) {
        look(value[key], schema["properties"][key], at: "\(place)/\(key)")
      } else {
        faults.append("\(place): \(key) is not in the schema")
      }
    }
  }

  private func hasType(_ value: Tree, _ type: Tree) -> Bool {
    let names = type.list.isEmpty ? [type.text].compactMap(\.self) : type.list.compactMap(\.text)
    return names.isEmpty
      || names.contains { name in
        switch name {
        case "object": value.value is [String: Any]
        case "array": value.value is [Any]
        case "string": value.value is String
        case "integer": value.number != nil && !(value.isBoolean)
        case "boolean": value.isBoolean
        case "null": value.isNull
        default: false
        }
      }
  }
}

extension Tree {
  /// Numbers and truth values are one type to Foundation; only their encoding tells.
  fileprivate var isBoolean: Bool {
    guard let number = value as? NSNumber else { return value is Bool }
    return String(cString: number.objCType) == "c" || String(cString: number.objCType) == "B"
  }
}
