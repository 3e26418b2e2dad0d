import Accounts
import Foundation
import Policy

/// Requests of an account in random order: any principal, any of the actions, any resource.
struct RequestSample {
  let account: Account
  let choices: [(principal: Int, action: Int, resource: Int)]
  let requests: [Request]

  init(_ account: Account, count: Int) {
    var random = SeededGenerator(seed: 1)
    let choices = (0..<count).map { _ in
      (
        principal: random.below(account.principals.count),
        action: random.below(Account.actions.count), resource: random.below(account.resources.count)
      )
    }
    self.account = account
    self.choices = choices
    requests = choices.map {
      account.request(
        account.principals[$0.principal], Account.actions[$0.action], account.resources[$0.resource]
      )
    }
  }

  /// The request at a place, made anew.
  func request(_ index: Int) -> Request {
    let choice = choices[index]
    return account.request(
      account.principals[choice.principal], Account.actions[choice.action],
      account.resources[choice.resource])
  }
}

/// How often each answer was given.
struct Tally: CustomStringConvertible {
  var allowed = 0
  var conditional = 0
  var denied = 0

  static func asking(_ ask: (Int) -> Answer, _ count: Int, of size: Int) -> Tally {
    var tally = Tally()
    for number in 0..<count { tally.add(ask(number % size)) }
    return tally
  }

  mutating func add(_ answer: Answer) {
    switch answer {
    case .allowed: allowed += 1
    case .conditional: conditional += 1
    case .denied: denied += 1
    }
  }

  var description: String { "\(allowed) allowed, \(conditional) conditional, \(denied) denied" }
}

/// Prints how many decisions a second of CPU time a form of asking makes: wall time would measure
/// what else the machine does.
func measure(_ name: String, _ size: Int, _ ask: (Int) -> Answer) {
  var speeds: [Double] = []
  for _ in 0..<5 {
    let start = clock()
    var decisions = 0
    var tally = Tally()
    while clock() - start < CLOCKS_PER_SEC {
      for number in 0..<1_000 { tally.add(ask((decisions + number) % size)) }
      decisions += 1_000
    }
    speeds.append(Double(decisions) * Double(CLOCKS_PER_SEC) / Double(clock() - start))
  }
  speeds.sort()
  print("\(name): \(Int(speeds[2])) decisions/s (\(Int(speeds[0]))-\(Int(speeds[4])))")
}
