/// Why a text could not be read: the first thing that is wrong with it, and where.
///
/// Also thrown by the reader of YAML, whose documents become JSON documents.
package struct JSONError: Error, Sendable, Hashable {
  /// A short id that stays the same between versions, such as `json.syntax`.
  package var code: String
  /// What was expected and what was found.
  package var message: String
  /// What to do, where that is known.
  package var advice: String?
  /// The offset of the offending byte in the text that was read.
  package var offset: Int
  /// Where the fault is: in the file, or at the string that holds the text.
  package var origin: Origin

  /// Makes an error.
  ///
  /// - Parameters:
  ///   - code: A short id that stays the same between versions.
  ///   - message: What was expected and what was found.
  ///   - advice: What to do.
  ///   - offset: The offset of the offending byte.
  ///   - origin: The place to show.
  package init(
    _ code: String, _ message: String, advice: String? = nil, offset: Int, at origin: Origin
  ) {
    self.code = code
    self.message = message
    self.advice = advice
    self.offset = offset
    self.origin = origin
  }

  /// The path of the file as shown to the user.
  package var file: String { origin.file }
  /// The line of the fault, counted from 1.
  package var line: Int { origin.line }
  /// The column of the fault, counted from 1 and in bytes.
  package var column: Int { origin.column }

  /// The error as something to tell the user.
  package var diagnostic: Diagnostic {
    Diagnostic(.error, code, message, advice: advice, at: origin)
  }
}

extension JSONError: CustomStringConvertible {
  /// `file:line:column: message`.
  package var description: String { "\(origin): \(message)" }
}
