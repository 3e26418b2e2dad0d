/// Values kept for sets: long ones are told apart by where they lie in memory, as in ``SetMemo``.
package struct SetMap<Value> {
  private var entries: [SetMemo.Key: (set: RangeSet32, value: Value)] = [:]
  private var weight = 0
  /// All is forgotten when the sets that are kept have more ranges than this in all.
  private static var limit: Int { 4_000_000 }

  package init() {}

  package subscript(set: RangeSet32) -> Value? { entries[SetMemo.Key(set)]?.value }

  package mutating func keep(_ value: Value, for set: RangeSet32) {
    weight += 1 + set.ranges.count
    if weight > Self.limit {
      entries.removeAll()
      weight = 0
    }
    entries[SetMemo.Key(set)] = (set, value)
  }
}
