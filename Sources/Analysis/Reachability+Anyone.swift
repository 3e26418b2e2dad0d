import Environment

extension Reachability {
  /// Leaves out what a start does to a target where anyone does the same for certain and as soon: it
  /// is open to all, so that it says nothing about this start.
  ///
  /// - Parameter isProven: Whether a pair's path is certain once every hop is proven.
  /// - Returns: What is left, and for each target by number how many starts were left out.
  /// - Complexity: linear in the number of pairs, and one proof a target that is open to anyone.
  static func withoutCompany(
    _ pairs: [Pair], _ starts: [Start], isProven: (Pair) -> Bool
  ) -> (pairs: [Pair], company: [Int: Int]) {
    var open: [Int: Pair] = [:]
    for pair in pairs where pair.isCertain && starts[pair.start].isAnyone {
      if let known = open[pair.target], (known.hops, known.start) <= (pair.hops, pair.start) {
        continue
      }
      if isProven(pair) { open[pair.target] = pair }
    }
    var company: [Int: Int] = [:]
    let left = pairs.filter { pair in
      guard let first = open[pair.target], first.start != pair.start, pair.hops >= first.hops else {
        return true
      }
      company[pair.target, default: 0] += 1
      return false
    }
    return (left, company)
  }
}

extension Start {
  /// Whether it needs nothing that is the organisation's: anyone at all, or any AWS account.
  package var isAnyone: Bool {
    signIn == nil && ways.contains { [.publicData, .openTrust].contains($0.kind) && $0.isKnown }
  }
}
