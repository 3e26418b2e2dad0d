import Documents
import Techniques

/// The built-in catalogue with a user's own techniques.
enum TechniqueFiles {
  /// - Throws: The errors of files that are wrong; all of them.
  static func catalogue(adding files: [String]) throws(Problem) -> Catalogue {
    var catalogue = Catalogue.builtIn()
    if files.isEmpty { return catalogue }
    let lint = CatalogueLint(reference: EmbeddedActionReference())
    var errors: [Diagnostic] = []
    for file in files {
      let bytes = try InputBytes.read(file)
      errors += lint.check(bytes, file: file, adding: &catalogue)
        .filter { $0.severity == .error }
    }
    if !errors.isEmpty { throw Problem(errors.map(Problem.line), isUsage: false) }
    return catalogue
  }
}
