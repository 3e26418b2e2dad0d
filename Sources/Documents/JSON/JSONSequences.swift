extension JSONValue {
  /// An array's elements; nothing for other kinds.
  @inlinable package var elements: JSONElements { JSONElements(self) }

  /// An object's members in the order of the text; nothing for other kinds. Each key comes once:
  /// of those given twice, the last.
  @inlinable package var members: JSONMembers { JSONMembers(self) }
}

/// The elements of an array, in order.
package struct JSONElements: Sequence, IteratorProtocol, Sendable {
  /// The document of the container.
  package let document: JSONDocument
  /// The next record.
  package var index: UInt32
  /// The record after the container.
  package let end: UInt32

  /// Begins before the first.
  @inlinable package init(_ value: JSONValue) {
    document = value.document
    index = value.index + 1
    end = value.kind == .array ? document.nodes[Int(value.index)].next : index
  }

  /// The next element, or nil after the last.
  @inlinable package mutating func next() -> JSONValue? {
    guard index < end else { return nil }
    let value = JSONValue(document: document, index: index)
    index = document.nodes[Int(index)].next
    return value
  }
}

/// The members of an object, in the order of the text.
package struct JSONMembers: Sequence, IteratorProtocol, Sendable {
  /// The document of the container.
  package let document: JSONDocument
  /// The next record.
  package var index: UInt32
  /// The record after the container.
  package let end: UInt32

  /// Begins before the first.
  @inlinable package init(_ value: JSONValue) {
    document = value.document
    index = value.index + 1
    end = value.kind == .object ? document.nodes[Int(value.index)].next : index
  }

  /// The next member, or nil after the last.
  @inlinable package mutating func next() -> (key: String, value: JSONValue)? {
    while index < end {
      let key = index
      index = document.nodes[Int(key) + 1].next
      if !document.nodes[Int(key)].isSuperseded {
        return (document.text(of: key), JSONValue(document: document, index: key + 1))
      }
    }
    return nil
  }
}
