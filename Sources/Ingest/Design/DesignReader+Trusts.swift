import Documents
import Environment
import Policy

extension DesignReader {
  /// The trust policy of a role: whom `trusts` names, and the document beside it.
  mutating func trust(_ entry: DesignEntry) -> PolicyDocument {
    let origin = entry["trusts"]?.origin ?? entry["trust_policy"]?.origin ?? entry.value.origin
    var document = PolicyDocument(
      kind: .trust, name: entry.thing.name, statements: [], origin: origin)
    for value in entry["trusts"]?.listed ?? [] {
      if let text = value.scalarText {
        guard let who = principal(text, value, for: entry) else { continue }
        document.statements.append(trust(who, value, sid: "trusts \(text.prefix(120))"))
      } else if let statement = writtenTrust(value, for: entry) {
        document.statements.append(statement)
      }
    }
    if let value = entry["trust_policy"] {
      document.statements += policy(value, .trust, entry.thing.name).statements
    }
    return document
  }

  private func trust(_ who: PrincipalName, _ value: JSONValue, sid: String) -> Statement {
    Statement(
      sid: sid, effect: .allow, actions: ActionElement(["sts:AssumeRole"]),
      principals: .only([who]), origin: value.origin)
  }

  private static let wordsBefore = ["role", "person", "machine", "account"]

  /// Whom a text names: a service, `anyone`, an ARN, or one of the design's own.
  mutating func principal(
    _ text: String, _ value: JSONValue, for entry: DesignEntry
  ) -> PrincipalName? {
    if text == "anyone" { return .everyAWS }
    if text.hasPrefix("arn:"), ARN(text) != nil { return PrincipalName(aws: text) }
    if let service = DesignServices.principal(text) { return .service(service) }
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    if words.count == 2, words[0] == "account" { return account(words[1], value) }
    if words.count == 2, Self.wordsBefore.contains(words[0]),
      let kind = DesignKind(rawValue: words[0])
    {
      return find(words[1], [kind], value, for: entry).map { .aws($0.thing) }
    }
    let known =
      words.count == 2
      ? Self.wordsBefore : DesignServices.words + ["anyone"] + Self.wordsBefore
    let near = NearWords.nearest(to: words.first ?? "", among: known)
    let meant = near.map { ([$0] + words.dropFirst().prefix(1)).joined(separator: " ") }
    log.add(
      "trust", "nobody is named \(DesignLog.shown(text))",
      meant.map { "did you mean \"\($0)\"?" }
        ?? "write a service such as lambda, \"role NAME\", \"person NAME\", \"account NAME\", "
        + "anyone, or {provider: github, subject: \"repo:NAME/*\"}", at: value.origin)
    return nil
  }

  private mutating func account(_ name: String, _ value: JSONValue) -> PrincipalName? {
    if let id = names.accounts[name] { return .account(id) }
    if isAccountID(name) { return .account(name) }
    log.add(
      "reference", "no account is named \(DesignLog.shown(name))",
      DesignLog.advice(for: name, among: accountOrder, "the account"),
      at: value.origin)
    return nil
  }

  // MARK: Providers

  private static let trustKeys = [
    DesignField("who", .text, "Whom, in the words of a plain trust, to go with `if`."),
    DesignField("provider", .text, "An identity provider: github, gitlab …, or its host name."),
    DesignField("subject", .text, "The subjects that are let in, with * for any text."),
    DesignField("audience", .text, "The audience; sts.amazonaws.com without this."),
  ]

  /// The keys of a trust that is no plain word, without `if`.
  static var trustFields: [DesignField] { trustKeys }

  private mutating func writtenTrust(_ value: JSONValue, for entry: DesignEntry) -> Statement? {
    let isMapping = value["if"]?.kind == .object
    let field = DesignField("if", isMapping ? .mapping : .text, "")
    guard let fields = log.check(value, Self.trustKeys + [field], "a trust") else { return nil }
    var statement: Statement?
    if let provider = fields["provider"], let name = provider.scalarText {
      statement = trust(provider: name, provider, fields, for: entry)
    } else if let who = fields["who"], let text = who.scalarText {
      statement = principal(text, who, for: entry).map {
        trust($0, value, sid: "trusts \(text.prefix(120))")
      }
    } else if !value.has("provider"), !value.has("who") {
      log.add(
        "missing", "the trust has neither \"who\" nor \"provider\"",
        "write {provider: github, subject: \"repo:NAME/*\"}", at: value.origin)
    }
    guard var statement else { return nil }
    statement.origin = value.origin
    guard let condition = value["if"] else { return statement }
    guard let read = conditions(condition) else { return nil }
    statement.conditions += read
    return statement
  }

  private mutating func trust(
    provider name: String, _ value: JSONValue, _ fields: [String: JSONValue],
    for entry: DesignEntry
  ) -> Statement? {
    guard let issuer = DesignServices.provider(name) else {
      log.add(
        "reference", "no identity provider is named \(DesignLog.shown(name))",
        DesignLog.advice(
          for: name, among: DesignServices.providers.keys.sorted(), "the provider"),
        at: value.origin)
      return nil
    }
    let arn = "arn:aws:iam::\(entry.thing.account):oidc-provider/\(issuer)"
    let audience = fields["audience"]?.scalarText ?? "sts.amazonaws.com"
    add(
      IdentityProvider(
        arn: arn, account: entry.thing.account, audiences: [audience], origin: value.origin))
    var conditions = [
      Condition(
        .stringEquals, key: "\(issuer):aud", values: [audience],
        origin: fields["audience"]?.origin ?? value.origin)
    ]
    if let subject = fields["subject"], let text = subject.scalarText {
      conditions.append(
        Condition(.stringLike, key: "\(issuer):sub", values: [text], origin: subject.origin))
    }
    return Statement(
      sid: "trusts \(name.prefix(120))", effect: .allow,
      actions: ActionElement(["sts:AssumeRoleWithWebIdentity"]),
      principals: .only([.federated(arn)]), conditions: conditions, origin: value.origin)
  }
}
