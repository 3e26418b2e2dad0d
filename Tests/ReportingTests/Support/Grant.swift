import Documents
import Policy

/// One statement of a policy, written as JSON and read as such.
struct Grant {
  private let json: String

  /// `Allow` these actions on these resources, perhaps under a condition.
  static func allow(
    _ actions: String..., on resources: String..., sid: String? = nil, only condition: String? = nil
  ) -> Grant {
    Grant(effect: "Allow", actions, "Resource", texts(resources), sid, condition)
  }

  /// `Deny` these actions on these resources, perhaps under a condition.
  static func deny(
    _ actions: String..., on resources: String..., sid: String? = nil, only condition: String? = nil
  ) -> Grant {
    Grant(effect: "Deny", actions, "Resource", texts(resources), sid, condition)
  }

  /// Let principals in, as a trust policy does.
  static func trust(
    _ principals: String..., sid: String? = nil, only condition: String? = nil
  ) -> Grant {
    let principal = "{\"AWS\": \(texts(principals))}"
    return Grant(effect: "Allow", ["sts:AssumeRole"], "Principal", principal, sid, condition)
  }

  /// Let principals do something, as a resource's own policy does.
  static func principals(_ principal: String, may action: String) -> Grant {
    Grant(
      effect: "Allow", [action], "Principal",
      "{\"AWS\": \(texts([principal]))}, \"Resource\": \"*\"", nil, nil)
  }

  /// Let a service in.
  static func trust(service: String) -> Grant {
    Grant(
      effect: "Allow", ["sts:AssumeRole"], "Principal", "{\"Service\": \"\(service)\"}", nil, nil)
  }

  private init(
    effect: String, _ actions: [String], _ member: String, _ value: String, _ sid: String?,
    _ condition: String?
  ) {
    var members = ["\"Effect\": \"\(effect)\"", "\"Action\": \(Grant.texts(actions))"]
    members.append("\"\(member)\": \(value)")
    if let sid { members.insert("\"Sid\": \(JSONText.quoted(sid))", at: 0) }
    if let condition { members.append("\"Condition\": \(condition)") }
    json = "{\(members.joined(separator: ", "))}"
  }

  private static func texts(_ texts: [String]) -> String {
    "[\(texts.map(JSONText.quoted).joined(separator: ", "))]"
  }

  /// The document that holds the statements, one a line.
  static func policy(
    _ kind: PolicyKind, _ name: String, _ statements: [Grant], file: String
  ) -> PolicyDocument {
    let list = statements.map(\.json).joined(separator: ",\n    ")
    let text = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    \(list)\n  ]\n}\n"
    var reader = PolicyReader()
    guard let document = try? JSONDocument.parse(Array(text.utf8), file: file) else {
      preconditionFailure("the test's own policy is no JSON: \(text)")
    }
    return reader.read(document.root, kind: kind, name: name)
  }
}
