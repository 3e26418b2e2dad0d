extension CollectScript {
  /// The line that keeps the output of a command.
  func save(_ command: CollectCommand, depth: Int = 1) -> String {
    let path = command.path.replacing("{parent}", with: "$parent\(depth - 1)item")
      .replacing("{name}", with: "$item")
    let permissions = command.permissions.joined(separator: ",")
    var words = ["save", permissions, "\"$base/\(path)\"", command.service, command.operation]
    words += command.arguments.map { CollectScript.word($0, depth) }
    if isRegional(command) { words.append("--region \"$region\"") }
    return words.joined(separator: " ")
  }

  private func isRegional(_ command: CollectCommand) -> Bool {
    switch command.scope {
    case .account, .organization: false
    case .region: true
    case .each(let thing): thing.isRegional
    }
  }

  /// An argument with its placeholders as the shell's variables. Loops count from 1; what the things
  /// of the second are listed for is in `parent1`.
  private static func word(_ argument: String, _ depth: Int) -> String {
    guard argument.contains("{") else {
      return argument.contains("$") ? quoted(argument) : argument
    }
    let text = argument.replacing("{name}", with: "$name")
      .replacing("{parent}", with: "$parent\(depth - 1)")
      .replacing("{ancestor}", with: "$parent\(depth - 2)")
    return "\"" + text.replacing("{account}", with: "$account") + "\""
  }

  /// The loop over all things of a kind. Where a command of the loop lists more of them, they are
  /// added to the list that is being read; where it lists things of another kind, a loop over those
  /// stands in this one.
  func loop(_ thing: Thing, depth: Int = 1) -> [String] {
    let list = "\"$OUT/.names\(depth == 1 ? "" : "\(depth)")\""
    let commands = CommandTable.all.filter { $0.scope == .each(thing) && !$0.isAlternative }
    var lines = thing.limit.map { ["# Of very many, the first \($0)."] } ?? []
    lines += [depth == 1 ? ": >\(list)" : "list=\(list)", depth == 1 ? "" : ": >\(list)"]
      .filter { !$0.isEmpty }
    var inner: [String] = []
    for source in CommandTable.sources where source.thing == thing {
      for command in CommandTable.all
      where command.service == source.service && command.operation == source.operation {
        let ask = names(source, of: command, depth)
        if case .each(let other) = command.scope, other == thing {
          inner.append("  " + ask)
        } else {
          lines.append(ask)
        }
      }
    }
    if depth > 1 { lines.append("list=\"$OUT/.names\"") }
    if thing.limit != nil { lines.append("count\(depth)=0") }
    lines += ["while IFS= read -r name; do"]
    if thing.isNamedByARN || thing.hasPathName {
      lines += [
        "  item=$(printf '%s' \"$name\" | tr '\(thing.hasPathName ? "/" : "/:")' '\(thing.hasPathName ? "_" : "__")')"
      ]
    } else {
      lines += ["  item=$name"]
    }
    if let limit = thing.limit {
      let count = "count\(depth)"
      lines += ["  \(count)=$((\(count) + 1))", "  [ \"$\(count)\" -le \(limit) ] || break"]
    }
    lines += ["  usable \"$item\" || continue"]
    lines += commands.map { "  " + save($0, depth: depth) } + inner
    lines += loopsInside(thing, depth)
    return (lines + ["done <\(list)"]).map { (depth == 1 ? "  " : "") + $0 }
  }

  /// The loops over what is listed for each thing of a kind.
  private func loopsInside(_ thing: Thing, _ depth: Int) -> [String] {
    let children = Thing.allCases.filter { $0.parent == thing }
    guard !children.isEmpty else { return [] }
    let keep = ["parent\(depth)=$name", "parent\(depth)item=$item"]
    return (keep + children.flatMap { loop($0, depth: depth + 1) }).map { "  " + $0 }
  }

  private func names(_ source: ThingSource, of command: CollectCommand, _ depth: Int) -> String {
    var words = ["names", source.service, source.operation]
    // What is listed for a thing is asked for outside the loop over it: the thing is the parent.
    let arguments =
      source.thing.parent == nil
      ? command.arguments
      : command.arguments.map {
        $0.replacing("{parent}", with: "{ancestor}").replacing("{name}", with: "{parent}")
      }
    words += arguments.map { CollectScript.word($0, depth) } + source.arguments
    if isRegional(command) { words.append("--region \"$region\"") }
    words.append("--query '\(source.list)[].[\(source.name.isEmpty ? "@" : source.name)]'")
    return words.joined(separator: " ")
  }
}
