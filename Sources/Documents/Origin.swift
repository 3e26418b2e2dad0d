/// A place in an input: which document and which bytes of it.
///
/// Small (16 bytes) because every fact keeps one. The line, the column and the pointer are worked
/// out when asked for; see ``JSONDocument`` for what that costs.
///
/// Two origins are equal when they name the same bytes of the same document *object*: reading a
/// file twice makes two documents, whose origins differ. Origins without a document (a whole file,
/// a row of a table) are equal when the file's name and the row are.
package struct Origin: Sendable, Hashable {
  /// What the two numbers count in.
  enum Ground: Sendable {
    /// Not from any input.
    case nowhere
    /// A line (`start`) and a column or record (`end`) of a text without inner structure.
    case text(TextSource)
    /// The byte range `start..<end` of a JSON text.
    case document(JSONDocument)
  }

  let ground: Ground
  let start: UInt32
  let end: UInt32

  init(ground: Ground, start: UInt32, end: UInt32) {
    self.ground = ground
    self.start = start
    self.end = end
  }

  /// The origin of facts that no input states, such as the built-in tables.
  package static let nowhere = Origin(ground: .nowhere, start: 0, end: 0)

  /// A whole file.
  ///
  /// - Parameter file: The path as shown to the user.
  package init(file: String) {
    self.init(file: file, line: 1)
  }

  /// A line of a file, for example a row of a table.
  ///
  /// - Parameters:
  ///   - file: The path as shown to the user.
  ///   - line: The line, counted from 1.
  package init(file: String, line: Int) {
    self.init(file: file, line: line, column: 1)
  }

  /// A line and column of a file.
  ///
  /// - Parameters:
  ///   - file: The path as shown to the user.
  ///   - line: The line, counted from 1.
  ///   - column: The column, counted from 1, in bytes.
  package init(file: String, line: Int, column: Int) {
    self.init(
      ground: .text(TextSource(file: file)), start: UInt32(clamping: line),
      end: UInt32(clamping: column))
  }
}

extension Origin {
  /// The path of the file as shown to the user; `built-in` for ``nowhere``.
  package var file: String {
    switch ground {
    case .nowhere: "built-in"
    case .text(let source): source.enclosing?.file ?? source.file
    case .document(let document): document.file
    }
  }

  /// The line, counted from 1; 0 for ``nowhere``. In a text that is embedded in a string, the line
  /// of that string.
  package var line: Int {
    switch ground {
    case .nowhere: 0
    case .text(let source): source.enclosing?.line ?? Int(start)
    case .document(let document): document.place(at: start).line
    }
  }

  /// The column, counted from 1 and in bytes; 0 for ``nowhere``. In a text that is embedded in a
  /// string, the column of that string.
  package var column: Int {
    switch ground {
    case .nowhere: 0
    case .text(let source): source.enclosing?.column ?? (source.isTable ? 1 : Int(end))
    case .document(let document): document.place(at: start).column
    }
  }

  /// The JSON pointer (RFC 6901) within the file, empty for a root and for files without one.
  ///
  /// A document embedded in a string is `outer#inner`; a row of a table embedded in a string is
  /// `outer#row=N`, with N as RFC 7111 counts (the header is row 1).
  package var pointer: String {
    switch ground {
    case .nowhere: ""
    case .text(let source): source.enclosing.map { "\($0.pointer)#row=\(end)" } ?? ""
    case .document(let document): document.pointer(from: start, to: end)
    }
  }
}

extension Origin {
  package static func == (left: Origin, right: Origin) -> Bool {
    guard left.start == right.start, left.end == right.end else { return false }
    switch (left.ground, right.ground) {
    case (.nowhere, .nowhere): return true
    case (.text(let first), .text(let second)): return first == second
    case (.document(let first), .document(let second)): return first === second
    default: return false
    }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(start)
    hasher.combine(end)
    switch ground {
    case .nowhere: break
    case .text(let source): hasher.combine(source.file)
    case .document(let document): hasher.combine(ObjectIdentifier(document))
    }
  }
}

extension Origin: CustomStringConvertible {
  /// `file:line:column`, as editors and compilers write places.
  package var description: String {
    line == 0 ? file : "\(file):\(line):\(column)"
  }
}

/// A text without inner structure that origins can point into.
final class TextSource: Sendable, Equatable {
  let file: String
  /// The string that holds this text, if it is not a file of its own.
  let enclosing: Origin?
  /// Whether origins hold a line and a record rather than a line and a column.
  let isTable: Bool

  init(file: String, enclosing: Origin? = nil, isTable: Bool = false) {
    self.file = file
    self.enclosing = enclosing
    self.isTable = isTable
  }

  static func == (left: TextSource, right: TextSource) -> Bool {
    left === right
      || (left.file == right.file && left.enclosing == right.enclosing
        && left.isTable == right.isTable)
  }
}
