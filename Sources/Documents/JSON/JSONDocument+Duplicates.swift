extension JSONDocument {
  /// How many duplicate keys one document reports by name.
  private static let reported = 1000

  /// A warning for each member that a later one with the same key makes invisible, in document
  /// order; after the first thousand, one that counts the rest. Worked out when asked for.
  package var duplicateKeys: [Diagnostic] {
    var warnings = duplicates.prefix(JSONDocument.reported).map { duplicate in
      let origin = origin(of: duplicate.superseded)
      let key = JSONText.quoted(String(text(of: duplicate.superseded).prefix(100)))
      let last = place(at: nodes[Int(duplicate.last)].start).line
      return Diagnostic(
        .warning, "json.duplicate-key",
        "the key \(key) on line \(origin.line) is "
          + "given again on line \(last) of the same object; only the last one counts",
        advice: "remove one of them", at: origin)
    }
    let rest = duplicates.count - warnings.count
    if rest > 0 {
      warnings.append(
        Diagnostic(
          .warning, "json.duplicate-key", "\(rest) more keys are given twice in one object",
          at: root.origin))
    }
    return warnings
  }
}
