import Documents
import Environment

/// What a snapshot holds and lacks, for a terminal: what `postern validate` prints.
package enum ValidationText {
  /// The most remarks and unused groups that are listed.
  private static let listLimit = 20

  /// The whole answer.
  ///
  /// - Parameters:
  ///   - view: What was read.
  ///   - width: The columns of the terminal; no line is wider. At least 40.
  ///   - colour: Whether headings are coloured.
  ///   - isVerbose: Whether lists are given whole.
  package static func text(
    _ view: ValidationView, width: Int = 80, colour: Bool, isVerbose: Bool
  ) -> String {
    var page = TerminalPage(width: width, colour: colour)
    page.add(view.answer, style: .bold)
    addAccounts(view, to: &page)
    let broken = view.errors.map(line) + view.silentlyBroken.map { "\($0.path): \($0.note)" }
    list("Broken, and not counted:", broken, isVerbose, &page)
    addGaps(view, to: &page)
    let unused = FileGroups.of(view.coverage.files.filter { $0.status == .unused }).map {
      "\($0.name): \(Wording.count($0.count, "file"))"
    }
    list("There, but not used:", unused, isVerbose, &page)
    list("Remarks:", view.remarks.map(line), isVerbose, &page)
    return page.text
  }

  private static func addAccounts(_ view: ValidationView, to page: inout TerminalPage) {
    guard !view.accounts.isEmpty else { return }
    let heads = ["USERS", "ROLES", "BUCKETS", "WORKLOADS", " LIMITS"]
    let room = page.width - heads.reduce(0) { $0 + $1.count + 2 }
    page.addBlank()
    page.addRow(row("ACCOUNT", heads, heads, room).map { ($0, .faint) })
    for account in view.accounts {
      let counts =
        account.hasInventory ? [String(account.users), String(account.roles)] : ["?", "?"]
      let cells =
        counts + [
          String(account.buckets), String(account.workloads),
          account.limits == .unknown ? "?" : account.limits.rawValue,
        ]
      page.addRow(row(view.account(account.id), cells, heads, room).map { ($0, .plain) })
    }
  }

  private static func row(
    _ name: String, _ cells: [String], _ heads: [String], _ room: Int
  ) -> [String] {
    let short = DisplayWidth.shortened(VisibleText.line(name), to: room)
    return [DisplayWidth.padded(short, to: room)]
      + zip(cells, heads).map { "  " + DisplayWidth.padded($0, to: $1.count, isRight: true) }
  }

  private static func addGaps(_ view: ValidationView, to page: inout TerminalPage) {
    page.addBlank()
    guard !view.gaps.isEmpty else { return page.add("No known gaps.", style: .bold) }
    page.add("Not in the snapshot, what hides most first:", style: .bold)
    for gap in view.gaps {
      let account = gap.account.isEmpty ? "" : "in \(view.account(gap.account)): "
      page.add("\(account)\(gap.what); \(gap.why)", lead: "- ")
      if !gap.latent.isEmpty {
        page.add("latent until then: \(gap.latent.joined(separator: ", "))", lead: "  ")
      }
      page.addCommand(gap.command, lead: "  $ ")
    }
    page.addBlank()
    page.add(
      "Outputs belong at <account>/[<region>/]<service>/<operation>[/<name>].json; "
        + "`postern collect aws` runs all commands, and `postern collect --print-script` prints them."
    )
  }

  private static func list(
    _ heading: String, _ lines: [String], _ isVerbose: Bool, _ page: inout TerminalPage
  ) {
    guard !lines.isEmpty else { return }
    let shown = isVerbose ? lines[...] : lines.prefix(listLimit)
    page.addBlank()
    page.add(heading, style: .bold)
    for line in shown { page.add(line, lead: "- ") }
    let more = lines.count - shown.count
    if more > 0 { page.add("\(more) more; --verbose shows them", lead: "- ") }
  }

  private static func line(_ diagnostic: Diagnostic) -> String {
    let advice = diagnostic.advice.map { "; \($0)" } ?? ""
    return "\(diagnostic.origin.place): \(diagnostic.message)\(advice)"
  }
}
