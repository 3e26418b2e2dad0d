import Foundation
import Policy

/// How often each answer was given.
struct Tally: CustomStringConvertible {
  var allowed = 0
  var conditional = 0
  var denied = 0

  var decisions: Int { allowed + conditional + denied }

  mutating func add(_ answer: Answer) {
    switch answer {
    case .allowed: allowed += 1
    case .conditional: conditional += 1
    case .denied: denied += 1
    }
  }

  var description: String { "\(allowed) allowed, \(conditional) conditional, \(denied) denied" }
}

/// A way of asking that is measured.
struct Form {
  var name: String
  var what: String
  /// Asks for one place of the sample and counts the answers.
  var ask: (inout Tally, Int) -> Void

  /// Asks for a range of places of a sample, over and over.
  func tally(over range: Range<Int>, of size: Int) -> Tally {
    var tally = Tally()
    for number in range { ask(&tally, number % size) }
    return tally
  }

  /// Prints how many decisions are made in a second of CPU time: wall time would measure what else
  /// the machine does.
  func measure(_ size: Int) {
    var speeds: [Double] = []
    for _ in 0..<5 {
      let start = clock()
      var tally = Tally()
      var place = 0
      while clock() - start < CLOCKS_PER_SEC {
        for _ in 0..<100 {
          ask(&tally, place % size)
          place += 1
        }
      }
      speeds.append(Double(tally.decisions) * Double(CLOCKS_PER_SEC) / Double(clock() - start))
    }
    speeds.sort()
    let range = "\(Int(speeds[0]))-\(Int(speeds[4]))"
    print("\(name): \(Int(speeds[2])) decisions/s (\(range)), \(what)")
  }
}
