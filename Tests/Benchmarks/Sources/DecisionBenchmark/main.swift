// Decisions per second on one core, over a generated account: medians of several runs of at least
// a second each. With a form and a count, that many decisions of that form and nothing else, so
// that a profiler can count instructions.

import Accounts
import Policy

let account = Account.generated()
let sample = RequestSample(account, count: 20_000)

/// The forms of asking that are measured.
let forms: [(name: String, ask: (Int) -> Answer)] = [
  ("reasons", { decide(sample.requests[$0]).answer }),
  ("requests", { decide(sample.request($0)).answer }),
]

if CommandLine.arguments.count == 3, let count = Int(CommandLine.arguments[2]),
  let form = forms.first(where: { $0.name == CommandLine.arguments[1] })
{
  print(Tally.asking(form.ask, count, of: sample.requests.count))
} else {
  print(Tally.asking(forms[0].ask, sample.requests.count, of: sample.requests.count))
  for form in forms { measure(form.name, sample.requests.count, form.ask) }
}
