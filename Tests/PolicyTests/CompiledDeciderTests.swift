import Policy
import Testing

/// The compiled decider means what `decide` means: random worlds, everyone, every question.
struct CompiledDeciderTests {
  /// Worlds for each of the shares below.
  static let worlds = 50

  @Test(arguments: 0..<6) func itAnswersAsDecideDoes(_ share: Int) {
    var tally = Tally()
    var fallbacks = 0
    for number in 0..<CompiledDeciderTests.worlds {
      let seed = UInt64(1_000 + share * CompiledDeciderTests.worlds + number)
      var generator = WorldGenerator(seed: seed)
      let world = generator.world()
      let check = CompiledCheck(world)
      tally.add(check.run())
      fallbacks += check.decider.fallbacks
      if tally.failures.isEmpty { continue }
      let smallest = world.shrunk { !CompiledCheck($0).run().failures.isEmpty }
      let left = CompiledCheck(smallest).run().failures.first ?? tally.failures[0]
      Issue.record("seed \(seed): \(left)\n\(smallest)")
      return
    }
    for answer in [Answer.allowed, .conditional, .denied] {
      #expect(tally.answers[answer, default: 0] > tally.compared / 500, "\(answer)")
    }
    // One that asks `decide` for everything would agree with it.
    #expect(fallbacks * 4 < tally.compared)
  }

  @Test func oneSideMayBeEmpty() {
    let decider = CompiledDecider(callers: [], questions: [], resources: [])
    #expect(decider.answersOfAllCallers().isEmpty)
  }

  @Test func bothWaysOfAskingGiveTheAnswers() {
    let reader = document(.inline, "reader", statement(.allow, "s3:List*", on: [bucket]))
    let decider = CompiledDecider(
      callers: [
        AskingCaller(caller: ann, identity: [reader]), AskingCaller(caller: session, identity: []),
      ],
      questions: [AskedQuestion(action: "s3:ListBucket"), AskedQuestion(action: "s3:PutObject")],
      resources: [
        AskedResource(arn: bucket, account: home), AskedResource(arn: key, account: home),
      ]
    )
    #expect(decider.answersOfAllCallers() == [.allowed, .denied])
    #expect(decider.answers(of: 0) == [[.allowed, .denied], [.denied, .denied]])
    #expect(decider.fallbacks == 0)
  }
}

/// Holds a compiled decider against `decide` for everyone and everything in a world.
private struct CompiledCheck {
  let decider: CompiledDecider

  init(_ world: World) {
    let callers = world.principals.enumerated().map { place, principal in
      var asking = AskingCaller(
        caller: principal.caller, identity: principal.identity.map { world.documents[$0] },
        boundary: principal.boundary.map { world.documents[$0] },
        serviceControl: principal.caller.account.flatMap { world.serviceControl[$0] })
      if place == 0 { asking.context = RequestContext(world: .closed) }
      // Session policies are no part of worlds: a boundary stands in for one.
      if place == 1 { asking.session = asking.boundary.map { [$0] } }
      return asking
    }
    let resources = world.sites.flatMap { site in
      site.arns.indices.map { index in
        var resource = AskedResource(
          arn: site.arns[index], account: site.account, policy: site.policies[index],
          tags: site.tags[index], resourceControl: world.resourceControl[site.account])
        resource.settings.restrictPublicBuckets = index == 1
        resource.settings.isInManagementAccount = index == 2
        return resource
      }
    }
    let questions = SiteKind.allCases.flatMap { world.questions[$0] ?? [] }.map { question in
      AskedQuestion(
        action: question.action, context: question.context.mapValues { KeyState.values($0) })
    }
    decider = CompiledDecider(
      callers: callers, questions: questions,
      resources: resources + [AskedResource(arn: "*", account: home)])
  }

  func run() -> Tally {
    var tally = Tally()
    for (caller, asking) in decider.callers.enumerated() {
      for (question, asked) in decider.questions.enumerated() {
        for (resource, wanted) in decider.resources.enumerated() {
          let decided = decide(asking.request(asked, on: wanted)).answer
          let found = decider.answer(caller: caller, question: question, resource: resource)
          tally.compared += 1
          tally.answers[decided, default: 0] += 1
          if found == decided { continue }
          tally.failures.append(
            "\(asking.caller.kind.rawValue) \(asking.caller.arn ?? "-") \(asked.action) on "
              + "\(wanted.arn): decide says \(decided.rawValue), compiled \(found.rawValue)")
        }
      }
    }
    return tally
  }
}
