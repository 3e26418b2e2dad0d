// What the set evaluator costs: nanoseconds of CPU time for one class of principals, one action and
// a thousand candidates, with everything that it keeps made anew in each round; medians of several
// runs of at least a second each.
//
// With a folder, the account in it, as the command line prints it; without, a generated one.

import Accounts
import Foundation
import Policy

let account: Account
if CommandLine.arguments.count > 1 {
  guard let read = try Account.read(CommandLine.arguments[1]) else {
    FileHandle.standardError.write(Data("no account in \(CommandLine.arguments[1])\n".utf8))
    exit(66)
  }
  account = read
} else {
  account = Account.generated(resources: 1_000)
}
let kinds = [
  ("buckets", "arn:aws:s3:::", Account.actions.filter { $0.hasPrefix("s3:") }),
  (
    "roles", "arn:aws:iam:",
    Account.actions.filter { $0.contains("Role") && !$0.hasPrefix("cloud") }
  ),
]
print("\(account.principals.count) principals")
for (name, prefix, actions) in kinds {
  let question = SetRound(account, prefix: prefix, actions: actions)
  guard question.candidates > 0 else { continue }
  let cells = Double(question.classes * actions.count * question.candidates) / 1_000
  var costs: [Double] = []
  for _ in 0..<5 {
    let start = clock()
    var rounds = 0
    while clock() - start < CLOCKS_PER_SEC {
      question.run()
      rounds += 1
    }
    let nanoseconds = Double(clock() - start) / Double(CLOCKS_PER_SEC) * 1e9
    costs.append(nanoseconds / Double(rounds) / cells)
  }
  costs.sort()
  print(
    "\(name): \(question.classes) classes, \(actions.count) actions, \(question.candidates)",
    "candidates: \(Int(costs[2])) ns (\(Int(costs[0]))-\(Int(costs[4])))",
    "per class, action and 1,000 candidates")
}
