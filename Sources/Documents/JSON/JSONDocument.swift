import Synchronization

/// A JSON text that has been read: its bytes, and a flat list of records that says what is where.
///
/// Nothing is decoded until it is asked for, and everything keeps its place. A document keeps the
/// bytes of its text; values and origins keep their document.
///
/// **Duplicate keys.** RFC 8259 leaves open what `{"a": 1, "a": 2}` means. Here it can be read, the
/// last member counts (as it does in Python's `json` and in most tools around AWS), the earlier
/// ones are invisible, and ``duplicateKeys`` warns of each.
package final class JSONDocument: Sendable {
  /// The path of the file as shown to the user; that of the enclosing file if it is embedded.
  package let file: String

  /// Where the text comes from, and so how a byte offset becomes a place.
  enum Source: Sendable {
    /// The text is the file, from a byte on (after the byte order mark).
    case file(first: Int)
    /// The text was made from another, whose lines and columns the map gives.
    case converted(SourceMap)
    /// The text is the value of a string in another document.
    case embedded(Origin)
  }

  let bytes: [UInt8]
  /// The records, in document order.
  package let nodes: ContiguousArray<JSONNode>
  let duplicates: [JSONDuplicate]
  let source: Source
  /// What ``place(at:)`` and ``pointer(from:to:)`` remember.
  let places = Mutex(JSONPlaces())

  private init(file: String, bytes: [UInt8], parser: JSONParser, source: Source) {
    self.file = file
    self.bytes = bytes
    self.source = source
    nodes = parser.nodes
    duplicates = parser.duplicates
  }

  /// The value that the text is.
  package var root: JSONValue { JSONValue(document: self, index: 0) }

  /// Reads a JSON text. Linear in its size; 16 bytes of memory for each value and key.
  ///
  /// - Parameters:
  ///   - bytes: The text: UTF-8, perhaps after a byte order mark.
  ///   - file: The path as shown to the user.
  ///   - limits: What to accept.
  /// - Throws: The first thing that is wrong: `json.syntax`, `json.encoding`, `json.depth` or
  ///   `json.size`.
  package static func parse(
    _ bytes: [UInt8], file: String, limits: JSONLimits = JSONLimits()
  ) throws(JSONError) -> JSONDocument {
    let origin = Origin(file: file)
    guard bytes.count <= limits.maximumBytes else {
      throw JSONError(
        "json.size", "expected at most \(limits.maximumBytes) bytes, found \(bytes.count)",
        advice: "export it in several files", offset: 0, at: origin)
    }
    switch TextEncoding.guess(bytes) {
    case .utf8(let mark):
      return try read(bytes, file: file, limits: limits, source: .file(first: mark))
    case .other(let name):
      throw JSONError(
        "json.encoding", "expected UTF-8, found \(name)", advice: TextEncoding.advice, offset: 0,
        at: origin)
    }
  }

  /// Reads a JSON text that was made from a file in another format.
  ///
  /// - Parameters:
  ///   - bytes: The JSON text.
  ///   - file: The path of the original as shown to the user.
  ///   - map: The places in the original of the text's bytes.
  /// - Throws: As ``parse(_:file:limits:)``.
  package static func parse(
    _ bytes: [UInt8], file: String, map: SourceMap
  ) throws(JSONError) -> JSONDocument {
    try read(bytes, file: file, limits: JSONLimits(), source: .converted(map))
  }

  static func read(
    _ bytes: [UInt8], file: String, limits: JSONLimits, source: Source
  ) throws(JSONError) -> JSONDocument {
    var first = 0
    if case .file(let mark) = source { first = mark }
    let result = bytes.withUnsafeBytes { buffer -> Result<JSONParser, JSONFailure> in
      var parser = JSONParser(JSONInput(buffer), maximumDepth: limits.maximumDepth)
      do throws(JSONFailure) {
        try parser.parse(from: first)
        return .success(parser)
      } catch {
        return .failure(error)
      }
    }
    switch result {
    case .success(let parser):
      return JSONDocument(file: file, bytes: bytes, parser: parser, source: source)
    case .failure(let failure):
      throw error(failure, in: bytes, file: file, limits: limits, source: source)
    }
  }

  /// The parser's failure as an error with a place.
  private static func error(
    _ failure: JSONFailure, in bytes: [UInt8], file: String, limits: JSONLimits, source: Source
  ) -> JSONError {
    var message = failure.message(in: bytes)
    if failure.reason == .depth {
      message = "expected at most \(limits.maximumDepth) levels of arrays and objects"
    }
    let origin: Origin
    switch source {
    case .embedded(let outer):
      origin = outer
      message = "in the JSON text in this string, at byte \(failure.offset): \(message)"
    case .converted(let map):
      let place = map.place(at: UInt32(failure.offset))
      origin = Origin(file: file, line: place.line, column: place.column)
    case .file(let first):
      let place = linearPlace(of: failure.offset, in: bytes, first: first)
      origin = Origin(file: file, line: place.line, column: place.column)
    }
    return JSONError(
      failure.code, message, advice: failure.advice(in: bytes), offset: failure.offset, at: origin)
  }
}
