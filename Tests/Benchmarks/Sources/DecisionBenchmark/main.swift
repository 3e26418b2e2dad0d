// Decisions per second of CPU time on one core, over a generated account: medians of several runs of
// at least a second each. With a form and a count, that many decisions of that form and nothing
// else, so that a profiler can count instructions.

import Accounts
import Policy

let account = Account.generated()
let sample = RequestSample(account, count: 20_000)
let callers = account.askingCallers
let questions = Account.actions.map { AskedQuestion(action: $0) }
let resources = account.askedResources
let decider = CompiledDecider(callers: callers, questions: questions, resources: resources)

let forms = [
  Form(name: "compiled", what: "compiled, without reasons") { tally, index in
    let choice = sample.choices[index]
    tally.add(
      decider.answer(caller: choice.principal, question: choice.action, resource: choice.resource))
  },
  Form(name: "reasons", what: "decide, with reasons") { tally, index in
    tally.add(decide(sample.requests[index]).answer)
  },
  Form(name: "requests", what: "decide, and the request made") { tally, index in
    tally.add(decide(sample.request(index)).answer)
  },
  Form(name: "who", what: "compiled for one request of all callers, and made") { tally, index in
    let choice = sample.choices[index]
    let decider = CompiledDecider(
      callers: callers, questions: [questions[choice.action]],
      resources: [resources[choice.resource]])
    decider.answersOfAllCallers().forEach { tally.add($0) }
  },
  Form(name: "what", what: "compiled for all requests of one caller, and made") { tally, index in
    let decider = CompiledDecider(
      callers: [callers[sample.choices[index].principal]], questions: questions,
      resources: resources)
    decider.answers().joined().forEach { tally.add($0) }
  },
]

if CommandLine.arguments.count == 3, let count = Int(CommandLine.arguments[2]),
  let form = forms.first(where: { $0.name == CommandLine.arguments[1] })
{
  print(form.tally(over: 0..<count, of: sample.requests.count))
} else {
  for form in forms.prefix(2) {
    let all = sample.requests.indices
    print("\(form.name): \(form.tally(over: all, of: sample.requests.count))")
  }
  let share = Double(decider.fallbacks) / Double(sample.requests.count)
  print("compiled asks decide for \((share * 10_000).rounded() / 100) % of them")
  for form in forms { form.measure(sample.requests.count) }
}
