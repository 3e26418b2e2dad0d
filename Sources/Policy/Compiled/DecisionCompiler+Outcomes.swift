extension DecisionCompiler {
  /// More outcomes of one part than this are not made: `decide` is asked instead.
  static let outcomeLimit = 1 << 20

  /// The classes that a part can tell apart by its keys: those of its keys, joined.
  private mutating func classes(_ keys: [AskedKey]) -> KeyClasses {
    var joined = KeyClasses(
      callers: Axis(alike: callers.count), questions: Axis(alike: questions.count),
      resources: Axis(alike: resources.count))
    for key in keys {
      let own = keyClasses[key.name] ?? classes(key)
      keyClasses[key.name] = own
      joined.callers.join(own.callers)
      joined.questions.join(own.questions)
      joined.resources.join(own.resources)
    }
    return joined
  }

  /// What is stated of a key, and whether it is stated at all.
  private struct Stated: Hashable {
    var state: KeyState?
    var isStated: Bool
  }

  private struct ResourceFacts: Hashable {
    var account: String?
    var knowsTags: Bool
    var tag: String?
  }

  private func classes(_ key: AskedKey) -> KeyClasses {
    let readsAccount = key.name.hasSuffix(":resourceaccount")
    return KeyClasses(
      callers: Axis(callers.indices) {
        Stated(state: contexts[$0][key], isStated: contexts[$0].has(key.name))
      },
      questions: Axis(questions.indices) {
        // The account of the bucket is stated for actions of S3 only.
        Stated(state: questions[$0].context[key.name], isStated: actions[$0].service == "s3")
      },
      resources: Axis(resources.indices) { place in
        let tags = key.resourceTag.flatMap { _ in resources[place].tags }
        return ResourceFacts(
          account: readsAccount ? resources[place].account : nil, knowsTags: tags != nil,
          tag: key.resourceTag.flatMap { tags?[$0] })
      })
  }

  /// Where a list of classes begins; negative where there is one class only.
  private mutating func store(_ axis: Axis) -> Int {
    if axis.first.count <= 1 { return -1 }
    parts.classes += axis.numbers
    return parts.classes.count - axis.numbers.count
  }

  private func context(_ caller: Int, _ question: Int, _ resource: Int) -> RequestContext {
    callers[caller].request(questions[question], on: resources[resource]).context
  }

  private mutating func append(_ outcome: UInt8, _ keys: UInt64 = 0) {
    parts.outcomes.append(outcome)
    parts.freeKeys.append(keys)
  }

  // MARK: Blocks of conditions

  /// The number of the table that says what a block of conditions comes to.
  mutating func compile(_ conditions: [Condition], _ polarity: Polarity) -> Int32 {
    let keys = Set(conditions.flatMap(\.mentionedKeys)).sorted().map { AskedKey.named($0) }
    let classes = classes(keys)
    let counts = [classes.callers, classes.questions, classes.resources].map(\.first.count)
    var table = OutcomeTable(offset: parts.outcomes.count)
    if counts.reduce(1, { $0.multipliedReportingOverflow(by: $1).partialValue })
      > DecisionCompiler.outcomeLimit
    {
      append(Tri.maybe.rawValue | PartOutcome.isOpen)
    } else {
      table.callers = store(classes.callers)
      table.questions = store(classes.questions)
      table.resources = store(classes.resources)
      table.questionCount = max(1, counts[1])
      table.resourceCount = max(1, counts[2])
      for caller in classes.callers.first {
        for question in classes.questions.first {
          for resource in classes.resources.first {
            appendOutcome(of: conditions, polarity, in: context(caller, question, resource))
          }
        }
      }
    }
    parts.blocks.append(table)
    return Int32(parts.blocks.count - 1)
  }

  private mutating func appendOutcome(
    of conditions: [Condition], _ polarity: Polarity, in context: RequestContext
  ) {
    let outcome = context.outcome(of: conditions, for: polarity).rawValue
    // A statement that applies for no choice has no say in which values are tried.
    guard context.outcome(of: conditions, for: .allow) != .no else { return append(outcome) }
    var keys: UInt64 = 0
    var names: Set<String> = []
    var isOpen = false
    for test in conditions {
      let readsFree = test.values.contains { !$0.freeVariables(in: context).isEmpty }
      if readsFree { isOpen = true }
      guard context.isFree(test.askedKey) else { continue }
      if !names.insert(test.key).inserted { isOpen = true }
      keys |= 1 << bit(of: test.key)
    }
    append(isOpen ? outcome | PartOutcome.isOpen : outcome, keys)
  }

  // MARK: Resource elements

  /// The number of the table that says which ARNs a Resource element covers.
  mutating func compile(_ element: ResourceElement, _ polarity: Polarity) -> Int32 {
    var table = OutcomeTable(offset: parts.outcomes.count, resourceCount: texts.count)
    let keys = Set(element.patterns.flatMap(\.variableKeys)).sorted().map { AskedKey.named($0) }
    let classes = classes(keys)
    let size = classes.callers.first.count * classes.questions.first.count * texts.count
    let readsResource = classes.resources.first.count > 1
    if keys.isEmpty || callers.isEmpty || questions.isEmpty || resources.isEmpty {
      let context = RequestContext()
      for text in texts { append(element.coverage(of: text, in: context, for: polarity).rawValue) }
    } else if readsResource || size > DecisionCompiler.outcomeLimit {
      for _ in texts { append(Tri.maybe.rawValue | PartOutcome.isOpen) }
    } else {
      table.callers = store(classes.callers)
      table.questions = store(classes.questions)
      table.questionCount = classes.questions.first.count
      for caller in classes.callers.first {
        for question in classes.questions.first {
          appendCoverage(of: element, in: context(caller, question, 0))
        }
      }
    }
    parts.elements.append(table)
    return Int32(parts.elements.count - 1)
  }

  /// A free variable may make an element cover more or less: `decide` has to say.
  private mutating func appendCoverage(of element: ResourceElement, in context: RequestContext) {
    for text in texts {
      let allow = element.coverage(of: text, in: context, for: .allow)
      let isOpen = allow == .maybe || allow != element.coverage(of: text, in: context, for: .deny)
      append(isOpen ? Tri.maybe.rawValue | PartOutcome.isOpen : allow.rawValue)
    }
  }
}
