import Documents

/// The JSON Schema of designs (draft 2020-12), for editors. It is made from the tables that the
/// reader goes by, so that both say the same.
package enum DesignSchema {
  /// The schema as JSON text, with a line end.
  package static var text: String {
    let lists = DesignSection.all.map { section in
      (
        section.key,
        Node.object([
          ("description", .text(section.tells)), ("type", .text("array")),
          ("items", entry(section.fields)),
        ])
      )
    }
    let header = DesignSection.header.map { ($0.name, value($0)) }
    let root: [(String, Node)] = [
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text("A design for Postern")), ("type", .text("object")),
      ("required", .list([.text("design")])), ("additionalProperties", .flag(false)),
      ("properties", .object(header + lists)),
      ("$defs", .object([("grant", grant), ("trust", trust)])),
    ]
    return Node.object(root).text(indent: "") + "\n"
  }

  private static func entry(_ fields: [DesignField]) -> Node {
    .object([
      ("type", .text("object")),
      ("required", .list(fields.filter(\.isRequired).map { .text($0.name) })),
      ("additionalProperties", .flag(false)),
      ("properties", .object(fields.map { ($0.name, value($0)) })),
    ])
  }

  private static func value(_ field: DesignField) -> Node {
    var members: [(String, Node)] = field.tells.isEmpty ? [] : [("description", .text(field.tells))]
    switch field.shape {
    case .text: members.append(("type", .list([.text("string"), .text("number")])))
    case .flag: members.append(("type", .text("boolean")))
    case .choice(let words): members.append(("enum", .list(words.map(Node.text))))
    case .mapping where field.name == "accounts":
      members += [
        ("type", .text("object")),
        (
          "additionalProperties",
          .object([("anyOf", .list([entry(DesignSection.accountFields), type("null")]))])
        ),
      ]
    case .mapping: members.append(("type", .text("object")))
    case .texts: members.append(("anyOf", oneOrList(type("string"))))
    case .grants: members.append(("anyOf", oneOrList(reference("grant"))))
    case .trusts: members.append(("anyOf", oneOrList(reference("trust"))))
    case .grantsOrPolicy:
      let policy = Node.object([
        ("type", .text("object")), ("required", .list([.text("Statement")])),
      ])
      members.append(("anyOf", .list([policy, reference("grant"), list(reference("grant"))])))
    }
    return .object(members)
  }

  private static func type(_ name: String) -> Node { .object([("type", .text(name))]) }
  private static func reference(_ name: String) -> Node {
    .object([("$ref", .text("#/$defs/\(name)"))])
  }
  private static func list(_ item: Node) -> Node {
    .object([("type", .text("array")), ("items", item)])
  }
  private static func oneOrList(_ item: Node) -> Node { .list([item, list(item)]) }

  private static let condition = (
    "if", Node.object([("type", .list([.text("string"), .text("object")]))])
  )

  private static var grant: Node {
    let forms = GrantForm.all.map { form in
      Node.object([("title", .text(form.shown)), ("pattern", .text(form.expression))])
    }
    let words = Node.object([("type", .text("string")), ("anyOf", .list(forms))])
    return .object([("anyOf", .list([words, written(DesignReader.statementFields)]))])
  }

  private static var trust: Node {
    .object([("anyOf", .list([type("string"), written(DesignReader.trustFields)]))])
  }

  private static func written(_ fields: [DesignField]) -> Node {
    .object([
      ("type", .text("object")), ("additionalProperties", .flag(false)),
      ("properties", .object(fields.map { ($0.name, value($0)) } + [condition])),
    ])
  }

  /// A JSON value to write, with its members in order.
  private indirect enum Node: Sendable {
    case text(String)
    case flag(Bool)
    case list([Node])
    case object([(String, Node)])

    func text(indent: String) -> String {
      let inner = indent + "  "
      switch self {
      case .text(let text): return JSONText.quoted(text)
      case .flag(let flag): return flag ? "true" : "false"
      case .list(let items) where items.isEmpty: return "[]"
      case .object(let members) where members.isEmpty: return "{}"
      case .list(let items):
        return "[\n" + items.map { inner + $0.text(indent: inner) }.joined(separator: ",\n")
          + "\n\(indent)]"
      case .object(let members):
        let lines = members.map { "\(inner)\(JSONText.quoted($0)): \($1.text(indent: inner))" }
        return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
      }
    }
  }
}

extension GrantForm {
  /// The form as a regular expression (ECMA 262).
  fileprivate var expression: String {
    let parts = words.map { word in
      switch word {
      case .fixed(let words): words.count == 1 ? words[0] : "(\(words.joined(separator: "|")))"
      case .name, .service: "\\S+"
      }
    }
    return "^\(parts.joined(separator: "\\s+"))$"
  }
}
