/// The record of one value, or of one member's key: 16 bytes.
///
/// Records lie in document order. A container's record comes before those of its contents; an
/// object's contents alternate between keys and values. `next` is the index after the record's
/// last descendant, so a container's children are walked by following `next` from the first record
/// after it until its own `next`.
package struct JSONNode: Sendable {
  /// The offset of the first byte, the opening quote or bracket included.
  package var start: UInt32
  /// The offset after the last byte.
  package var end: UInt32
  /// The index of the record that follows this one and all that it contains.
  package var next: UInt32
  /// Bits 0–2: kind; bit 3: ``isEscaped``; bit 4: ``isSuperseded``; bits 5–31: ``count``.
  package var bits: UInt32

  /// The largest count that a record can hold; it then means "this or more".
  static let countLimit = UInt32(1) << 27 - 1

  init(kind: JSONValue.Kind, start: Int, end: Int, next: Int, isEscaped: Bool = false) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
    self.next = UInt32(truncatingIfNeeded: next)
    bits = UInt32(kind.rawValue) | (isEscaped ? 8 : 0)
  }

  /// What the value is; a key is a string.
  package var kind: JSONValue.Kind {
    JSONValue.Kind(rawValue: UInt8(truncatingIfNeeded: bits & 7)) ?? .null
  }

  /// Whether this string contains a backslash.
  package var isEscaped: Bool { bits & 8 != 0 }

  /// Whether this key is given again later in its object, which makes this member invisible.
  package var isSuperseded: Bool {
    get { bits & 16 != 0 }
    set { bits = newValue ? bits | 16 : bits & ~16 }
  }

  /// The number of elements or of visible members, at most ``countLimit``.
  var count: UInt32 {
    get { bits >> 5 }
    set { bits = bits & 31 | min(newValue, JSONNode.countLimit) << 5 }
  }
}
