import Policy
import Testing

/// Sets of candidates against the standard library's sets.
struct RangeSetTests {
  /// A random set twice: dense in runs, so that ranges meet, touch and overlap.
  private func sets(_ random: inout SplitMix64) -> (RangeSet32, Set<Int32>) {
    var members: Set<Int32> = []
    for _ in 0..<random.below(6) {
      let start = Int32(random.below(30))
      members.formUnion(start..<(start + Int32(random.below(8))))
    }
    return (RangeSet32(members.shuffled(using: &random)), members)
  }

  private func check(_ set: RangeSet32, _ members: Set<Int32>) {
    #expect(Array(set.members) == members.sorted())
    #expect(set.count == members.count)
    #expect(set.isEmpty == members.isEmpty)
    for (left, right) in zip(set.ranges, set.ranges.dropFirst()) {
      #expect(left.upperBound < right.lowerBound)
    }
    #expect(set.ranges.allSatisfy { !$0.isEmpty })
  }

  @Test func operationsAgreeWithTheStandardLibrary() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<3_000 {
      let (left, leftMembers) = sets(&random)
      let (right, rightMembers) = sets(&random)
      check(left, leftMembers)
      check(left.union(right), leftMembers.union(rightMembers))
      check(left.intersection(right), leftMembers.intersection(rightMembers))
      check(left.subtracting(right), leftMembers.subtracting(rightMembers))
      #expect(left.intersects(right) == !leftMembers.isDisjoint(with: rightMembers))
      #expect((left == right) == (leftMembers == rightMembers))
      for member in Int32(-1)..<40 {
        #expect(left.contains(member) == leftMembers.contains(member))
      }
    }
  }

  @Test func rangesAndRepetitions() {
    check(RangeSet32(3..<3), [])
    check(RangeSet32(3..<5), [3, 4])
    check(RangeSet32(ascending: [1, 1, 2, 4]), [1, 2, 4])
    check(RangeSet32([4, 2, 1, 2]), [1, 2, 4])
    #expect(RangeSet32(ascending: [1, 2, 3]) == RangeSet32(1..<4))
  }

  // MARK: Sets that are not all certain

  private func access(_ random: inout SplitMix64) -> (AccessSet, [Int32: Tri]) {
    let (certain, _) = sets(&random)
    let (more, _) = sets(&random)
    let set = AccessSet(certain: certain, possible: certain.union(more))
    return (set, Dictionary(uniqueKeysWithValues: (0..<40).map { ($0, set.membership(of: $0)) }))
  }

  @Test func accessSetsFollowThreeValuedLogic() {
    var random = SplitMix64(seed: 8)
    for _ in 0..<1_000 {
      let (left, leftValues) = access(&random)
      let (right, rightValues) = access(&random)
      for member in Int32(0)..<40 {
        let one = leftValues[member] ?? .no
        let two = rightValues[member] ?? .no
        #expect(left.union(right).membership(of: member) == one.or(two))
        #expect(left.intersection(right).membership(of: member) == one.and(two))
        #expect(left.subtracting(right).membership(of: member) == one.and(two.negated))
      }
    }
  }

  @Test func accessSetsOfOneValue() {
    let set = RangeSet32(0..<3)
    #expect(AccessSet(set, .yes) == AccessSet(set))
    #expect(AccessSet(set, .maybe) == AccessSet(certain: .empty, possible: set))
    #expect(AccessSet(set, .no) == .empty)
    #expect(AccessSet.empty.isEmpty)
    #expect(!AccessSet(set, .maybe).isEmpty)
  }
}
