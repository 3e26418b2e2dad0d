import Accounts
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
