import Documents
import Environment

/// What was looked at and what was not, in HTML.
enum HTMLCoverage {
  private static let listLimit = 30

  /// The section of a report.
  static func section(_ view: ReportView) -> HTMLMarkup {
    let environment = view.result.graph.environment
    let coverage = environment.coverage
    return .block(
      "section", ["id": "coverage"],
      [.line("h2", [:], "What was looked at and what was not"), counts(environment)]
        + [files(coverage), gaps(view), broken(coverage), unused(coverage)]
        + [remarks(coverage.diagnostics)])
  }

  private static func counts(_ environment: Environment) -> HTMLMarkup {
    let counts = [
      (environment.accounts.values.count { $0.hasInventory }, "account"),
      (environment.users.count, "user"), (environment.groups.count, "group"),
      (environment.roles.count, "role"),
      (environment.resources.count { $0.kind == .bucket }, "bucket"),
      (environment.resources.count { $0.runsAs != nil }, "workload"),
    ]
    let items = counts.map { count, noun in
      HTMLMarkup.line(
        "li", [:], .inline("b", [:], .text("\(count)")), .text(noun + (count == 1 ? "" : "s")))
    }
    return .block("ul", ["class": "counts"], items)
  }

  private static func files(_ coverage: Coverage) -> HTMLMarkup {
    let words: [(Coverage.FileStatus, String)] = [
      (.read, "read"), (.partly, "read in part"), (.unused, "not used"), (.broken, "not readable"),
    ]
    let counts = words.compactMap { status, words -> String? in
      let count = coverage.files.count { $0.status == status }
      return count == 0 ? nil : "\(count) \(words)"
    }
    let text = counts.isEmpty ? "No files." : "Files: \(Wording.list(counts))."
    return .line("p", [:], .text(text))
  }

  private static func gaps(_ view: ReportView) -> HTMLMarkup {
    guard !view.gaps.isEmpty else {
      return .line("p", [:], "The snapshot has no known gaps.")
    }
    let items = view.gaps.map { gap in
      HTMLMarkup.line(
        "li", ["class": "gap", "data-account": gap.account],
        gap.account.isEmpty ? "" : .list(["In ", .text(view.account(gap.account)), ": "]),
        .inline("b", [:], .text(gap.what)), "; ", .text(gap.consequence), ". To close the gap:",
        .inline("code", ["class": "command"], .text(gap.command)))
    }
    return notes("Not in the snapshot, what hides most first", items)
  }

  private static func broken(_ coverage: Coverage) -> HTMLMarkup {
    let items = coverage.files.filter { $0.status == .broken }.map { file in
      HTMLMarkup.line("li", [:], .code(file.path), ": ", .text(file.note))
    }
    return notes("Files that are not readable", cut(items))
  }

  private static func unused(_ coverage: Coverage) -> HTMLMarkup {
    let items = FileGroups.of(coverage.files.filter { $0.status == .unused }).map { group in
      HTMLMarkup.line(
        "li", [:], .code(group.name), .words(": "), .text(Wording.count(group.count, "file")))
    }
    return notes("Files that are not used", cut(items), style: "notes brief")
  }

  private static func remarks(_ diagnostics: [Diagnostic]) -> HTMLMarkup {
    let order: [Diagnostic.Severity] = [.error, .warning, .note]
    let items = order.flatMap { severity in
      diagnostics.filter { $0.severity == severity }.map(remark)
    }
    return notes("Remarks on the files", cut(items))
  }

  private static func remark(_ diagnostic: Diagnostic) -> HTMLMarkup {
    .line(
      "li", [:], .inline("b", [:], .text(Wording.capitalized(diagnostic.severity.rawValue))),
      " at ", .code(diagnostic.origin.place), ": ", .text(diagnostic.message),
      diagnostic.advice.map { .list(["; ", .text($0)]) } ?? "", " (", .code(diagnostic.code), ")")
  }

  private static func notes(_ heading: String, _ items: [HTMLMarkup], style: String = "notes")
    -> HTMLMarkup
  {
    if items.isEmpty { return "" }
    return .list([
      .line("h3", [:], .text(heading)), .block("ul", ["class": style], items),
    ])
  }

  private static func cut(_ items: [HTMLMarkup]) -> [HTMLMarkup] {
    guard items.count > listLimit else { return items }
    let more = HTMLMarkup.text("\(items.count - listLimit) more, in the JSON report")
    return items.prefix(listLimit) + [.line("li", [:], more)]
  }
}
