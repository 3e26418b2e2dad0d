import Policy
import Testing

/// The two evaluators mean the same: random worlds, everyone in them, every candidate.
struct ComparisonTests {
  /// Worlds for each of the seeds below; the first seed of a share is its number times this.
  static let worlds = 50

  @Test(arguments: 0..<6) func setsAgreeWithDecisions(_ share: Int) {
    var tally = Tally()
    for number in 0..<ComparisonTests.worlds {
      let seed = UInt64(share * ComparisonTests.worlds + number)
      var generator = WorldGenerator(seed: seed)
      let world = generator.world()
      let found = WorldCheck(world).run()
      tally.add(found)
      guard let failure = found.failures.first else { continue }
      let smallest = world.shrunk { !WorldCheck($0).run().failures.isEmpty }
      let left = WorldCheck(smallest).run().failures.first ?? failure
      Issue.record("seed \(seed): \(left)\n\(smallest)")
      return
    }
    // A world in which nothing is decided would prove nothing.
    for answer in [Answer.allowed, .conditional, .denied] {
      #expect(tally.answers[answer, default: 0] > tally.compared / 200, "\(answer)")
    }
    #expect(tally.unequal * 20 < tally.compared)
    #expect(tally.tried > tally.compared / 200)
  }
}
