import Policy
import Testing

/// What is kept of operations on long sets against the operations themselves.
struct SetMemoTests {
  /// Scattered members, as many as asked for in expectation, among 0..<2,000.
  private func set(_ count: Int, _ random: inout SplitMix64) -> RangeSet32 {
    RangeSet32((0..<count).map { _ in Int32(random.below(2_000)) })
  }

  private func access(_ random: inout SplitMix64) -> AccessSet {
    let certain = set([0, 1, 3, 200][random.below(4)], &random)
    if random.below(2) == 0 { return AccessSet(certain) }
    return AccessSet(certain: certain, possible: certain.union(set(100, &random)))
  }

  @Test func whatIsKeptIsWhatIsMade() {
    var random = SplitMix64(seed: 21)
    let memo = SetMemo()
    let pool = (0..<40).map { _ in access(&random) }
    for _ in 0..<20_000 {
      let left = pool[random.below(pool.count)]
      let right = pool[random.below(pool.count)]
      #expect(memo.union(left, right) == left.union(right))
      #expect(memo.intersection(left, right) == left.intersection(right))
      #expect(memo.subtracting(right, from: left) == left.subtracting(right))
      #expect(memo.count(left.possible) == left.possible.count)
    }
  }

  /// The same operation on the same lists gives the same list, whose further use is found too.
  @Test func longResultsAreShared() {
    var random = SplitMix64(seed: 22)
    let memo = SetMemo()
    let (left, right) = (AccessSet(set(200, &random)), AccessSet(set(200, &random)))
    let both = [memo.union(left, right), memo.union(left, right)]
    #expect(SetMemo.Key(both[0].certain) == SetMemo.Key(both[1].certain))
  }

  /// A set that goes must not leave its place in memory, and so its results, to the next.
  @Test func placesAreNotInherited() {
    var random = SplitMix64(seed: 23)
    let memo = SetMemo()
    var map = SetMap<Int>()
    for _ in 0..<2_000 {
      let left = set(50, &random)
      let right = set(50, &random)
      #expect(memo.intersection(left, right) == left.intersection(right))
      #expect(map[left] == nil || map[left] == left.count)
      map.keep(left.count, for: left)
      #expect(map[left] == left.count)
    }
  }

  /// A set that is changed after it was kept is another.
  @Test func changedSetsAreOthers() {
    var random = SplitMix64(seed: 24)
    let memo = SetMemo()
    var changing = set(100, &random)
    let other = RangeSet32(0..<3_000).subtracting(set(50, &random))
    for member in Int32(2_000)..<2_040 {
      #expect(memo.intersection(changing, other) == changing.intersection(other))
      #expect(memo.count(changing) == changing.count)
      changing.append(2 * member)
    }
  }

  /// Few ranges against many are looked up, not walked along.
  @Test func fewAgainstMany() {
    var random = SplitMix64(seed: 25)
    for _ in 0..<2_000 {
      let many = set(300, &random)
      let few = RangeSet32(
        ascending: (0..<random.below(3)).map { _ in Int32(random.below(2_000)) }.sorted().map {
          $0..<($0 + Int32(1 + random.below(40)))
        })
      let (manyMembers, fewMembers) = (Set(many.members), Set(few.members))
      #expect(
        Array(few.intersection(many).members) == fewMembers.intersection(manyMembers).sorted())
      #expect(few.intersection(many) == many.intersection(few))
      #expect(Array(few.subtracting(many).members) == fewMembers.subtracting(manyMembers).sorted())
      #expect(few.intersects(many) == !fewMembers.isDisjoint(with: manyMembers))
      let order = Dictionary(
        uniqueKeysWithValues: many.members.enumerated().map { ($1, Int32($0)) })
      let places = few.members.compactMap { order[$0] }.sorted()
      #expect(Array(few.places(in: many).members) == places)
    }
  }
}
