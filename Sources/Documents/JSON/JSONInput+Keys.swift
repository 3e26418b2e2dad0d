/// A key that is given twice in one object, by the indices of its records.
struct JSONDuplicate: Sendable {
  /// The earlier one, which is ignored.
  let superseded: UInt32
  /// The last one, which counts.
  let last: UInt32
}

extension JSONInput {
  /// One bit of 64 that is the same for equal keys, from their length and their first and last
  /// eight bytes.
  @inline(__always)
  func keyBit(from start: Int, to end: Int) -> UInt64 {
    let length = end - start
    var mixed = UInt64(truncatingIfNeeded: length)
    if length >= 8 {
      mixed ^= word(start) ^ word(end - 8) &* 0xFF51_AFD7_ED55_8CCD
    } else if start + 8 <= count {
      mixed ^= word(start) & ((1 << UInt64(truncatingIfNeeded: length &* 8)) &- 1)
    } else {
      // The same bits as above, where eight bytes cannot be loaded.
      for offset in start..<end { mixed ^= UInt64(byte(offset)) << UInt64((offset - start) * 8) }
    }
    return 1 << ((mixed &* 0x9E37_79B9_7F4A_7C15) >> 58)
  }

  /// Whether an object that is suspected of it has two equal keys: exact for small objects, whose
  /// keys are compared in pairs without decoding any; true for those that ``markDuplicates(of:in:)``
  /// must decide.
  @inline(never)
  func hasDuplicates(
    _ object: UInt32, count: UInt32, in nodes: ContiguousArray<JSONNode>
  ) -> Bool {
    guard count <= 32 else { return true }
    var first = Int(object) + 1
    while first < nodes.count {
      let key = nodes[first]
      guard !key.isEscaped else { return true }
      first = Int(nodes[first + 1].next)
      var second = first
      while second < nodes.count {
        if isSameText(key, nodes[second]) { return true }
        second = Int(nodes[second + 1].next)
      }
    }
    return false
  }

  private func isSameText(_ left: JSONNode, _ right: JSONNode) -> Bool {
    guard left.end - left.start == right.end - right.start else { return false }
    return (left.start..<left.end).indices.allSatisfy { offset in
      byte(Int(offset)) == byte(Int(right.start + (offset - left.start)))
    }
  }

  /// Marks the members of an object that a later member with the same key supersedes, and lists
  /// them.
  ///
  /// Keys are compared as the bytes that they decode to. The time is n log n for n keys, whatever
  /// they are; there is no table for a hostile text to fill with collisions.
  @inline(never)
  func markDuplicates(
    of object: UInt32, in nodes: inout ContiguousArray<JSONNode>
  ) -> [JSONDuplicate] {
    var keys: [(index: UInt32, bytes: [UInt8])] = []
    var index = Int(object) + 1
    while index < nodes.count {
      let node = nodes[index]
      keys.append((UInt32(index), decodedBytes(of: node)))
      index = Int(nodes[index + 1].next)
    }
    keys.sort { left, right in
      if left.bytes == right.bytes { return left.index < right.index }
      return left.bytes.lexicographicallyPrecedes(right.bytes)
    }
    var duplicates: [JSONDuplicate] = []
    var last = keys.count - 1
    for position in keys.indices.dropLast().reversed() {
      if keys[position].bytes == keys[last].bytes {
        nodes[Int(keys[position].index)].isSuperseded = true
        duplicates.append(
          JSONDuplicate(superseded: keys[position].index, last: keys[last].index))
      } else {
        last = position
      }
    }
    nodes[Int(object)].count -= UInt32(duplicates.count)
    return duplicates
  }
}
