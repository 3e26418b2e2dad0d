import Documents
import Environment
import Policy

extension DesignReader {
  /// The policies of an identity: its grants, and the document beside them.
  mutating func policies(_ entry: DesignEntry, kind: PolicyKind) -> [PolicyDocument] {
    var documents: [PolicyDocument] = []
    if let may = entry["may"] {
      documents.append(
        PolicyDocument(
          kind: kind, name: "\(entry.thing.name)-grants", statements: statements(may, for: entry),
          origin: may.origin))
    }
    if let value = entry["policy"] { documents.append(policy(value, kind, "policy")) }
    return documents
  }

  /// A policy as AWS has it.
  mutating func policy(_ value: JSONValue, _ kind: PolicyKind, _ name: String) -> PolicyDocument {
    var reader = PolicyReader()
    let document = reader.read(value, kind: kind, name: name)
    log.add(reader.diagnostics)
    log.add(finder.mistakes(in: value, kind: kind))
    return document
  }

  /// The boundary of an identity.
  mutating func boundary(_ entry: DesignEntry) -> PolicyAttachment? {
    guard let value = entry["boundary"] else { return nil }
    let thing = entry.thing
    let name = "\(thing.name)-boundary"
    let arn = "arn:aws:iam::\(thing.account):policy/\(name)"
    var document = PolicyDocument(
      kind: .boundary, name: name, statements: [], origin: value.origin)
    if value.kind == .object, value.has("Statement") {
      document = policy(value, .boundary, name)
    } else {
      document.statements = statements(value, for: entry)
    }
    add(
      ManagedPolicy(
        arn: arn, name: name, document: document, versionCount: 1, isAWSManaged: false,
        origin: value.origin))
    return PolicyAttachment(arn: arn, origin: value.origin)
  }

  /// The statements of grants.
  mutating func statements(_ grants: JSONValue, for entry: DesignEntry) -> [Statement] {
    var statements: [Statement] = []
    for value in grants.listed {
      if let text = value.scalarText {
        if let statement = statement(text, value, for: entry) { statements.append(statement) }
      } else if let statement = written(value, for: entry) {
        statements.append(statement)
      }
    }
    return statements
  }

  // MARK: Plain words

  private mutating func statement(
    _ text: String, _ value: JSONValue, for entry: DesignEntry
  ) -> Statement? {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let form = GrantForm.all.first(where: { $0.matches(words) }) else {
      log.add(
        "grant", "unknown grant \(DesignLog.shown(text))", GrantForm.advice(for: words),
        at: value.origin)
      return nil
    }
    var named: Named?
    var conditions: [Condition] = []
    for (index, word) in form.words.enumerated() {
      switch word {
      case .fixed: continue
      case .name(let kinds):
        // The word before the name says which kind is meant, where there are several.
        let meant = kinds.filter { $0.rawValue == words[index - 1] }
        guard let found = find(words[index], meant, value, for: entry) else { return nil }
        named = found
      case .service:
        guard let service = service(words[index], value) else { return nil }
        conditions.append(
          Condition(
            .stringEquals, key: "iam:PassedToService", values: [service], origin: value.origin))
      }
    }
    let resources = resources(of: form, named, entry.thing.account)
    return Statement(
      sid: String(text.prefix(128)), effect: .allow, actions: ActionElement(form.actions),
      resources: .only(resources.map { PatternText($0, hasVariables: false) }),
      conditions: conditions, origin: value.origin)
  }

  private func resources(of form: GrantForm, _ named: Named?, _ account: String) -> [String] {
    let hasObjects = form.places.contains(where: \.isObjects)
    return form.places.compactMap { place in
      switch place {
      // Who may use a part of a bucket's objects may not list the whole bucket.
      case .thing: hasObjects && named?.isWhole == false ? nil : named?.thing
      case .objects: named?.objects
      case .pattern(let pattern): filled(pattern, account)
      }
    }
  }

  private func filled(_ pattern: String, _ account: String) -> String {
    pattern.split(separator: "{", omittingEmptySubsequences: false).map { part in
      if part.hasPrefix("region}") { return names.region + part.dropFirst(7) }
      if part.hasPrefix("account}") { return account + part.dropFirst(8) }
      return String(part)
    }.joined()
  }

  private mutating func service(_ word: String, _ value: JSONValue) -> String? {
    if let service = DesignServices.principal(word) { return service }
    log.add(
      "reference", "no service is named \(DesignLog.shown(word))",
      DesignLog.advice(for: word, among: DesignServices.words, "the service"), at: value.origin)
    return nil
  }

  /// What a name in a grant stands for.
  struct Named {
    var thing: String
    /// The pattern of the objects, for buckets.
    var objects: String
    /// Whether the whole bucket is meant.
    var isWhole: Bool
  }

  /// The thing that a word names; buckets may have a prefix, and `*` in a name stands for any text.
  mutating func find(
    _ word: String, _ kinds: [DesignKind], _ value: JSONValue, for entry: DesignEntry
  ) -> Named? {
    let isBucket = kinds == [.bucket]
    let name = isBucket ? String(word.prefix { $0 != "/" }) : word
    let prefix = isBucket ? String(word.dropFirst(name.count + 1)) : ""
    guard let arn = arn(name, kinds, value, for: entry) else { return nil }
    let objects = "\(arn)/\(prefix)" + (prefix.hasSuffix("*") ? "" : "*")
    return Named(thing: arn, objects: objects, isWhole: prefix.isEmpty)
  }

