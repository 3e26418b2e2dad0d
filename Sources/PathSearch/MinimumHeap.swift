/// A binary heap of nodes by packed path weight, smallest first.
///
/// Algorithm: Williams, "Algorithm 232: Heapsort", Communications of the ACM 7 (1964). Invariant:
/// no element is smaller than its parent at `(index - 1) / 2`. There is no decrease of a key:
/// searches push again and skip what they find outdated. Equal weights leave in order of node id.
struct MinimumHeap: Sendable {
  struct Element: Sendable {
    var weight: UInt64
    var node: Int32

    @inline(__always)
    static func < (left: Element, right: Element) -> Bool {
      left.weight != right.weight ? left.weight < right.weight : left.node < right.node
    }
  }

  private var elements: ContiguousArray<Element> = []

  var isEmpty: Bool { elements.isEmpty }

  mutating func removeAll() { elements.removeAll(keepingCapacity: true) }

  /// O(log count).
  mutating func push(weight: UInt64, node: Int32) {
    let element = Element(weight: weight, node: node)
    var index = elements.count
    elements.append(element)
    while index > 0 {
      let parent = (index - 1) / 2
      guard element < elements[parent] else { break }
      elements[index] = elements[parent]
      index = parent
    }
    elements[index] = element
  }

  /// Removes and returns the smallest element. O(log count).
  mutating func pop() -> Element? {
    guard let smallest = elements.first, let last = elements.popLast() else { return nil }
    if elements.isEmpty { return smallest }
    var index = 0
    while true {
      var child = 2 * index + 1
      guard child < elements.count else { break }
      if child + 1 < elements.count && elements[child + 1] < elements[child] { child += 1 }
      guard elements[child] < last else { break }
      elements[index] = elements[child]
      index = child
    }
    elements[index] = last
    return smallest
  }
}
