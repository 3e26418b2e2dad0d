extension JSONDocument {
  /// The place of a record.
  package func origin(of index: UInt32) -> Origin {
    let node = nodes[Int(index)]
    return Origin(ground: .document(self), start: node.start, end: node.end)
  }

  /// The decoded text of a string or key record.
  package func text(of index: UInt32) -> String {
    let node = nodes[Int(index)]
    return bytes.withUnsafeBytes { JSONInput($0).decodedText(of: node) }
  }

  /// The bytes of a record as they stand in the text.
  func source(of index: UInt32) -> ArraySlice<UInt8> {
    bytes[Int(nodes[Int(index)].start)..<Int(nodes[Int(index)].end)]
  }

  /// The number of elements of an array or of visible members of an object; 0 for other records.
  func count(of index: UInt32) -> Int {
    let node = nodes[Int(index)]
    guard node.count == JSONNode.countLimit else { return Int(node.count) }
    var count = 0
    var child = index + 1
    while child < node.next {
      if node.kind == .object {
        if !nodes[Int(child)].isSuperseded { count += 1 }
        child += 1
      } else {
        count += 1
      }
      child = nodes[Int(child)].next
    }
    return count
  }

  /// The record of the value that an object has for a key, or nil.
  package func member(of object: UInt32, named key: String) -> UInt32? {
    guard nodes[Int(object)].kind == .object else { return nil }
    var key = key
    return key.withUTF8 { wanted in
      bytes.withUnsafeBytes { buffer in
        let input = JSONInput(buffer)
        let end = nodes[Int(object)].next
        var index = object + 1
        while index < end {
          let node = nodes[Int(index)]
          if input.isEqual(node, to: wanted), !node.isSuperseded { return index + 1 }
          index = nodes[Int(index) + 1].next
        }
        return nil
      }
    }
  }
}
