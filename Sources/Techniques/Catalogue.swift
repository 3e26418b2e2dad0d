import CEmbedded
import Documents
import YAMLDocuments

/// The escalation techniques that are known to this run.
package struct Catalogue: Sendable {
  /// Sorted by id.
  package var techniques: [Technique]
  /// What was wrong with the files; techniques with errors are left out.
  package var diagnostics: [Diagnostic]

  package init(techniques: [Technique] = [], diagnostics: [Diagnostic] = []) {
    self.techniques = techniques.sorted { $0.id < $1.id }
    self.diagnostics = diagnostics
  }

  /// The built-in catalogue.
  package static func builtIn() -> Catalogue {
    var reader = CatalogueReader()
    for index in 0..<postern_catalogue_count() {
      let file = postern_catalogue_file(index)
      let bytes = [UInt8](UnsafeBufferPointer(start: file.bytes, count: file.count))
      reader.read(bytes, file: "techniques/" + String(cString: file.name))
    }
    return reader.catalogue
  }

  /// Adds the techniques of a user's own file; one with the id of a known technique replaces it.
  package mutating func add(_ bytes: [UInt8], file: String) {
    var reader = CatalogueReader()
    reader.read(bytes, file: file)
    let own = reader.catalogue
    let ids = Set(own.techniques.map(\.id))
    self = Catalogue(
      techniques: techniques.filter { !ids.contains($0.id) } + own.techniques,
      diagnostics: diagnostics + own.diagnostics)
  }

  /// Finds a technique by id or alias.
  package func technique(_ id: String) -> Technique? {
    techniques.first { $0.id == id } ?? techniques.first { $0.aliases.contains(id) }
  }
}
