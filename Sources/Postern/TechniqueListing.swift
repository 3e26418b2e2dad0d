import Documents
import Reporting
import Techniques

/// Techniques of the catalogue, for people and programs.
package struct TechniqueListing: Sendable {
  private let techniques: [Technique]

  /// All techniques, or those of one service.
  package init(service: String?) throws(Problem) {
    let all = Catalogue.builtIn().techniques
    guard let service else {
      techniques = all
      return
    }
    techniques = all.filter { $0.id.hasPrefix(service.lowercased() + "-") }
    if techniques.isEmpty {
      let services = Set(all.compactMap { $0.id.split(separator: "-").first.map(String.init) })
      throw Problem(
        [
          "no technique's id begins with '\(service)-'; there are "
            + services.sorted().joined(separator: ", ")
        ], isUsage: true)
    }
  }

  /// One technique by id or alias.
  package init(id: String) throws(Problem) {
    let catalogue = Catalogue.builtIn()
    guard let technique = catalogue.technique(id) else {
      let near = NearWords.list(to: id, among: catalogue.techniques.map(\.id), limit: 3)
      let hint = near.isEmpty ? "" : "; did you mean " + near.joined(separator: ", ") + "?"
      throw Problem(["there is no technique '\(id)'" + hint], isUsage: true)
    }
    techniques = [technique]
  }

  /// One line a technique.
  package var text: String {
    let width = techniques.map(\.id.count).max() ?? 0
    return techniques.map {
      $0.id + String(repeating: " ", count: width - $0.id.count + 2) + $0.name + "\n"
    }.joined()
  }

  /// All there is to say of each.
  package var details: String { techniques.map(Self.details).joined(separator: "\n") }

  private static func details(_ technique: Technique) -> String {
    var text = "\(technique.id)  \(technique.name)\n\n"
    text += sentence(technique) + "\n\n"
    text += "Subject:  \(technique.subject.word)\nNeeds:\n"
    for need in technique.needs { text += "  - \(words(need))\n" }
    text += "Gains:    \(technique.gain.rawValue.replacing("-", with: " "))\n"
    text += "Effort:   \(technique.effort) of 5, noise \(technique.noise) of 5\n"
    text += "ATT&CK:   \(technique.attack.joined(separator: ", "))\n"
    text += "To close: \(technique.close)\n"
    for reference in technique.references { text += "See:      \(reference)\n" }
    return text
  }

  /// The sentence of a hop without names: "the role {to}" becomes "the role".
  private static func sentence(_ technique: Technique) -> String {
    var text = technique.sentence.replacing("{from}", with: "The attacker")
    for noun in ["role", "user", "group", "bucket", "secret", "parameter"] {
      text = text.replacing("the \(noun) {to}", with: "the \(noun)")
    }
    for noun in ["function", "instance", "notebook"] {
      text = text.replacing("the \(noun) {via}", with: "the \(noun)")
    }
    let subject = technique.subject == .actor ? "it" : "the \(technique.subject.word)"
    return text.replacing("{to}", with: subject).replacing("{via}", with: "the workload")
  }

  private static func words(_ need: Need) -> String {
    switch need {
    case .permission(let need):
      let context = need.context.sorted { $0.key < $1.key }
        .map { " with \($0.key) = \($0.value)" }.joined()
      return "\(need.action) on \(words(need.place))" + context
    case .trust(let service): return "the role trusts \(service)"
    case .fact(let fact): return "the subject: \(fact.rawValue.replacing("-", with: " "))"
    case .state(let state):
      return state.sorted { $0.key < $1.key }
        .map { "\($0.key) is \($0.value.joined(separator: " or "))" }.joined(separator: ", ")
    }
  }

  private static func words(_ place: Place) -> String {
    switch place {
    case .subject: "the subject"
    case .actor: "itself"
    case .anything: "*"
    case .policiesOfActor: "a policy attached to itself"
    case .policiesOfSubject: "a policy attached to the subject"
    case .groupsOfActor: "a group it belongs to"
    case .objectsOfSubject: "objects of the subject"
    case .keyOfSubject: "the key that encrypts the subject, if one does"
    case .new(let name, _): "a new \(name)"
    }
  }

  /// The techniques as JSON, schema `postern.techniques/1`.
  package var json: String {
    JSONTree.object([
      ("schema", .text("postern.techniques/1")),
      ("techniques", .list(techniques.map(Self.tree))),
    ]).serialized()
  }

  private static func tree(_ technique: Technique) -> JSONTree {
    .object([
      ("id", .text(technique.id)), ("aliases", .texts(technique.aliases)),
      ("name", .text(technique.name)), ("sentence", .text(technique.sentence)),
      ("category", .text(technique.category)), ("actor", .text(technique.actor.rawValue)),
      ("subject", .text(technique.subject.word)),
      ("needs", .texts(technique.needs.map(words))), ("gains", .text(technique.gain.rawValue)),
      ("effort", .number(technique.effort)), ("noise", .number(technique.noise)),
      ("attack", .texts(technique.attack)), ("close", .text(technique.close)),
      ("references", .texts(technique.references)),
    ])
  }
}
