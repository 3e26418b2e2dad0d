import Documents

extension MistakeFinder {
  /// Resources that are none, and such as no action of the statement is asked on.
  mutating func checkResources(_ statement: WrittenStatement) {
    guard let list = statement.value["Resource"] ?? statement.value["NotResource"] else { return }
    let items = list.listed
    guard !items.isEmpty else {
      return add(
        "empty-element", "the list of resources is empty: the statement \(statement.consequence)",
        advice: "list the resources, or remove the statement", at: list)
    }
    var forms: [ResourceForm] = []
    var isSound = true
    for item in items {
      guard let text = item.string else { continue }
      if text == "*" {
        // The commonest form of all, and everything is asked on it.
        isSound = false
        continue
      }
      checkVariables(text, at: item, statement)
      let form = form(of: text, hasVariables: statement.hasVariables)
      if form.isARN {
        forms.append(form)
      } else {
        isSound = false
        add(
          "malformed-arn",
          "expected a resource such as \"arn:aws:s3:::bucket\" or \"*\", found \(text.quoted)",
          advice: "write the ARN with its five colons; parts that are empty stay empty", at: item)
      }
    }
    guard isSound, !forms.isEmpty, statement.value.has("Resource"), !statement.hasNotAction else {
      return
    }
    checkFit(statement, list, forms)
  }

  /// Actions that none of the resources is right for.
  private mutating func checkFit(
    _ statement: WrittenStatement, _ list: JSONValue, _ forms: [ResourceForm]
  ) {
    var misfits: [(coverage: ActionCoverage, value: JSONValue)] = []
    for (coverage, value) in statement.actions where !coverage.isOpen {
      let isAsked = forms.contains { form in
        (coverage.takesNone && form.isEverything)
          || canName(coverage, form)
      }
      if !isAsked { misfits.append((coverage, value)) }
    }
    let resources = forms.count == 1 ? forms[0].text.quoted : "any of the \(forms.count) resources"
    let wrong = misfits.filter { !$0.coverage.types.isEmpty }
    if let (action, value) = wrong.first {
      let isWhole = wrong.count == statement.actions.count
      add(
        "resource-mismatch",
        "\(subject(wrong)) never asked on \(resources)"
          + (isWhole ? ": the statement \(statement.consequence)" : ""),
        advice: expectation(of: action), at: isWhole ? list : value)
    }
    let bare = misfits.filter { $0.coverage.types.isEmpty }
    if let (_, value) = bare.first {
      // A note, since some services look at an ARN where the reference lists none.
      add(
        "resource-not-taken",
        "\(subject(bare)) asked on \"*\" by the service authorization reference of "
          + "\(ServiceReference.updated), not on \(resources)",
        advice: "give what lists or describes a statement of its own, with the resource \"*\"",
        at: value, .note)
    }
  }

  private func subject(_ actions: [(coverage: ActionCoverage, value: JSONValue)]) -> String {
    let others = actions.count - 1
    let first = actions[0].coverage.text.quoted
    if others == 0 { return "\(first) is" }
    return "\(first) and \(others) other action\(others > 1 ? "s" : "") are"
  }

  /// What an action is asked on, as advice.
  private mutating func expectation(of action: ActionCoverage) -> String {
    var forms: [String] = []
    for name in action.types where forms.count < 3 {
      if let form = type(name)?.form, !forms.contains(form) { forms.append(form) }
    }
    let others = action.types.count - forms.count
    return "\(action.text.quoted) expects \(forms.joined(separator: " or "))"
      + (others > 0 ? ", or one of \(others) other types" : "")
  }

  /// Variables in a policy whose version knows none.
  mutating func checkVariables(_ text: String, at item: JSONValue, _ statement: WrittenStatement) {
    guard text.utf8.contains(UInt8(ascii: "$")), let open = text.firstRange(of: "${"),
      let close = text[open.upperBound...].firstIndex(of: "}")
    else { return }
    if !statement.hasVariables {
      let variable = String(text[open.lowerBound...close])
      let version = statement.version.map { "the policy's Version is \($0.quoted)" }
      add(
        "literal-variable",
        "\(variable.quoted) stands for itself, not for a value: "
          + (version ?? "the policy has no Version"),
        advice: "give the policy \"Version\": \"2012-10-17\" if the variable is meant", at: item)
      return
    }
    for case .variable(let key, _) in VariablePiece.split(text) where !standing(ofKey: key).isKnown
    {
      add(
        "unknown-condition-key",
        "the variable \"${\(key.prefix(120))}\" names no condition key that AWS knows "
          + "(\(ServiceReference.updated))", advice: advice(forKey: key), at: item)
    }
  }
}
