/// The names under which resource policies can speak of one caller; made once for many questions.
package struct CallerNames: Sendable {
  let names: [String]
  let account: String?

  package init(_ caller: Caller) {
    names = ResourcePolicyIndex.names(of: caller)
    account = caller.account
  }

  /// Whether some name is among those that policies speak of, or leave out.
  package func areAmong(_ listed: Set<String>) -> Bool {
    !listed.isEmpty && names.contains { listed.contains($0) }
  }
}

extension PolicyDocument {
  /// The names of whoever its statements speak of, but for accounts and everyone; in the form in which
  /// ``CallerNames`` holds them.
  package var names: [String] {
    statements.flatMap { statement -> [String] in
      switch statement.principals {
      case .none: []
      case .only(let names), .allBut(let names): names.compactMap(ResourcePolicyIndex.name)
      }
    }
  }

  /// The names of single principals that get less than others who are not named: those that a
  /// statement denies by name, and those that are spared by an Allow for all others. In the form in
  /// which ``CallerNames`` holds them.
  package var namesLeftOut: [String] {
    statements.flatMap { statement -> [String] in
      let names: [PrincipalName]
      switch (statement.effect, statement.principals) {
      case (.deny, .only(let list)), (.allow, .allBut(let list)): names = list
      default: return []
      }
      return names.compactMap {
        if case .aws(let text) = $0 { ResourcePolicyIndex.key(of: text) } else { nil }
      }
    }
  }
}

extension Caller {
  /// A caller of the same kind and account whom no policy names.
  var unnamed: Caller {
    var caller = self
    caller.arn = nil
    caller.roleARN = nil
    caller.uniqueID = nil
    caller.federatedBy = nil
    return caller
  }
}