  private mutating func arn(
    _ name: String, _ kinds: [DesignKind], _ value: JSONValue, for entry: DesignEntry
  ) -> String? {
    let what = kinds.first?.rawValue ?? "thing"
    if name.contains("*") {
      let glob = Glob(name)
      let known = names.all(kinds)
      let isMatching = known.count > DesignLog.searchLimit || known.contains(where: glob.matches)
      if isMatching, let kind = kinds.first {
        return names.arn(kind, name, account: entry.thing.account)
      }
    }
    let found = names.find(name, kinds, from: entry.thing.account)
    if found.count == 1 { return found[0].arn }
    if found.isEmpty {
      log.add(
        "reference", "no \(what) is named \(DesignLog.shown(name))",
        DesignLog.advice(for: name, among: names.all(kinds), "the \(what)"), at: value.origin)
    } else {
      log.add(
        "reference", "\(DesignLog.shown(name)) names a \(what) in several other accounts",
        "write {allow: […], on: [\"\(found[0].arn)\"]}", at: value.origin)
    }
    return nil
  }

  // MARK: Statements

  private static let statementKeys = [
    DesignField("allow", .texts, "Actions that are allowed."),
    DesignField("deny", .texts, "Actions that are denied."),
    DesignField("grant", .text, "A grant in plain words, to go with `if`."),
    DesignField("on", .texts, "ARNs, or a kind and a name such as `bucket x`; all without this."),
  ]

  /// The keys of a statement that are checked by their shape; `if` has one of two.
  static var statementFields: [DesignField] { statementKeys }

  private mutating func written(_ value: JSONValue, for entry: DesignEntry) -> Statement? {
    let any = DesignField("if", .text, "")
    let condition = value["if"]
    let isMapping = condition?.kind == .object
    let field = isMapping ? DesignField("if", .mapping, "") : any
    guard let fields = log.check(value, Self.statementKeys + [field], "a grant") else {
      return nil
    }
    var statement: Statement?
    if let grant = fields["grant"], let text = grant.scalarText {
      statement = self.statement(text, grant, for: entry)
    } else if let actions = fields["allow"] ?? fields["deny"] {
      let effect: Effect = fields["allow"] == nil ? .deny : .allow
      statement = self.statement(effect, actions, fields["on"], value, for: entry)
    } else if !["grant", "allow", "deny"].contains(where: value.has) {
      log.add(
        "missing", "the grant has neither \"allow\", \"deny\" nor \"grant\"",
        "write {allow: [\"s3:GetObject\"], on: [\"bucket NAME\"]}", at: value.origin)
    }
    guard var statement else { return nil }
    guard let condition else { return statement }
    guard let read = conditions(condition) else { return nil }
    statement.conditions += read
    return statement
  }

  private mutating func statement(
    _ effect: Effect, _ actions: JSONValue, _ on: JSONValue?, _ value: JSONValue,
    for entry: DesignEntry
  ) -> Statement? {
    var resources: [String] = []
    for place in on?.listed ?? [] {
      guard let text = place.scalarText else { continue }
      if text == "*" || text.hasPrefix("arn:") {
        resources.append(text)
        continue
      }
      let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
      guard words.count == 2, let kind = DesignKind(rawValue: words[0]) else {
        log.add(
          "value", "expected an ARN, or a kind and a name, found \(DesignLog.shown(text))",
          "write \"arn:…\", \"*\" or, for example, \"bucket NAME\"", at: place.origin)
        return nil
      }
      guard let found = find(words[1], [kind], place, for: entry) else { return nil }
      resources += kind == .bucket ? [found.objects] : []
      if found.isWhole { resources.append(found.thing) }
    }
    if on == nil { resources = ["*"] }
    return Statement(
      effect: effect, actions: ActionElement(actions.listed.compactMap(\.scalarText)),
      resources: .only(resources.map { PatternText($0) }), origin: value.origin)
  }

  /// The conditions of an `if`: a condition block as AWS has it, or `mfa`.
  mutating func conditions(_ value: JSONValue) -> [Condition]? {
    if value.string == "mfa" {
      return [
        Condition(
          .bool, key: "aws:MultiFactorAuthPresent", values: ["true"], origin: value.origin)
      ]
    }
    guard value.kind == .object else {
      log.add(
        "value", "expected conditions in \"if\", found \(value.kind.phrase)",
        "write mfa, or {StringEquals: {\"aws:RequestedRegion\": us-east-1}}", at: value.origin)
      return nil
    }
    return readConditions(value)
  }

  /// Conditions are read as those of a statement that has nothing else.
  private mutating func readConditions(_ value: JSONValue) -> [Condition]? {
    let text = """
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*",
      "Condition": \(value.sourceText)}}
      """
    var reader = PolicyReader()
    guard let document = try? JSONDocument.parse(Array(text.utf8), file: value.origin.file)
    else { return nil }
    let policy = reader.read(document.root, kind: .inline, name: "if")
    for diagnostic in reader.diagnostics {
      log.add("condition", diagnostic.message, diagnostic.advice, at: value.origin)
    }
    return policy.statements.first?.conditions.map { condition in
      var condition = condition
      condition.origin = value.origin
      return condition
    }
  }
}

extension GrantForm.Place {
  fileprivate var isObjects: Bool { if case .objects = self { true } else { false } }
}
