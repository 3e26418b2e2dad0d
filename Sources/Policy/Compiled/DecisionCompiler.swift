/// Makes the numbers of a ``CompiledDecider``.
struct DecisionCompiler {
  let callers: [AskingCaller]
  let questions: [AskedQuestion]
  let resources: [AskedResource]
  let actions: [AskedAction]
  /// What is stated of keys for each caller, with what follows from who calls.
  let contexts: [RequestContext]
  /// By key: what it tells apart.
  var keyClasses: [String: KeyClasses] = [:]
  var parts = CompiledParts()
  /// The distinct ARNs; the first is `*`.
  private(set) var texts = ["*"]

  private var documents: [PolicyDocument] = []
  private var documentNumbers: [DocumentKey: Int32] = [:]
  private var textNumbers: [String: Int32] = ["*": 0]
  private var accountNumbers: [String: Int32] = [:]
  private var partitionNumbers: [Substring: Int32] = [:]
  private var elementNumbers: [ElementKey: Int32] = [:]
  private var blockNumbers: [BlockKey: Int32] = [:]
  private var principalNumbers: [PrincipalKey: Int32] = [:]
  private var freeKeyNumbers: [String: Int] = [:]

  init(_ callers: [AskingCaller], _ questions: [AskedQuestion], _ resources: [AskedResource]) {
    self.callers = callers
    self.questions = questions
    self.resources = resources
    actions = questions.map { AskedAction.named($0.action) }
    contexts = callers.map { asking in
      var context = asking.context
      context.facts = RequestFacts(caller: asking.caller, resourceAccount: nil, isStorage: false)
      return context
    }
  }

  mutating func compile() -> CompiledParts {
    for resource in resources { parts.resources.append(compile(resource)) }
    for caller in callers { parts.callers.append(compile(caller)) }
    for action in actions { parts.questions.append(DecisionCompiler.compile(action)) }
    var number = 0
    while number < documents.count {
      compileRows(of: documents[number])
      number += 1
    }
    parts.coveringStarts.append(Int32(parts.covering.count))
    return parts
  }

  // MARK: Who, what, and on what

  private mutating func compile(_ asking: AskingCaller) -> CompiledCaller {
    let caller = asking.caller
    var compiled = CompiledCaller(
      kind: caller.kind, hasIdentitySide: caller.hasIdentitySide,
      bindsServiceControl: FixedRules.bindsServiceControl(caller),
      isServiceLinked: caller.isServiceLinked)
    compiled.identity = list(asking.identity)
    compiled.boundary = asking.boundary.map { number(of: $0) } ?? -1
    compiled.session = asking.session.map { list($0) }
    compiled.serviceControl = levels(asking.serviceControl)
    compiled.account = caller.account.map { number(ofAccount: $0) } ?? -1
    compiled.partition =
      caller.arn.flatMap { ARN.partition(of: $0) }.map { number(ofPartition: $0) } ?? -1
    return compiled
  }

  private mutating func compile(_ resource: AskedResource) -> CompiledResource {
    let settings = resource.settings
    let isForeignObject = settings.objectOwner.map { $0 != resource.account } ?? false
    var compiled = CompiledResource(
      text: number(ofText: resource.arn), isManagedPolicy: AWSOwned.isManagedPolicy(resource.arn),
      isProtectedRole: AWSOwned.isProtectedRole(resource.arn),
      isKey: resource.arn.containsBytes(of: ":key/"),
      isExemptFromResourceControl: settings.isInManagementAccount || settings.isAWSManagedKey,
      ignoresPolicy: isForeignObject && !settings.isBucketOwnerEnforced,
      isRestrictedPublic: settings.restrictPublicBuckets
        && (resource.policy.map(PublicAccess.isPublic) ?? false),
      hasGrants: !settings.isBucketOwnerEnforced && !settings.grants.isEmpty)
    compiled.policy = resource.policy.map { number(of: $0) } ?? -1
    compiled.resourceControl = levels(resource.resourceControl)
    compiled.account = resource.account.map { number(ofAccount: $0) } ?? -1
    if let place = ARN.partition(of: resource.arn), !place.isEmpty {
      compiled.partition = number(ofPartition: place)
    }
    return compiled
  }

  private static func compile(_ action: AskedAction) -> CompiledQuestion {
    CompiledQuestion(
      isAlwaysAllowed: action.name == "sts:getcalleridentity",
      isAssumeRole: action.name == "sts:assumerole", changesPolicies: action.changesPolicies,
      changesRoles: action.changesRoles, isIAM: action.name.hasPrefix("iam:"),
      isStorage: action.service == "s3", isStarOnly: action.isStarOnly,
      isResourceControlled: action.isResourceControlled,
      needsTrust: action.service != "kms" && FixedRules.needsDelegation(action.name, on: "role"),
      needsKey: action.service == "kms")
  }

