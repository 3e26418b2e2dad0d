import Documents

extension MistakeFinder {
  /// Elements that stand where they have no business, are missing, or say more than they seem to.
  mutating func checkElements(_ statement: WrittenStatement) {
    let value = statement.value
    if statement.effect == .allow { checkComplements(statement) }
    let principal = value["Principal"] ?? value["NotPrincipal"]
    if let principal, !statement.kind.namesPrincipals {
      add(
        "unexpected-principal",
        "a principal has no place in \(statement.kind.family): AWS refuses such a policy",
        advice: "remove the element; who is meant follows from where the policy is attached",
        at: principal)
    }
    if principal == nil, statement.kind.namesPrincipals {
      add(
        "missing-principal",
        "the statement names no principal: it \(statement.consequence)",
        advice: "add a Principal element", at: value)
    }
    if statement.kind == .trust { checkTrust(statement) }
  }

  private mutating func checkComplements(_ statement: WrittenStatement) {
    let value = statement.value
    if statement.kind.namesPrincipals, let element = value["NotPrincipal"] {
      add(
        "allow-not-principal",
        "an Allow with NotPrincipal allows everyone but those named, strangers included",
        advice: "name those who are meant in a Principal element", at: element)
    }
    guard !statement.kind.isCeiling else { return }
    if statement.hasNotAction, statement.actionList.count > 0 || statement.actions.count > 0 {
      add(
        "allow-not-action",
        "an Allow with NotAction allows every other action, those to come included",
        advice: "list what is to be allowed in an Action element", at: statement.actionList, .note)
    }
    if !value.has("Resource"), let element = value["NotResource"] {
      add(
        "allow-not-resource",
        "an Allow with NotResource allows the actions on every other resource, those to come "
          + "included", advice: "list what is to be allowed in a Resource element", at: element,
        .note)
    }
  }

  private mutating func checkTrust(_ statement: WrittenStatement) {
    let value = statement.value
    if !statement.hasNotAction, !statement.actions.isEmpty,
      statement.actions.allSatisfy({ !$0.coverage.isOpen && $0.coverage.service != "sts" })
    {
      add(
        "trust-action",
        "a trust policy is only asked for actions of sts: the statement \(statement.consequence)",
        advice: "write \"sts:AssumeRole\", or the form of it that the principal uses",
        at: statement.actionList)
    }
    guard statement.effect == .allow, let principal = value["Principal"],
      value["Condition"].map({ $0.count == 0 }) ?? true
    else { return }
    let names = principal.kind == .string ? [principal] : principal["AWS"]?.listed ?? []
    for name in names where name.string == "*" {
      add(
        "open-trust", "the role trusts every principal of every account, without a condition",
        advice: "name the accounts or roles that are meant", at: name)
    }
  }
}

extension PolicyKind {
  fileprivate var family: String {
    switch self {
    case .serviceControl: "an SCP"
    case .session, .boundary: "a \(rawValue)"
    default: "an identity policy"
    }
  }
}
