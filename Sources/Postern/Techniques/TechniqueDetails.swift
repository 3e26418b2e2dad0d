import Reporting
import Techniques

/// All there is to say of a technique.
enum TechniqueDetails {
  /// In lines of 80 columns.
  static func text(_ technique: Technique) -> String {
    var page = PlainPage()
    page.add(technique.name, lead: PlainPage.line(technique.id) + "  ")
    if !technique.aliases.isEmpty {
      page.add("also published as " + technique.aliases.joined(separator: ", "))
    }
    page.addBlank()
    page.add(TechniqueWords.sentence(technique))
    page.addBlank()
    for line in TechniquePicture(technique).lines { page.add(line, lead: indent(of: line)) }
    page.addBlank()
    page.add(technique.category, lead: "Category: ")
    page.add("Needs: all of it, by one principal")
    for need in technique.needs {
      page.add(TechniqueWords.need(need, of: technique), lead: "  - ")
    }
    page.add(TechniqueWords.gain(technique), lead: "Gains:    ")
    page.add(
      "\(technique.effort) of 5: \(TechniqueWords.effort(technique.effort))", lead: "Effort:   ")
    page.add(
      "\(technique.noise) of 5: \(TechniqueWords.noise(technique.noise))", lead: "Noise:    ")
    for (position, attack) in technique.attack.enumerated() {
      page.add(words(ofAttack: attack), lead: position == 0 ? "ATT&CK:   " : "          ")
    }
    page.add(technique.close, lead: "To close: ")
    // An address is of use only in one piece.
    return page.text
      + technique.references.map { "See:      " + PlainPage.line($0) + "\n" }.joined()
  }

  /// The page joins words by one space; what a line begins with is kept.
  private static func indent(of line: String) -> String {
    "  " + line.prefix { $0 == " " }
  }

  private static func words(ofAttack id: String) -> String {
    guard let attack = AttackTechnique.all[id] else { return id }
    let tactics = attack.tactics.map { $0.replacing("-", with: " ") }.joined(separator: ", ")
    return "\(id) \(attack.name) (\(tactics))"
  }

  /// As JSON.
  static func tree(_ technique: Technique) -> JSONTree {
    .object([
      ("id", .text(technique.id)), ("aliases", .texts(technique.aliases)),
      ("name", .text(technique.name)), ("sentence", .text(technique.sentence)),
      ("service", .text(technique.service)),
      ("category", .text(technique.category)), ("actor", .text(technique.actor.rawValue)),
      ("subject", .text(technique.subject.word)),
      ("needs", .texts(technique.needs.map { TechniqueWords.need($0, of: technique) })),
      ("gains", .text(technique.gain.rawValue)),
      ("effort", .number(technique.effort)), ("noise", .number(technique.noise)),
      ("attack", .texts(technique.attack)),
      ("attackNames", .texts(technique.attack.map { AttackTechnique.all[$0]?.name ?? "" })),
      ("close", .text(technique.close)), ("references", .texts(technique.references)),
    ])
  }
}
