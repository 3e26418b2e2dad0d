/// What operations on long sets gave, kept so that classes which hold the same sets share the work
/// and the memory of what is made of them.
///
/// Long sets are told apart by where they lie in memory: what policies say is kept for each
/// universe, so most classes start with the same lists. A list is kept with its result, so that
/// none goes and leaves its place to another. Short sets are told apart by what they hold.
package final class SetMemo {
  /// Operations on fewer ranges cost less than looking them up.
  private static let long = 24
  /// All is forgotten when the lists that are kept have more ranges than this in all.
  private static let limit = 24_000_000

  /// One set as a key, for as long as the set is kept.
  package struct Key: Hashable, Sendable {
    private var low: UInt64
    private var high: UInt64

    package init(_ set: RangeSet32) {
      let ranges = set.ranges
      if ranges.count > 2 {
        low = UInt64(
          UInt(bitPattern: ranges.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) }))
        // No packed range is as great.
        high = UInt64.max - UInt64(ranges.count)
      } else {
        low = ranges.first.map(Self.packed) ?? 0
        high = ranges.count == 2 ? Self.packed(ranges[1]) : 0
      }
    }

    private static func packed(_ range: Range<Int32>) -> UInt64 {
      UInt64(UInt32(bitPattern: range.lowerBound)) << 32
        | UInt64(UInt32(bitPattern: range.upperBound))
    }
  }

  private enum Operation { case union, intersection, subtraction }

  private struct Question: Hashable {
    var operation: Operation
    var left: Key
    var right: Key
  }

  private struct Entry {
    var left: RangeSet32
    var right: RangeSet32
    var result: RangeSet32
  }

  private var entries: [Question: Entry] = [:]
  private var weight = 0

  package init() {}

  package func union(_ left: RangeSet32, _ right: RangeSet32) -> RangeSet32 {
    if isShort(left, right) || left.isEmpty || right.isEmpty || left.holdsSameMemory(as: right) {
      return left.union(right)
    }
    return kept(.union, left, right) { left.union(right) }
  }

  package func intersection(_ left: RangeSet32, _ right: RangeSet32) -> RangeSet32 {
    if let plain = left.plainIntersection(right) { return plain }
    if isShort(left, right) { return left.intersection(right) }
    return kept(.intersection, left, right) { left.intersection(right) }
  }

  package func subtracting(_ right: RangeSet32, from left: RangeSet32) -> RangeSet32 {
    if left.isEmpty || right.isEmpty { return left }
    if left.holdsSameMemory(as: right) { return .empty }
    if isShort(left, right) { return left.subtracting(right) }
    return kept(.subtraction, left, right) { left.subtracting(right) }
  }

  private var counts = SetMap<Int>()

  /// The number of a set's members. O(1) for a long one that was asked for before.
  package func count(_ set: RangeSet32) -> Int {
    if set.ranges.count < Self.long { return set.count }
    if let known = counts[set] { return known }
    let count = set.count
    counts.keep(count, for: set)
    return count
  }

  private func isShort(_ left: RangeSet32, _ right: RangeSet32) -> Bool {
    left.ranges.count + right.ranges.count < Self.long
  }

  private func kept(
    _ operation: Operation, _ left: RangeSet32, _ right: RangeSet32, make: () -> RangeSet32
  ) -> RangeSet32 {
    let question = Question(operation: operation, left: Key(left), right: Key(right))
    if let known = entries[question] { return known.result }
    let result = make()
    weight += left.ranges.count + right.ranges.count + result.ranges.count
    if weight > Self.limit {
      entries.removeAll()
      weight = 0
    }
    entries[question] = Entry(left: left, right: right, result: result)
    return result
  }
}

/// The same for sets that are not all certain.
extension SetMemo {
  package func union(_ left: AccessSet, _ right: AccessSet) -> AccessSet {
    if left.isOne, right.isOne { return AccessSet(union(left.certain, right.certain)) }
    return AccessSet(
      certain: union(left.certain, right.certain), possible: union(left.possible, right.possible))
  }

  package func intersection(_ left: AccessSet, _ right: AccessSet) -> AccessSet {
    if left.isOne, right.isOne { return AccessSet(intersection(left.certain, right.certain)) }
    return AccessSet(
      certain: intersection(left.certain, right.certain),
      possible: intersection(left.possible, right.possible))
  }

  package func subtracting(_ right: AccessSet, from left: AccessSet) -> AccessSet {
    if left.isOne, right.isOne {
      return AccessSet(subtracting(right.certain, from: left.certain))
    }
    return AccessSet(
      certain: subtracting(right.possible, from: left.certain),
      possible: subtracting(right.certain, from: left.possible))
  }
}
