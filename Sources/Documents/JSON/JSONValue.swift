/// One value of a document: a reference to its document and a number.
///
/// Copying it is cheap; strings are decoded each time they are asked for.
package struct JSONValue: Sendable {
  /// What a value can be.
  package enum Kind: UInt8, Sendable {
    /// Keys with values.
    case object
    /// A list of values.
    case array
    /// Text.
    case string
    /// A number, of any size and precision.
    case number
    /// The truth value true.
    case `true`
    /// The truth value false.
    case `false`
    /// Nothing.
    case null
  }

  /// The document that this is part of.
  package let document: JSONDocument
  /// The number of its record.
  package let index: UInt32

  /// The value of a record.
  @inlinable package init(document: JSONDocument, index: UInt32) {
    self.document = document
    self.index = index
  }

  /// What this is.
  @inlinable package var kind: Kind { document.nodes[Int(index)].kind }

  /// Whether this is null.
  @inlinable package var isNull: Bool { kind == .null }

  /// Where this stands.
  @inlinable package var origin: Origin { document.origin(of: index) }

  /// The text of a string, decoded; nil for other kinds.
  @inlinable package var string: String? { kind == .string ? document.text(of: index) : nil }

  /// A truth value; nil for other kinds.
  @inlinable package var bool: Bool? {
    switch kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// A number exactly as it stands in the text; nil for other kinds.
  package var numberText: String? {
    kind == .number ? String(decoding: document.source(of: index), as: UTF8.self) : nil
  }

  /// A number that is written without fraction and exponent and fits; nil otherwise.
  package var int: Int? { numberText.flatMap { Int($0) } }

  /// A string, number or truth value as text (`true`); nil for other kinds.
  package var scalarText: String? {
    switch kind {
    case .string: document.text(of: index)
    case .number: numberText
    case .true: "true"
    case .false: "false"
    case .object, .array, .null: nil
    }
  }

  /// The value that an object has for a key; nil if it has none or this is no object. Keys are
  /// compared as bytes, not as characters. Linear in the number of members.
  @inlinable package subscript(_ key: String) -> JSONValue? {
    document.member(of: index, named: key).map { JSONValue(document: document, index: $0) }
  }

  /// Whether an object has a key, even if its value is null.
  @inlinable package func has(_ key: String) -> Bool {
    document.member(of: index, named: key) != nil
  }

  /// The number of elements of an array or of members of an object; 0 for other kinds.
  package var count: Int { document.count(of: index) }

  /// An array's elements, or this value alone if it is none: for what may be one or a list of
  /// them, as in IAM policies.
  package var listed: [JSONValue] { kind == .array ? Array(elements) : [self] }

  /// The value's text as it stands in its document, space included.
  package var sourceText: String {
    String(decoding: document.source(of: index), as: UTF8.self)
  }
}
