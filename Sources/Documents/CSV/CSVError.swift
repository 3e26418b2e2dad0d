/// Why a table could not be read: the first thing that is wrong with it, and where.
package struct CSVError: Error, Sendable, Hashable {
  /// A short id that stays the same between versions: `csv.syntax`, `csv.columns`, `csv.encoding`
  /// or `csv.size`.
  package var code: String
  /// What was expected and what was found.
  package var message: String
  /// What to do, where that is known.
  package var advice: String?
  /// Where the fault is: in the file, or at the string that holds the table.
  package var origin: Origin

  /// The path of the file as shown to the user.
  package var file: String { origin.file }
  /// The line of the fault, counted from 1.
  package var line: Int { origin.line }
  /// The column of the fault, counted from 1 and in bytes; 1 if the whole row is at fault.
  package var column: Int { origin.column }

  /// The error as something to tell the user.
  package var diagnostic: Diagnostic {
    Diagnostic(.error, code, message, advice: advice, at: origin)
  }
}

extension CSVError: CustomStringConvertible {
  /// `file:line:column: message`.
  package var description: String { "\(origin): \(message)" }
}