  // MARK: Documents

  /// Documents are the same where they share their storage; equal ones that do not are compiled
  /// twice, which costs time only.
  private struct DocumentKey: Hashable {
    var statements: UnsafeRawPointer?
    var count: Int

    init(_ document: PolicyDocument) {
      statements = document.statements.withUnsafeBytes { $0.baseAddress }
      count = document.statements.count
    }
  }

  private mutating func number(of document: PolicyDocument) -> Int32 {
    let key = DocumentKey(document)
    if let known = documentNumbers[key] { return known }
    let number = Int32(documents.count)
    documents.append(document)
    documentNumbers[key] = number
    return number
  }

  private mutating func list(_ documents: [PolicyDocument]) -> Range<Int> {
    let start = parts.lists.count
    for document in documents { parts.lists.append(number(of: document)) }
    return start..<parts.lists.count
  }

  private mutating func levels(_ levels: [[PolicyDocument]]?) -> Range<Int> {
    let start = parts.levels.count
    for level in levels ?? [] { parts.levels.append(list(level)) }
    return start..<parts.levels.count
  }

  /// The rows of the statements that cover some question; the others have no say.
  private mutating func compileRows(of document: PolicyDocument) {
    var covering = [[Int32]](repeating: [], count: actions.count)
    for statement in document.statements {
      let covered = actions.indices.filter { statement.actions.matches(actions[$0]) }
      if covered.isEmpty { continue }
      let row = Int32(parts.rows.count)
      parts.rows.append(compile(statement))
      for question in covered { covering[question].append(row) }
    }
    for rows in covering {
      parts.coveringStarts.append(Int32(parts.covering.count))
      parts.covering += rows
    }
  }

  // MARK: Statements

  private struct ElementKey: Hashable {
    var element: ResourceElement
    var polarity: Polarity
  }

  private struct PrincipalKey: Hashable {
    var element: PrincipalElement
    var effect: Effect
  }

  private struct BlockKey: Hashable {
    struct Test: Hashable {
      var quantifier: Condition.Quantifier
      var comparison: Comparison
      var ifExists: Bool
      var key: String
      var values: [PatternText]
    }

    var tests: [Test]
    var polarity: Polarity
  }

  private mutating func compile(_ statement: Statement) -> CompiledRow {
    let polarity = Polarity(statement.effect)
    let elementKey = ElementKey(element: statement.resources, polarity: polarity)
    let element = elementNumbers[elementKey] ?? compile(statement.resources, polarity)
    elementNumbers[elementKey] = element
    var block: Int32 = -1
    if !statement.conditions.isEmpty {
      let tests = statement.conditions.map {
        BlockKey.Test(
          quantifier: $0.quantifier, comparison: $0.comparison, ifExists: $0.ifExists, key: $0.key,
          values: $0.values)
      }
      let key = BlockKey(tests: tests, polarity: polarity)
      block = blockNumbers[key] ?? compile(statement.conditions, polarity)
      blockNumbers[key] = block
    }
    let principalKey = PrincipalKey(element: statement.principals, effect: statement.effect)
    let principal = principalNumbers[principalKey] ?? compile(principalKey)
    principalNumbers[principalKey] = principal
    return CompiledRow(
      isDeny: statement.effect == .deny, element: element, block: block, principal: principal)
  }

  private mutating func compile(_ key: PrincipalKey) -> Int32 {
    // Callers' own policies and the ceilings name nobody: their rows share one empty line.
    for caller in callers {
      let naming = key.element.naming(
        of: caller.caller, effect: key.effect, hasBoundary: caller.boundary != nil)
      parts.namings.append(naming.map { UInt8($0.rawValue + 1) } ?? 0)
    }
    return Int32(principalNumbers.count)
  }

  // MARK: Numbers

  private mutating func number(ofText text: String) -> Int32 {
    if let known = textNumbers[text] { return known }
    let number = Int32(texts.count)
    texts.append(text)
    textNumbers[text] = number
    return number
  }

  private mutating func number(ofAccount account: String) -> Int32 {
    let next = Int32(accountNumbers.count)
    let number = accountNumbers[account] ?? next
    accountNumbers[account] = number
    return number
  }

  private mutating func number(ofPartition partition: Substring) -> Int32 {
    let next = Int32(partitionNumbers.count)
    let number = partitionNumbers[partition] ?? next
    partitionNumbers[partition] = number
    return number
  }

  /// The bit that stands for a free key; keys beyond the 64th share theirs.
  mutating func bit(of key: String) -> UInt64 {
    let number = freeKeyNumbers[key] ?? freeKeyNumbers.count
    freeKeyNumbers[key] = number
    return UInt64(number % 64)
  }
}
