import Documents
import Yams

/// Reads YAML into the same documents that JSON becomes, so that one set of decoders serves both.
///
/// The accepted language is YAML 1.2 as far as JSON can hold it: one document; keys are strings,
/// and each only once; plain scalars follow the core schema (see ``YAMLScalar``); aliases are
/// replaced by what they stand for, within limits. Other tags and merge keys are refused.
///
/// Origins in such a document have the line of the YAML file, the column in characters, and the
/// JSON pointer of the value. What an alias brings in has the line of the anchor.
package enum YAMLReader {
  /// Reads a YAML text. Linear in its size with its aliases replaced, but for the sorting of keys.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - file: The path as shown to the user.
  ///   - limits: What to accept.
  /// - Returns: The document; its root is null if the text has none.
  /// - Throws: The first thing that is wrong: `yaml.syntax`, `yaml.encoding`, `yaml.size`,
  ///   `yaml.depth`, `yaml.key`, `yaml.duplicate-key`, `yaml.tag`, `yaml.alias` or `yaml.number`.
  package static func parse(
    _ text: String, file: String, limits: YAMLLimits = YAMLLimits()
  ) throws(JSONError) -> JSONDocument {
    try parse(Array(text.utf8), file: file, limits: limits)
  }

  /// Reads a YAML text: UTF-8, perhaps after a byte order mark.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - file: The path as shown to the user.
  ///   - limits: What to accept.
  /// - Returns: The document; its root is null if the text has none.
  /// - Throws: As the method for a `String`.
  package static func parse(
    _ bytes: [UInt8], file: String, limits: YAMLLimits = YAMLLimits()
  ) throws(JSONError) -> JSONDocument {
    guard bytes.count <= limits.maximumBytes else {
      throw JSONError(
        "yaml.size", "expected at most \(limits.maximumBytes) bytes, found \(bytes.count)",
        advice: "divide it into several files",
        offset: 0, at: Origin(file: file))
    }
    guard let shielded = ShieldedText(try decode(bytes, file: file)) else {
      throw JSONError(
        "yaml.encoding", "expected text, found every character of the private use area",
        advice: "remove those that are not needed",
        offset: 0, at: Origin(file: file))
    }
    var writer = YAMLWriter(file: file, shield: shielded.shield, limits: limits)
    try compose(shielded, file: file) { root throws(JSONError) in try writer.write(root) }
    let document = try JSONDocument.parse(writer.bytes, file: file, map: writer.map)
    // Yams has refused equal keys; this is the same rule by our own reader, byte for byte.
    if let duplicate = document.duplicateKeys.first {
      throw JSONError(
        "yaml.duplicate-key", duplicate.message, advice: duplicate.advice, offset: 0,
        at: duplicate.origin)
    }
    return document
  }

  private static func decode(_ bytes: [UInt8], file: String) throws(JSONError) -> String {
    let encoding: String
    switch TextEncoding.guess(bytes) {
    case .utf8(let mark):
      if let text = String(validating: bytes.dropFirst(mark), as: UTF8.self) { return text }
      encoding = "other bytes"
    case .other(let name): encoding = name
    }
    throw JSONError(
      "yaml.encoding", "expected UTF-8, found \(encoding)", advice: TextEncoding.advice, offset: 0,
      at: Origin(file: file))
  }

  /// Hands over the root, or nil if the text has no document, while the parser lives: the names of
  /// anchors live no longer.
  private static func compose(
    _ text: ShieldedText, file: String, use: (Node?) throws(JSONError) -> Void
  ) throws(JSONError) {
    let parser: Parser
    let root: Node?
    do {
      // The encoding is given because the default one is taken from the process's environment.
      parser = try Parser(yaml: text.text, resolver: .basic, encoding: .utf8)
      root = try parser.singleRoot()
    } catch {
      throw JSONError(error, in: text, file: file)
    }
    try use(root)
    withExtendedLifetime(parser) {}
  }
}
