extension DecisionCompiler {
  /// More outcomes of one part than this are not made: `decide` is asked instead.
  static let outcomeLimit = 1 << 20

  /// The classes of callers, questions and resources that a part can tell apart by its keys.
  private struct Classes {
    var callers: [Int32] = []
    var questions: [Int32] = []
    var resources: [Int32] = []
    /// The first member of each class.
    var firstCallers: [Int] = []
    var firstQuestions: [Int] = []
    var firstResources: [Int] = []
  }

  /// What is stated of a key, and whether it is stated at all.
  private struct Stated: Hashable {
    var state: KeyState?
    var isStated: Bool
  }

  private struct ResourceFacts: Hashable {
    var account: String?
    var knowsTags: Bool
    var tags: [String?]
  }

  private func classes(_ keys: [AskedKey]) -> Classes {
    var classes = Classes()
    (classes.callers, classes.firstCallers) = DecisionCompiler.classify(callers) { asking in
      var context = asking.context
      context.facts = RequestFacts(caller: asking.caller, resourceAccount: nil, isStorage: false)
      return keys.map { Stated(state: context[$0], isStated: context.has($0.name)) }
    }
    (classes.questions, classes.firstQuestions) = DecisionCompiler.classify(questions.indices) {
      place in
      let states = keys.map { questions[place].context[$0.name] }
      return states.map { Stated(state: $0, isStated: actions[place].service == "s3") }
    }
    let readsAccount = keys.contains { $0.name.hasSuffix(":resourceaccount") }
    let tags = keys.compactMap(\.resourceTag)
    (classes.resources, classes.firstResources) = DecisionCompiler.classify(resources) { resource in
      ResourceFacts(
        account: readsAccount ? resource.account : nil,
        knowsTags: !tags.isEmpty && resource.tags != nil, tags: tags.map { resource.tags?[$0] })
    }
    return classes
  }

  private static func classify<Members: Collection, Class: Hashable>(
    _ members: Members, by facts: (Members.Element) -> Class
  ) -> (numbers: [Int32], first: [Int]) {
    var known: [Class: Int32] = [:]
    var first: [Int] = []
    let numbers = members.enumerated().map { place, member in
      let facts = facts(member)
      if let number = known[facts] { return number }
      let number = Int32(first.count)
      known[facts] = number
      first.append(place)
      return number
    }
    return (numbers, first)
  }

  /// Where a list of classes begins; negative where there is one class only.
  private mutating func store(_ numbers: [Int32], _ count: Int) -> Int {
    if count <= 1 { return -1 }
    parts.classes += numbers
    return parts.classes.count - numbers.count
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
    let counts = [classes.firstCallers, classes.firstQuestions, classes.firstResources].map(\.count)
    var table = OutcomeTable(offset: parts.outcomes.count)
    if counts.reduce(1, { $0.multipliedReportingOverflow(by: $1).partialValue })
      > DecisionCompiler.outcomeLimit
    {
      append(Tri.maybe.rawValue | PartOutcome.isOpen)
    } else {
      table.callers = store(classes.callers, counts[0])
      table.questions = store(classes.questions, counts[1])
      table.resources = store(classes.resources, counts[2])
      table.questionCount = max(1, counts[1])
      table.resourceCount = max(1, counts[2])
      for caller in classes.firstCallers {
        for question in classes.firstQuestions {
          for resource in classes.firstResources {
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
    let size = classes.firstCallers.count * classes.firstQuestions.count * texts.count
    let readsResource = classes.firstResources.count > 1
    if keys.isEmpty || callers.isEmpty || questions.isEmpty || resources.isEmpty {
      let context = RequestContext()
      for text in texts { append(element.coverage(of: text, in: context, for: polarity).rawValue) }
    } else if readsResource || size > DecisionCompiler.outcomeLimit {
      for _ in texts { append(Tri.maybe.rawValue | PartOutcome.isOpen) }
    } else {
      table.callers = store(classes.callers, classes.firstCallers.count)
      table.questions = store(classes.questions, classes.firstQuestions.count)
      table.questionCount = classes.firstQuestions.count
      for caller in classes.firstCallers {
        for question in classes.firstQuestions {
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
