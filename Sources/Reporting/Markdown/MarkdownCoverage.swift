import Documents
import Environment

/// What was looked at and what was not, in Markdown.
enum MarkdownCoverage {
  private static let listLimit = 30

  /// The section of a report.
  static func section(_ view: ReportView) -> [String] {
    let environment = view.result.graph.environment
    var lines = [
      "<a id=\"coverage\"></a>", "", "## What was looked at and what was not", "",
      counts(environment), "", files(environment.coverage), "",
    ]
    lines += gaps(view)
    lines += unread(environment.coverage)
    lines += diagnostics(environment.coverage.diagnostics)
    return lines
  }

  private static func counts(_ environment: Environment) -> String {
    let counts = [
      Wording.count(environment.accounts.values.count { $0.hasInventory }, "account"),
      Wording.count(environment.users.count, "user"),
      Wording.count(environment.groups.count, "group"),
      Wording.count(environment.roles.count, "role"),
      Wording.count(environment.resources.count { $0.kind == .bucket }, "bucket"),
      Wording.count(environment.resources.count { $0.runsAs != nil }, "workload"),
    ]
    return "Looked at: \(Wording.list(counts))."
  }

  private static func files(_ coverage: Coverage) -> String {
    let words: [(Coverage.FileStatus, String)] = [
      (.read, "read"), (.partly, "read in part"), (.unused, "not used"), (.broken, "not readable"),
    ]
    let counts = words.compactMap { status, words -> String? in
      let count = coverage.files.count { $0.status == status }
      return count == 0 ? nil : "\(count) \(words)"
    }
    return counts.isEmpty ? "No files." : "Files: \(Wording.list(counts))."
  }

  private static func gaps(_ view: ReportView) -> [String] {
    guard !view.gaps.isEmpty else { return ["The snapshot has no known gaps.", ""] }
    var lines = ["Not in the snapshot, what hides most first:", ""]
    for gap in view.gaps {
      let account = MarkdownText.inline(view.account(gap.account))
      lines.append(
        "- \(gap.account.isEmpty ? "" : "In \(account): ")**\(MarkdownText.inline(gap.what))**; "
          + "\(MarkdownText.inline(gap.consequence)). "
          + "To close the gap: \(MarkdownText.code(gap.command))")
    }
    return lines + [""]
  }

  private static func unread(_ coverage: Coverage) -> [String] {
    let broken = coverage.files.filter { $0.status == .broken }.map { file in
      "- \(MarkdownText.code(file.path)): not readable, \(MarkdownText.inline(file.note))"
    }
    let unused = FileGroups.of(coverage.files.filter { $0.status == .unused }).map { group in
      "- \(MarkdownText.code(group.name)): \(Wording.count(group.count, "file")) not used"
    }
    if broken.isEmpty && unused.isEmpty { return [] }
    return ["Files that are not used yet:", ""] + cut(broken) + cut(unused) + [""]
  }

  private static func diagnostics(_ diagnostics: [Diagnostic]) -> [String] {
    let order: [Diagnostic.Severity] = [.error, .warning, .note]
    let lines = order.flatMap { severity in
      diagnostics.filter { $0.severity == severity }.map(line)
    }
    return lines.isEmpty ? [] : ["Remarks on the files:", ""] + cut(lines) + [""]
  }

  private static func line(_ diagnostic: Diagnostic) -> String {
    let origin = diagnostic.origin
    let place = origin.line > 0 ? "\(origin.file):\(origin.line)" : origin.file
    var text =
      "- \(Wording.capitalized(diagnostic.severity.rawValue)) at \(MarkdownText.code(place)): "
    text += MarkdownText.inline(diagnostic.message)
    if let advice = diagnostic.advice { text += "; \(MarkdownText.inline(advice))" }
    return text + " (\(MarkdownText.code(diagnostic.code)))"
  }

  private static func cut(_ lines: [String]) -> [String] {
    guard lines.count > listLimit else { return lines }
    return lines.prefix(listLimit) + ["- \(lines.count - listLimit) more, in the JSON report"]
  }
}
