import Documents

/// Reads policy documents; what is wrong becomes diagnostics, and the rest of the document counts.
package struct PolicyReader {
  /// What was found wrong so far, in order.
  package private(set) var diagnostics: [Diagnostic] = []

  package init() {}

  /// Reads a policy document: an object with `Version` and `Statement` (one or a list).
  package mutating func read(_ value: JSONValue, kind: PolicyKind, name: String) -> PolicyDocument {
    let version = value["Version"]?.string
    var document = PolicyDocument(
      kind: kind, name: name, hasVariables: version == "2012-10-17", statements: [],
      origin: value.origin)
    guard value.kind == .object else {
      warn("policy.shape", "expected a policy object, found \(value.kind)", value)
      return document
    }
    guard let list = value["Statement"] else {
      if value.count > 0 { warn("policy.statement", "the policy has no Statement", value) }
      return document
    }
    for item in list.listed {
      if let statement = statement(item, kind, hasVariables: document.hasVariables) {
        document.statements.append(statement)
      }
    }
    return document
  }

  private mutating func statement(
    _ value: JSONValue, _ kind: PolicyKind, hasVariables: Bool
  ) -> Statement? {
    guard value.kind == .object else {
      warn("policy.shape", "expected a statement object, found \(value.kind)", value)
      return nil
    }
    guard let effect = value["Effect"]?.string.flatMap({ Effect(rawValue: $0) }) else {
      warn(
        "policy.effect", "Effect must be \"Allow\" or \"Deny\"; the statement is left out", value)
      return nil
    }
    let before = diagnostics.count
    guard let actions = actions(value) else { return nil }
    if kind != .trust && kind != .resource, !value.has("Resource"), !value.has("NotResource") {
      warn("policy.resource", "the statement has neither Resource nor NotResource", value)
      // A Deny without them still denies everything.
      if effect == .allow { return nil }
    }
    let statement = Statement(
      sid: value["Sid"]?.string, effect: effect, actions: actions,
      resources: resources(value, hasVariables), principals: principals(value),
      origin: value.origin)
    if effect == .allow, statement.isComplement, diagnostics.count > before {
      // An exception that nobody can read would be allowed with all the rest.
      warn("policy.complement", "the statement is left out: its exceptions cannot be read", value)
      return nil
    }
    return conditions(of: value, in: statement, hasVariables)
  }

  private mutating func actions(_ value: JSONValue) -> ActionElement? {
    if let list = value["Action"] { return ActionElement(texts(list, "Action")) }
    if let list = value["NotAction"] {
      return ActionElement(texts(list, "NotAction"), isComplement: true)
    }
    warn("policy.action", "the statement has neither Action nor NotAction; it is left out", value)
    return nil
  }

  private mutating func resources(_ value: JSONValue, _ hasVariables: Bool) -> ResourceElement {
    if let list = value["Resource"] {
      return .only(texts(list, "Resource").map { resourcePattern($0, hasVariables) })
    }
    if let list = value["NotResource"] {
      return .allBut(texts(list, "NotResource").map { resourcePattern($0, hasVariables) })
    }
    return .any
  }

  /// Variables count only behind the fifth colon of a resource.
  private func resourcePattern(_ text: String, _ hasVariables: Bool) -> PatternText {
    guard hasVariables, let open = text.firstRange(of: "${") else {
      return PatternText(text, hasVariables: hasVariables)
    }
    let colons = text[..<open.lowerBound].filter { $0 == ":" }.count
    return PatternText(text, hasVariables: colons >= 5 || !text.hasPrefix("arn:"))
  }

  private mutating func principals(_ value: JSONValue) -> PrincipalElement {
    if let element = value["Principal"] { return .only(names(element)) }
    if let element = value["NotPrincipal"] { return .allBut(names(element)) }
    return .none
  }

  private mutating func names(_ value: JSONValue) -> [PrincipalName] {
    if value.string == "*" { return [.everyone] }
    guard value.kind == .object else {
      let found = value.string.map { "\"\($0)\"" } ?? "\(value.kind)"
      warn("policy.principal", "expected \"*\" or an object as principal, found \(found)", value)
      return []
    }
    var names: [PrincipalName] = []
    for (kind, list) in value.members {
      for text in texts(list, "Principal") {
        switch kind {
        case "AWS": names.append(PrincipalName(aws: text))
        case "Service": names.append(.service(text))
        case "Federated": names.append(.federated(text))
        case "CanonicalUser": names.append(.canonicalUser(text))
        default: warn("policy.principal", "unknown kind of principal \"\(kind)\"", list)
        }
      }
    }
    return names
  }

  /// The statement with its conditions. One that cannot be read must not widen access: it never
  /// holds in an Allow, and holds in a Deny.
  private mutating func conditions(
    of value: JSONValue, in statement: Statement, _ hasVariables: Bool
  ) -> Statement {
    var statement = statement
    guard let block = value["Condition"] else { return statement }
    var unreadable: [Origin] = []
    if block.kind != .object {
      warn("policy.condition", "expected a Condition object, found \(block.kind)", block)
      unreadable.append(block.origin)
    }
    for (name, keys) in block.members {
      guard let (quantifier, comparison, ifExists) = Comparison.parse(name), keys.kind == .object
      else {
        warn(
          "policy.condition", "unknown condition operator \"\(name)\"", keys,
          advice: Comparison.suggestion(for: name))
        unreadable.append(keys.origin)
        continue
      }
      for (key, list) in keys.members {
        let before = diagnostics.count
        let values = texts(list, key)
        for item in list.listed {
          guard let text = item.scalarText, !comparison.reads(text) else { continue }
          warn(
            "policy.value", "\(name) cannot compare with \"\(text)\"", item,
            advice: "write \(comparison.expectation)")
        }
        guard diagnostics.count == before else {
          unreadable.append(list.origin)
          continue
        }
        statement.conditions.append(
          Condition(
            comparison, key: key, values: values, quantifier: quantifier, ifExists: ifExists,
            hasVariables: hasVariables, origin: list.origin))
      }
    }
    if statement.effect == .allow {
      statement.conditions += unreadable.map(PolicyReader.impossible)
    }
    return statement
  }

  /// A test that never holds, whatever the context: some value is one of none.
  private static func impossible(_ origin: Origin) -> Condition {
    Condition(
      .stringEquals, key: "aws:SecureTransport", values: [], quantifier: .forAnyValue,
      origin: origin)
  }

  private mutating func texts(_ value: JSONValue, _ element: String) -> [String] {
    var texts: [String] = []
    for item in value.listed {
      if let text = item.scalarText {
        texts.append(text)
      } else {
        warn("policy.value", "expected text in \(element), found \(item.kind)", item)
      }
    }
    return texts
  }

  private mutating func warn(
    _ code: String, _ message: String, _ value: JSONValue, advice: String? = nil
  ) {
    diagnostics.append(Diagnostic(.warning, code, message, advice: advice, at: value.origin))
  }
}

extension PrincipalName {
  /// Reads a value of `{"AWS": …}`.
  package init(aws text: String) {
    if text == "*" {
      self = .everyAWS
    } else if isAccountID(text) {
      self = .account(text)
    } else if let arn = ARN(text), arn.service == "iam", arn.resource == "root" {
      self = .account(arn.account)
    } else {
      self = .aws(text)
    }
  }
}

extension Statement {
  /// Whether an element says what the statement does not cover.
  fileprivate var isComplement: Bool {
    if case .allBut = resources { return true }
    if case .allBut = principals { return true }
    return actions.isComplement
  }
}
