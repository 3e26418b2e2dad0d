/// The first hops of a finding, where a more urgent one has the same ones.
struct SharedHops: Sendable, Hashable {
  /// The other finding, by rank.
  var rank: Int
  /// How many hops they have in common from the start on; the last hop is never among them.
  var count: Int

  /// For the findings by rank, from the most urgent on; those that are not in it are written out
  /// whole.
  ///
  /// - Complexity: for each finding, the square of the number of its hops.
  static func of(_ findings: [FindingView]) -> [Int: SharedHops] {
    var written: [[HopKey]: Int] = [:]
    var shared: [Int: SharedHops] = [:]
    for view in findings {
      let keys = view.path.hops.map(HopKey.init)
      let prefixes = keys.indices.map { Array(keys[...$0]) }
      if let known = prefixes.dropLast().last(where: { written[$0] != nil }),
        let rank = written[known]
      {
        shared[view.rank] = SharedHops(rank: rank, count: known.count)
      }
      for prefix in prefixes where written[prefix] == nil { written[prefix] = view.rank }
    }
    return shared
  }

  /// What makes two hops the same to a reader.
  private struct HopKey: Hashable {
    var texts: [String]

    init(_ hop: HopView) {
      let citations = CitationView.all(of: hop.evidence).flatMap {
        [$0.phrase.text, $0.place, $0.pointer]
      }
      texts = [hop.fromID, hop.techniqueID, hop.toID, hop.sentence] + hop.conditions + citations
    }
  }
}

extension SharedHops {
  /// `Hop 1 is that of `, `Hops 1 to 3 are those of `; the finding's number follows.
  var words: String {
    switch count {
    case 1: "Hop 1 is that of "
    case 2: "Hops 1 and 2 are those of "
    default: "Hops 1 to \(count) are those of "
    }
  }
}
