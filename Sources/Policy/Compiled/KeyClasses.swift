/// How the members of a list, by their places, fall into classes that a part of a statement cannot
/// tell apart.
struct Axis {
  /// The class of each member.
  private(set) var numbers: [Int32]
  /// The first member of each class.
  private(set) var first: [Int]

  /// One class of all.
  init(alike count: Int) {
    numbers = Array(repeating: 0, count: count)
    first = count == 0 ? [] : [0]
  }

  /// Classes of the members with equal facts. O(members).
  init<Facts: Hashable>(_ members: Range<Int>, by facts: (Int) -> Facts) {
    var known: [Facts: Int32] = [:]
    numbers = []
    first = []
    numbers.reserveCapacity(members.count)
    for member in members {
      let facts = facts(member)
      if let number = known[facts] {
        numbers.append(number)
      } else {
        let number = Int32(first.count)
        known[facts] = number
        first.append(member)
        numbers.append(number)
      }
    }
  }

  /// Tells apart what another axis over the same members does, too. O(members).
  mutating func join(_ other: Axis) {
    if other.first.count <= 1 { return }
    if first.count <= 1 {
      self = other
      return
    }
    let own = numbers
    self = Axis(own.indices) { Int64(own[$0]) << 32 | Int64(other.numbers[$0]) }
  }
}

/// The classes of callers, questions and resources by some keys.
struct KeyClasses {
  var callers: Axis
  var questions: Axis
  var resources: Axis
}
