/// A set of small integers as sorted, disjoint, non-adjacent ranges.
///
/// Candidates are numbered in the order of their ARNs, so that a pattern with a literal beginning is
/// one range, "all" is one range, and unions stay short whatever the size of what they hold.
package struct RangeSet32: Sendable, Hashable {
  package private(set) var ranges: ContiguousArray<Range<Int32>>

  package static let empty = RangeSet32()

  package init() { ranges = [] }

  package init(_ range: Range<Int32>) { ranges = range.isEmpty ? [] : [range] }

  /// Builds a set from members in ascending order.
  package init(ascending members: some Sequence<Int32>) {
    ranges = []
    for member in members { append(member) }
  }

  /// Builds a set from members in any order. O(n log n).
  package init(_ members: [Int32]) { self.init(ascending: members.sorted()) }

  /// Adds a member that is no less than any present.
  package mutating func append(_ member: Int32) {
    guard let last = ranges.last else {
      ranges.append(member..<(member + 1))
      return
    }
    if member < last.upperBound { return }
    if member == last.upperBound {
      ranges[ranges.count - 1] = last.lowerBound..<(member + 1)
    } else {
      ranges.append(member..<(member + 1))
    }
  }

  package var isEmpty: Bool { ranges.isEmpty }

  /// The number of members. O(ranges).
  package var count: Int { ranges.reduce(0) { $0 + $1.count } }

  /// The members in ascending order.
  package var members: some Sequence<Int32> { ranges.lazy.flatMap { $0 } }

  /// O(log ranges).
  package func contains(_ member: Int32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= member { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= member
  }

  /// O(ranges of both).
  package func union(_ other: RangeSet32) -> RangeSet32 {
    if isEmpty || self == other { return other }
    if other.isEmpty { return self }
    var result = RangeSet32()
    var left = 0
    var right = 0
    while left < ranges.count || right < other.ranges.count {
      let takesLeft =
        right == other.ranges.count
        || (left < ranges.count && ranges[left].lowerBound <= other.ranges[right].lowerBound)
      result.merge(takesLeft ? ranges[left] : other.ranges[right])
      if takesLeft { left += 1 } else { right += 1 }
    }
    return result
  }

  private mutating func merge(_ range: Range<Int32>) {
    if let last = ranges.last, range.lowerBound <= last.upperBound {
      ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
    } else {
      ranges.append(range)
    }
  }

  /// O(ranges of both).
  package func intersection(_ other: RangeSet32) -> RangeSet32 {
    var result = RangeSet32()
    var left = 0
    var right = 0
    while left < ranges.count && right < other.ranges.count {
      let low = max(ranges[left].lowerBound, other.ranges[right].lowerBound)
      let high = min(ranges[left].upperBound, other.ranges[right].upperBound)
      if low < high { result.ranges.append(low..<high) }
      if ranges[left].upperBound < other.ranges[right].upperBound { left += 1 } else { right += 1 }
    }
    return result
  }

  /// The members that `other` lacks. O(ranges of both).
  package func subtracting(_ other: RangeSet32) -> RangeSet32 {
    if isEmpty || other.isEmpty { return self }
    var result = RangeSet32()
    var right = 0
    for range in ranges {
      var low = range.lowerBound
      while right < other.ranges.count && other.ranges[right].upperBound <= low { right += 1 }
      var next = right
      while next < other.ranges.count && other.ranges[next].lowerBound < range.upperBound {
        let cut = other.ranges[next]
        if low < cut.lowerBound { result.ranges.append(low..<cut.lowerBound) }
        low = max(low, cut.upperBound)
        next += 1
      }
      if low < range.upperBound { result.ranges.append(low..<range.upperBound) }
    }
    return result
  }

  /// The members' places within a set that holds them all: what is scattered among candidates that
  /// do not count becomes few ranges. O(ranges of both).
  package func places(in support: RangeSet32) -> RangeSet32 {
    var result = RangeSet32()
    var passed: Int32 = 0
    var next = 0
    for range in ranges {
      while next < support.ranges.count, support.ranges[next].upperBound <= range.lowerBound {
        passed += Int32(support.ranges[next].count)
        next += 1
      }
      var position = next
      var before = passed
      while position < support.ranges.count, support.ranges[position].lowerBound < range.upperBound
      {
        let held = support.ranges[position].clamped(to: range)
        let offset = before + held.lowerBound - support.ranges[position].lowerBound
        result.merge(offset..<(offset + Int32(held.count)))
        before += Int32(support.ranges[position].count)
        position += 1
      }
    }
    return result
  }

  package func intersects(_ other: RangeSet32) -> Bool { !intersection(other).isEmpty }
}

/// The candidates on which an action is allowed: for certain, and as far as is known. `certain` is
/// always a part of `possible`.
package struct AccessSet: Sendable, Hashable {
  package var certain: RangeSet32
  package var possible: RangeSet32

  package static let empty = AccessSet(certain: .empty, possible: .empty)

  package init(certain: RangeSet32, possible: RangeSet32) {
    self.certain = certain
    self.possible = possible
  }

  /// A set whose members are all in for certain.
  package init(_ set: RangeSet32) { self.init(certain: set, possible: set) }

  /// What three-valued membership makes of a set: all certain, all possible, or nothing.
  package init(_ set: RangeSet32, _ value: Tri) {
    self.init(certain: value == .yes ? set : .empty, possible: value == .no ? .empty : set)
  }

  package var isEmpty: Bool { possible.isEmpty }

  package func union(_ other: AccessSet) -> AccessSet {
    AccessSet(
      certain: certain.union(other.certain), possible: possible.union(other.possible))
  }

  package func intersection(_ other: AccessSet) -> AccessSet {
    AccessSet(
      certain: certain.intersection(other.certain),
      possible: possible.intersection(other.possible))
  }

  /// What remains when the members of `other` are taken away: for certain only what is not even
  /// possibly taken.
  package func subtracting(_ other: AccessSet) -> AccessSet {
    AccessSet(
      certain: certain.subtracting(other.possible),
      possible: possible.subtracting(other.certain))
  }

  /// Whether there is a member at all.
  package var someMember: Tri { !certain.isEmpty ? .yes : possible.isEmpty ? .no : .maybe }

  /// The set where a further need holds: all of it, only possibly, or none.
  package func limited(to value: Tri) -> AccessSet {
    switch value {
    case .yes: self
    case .maybe: AccessSet(certain: .empty, possible: possible)
    case .no: .empty
    }
  }

  package func membership(of member: Int32) -> Tri {
    if certain.contains(member) { return .yes }
    return possible.contains(member) ? .maybe : .no
  }
}
