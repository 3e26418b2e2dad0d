import Documents

extension MistakeFinder {
  /// Actions and services that AWS does not know.
  mutating func checkActions(_ statement: WrittenStatement) {
    let reference = "the service authorization reference of \(ServiceReference.updated)"
    if statement.actionList.kind == .array, statement.actionList.count == 0 {
      add(
        "empty-element", "the list of actions is empty: the statement \(statement.consequence)",
        advice: "list the actions, or remove the statement", at: statement.actionList)
    }
    for (coverage, value) in statement.actions {
      switch coverage.fault {
      case nil: break
      case .form:
        add(
          "unknown-action",
          "expected an action such as \"s3:GetObject\", found \(coverage.text.quoted)",
          advice: "write the service's prefix, a colon and the action's name", at: value)
      case .service:
        add(
          "unknown-service",
          "\(reference) has no service \((coverage.service.map(String.init) ?? "").quoted): "
            + "\(coverage.text.quoted) covers nothing that is known",
          advice: advice(for: coverage), at: value)
      case .name:
        add(
          "unknown-action",
          coverage.isLiteral
            ? "\(coverage.text.quoted) is not an action of \(reference)"
            : "no action of \(reference) matches \(coverage.text.quoted)",
          advice: advice(for: coverage), at: value)
      }
    }
  }

  private mutating func advice(for coverage: ActionCoverage) -> String {
    let known = "what is newer than the reference, or retired, may stay"
    guard let word = suggestion({ coverage.suggestion() }) else {
      return "check the spelling; \(known)"
    }
    return "did you mean \"\(word)\"? \(known)"
  }
}
