import Reporting
import Techniques

/// How many techniques there are of each category or ATT&CK technique in each service.
package struct TechniqueMatrix: Sendable {
  /// What the rows are.
  package enum Rows: String, Sendable, CaseIterable {
    case category
    case attack
  }

  /// One row with its cells by service.
  struct Row: Sendable {
    /// A category, or an ATT&CK id.
    var id: String
    /// The ATT&CK technique's name and tactics.
    var attack: AttackTechnique?
    var cells: [(service: String, techniques: [Technique])]

    var ids: [String] { cells.flatMap(\.techniques).map(\.id).sorted() }

    var title: String {
      guard let attack else { return id }
      let tactics = attack.tactics.map { $0.replacing("-", with: " ") }.joined(separator: ", ")
      return "\(attack.id) \(attack.name) (\(tactics))"
    }
  }

  private let by: Rows
  private let rows: [Row]

  /// - Parameters:
  ///   - files: a user's own technique files.
  /// - Throws: The errors of the files.
  package init(by: Rows, files: [String] = []) throws(Problem) {
    self.by = by
    let techniques = try TechniqueFiles.catalogue(adding: files).techniques
    let keys =
      by == .category
      ? Technique.categories.filter { key in techniques.contains { $0.category == key } }
      : Set(techniques.flatMap(\.attack)).sorted()
    rows = keys.map { key in
      TechniqueMatrix.row(
        key, techniques.filter { by == .category ? $0.category == key : $0.attack.contains(key) })
    }
  }

  private static func row(_ key: String, _ techniques: [Technique]) -> Row {
    let byService = Dictionary(grouping: techniques, by: \.service)
    return Row(
      id: key, attack: AttackTechnique.all[key],
      cells: byService.keys.sorted().map { ($0, byService[$0] ?? []) })
  }

  /// In lines of 80 columns: each row with its services and ids below it.
  package var text: String {
    var page = PlainPage()
    let width = rows.flatMap(\.cells).map(\.service.count).max() ?? 0
    for row in rows {
      page.addBlank()
      page.add("\(row.title): \(row.ids.count)")
      for cell in row.cells {
        let space = String(repeating: " ", count: width - cell.service.count)
        let number = cell.techniques.count
        let count = number < 10 ? "  \(number)" : " \(number)"
        page.add(
          cell.techniques.map(\.id).joined(separator: ", "),
          lead: "  " + cell.service + space + count + "  ")
      }
    }
    return page.text
  }

  /// A Markdown table of counts, services below each other, and the ids.
  package var markdown: String {
    let first = by == .category ? "category" : "ATT&CK"
    var text = "| \(first) | service | count | techniques |\n|---|---|---:|---|\n"
    for row in rows {
      for (position, cell) in row.cells.enumerated() {
        let title = position == 0 ? TechniqueMatrix.escaped(row.title) : ""
        let ids = cell.techniques.map(\.id).map(TechniqueMatrix.escaped).joined(separator: ", ")
        text +=
          "| \(title) | \(TechniqueMatrix.escaped(cell.service)) | \(cell.techniques.count) | \(ids) |\n"
      }
    }
    return text
  }

  /// Ids and services are words of letters, digits and hyphens; names come from ATT&CK. What a
  /// table could stumble over is replaced.
  private static func escaped(_ text: String) -> String {
    PlainPage.line(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing("|", with: "&#124;")
  }

  /// As JSON, schema `postern.matrix/1`.
  package var json: String {
    JSONTree.object([
      ("schema", .text("postern.matrix/1")), ("by", .text(by.rawValue)),
      ("rows", .list(rows.map(tree))),
    ]).serialized()
  }

  private func tree(_ row: Row) -> JSONTree {
    .object([
      ("id", .text(row.id)), ("name", .optional(row.attack?.name)),
      ("tactics", .texts(row.attack?.tactics ?? [])), ("count", .number(row.ids.count)),
      (
        "services",
        .list(
          row.cells.map {
            .object([
              ("service", .text($0.service)), ("count", .number($0.techniques.count)),
              ("techniques", .texts($0.techniques.map(\.id))),
              ("aliases", aliases(of: $0.techniques)),
            ])
          })
      ),
    ])
  }

  /// The ids under which techniques are published elsewhere, by their own; only those that have any.
  private func aliases(of techniques: [Technique]) -> JSONTree {
    .object(techniques.filter { !$0.aliases.isEmpty }.map { ($0.id, .texts($0.aliases)) })
  }
}
