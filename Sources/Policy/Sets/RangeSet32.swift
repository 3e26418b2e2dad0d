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

  /// Builds a set from ranges whose beginnings ascend; they may overlap and touch.
  package init(ascending ranges: some Sequence<Range<Int32>>) {
    self.ranges = []
    for range in ranges where !range.isEmpty { merge(range) }
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
    let next = firstRange(endingAfter: member)
    return next < ranges.count && ranges[next].lowerBound <= member
  }

  /// O(ranges of both).
  package func union(_ other: RangeSet32) -> RangeSet32 {
    if isEmpty || holdsSameMemory(as: other) { return other }
    if other.isEmpty || self == other { return self }
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
    if let plain = plainIntersection(other) { return plain }
    if ranges.count * 16 < other.ranges.count { return other.intersection(few: self) }
    if other.ranges.count * 16 < ranges.count { return intersection(few: other) }
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

  /// The intersection where it is one of both sets; nil where it has to be made.
  func plainIntersection(_ other: RangeSet32) -> RangeSet32? {
    if isWithinOneRange(of: other) || holdsSameMemory(as: other) { return self }
    return other.isWithinOneRange(of: self) ? other : nil
  }

  /// O(few · log ranges + ranges of the result).
  private func intersection(few: RangeSet32) -> RangeSet32 {
    var result = RangeSet32()
    for range in few.ranges {
      var next = firstRange(endingAfter: range.lowerBound)
      while next < ranges.count, ranges[next].lowerBound < range.upperBound {
        result.ranges.append(ranges[next].clamped(to: range))
        next += 1
      }
    }
    return result
  }

  /// The members that `other` lacks. O(ranges of both), or O(own · log ranges of the other) where that
  /// is less.
  package func subtracting(_ other: RangeSet32) -> RangeSet32 {
    if isEmpty || other.isEmpty { return self }
    if isWithinOneRange(of: other) { return .empty }
    var result = RangeSet32()
    var right = 0
    let isFew = ranges.count * 16 < other.ranges.count
    for range in ranges {
      var low = range.lowerBound
      if isFew { right = other.firstRange(endingAfter: low) }
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

  /// The places, within a set, of those members that it holds: what is scattered among candidates
  /// that do not count becomes few ranges. O(ranges of both).
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

  /// O(fewer ranges · log more ranges).
  package func intersects(_ other: RangeSet32) -> Bool {
    if holdsSameMemory(as: other) { return !isEmpty }
    let (few, many) = ranges.count < other.ranges.count ? (self, other) : (other, self)
    return few.ranges.contains { range in
      let next = many.firstRange(endingAfter: range.lowerBound)
      return next < many.ranges.count && many.ranges[next].lowerBound < range.upperBound
    }
  }

  /// The number of the first range that ends behind a member. O(log ranges).
  private func firstRange(endingAfter member: Int32) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= member { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether there is nothing in it, or one range of the other covers all. O(1): only the
  /// other's first range is looked at.
  private func isWithinOneRange(of other: RangeSet32) -> Bool {
    guard let first = ranges.first, let last = ranges.last else { return true }
    guard other.ranges.count == 1, let whole = other.ranges.first else { return false }
    return whole.lowerBound <= first.lowerBound && last.upperBound <= whole.upperBound
  }

  /// Whether both are one list in memory, and so equal. O(1).
  func holdsSameMemory(as other: RangeSet32) -> Bool {
    ranges.count == other.ranges.count
      && ranges.withUnsafeBufferPointer { mine in
        other.ranges.withUnsafeBufferPointer { mine.baseAddress == $0.baseAddress }
      }
  }
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

  /// Whether all members are plainly in for certain: then one list serves for both.
  package var isOne: Bool { certain.holdsSameMemory(as: possible) }

  package func union(_ other: AccessSet) -> AccessSet {
    if isOne, other.isOne { return AccessSet(certain.union(other.certain)) }
    return AccessSet(
      certain: certain.union(other.certain), possible: possible.union(other.possible))
  }

  package func intersection(_ other: AccessSet) -> AccessSet {
    if isOne, other.isOne { return AccessSet(certain.intersection(other.certain)) }
    return AccessSet(
      certain: certain.intersection(other.certain),
      possible: possible.intersection(other.possible))
  }

  /// What remains when the members of `other` are taken away: for certain only what is not even
  /// possibly taken.
  package func subtracting(_ other: AccessSet) -> AccessSet {
    if isOne, other.isOne { return AccessSet(certain.subtracting(other.certain)) }
    return AccessSet(
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
