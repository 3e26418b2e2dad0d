import Documents

/// Reads techniques and says all that is wrong with them: their shape, their words, their ids, and
/// whether AWS has what they ask for.
package struct CatalogueLint: Sendable {
  private let reference: any ActionReference

  package init(reference: any ActionReference) { self.reference = reference }

  /// Checks a file against a catalogue, and adds its techniques without an error to it.
  ///
  /// - Returns: What is wrong, in the order of the text. O(entries × catalogue).
  package func check(_ bytes: [UInt8], file: String, adding catalogue: inout Catalogue)
    -> [Diagnostic]
  {
    var reader = CatalogueReader()
    reader.read(bytes, file: file)
    var found = reader.diagnostics
    for entry in reader.entries {
      var log = CheckLog()
      if !entry.hasMistake { VocabularyCheck(entry: entry).run(&log) }
      AttackCheck(entry: entry).run(&log)
      ReferenceCheck(entry: entry, reference: reference).run(&log)
      checkTwins(of: entry, in: catalogue, &log)
      let clashes = catalogue.clashes(of: entry)
      found += log.diagnostics + clashes
      if !entry.hasMistake && !log.hasError && clashes.isEmpty { catalogue.add(entry.technique) }
    }
    for (word, origin) in reader.exceptionOrigins where reference.action(word) != nil {
      found.append(
        Diagnostic(
          .warning, "technique.exception",
          "the exception \(word) is needless: the service authorization reference has it",
          at: origin))
    }
    return CatalogueLint.inOrder(found)
  }

  /// Another technique with the same needs and gain finds the same hops.
  private func checkTwins(of entry: CatalogueEntry, in catalogue: Catalogue, _ log: inout CheckLog)
  {
    let technique = entry.technique
    guard !entry.hasMistake else { return }
    let twin = catalogue.techniques.first {
      $0.subject == technique.subject && $0.gain == technique.gain && $0.actor == technique.actor
        && Set($0.needs) == Set(technique.needs) && $0.id != technique.id
    }
    if let twin {
      log.add(
        .note, "twin", "it needs and gains the same as \(twin.id) (\(twin.name))",
        advice: "leave one of them out", at: entry.value.origin)
    }
  }

  /// By line; what is told of one line stays in its order.
  private static func inOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().map { (line: $1.origin.line, number: $0, diagnostic: $1) }
      .sorted { ($0.line, $0.number) < ($1.line, $1.number) }.map(\.diagnostic)
  }
}
