import Policy

extension World {
  /// The world with one part less, in every way: what shrinks a failing world.
  func reductions() -> [World] {
    fewerParts() + fewerStatements() + fewerCandidates()
  }

  /// Takes parts away as long as `fails` still holds.
  func shrunk(while fails: (World) -> Bool) -> World {
    var smallest = self
    while let next = smallest.reductions().first(where: fails) { smallest = next }
    return smallest
  }

  private func with(_ change: (inout World) -> Void) -> World {
    var copy = self
    change(&copy)
    return copy
  }

  private func fewerParts() -> [World] {
    var worlds: [World] = []
    for index in sites.indices { worlds.append(with { $0.sites.remove(at: index) }) }
    for (kind, list) in questions {
      for index in list.indices { worlds.append(with { $0.questions[kind]?.remove(at: index) }) }
    }
    for account in serviceControl.keys { worlds.append(with { $0.serviceControl[account] = nil }) }
    for account in resourceControl.keys {
      worlds.append(with { $0.resourceControl[account] = nil })
    }
    for index in principals.indices {
      worlds.append(with { $0.principals.remove(at: index) })
      if principals[index].boundary != nil {
        worlds.append(with { $0.principals[index].boundary = nil })
      }
      for policy in principals[index].identity.indices {
        worlds.append(with { $0.principals[index].identity.remove(at: policy) })
      }
    }
    return worlds
  }

  private func fewerStatements() -> [World] {
    var worlds: [World] = []
    for index in documents.indices {
      for smaller in documents[index].reductions() {
        worlds.append(with { $0.documents[index] = smaller })
      }
    }
    for path in [\World.serviceControl, \World.resourceControl] {
      for (account, levels) in self[keyPath: path] {
        for (level, policies) in levels.enumerated() {
          for (index, policy) in policies.enumerated() {
            for smaller in policy.reductions() {
              worlds.append(with { $0[keyPath: path][account]?[level][index] = smaller })
            }
          }
        }
      }
    }
    return worlds
  }

  private func fewerCandidates() -> [World] {
    var worlds: [World] = []
    for site in sites.indices {
      for index in sites[site].arns.indices {
        worlds.append(
          with {
            $0.sites[site].arns.remove(at: index)
            $0.sites[site].tags.remove(at: index)
            $0.sites[site].policies.remove(at: index)
          })
        if sites[site].tags[index]?.isEmpty == false {
          worlds.append(with { $0.sites[site].tags[index] = [:] })
        }
        guard let policy = sites[site].policies[index] else { continue }
        worlds.append(with { $0.sites[site].policies[index] = nil })
        for smaller in policy.reductions() {
          worlds.append(with { $0.sites[site].policies[index] = smaller })
        }
      }
    }
    return worlds
  }
}

extension PolicyDocument {
  /// The document with one statement, or one condition, less.
  fileprivate func reductions() -> [PolicyDocument] {
    var smaller: [PolicyDocument] = []
    for index in statements.indices {
      var copy = self
      copy.statements.remove(at: index)
      smaller.append(copy)
      for condition in statements[index].conditions.indices {
        var copy = self
        copy.statements[index].conditions.remove(at: condition)
        smaller.append(copy)
      }
    }
    return smaller
  }
}

extension World: CustomStringConvertible {
  var description: String {
    var lines: [String] = []
    for principal in principals {
      let caller = principal.caller
      lines.append(
        "principal \(caller.kind.rawValue) \(caller.arn ?? "-") tags \(caller.tags) "
          + "policies \(principal.identity) boundary \(principal.boundary.map(String.init) ?? "-")")
    }
    for (index, document) in documents.enumerated() where !document.statements.isEmpty {
      lines.append("policy \(index) \(document.text)")
    }
    for (account, levels) in serviceControl {
      lines.append("SCPs of \(account): \(levels.map { $0.map(\.text) })")
    }
    for (account, levels) in resourceControl {
      lines.append("RCPs of \(account): \(levels.map { $0.map(\.text) })")
    }
    for site in sites {
      for (index, arn) in site.arns.enumerated() {
        let tags = site.tags[index].map { "\($0)" } ?? "unknown"
        lines.append("\(arn) tags \(tags) policy \(site.policies[index]?.text ?? "-")")
      }
    }
    return lines.joined(separator: "\n")
  }
}

extension PolicyDocument {
  fileprivate var text: String {
    (hasVariables ? "" : "2008 ")
      + statements.map { statement in
        let actions = statement.actions.patterns.map { $0.witness(run: "*") }
        let tests = statement.conditions.map { test in
          "\(test.quantifier.rawValue)\(test.comparison.rawValue)\(test.ifExists ? "IfExists" : "") "
            + "\(test.writtenKey) \(test.values.map(\.text))"
        }
        let resources: String
        switch statement.resources {
        case .any: resources = "any"
        case .only(let list): resources = "\(list.map(\.text))"
        case .allBut(let list): resources = "all but \(list.map(\.text))"
        }
        return "[\(statement.effect.rawValue) \(statement.actions.isComplement ? "not " : "")"
          + "\(actions) on \(resources) to \(statement.principals) if \(tests)]"
      }.joined(separator: " ")
  }
}
