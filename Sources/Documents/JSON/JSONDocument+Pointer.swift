extension JSONDocument {
  /// The JSON pointer (RFC 6901) of the value or key with a byte range, after that of the string
  /// that holds this document, if one does.
  ///
  /// Walks down from the root. The children of containers with many are found by bisection, after
  /// the first time.
  func pointer(from start: UInt32, to end: UInt32) -> String {
    var text = ""
    if case .embedded(let outer) = source { text = outer.pointer + "#" }
    var current: UInt32 = 0
    while true {
      let node = nodes[Int(current)]
      let isInside = node.start <= start && end <= node.end
      guard isInside, node.start != start || node.end != end,
        node.kind == .object || node.kind == .array,
        let (child, position) = child(of: current, at: start)
      else { return text }
      text += "/"
      if node.kind == .array {
        text += String(position)
        current = child
      } else {
        text += JSONDocument.pointerToken(self.text(of: child))
        guard start >= nodes[Int(child) + 1].start else { return text }
        current = child + 1
      }
    }
  }

  /// The last child that begins at or before an offset: the record of an element or of a key, and
  /// its position.
  private func child(of container: UInt32, at offset: UInt32) -> (index: UInt32, position: Int)? {
    guard nodes[Int(container)].count >= 64 else {
      return JSONDocument.lastChild(children(of: container), startingBy: offset, in: nodes)
    }
    return places.withLock { places in
      let list = places.children[container] ?? children(of: container)
      places.children[container] = list
      return JSONDocument.lastChild(list, startingBy: offset, in: nodes)
    }
  }

  private static func lastChild(
    _ children: [UInt32], startingBy offset: UInt32, in nodes: ContiguousArray<JSONNode>
  ) -> (index: UInt32, position: Int)? {
    var low = 0
    var high = children.count
    while low < high {
      let middle = (low + high) / 2
      if nodes[Int(children[middle])].start <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : (children[low - 1], low - 1)
  }

  /// The records of an array's elements, or of all an object's keys.
  private func children(of container: UInt32) -> [UInt32] {
    let isObject = nodes[Int(container)].kind == .object
    let end = nodes[Int(container)].next
    var children: [UInt32] = []
    var index = container + 1
    while index < end {
      children.append(index)
      index = nodes[Int(isObject ? index + 1 : index)].next
    }
    return children
  }

  /// A key as a part of a pointer: `~` and `/` have escapes.
  private static func pointerToken(_ key: String) -> String {
    guard key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
      return key
    }
    var token = ""
    for scalar in key.unicodeScalars {
      switch scalar {
      case "~": token += "~0"
      case "/": token += "~1"
      default: token.unicodeScalars.append(scalar)
      }
    }
    return token
  }
}
