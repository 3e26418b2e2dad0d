extension Targets {
  /// Reads any bytes as JSON and asks for everything that a document can be asked for.
  static func json(_ bytes: [UInt8]) {
    guard let document = try? JSONDocument.parse(bytes, file: "fuzz.json") else { return }
    for warning in document.duplicateKeys { _ = warning.origin.pointer }
    Walk.visit(document.root)
  }
}
