import Documents
import Environment
import Policy

extension EnvironmentBuilder {
  /// Reports something. What leaves a part of the input out is an error.
  mutating func warn(_ code: String, _ message: String, advice: String? = nil, at origin: Origin) {
    let severity: Diagnostic.Severity =
      EnvironmentBuilder.isHarmless(code) ? .warning : .error
    log.add(Diagnostic(severity, code, message, advice: advice, at: origin))
  }

  /// The elements of a list that the output of the command must have; nil, and a diagnostic, when
  /// it has none, for where "nothing" and "not known" must not be confused.
  mutating func list(_ key: String, of value: JSONValue, _ file: FileContext) -> [JSONValue]? {
    if let list = value[key], list.kind == .array { return Array(list.elements) }
    let found = Self.phrase(value, key)
    warn(
      "ingest.shape", "expected a list \"\(key)\", as `\(file.command)` prints it, found \(found)",
      advice: "export the file again", at: value[key]?.origin ?? value.origin)
    return nil
  }

  /// The elements of a list that may be absent; what stands in its place is reported.
  mutating func entries(_ key: String, of value: JSONValue) -> [JSONValue] {
    guard let list = value[key], !list.isNull else { return [] }
    guard list.kind == .array else {
      warn(
        "ingest.shape", "expected \"\(key)\" to be a list, found \(list.kind.phrase)",
        advice: "export the file again", at: list.origin)
      return []
    }
    return Array(list.elements)
  }

  /// The texts of a list that may be absent.
  mutating func texts(_ key: String, of value: JSONValue) -> [String] {
    entries(key, of: value).compactMap { entry in
      if let text = entry.string { return text }
      warn(
        "ingest.shape", "expected text in \"\(key)\", found \(entry.kind.phrase)",
        advice: "export the file again", at: entry.origin)
      return nil
    }
  }

  /// What stands where something was expected.
  private static func phrase(_ value: JSONValue, _ key: String) -> String {
    value.kind == .object ? value[key]?.kind.phrase ?? "none" : value.kind.phrase
  }

  /// A text that something must have to be known; what lacks it is left out.
  mutating func text(_ key: String, of value: JSONValue, _ file: FileContext) -> String? {
    if let text = value[key]?.string, !text.isEmpty { return text }
    let isEmpty = value[key]?.kind == .string
    let found = isEmpty ? "an empty one" : Self.phrase(value, key)
    warn(
      "ingest.shape", "expected a text \"\(key)\", found \(found); this entry is left out",
      advice: "export it again with `\(file.command)`", at: value.origin)
    return nil
  }

  /// An ARN that something must have. Its account is the truth, whatever folder it is in.
  ///
  /// - Parameter kind: How the ARN's resource must begin, for what is of IAM and of an account.
  mutating func arn(
    _ key: String, of value: JSONValue, _ file: FileContext, kind: String? = nil
  ) -> ARN? {
    guard let text = text(key, of: value, file) else { return nil }
    guard let arn = ARN(text), arn.account.isEmpty || isAccountID(arn.account),
      kind.map({ isIdentity(arn, $0) }) ?? true
    else {
      warn(
        "ingest.arn",
        "expected an ARN\(kind.map { " of IAM with \($0)NAME" } ?? "") in \"\(key)\", found \"\(text.prefix(200))\"; "
          + "this entry is left out", advice: "export it again with `\(file.command)`",
        at: value[key]?.origin ?? value.origin)
      return nil
    }
    noteRegion(arn.region, account: arn.account)
    return arn
  }

  private func isIdentity(_ arn: ARN, _ kind: String) -> Bool {
    arn.service == "iam" && !arn.account.isEmpty && arn.resource.hasPrefix(kind)
      && arn.resource.utf8.count > kind.utf8.count
  }

  /// Tags as a list of `Key` and `Value`, in whatever case the service writes them.
  mutating func tags(_ key: String, of value: JSONValue) -> [String: String] {
    var tags: [String: String] = [:]
    for tag in entries(key, of: value) {
      guard let key = (tag["Key"] ?? tag["key"])?.string else {
        warn(
          "ingest.shape", "expected a tag with a text \"Key\", found none; it is left out",
          advice: "export the file again", at: tag.origin)
        continue
      }
      tags[key] = (tag["Value"] ?? tag["value"])?.string ?? ""
    }
    return tags
  }

  /// Remembers a time for the question what "now" is to the snapshot.
  @discardableResult
  mutating func time(_ value: JSONValue?) -> Double? {
    guard let value, let text = value.scalarText, let time = Instant.parse(text) else { return nil }
    newestTime = max(newestTime ?? time, time)
    return time
  }

  /// Reads a policy document, be it an object or the text of one. In one that AWS owns, and nobody
  /// else can change, mistakes are not looked for.
  mutating func policy(
    _ value: JSONValue?, kind: PolicyKind, name: String, isAWSOwned: Bool = false,
    isInForce: Bool = true
  ) -> PolicyDocument? {
    guard let value, !value.isNull else { return nil }
    var root = value
    if value.kind == .string {
      do {
        let document = try JSONDocument.parse(embeddedIn: value)
        log.add(document.duplicateKeys)
        root = document.root
      } catch {
        log.add(error.diagnostic.advising("export the file again, or correct this text in it"))
        return nil
      }
    }
    var reader = PolicyReader()
    let policy = reader.read(root, kind: kind, name: name)
    // Of what is not in force, only what cannot be read is of interest.
    log.add(isInForce ? reader.diagnostics : reader.diagnostics.filter { $0.severity == .error })
    if !isAWSOwned, isInForce, kind != .awsManaged { mistakes.add(root, kind: kind) }
    return policy
  }
}
