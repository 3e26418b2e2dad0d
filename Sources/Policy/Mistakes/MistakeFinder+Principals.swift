import Documents

extension MistakeFinder {
  /// Names that no principal has.
  mutating func checkPrincipals(_ statement: WrittenStatement) {
    guard statement.kind.namesPrincipals,
      let element = statement.value["Principal"] ?? statement.value["NotPrincipal"],
      element.kind == .object
    else { return }
    var count = 0
    for (kind, list) in element.members {
      for item in list.listed {
        count += 1
        guard let text = item.string else { continue }
        checkName(text, kind, at: item)
      }
    }
    if count == 0 {
      add(
        "empty-element", "the statement names no principal: it \(statement.consequence)",
        advice: "name the principals, or remove the statement", at: element)
    }
  }

  private mutating func checkName(_ text: String, _ kind: String, at item: JSONValue) {
    let expected: String
    switch kind {
    case "AWS":
      if PrincipalForm.isAWS(text) { return }
      expected =
        text.contains("*")
        ? "\"*\" alone, for names in Principal know no other wildcard"
        : "\"*\", an account id, or the ARN of an account's root, a user, a role or a session"
    case "Service":
      if PrincipalForm.isService(text) { return }
      expected = "a service such as \"lambda.amazonaws.com\""
    case "Federated":
      if PrincipalForm.isProvider(text) { return }
      expected = "a provider's domain, or the ARN of a SAML or OIDC provider"
    case "CanonicalUser":
      if PrincipalForm.isCanonicalUser(text) { return }
      expected = "a canonical user id of 64 hexadecimal digits"
    default: return
    }
    add(
      "malformed-principal", "expected \(expected), found \(text.quoted), which names nobody",
      advice: text.contains("*") && kind == "AWS"
        ? "name the account, and test aws:PrincipalArn with ArnLike in a condition"
        : "correct the name", at: item)
  }
}

/// The forms of the names in a Principal element.
/// Source: IAM User Guide, "AWS JSON policy elements: Principal".
private enum PrincipalForm {
  static func isAWS(_ text: String) -> Bool {
    if text == "*" || isAccountID(text) || isUniqueID(text) { return true }
    guard let arn = ARN(text), !text.contains("*"), !text.contains("?") else { return false }
    let resource = arn.resource
    switch arn.service {
    // CloudFront's origin access identities are users of an account named after it.
    case "iam"
    where arn.region.isEmpty && (isAccountID(arn.account) || arn.account == "cloudfront"):
      return resource == "root" || resource.hasPrefix("user/") || resource.hasPrefix("role/")
    case "sts" where arn.region.isEmpty && isAccountID(arn.account):
      return resource.hasPrefix("assumed-role/") || resource.hasPrefix("federated-user/")
        || resource == "self"
    default: return false
    }
  }

  /// What AWS shows for a principal that was deleted: `AROA…`, `AIDA…`.
  private static func isUniqueID(_ text: String) -> Bool {
    text.utf8.count >= 16 && text.hasPrefix("A")
      && text.utf8.allSatisfy { ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x30 && $0 <= 0x39) }
  }

  static func isService(_ text: String) -> Bool {
    text == "*"
      || text.contains(".")
        && text.utf8.allSatisfy {
          ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x30 && $0 <= 0x39)
            || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        }
  }

  static func isProvider(_ text: String) -> Bool {
    guard let arn = ARN(text) else { return text == "*" || text.contains(".") }
    return arn.service == "iam"
      && (arn.resource.hasPrefix("saml-provider/") || arn.resource.hasPrefix("oidc-provider/"))
  }

  static func isCanonicalUser(_ text: String) -> Bool {
    text == "*" || text.utf8.count == 64 && text.allSatisfy(\.isHexDigit)
  }
}
