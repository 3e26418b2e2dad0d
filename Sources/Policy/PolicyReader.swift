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
      report("policy.shape", "expected a policy object, found \(value.kind.phrase)", value)
      return document
    }
    checkVersion(value["Version"])
    guard let list = value["Statement"] else {
      if value.count > 0 {
        report(
          "policy.statement", "expected a \"Statement\" in the policy, found none", value)
      }
      return document
    }
    if list.kind == .array, list.count == 0 {
      report(
        "policy.empty", "the policy's list of statements is empty: it says nothing", list, .warning)
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
      report(
        "policy.shape",
        "expected a statement object, found \(value.kind.phrase); it is left out", value)
      return nil
    }
    guard let effect = value["Effect"]?.string.flatMap({ Effect(rawValue: $0) }) else {
      report(
        "policy.effect",
        "expected \"Allow\" or \"Deny\" in \"Effect\", found \(PolicyReader.shown(value["Effect"])); "
          + "the statement is left out", value)
      return nil
    }
    let before = diagnostics.count
    guard let actions = actions(value) else { return nil }
    if kind != .trust && kind != .resource, !value.has("Resource"), !value.has("NotResource") {
      report(
        "policy.resource",
        "expected a \"Resource\" or \"NotResource\", found none; "
          + (effect == .allow ? "the statement is left out" : "it denies for every resource"), value
      )
      // A Deny without them still denies everything.
      if effect == .allow { return nil }
    }
    let statement = Statement(
      sid: value["Sid"]?.string, effect: effect, actions: actions,
      resources: resources(value, hasVariables), principals: principals(value),
      origin: value.origin)
    if effect == .allow, statement.isComplement, diagnostics.count > before {
      // An exception that nobody can read would be allowed with all the rest.
      report(
        "policy.complement", "the statement is left out: its exceptions cannot be read", value)
      return nil
    }
    return conditions(of: value, in: statement, hasVariables)
  }

  /// Elements of which a statement has one at most.
  private static let exclusive = [
    ("Action", "NotAction"), ("Resource", "NotResource"), ("Principal", "NotPrincipal"),
  ]

  /// What stands where a text was expected.
  private static func shown(_ value: JSONValue?) -> String {
    guard let value else { return "none" }
    return value.string.map { "\"\($0.prefix(60))\"" } ?? value.kind.phrase
  }

  /// What is wrong with an operator and its keys.
  private static func fault(_ name: String, _ keys: JSONValue) -> String {
    Comparison.parse(name) == nil
      ? "unknown condition operator \"\(name.prefix(60))\""
      : "expected keys with values in \"\(name)\", found \(keys.kind.phrase)"
  }

  private mutating func checkVersion(_ value: JSONValue?) {
    guard let value, !["2012-10-17", "2008-10-17"].contains(value.string) else { return }
    report(
      "policy.version",
      "expected the version \"2012-10-17\" or \"2008-10-17\", found "
        + "\(PolicyReader.shown(value)); it is read as \"2008-10-17\", without variables", value)
  }

  private mutating func actions(_ value: JSONValue) -> ActionElement? {
    for (element, other) in PolicyReader.exclusive where value.has(element) && value.has(other) {
      report(
        "policy.both",
        "expected one of \"\(element)\" and \"\(other)\", found both; \"\(element)\" counts", value)
    }
    if let list = value["Action"] { return ActionElement(texts(list, "Action")) }
    if let list = value["NotAction"] {
      return ActionElement(texts(list, "NotAction"), isComplement: true)
    }
    report(
      "policy.action",
      "expected an \"Action\" or \"NotAction\", found none; the statement is left out", value)
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
      report(
        "policy.principal",
        "expected \"*\" or an object as principal, found \(PolicyReader.shown(value))", value)
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
        default:
          report(
            "policy.principal",
            "expected AWS, Service, Federated or CanonicalUser as the kind of a principal, found "
              + "\"\(kind.prefix(60))\"; it is left out", list)
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
      report(
        "policy.condition", "expected a Condition object, found \(block.kind.phrase)", block)
      unreadable.append(block.origin)
    }
    for (name, keys) in block.members {
      guard let (quantifier, comparison, ifExists) = Comparison.parse(name), keys.kind == .object
      else {
        report(
          "policy.condition", PolicyReader.fault(name, keys), keys,
          advice: Comparison.parse(name) == nil ? Comparison.suggestion(for: name) : nil)
        unreadable.append(keys.origin)
        continue
      }
      for (key, list) in keys.members {
        let before = diagnostics.count
        let values = texts(list, key)
        for item in list.listed {
          guard let text = item.scalarText, !comparison.reads(text) else { continue }
          report(
            "policy.value", "\(name) cannot compare with \"\(text.prefix(100))\"", item,
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
        report(
          "policy.value", "expected text in \"\(element.prefix(100))\", found \(item.kind.phrase)",
          item)
      }
    }
    return texts
  }

  private mutating func report(
    _ code: String, _ message: String, _ value: JSONValue,
    _ severity: Diagnostic.Severity = .error, advice: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        severity, code, message, advice: advice ?? "export it again, or correct the policy",
        at: value.origin))
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
