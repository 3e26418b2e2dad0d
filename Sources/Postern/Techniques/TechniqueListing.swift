import Documents
import Reporting
import Techniques

/// Techniques of the catalogue, for people and programs.
package struct TechniqueListing: Sendable {
  /// The services of the catalogue, as ids begin with them; sorted.
  package static var services: [String] {
    Set(ids.compactMap { $0.split(separator: "-").first.map(String.init) }).sorted()
  }

  /// The ids of the catalogue, in its order.
  package static var ids: [String] { Catalogue.builtIn().techniques.map(\.id) }

  let techniques: [Technique]
  private let hop: BuiltInHop?

  /// Which techniques are meant; those that fit all of it.
  package struct Filter: Sendable {
    /// The service whose file holds it or whose actions it needs, for example `lambda`.
    package var service: String?
    /// For example `new-passrole`.
    package var category: String?
    /// An ATT&CK id; `T1098` means `T1098.003` too.
    package var attack: String?

    package init(service: String? = nil, category: String? = nil, attack: String? = nil) {
      self.service = service
      self.category = category
      self.attack = attack
    }
  }

  /// All techniques that fit a filter.
  ///
  /// - Parameter files: a user's own technique files.
  /// - Throws: A filter that nothing can fit, with what there is; errors of the files.
  package init(_ filter: Filter = Filter(), files: [String] = []) throws(Problem) {
    var found = try TechniqueFiles.catalogue(adding: files).techniques
    hop = nil
    if let service = filter.service?.lowercased() {
      let services = found.flatMap { [$0.service] + $0.services }
      try TechniqueListing.check(service, "service", among: services)
      found.removeAll { $0.service != service && !$0.services.contains(service) }
    }
    if let category = filter.category {
      try TechniqueListing.check(category, "category", among: Technique.categories)
      found.removeAll { $0.category != category }
    }
    if let attack = filter.attack?.uppercased() {
      let used = found.flatMap(\.attack)
      let parents = used.compactMap { $0.split(separator: ".").first.map(String.init) }
      try TechniqueListing.check(attack, "ATT&CK id", among: used + parents)
      found.removeAll { technique in
        !technique.attack.contains { $0 == attack || $0.hasPrefix(attack + ".") }
      }
    }
    techniques = found
  }

  private static func check(
    _ word: String, _ what: String, among known: [String]
  ) throws(Problem) {
    if known.contains(word) { return }
    let near = NearWords.nearest(to: word, among: known.sorted())
    let hint = near.map { " (did you mean \($0)?)" } ?? ""
    let all = Set(known).sorted().joined(separator: ", ")
    throw Problem(
      ["no technique is of the \(what) '\(word)'\(hint); there are \(all)"], isUsage: true)
  }

  /// One technique by id or alias, or one of the hops that are no technique.
  package init(id: String, files: [String] = []) throws(Problem) {
    let catalogue = try TechniqueFiles.catalogue(adding: files)
    hop = BuiltInHop.all.first { $0.id == id }
    if hop != nil {
      techniques = []
      return
    }
    guard let technique = catalogue.technique(id) else {
      let known = catalogue.techniques.map(\.id) + BuiltInHop.all.map(\.id)
      let near = NearWords.list(to: id, among: known, limit: 3)
      let hint = near.isEmpty ? "" : "; did you mean " + near.joined(separator: ", ") + "?"
      throw Problem(["there is no technique '\(id)'" + hint], isUsage: true)
    }
    techniques = [technique]
  }

  /// One line a technique.
  package var text: String {
    let width = techniques.map(\.id.count).max() ?? 0
    return techniques.map {
      let space = String(repeating: " ", count: width - $0.id.count + 2)
      return PlainPage.line($0.id) + space + PlainPage.line($0.name) + "\n"
    }.joined()
  }

  /// All there is to say of each, in lines of 80 columns.
  package var details: String {
    hop?.details ?? techniques.map(TechniqueDetails.text).joined(separator: "\n")
  }

  /// The techniques as JSON, schema `postern.techniques/1`.
  package var json: String {
    let trees = techniques.map(TechniqueDetails.tree) + (hop.map { [$0.tree] } ?? [])
    return JSONTree.object([
      ("schema", .text("postern.techniques/1")), ("techniques", .list(trees)),
    ]).serialized()
  }
}
