import CEmbedded
import Documents
import YAMLDocuments

/// The escalation techniques that are known to this run.
package struct Catalogue: Sendable {
  /// Sorted by id.
  package private(set) var techniques: [Technique]
  /// What was wrong with the files; techniques with errors are left out.
  package private(set) var diagnostics: [Diagnostic]

  package init(techniques: [Technique] = [], diagnostics: [Diagnostic] = []) {
    self.techniques = techniques.sorted { $0.id < $1.id }
    self.diagnostics = diagnostics
  }

  /// The built-in catalogue.
  package static func builtIn() -> Catalogue {
    var catalogue = Catalogue()
    for file in builtInFiles { catalogue.add(file.bytes, file: file.name) }
    return catalogue
  }

  /// The files of the built-in catalogue, in order of their names.
  package static var builtInFiles: [(name: String, bytes: [UInt8])] {
    (0..<postern_catalogue_count()).map { index in
      let file = postern_catalogue_file(index)
      let bytes = [UInt8](UnsafeBufferPointer(start: file.bytes, count: file.count))
      return ("techniques/" + String(cString: file.name), bytes)
    }
  }

  /// Adds the techniques of a file, judged by their shape alone; ``CatalogueLint`` judges more. One
  /// with an id or alias that is known already is an error and left out.
  package mutating func add(_ bytes: [UInt8], file: String) {
    var reader = CatalogueReader()
    reader.read(bytes, file: file)
    diagnostics += reader.diagnostics
    for entry in reader.entries {
      let clashes = clashes(of: entry)
      diagnostics += clashes
      if !entry.hasMistake && clashes.isEmpty { techniques.append(entry.technique) }
    }
    techniques.sort { $0.id < $1.id }
  }

  /// Finds a technique by id or alias.
  package func technique(_ id: String) -> Technique? {
    techniques.first { $0.id == id } ?? techniques.first { $0.aliases.contains(id) }
  }

  /// Adds what was read and checked.
  mutating func add(_ technique: Technique) {
    let place = techniques.firstIndex { $0.id > technique.id } ?? techniques.endIndex
    techniques.insert(technique, at: place)
  }

  /// The ids and aliases of an entry that are taken.
  func clashes(of entry: CatalogueEntry) -> [Diagnostic] {
    let technique = entry.technique
    var found: [Diagnostic] = []
    for (position, id) in ([technique.id] + technique.aliases).enumerated() {
      guard let other = self.technique(id) else { continue }
      let isHere = other.origin.file == technique.origin.file
      found.append(
        Diagnostic(
          .error, "technique.id",
          isHere
            ? "the id \(id) is used twice"
            : "the id \(id) is taken by \(other.id) in \(other.origin.file)",
          advice: isHere ? nil : "give it an id of its own, such as own-\(id)",
          at: position == 0 ? entry.value.origin : entry.origin("aliases", position - 1)))
      // The same entry twice: one word about it is enough.
      if position == 0 { break }
    }
    return found
  }
}
