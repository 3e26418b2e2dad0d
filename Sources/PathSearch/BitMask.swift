/// A growing set of small non-negative integers (node or edge ids), one bit each.
///
/// Reading is O(1) and never fails: whatever was not inserted is absent, so that an empty mask
/// costs nothing. Memory is one bit per id up to the largest that was inserted.
package struct BitMask: Sendable, Equatable, ExpressibleByArrayLiteral {
  private var words: ContiguousArray<UInt64> = []
  /// How many ids the mask holds.
  package private(set) var count = 0

  /// The empty mask.
  package init() {}

  /// The mask that holds these ids; repeated ids count once. Traps on a negative id.
  package init(_ members: some Sequence<Int>) {
    for member in members { insert(member) }
  }

  /// The mask that holds these ids.
  package init(arrayLiteral elements: Int...) { self.init(elements) }

  /// Whether nothing is in the mask.
  package var isEmpty: Bool { count == 0 }

  /// Whether the id is in the mask; false for an id that the mask never saw.
  @inline(__always)
  package func contains(_ member: Int) -> Bool {
    let word = member >> 6
    return words.indices.contains(word) && words[word] & (1 << UInt64(member & 63)) != 0
  }

  /// Puts the id into the mask. Amortised O(1) once the mask is large enough. Traps if negative.
  package mutating func insert(_ member: Int) {
    precondition(member >= 0, "ids are not negative")
    let word = member >> 6
    if word >= words.count {
      words.append(contentsOf: repeatElement(0, count: word + 1 - words.count))
    }
    let bit: UInt64 = 1 << UInt64(member & 63)
    if words[word] & bit == 0 {
      words[word] |= bit
      count += 1
    }
  }

  /// Takes the id out of the mask, if it is there. O(1).
  package mutating func remove(_ member: Int) {
    guard contains(member) else { return }
    words[member >> 6] &= ~(1 << UInt64(member & 63))
    count -= 1
  }

  /// Puts all ids of the other mask into this one. O(size of the other).
  package mutating func formUnion(_ other: BitMask) {
    let missing = other.words.count - words.count
    if missing > 0 { words.append(contentsOf: repeatElement(0, count: missing)) }
    for (index, word) in other.words.enumerated() {
      count += (word & ~words[index]).nonzeroBitCount
      words[index] |= word
    }
  }

  /// Two masks are equal when they hold the same ids, however large they once were.
  package static func == (left: BitMask, right: BitMask) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left.words, right.words).allSatisfy(==)
  }
}
