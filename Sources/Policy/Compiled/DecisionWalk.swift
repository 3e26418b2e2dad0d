/// The evaluation of one request over compiled parts: what ``Evaluation`` says, over numbers.
struct DecisionWalk {
  private let tables: CompiledTables
  private let caller: Int
  private let question: Int
  private let resource: Int
  /// The number of the ARN that statements are matched against.
  private let text: Int
  /// The free keys that statements have read so far.
  private var seen: UInt64 = 0
  /// Whether three-valued logic may not be enough.
  private(set) var isOpen = false
  /// Whether something denies.
  private var deny = Tri.no

  init(tables: CompiledTables, caller: Int, question: Int, resource: Int) {
    self.tables = tables
    self.caller = caller
    self.question = question
    self.resource = resource
    text =
      tables.parts.questions[question].isStarOnly ? 0 : Int(tables.parts.resources[resource].text)
  }

  /// Whether the request is allowed. A certain Deny, or a ceiling without an Allow, ends it at once.
  mutating func allowed() -> Tri {
    let who = tables.parts.callers[caller]
    let what = tables.parts.resources[resource]
    let asked = tables.parts.questions[question]
    if let fixed = fixedAnswer(who, what, asked) { return fixed }
    var identity = Tri.no
    var limits = Tri.yes
    if who.hasIdentitySide {
      identity = verdict(of: who.identity)
      if who.kind == .root { identity = .yes }
      if who.boundary >= 0 { limits = verdict(of: Int(who.boundary)) }
      if let session = who.session {
        limits = limits.and(verdict(of: session))
      } else if who.kind == .federatedUser {
        limits = .no
      }
    }
    if deny == .yes { return .no }
    let ceiling = ceiling(who, what, asked)
    if deny == .yes || ceiling == .no { return .no }
    let side = resourceSide(who, what, asked)
    let granted = grant(who, what, asked, identity: identity, limits: limits, side)
    return granted.and(ceiling).and(deny.negated)
  }

  /// What no policy can change; as ``FixedRules`` has it.
  private func fixedAnswer(
    _ who: CompiledCaller, _ what: CompiledResource, _ asked: CompiledQuestion
  ) -> Tri? {
    if asked.isAlwaysAllowed { return .yes }
    if asked.isAssumeRole && who.kind == .root { return .no }
    if asked.changesPolicies && what.isManagedPolicy { return .no }
    if asked.changesRoles && what.isProtectedRole { return .no }
    if who.partition >= 0, what.partition >= 0, who.partition != what.partition { return .no }
    if asked.isIAM, isCrossAccount(who, what), what.text != 0 { return .no }
    return nil
  }

  private func isCrossAccount(_ who: CompiledCaller, _ what: CompiledResource) -> Bool {
    who.account >= 0 && what.account >= 0 && who.account != what.account
  }

  private mutating func ceiling(
    _ who: CompiledCaller, _ what: CompiledResource, _ asked: CompiledQuestion
  ) -> Tri {
    var allow = Tri.yes
    if who.bindsServiceControl {
      for level in who.serviceControl where allow != .no {
        allow = allow.and(verdict(of: tables.parts.levels[level]))
      }
    }
    if asked.isResourceControlled, !who.isServiceLinked, !what.isExemptFromResourceControl {
      for level in what.resourceControl where allow != .no {
        allow = allow.and(verdict(of: tables.parts.levels[level]))
      }
    }
    return allow
  }

  // MARK: The resource's side

  private struct Grants {
    var account = Tri.no
    var role = Tri.no
    var everyone = Tri.no
    var direct = Tri.no

    mutating func add(_ value: Tri, as naming: UInt8) {
      switch naming {
      case 1: account = account.or(value)
      case 2: role = role.or(value)
      case 3: everyone = everyone.or(value)
      default: direct = direct.or(value)
      }
    }
  }

  private mutating func resourceSide(
    _ who: CompiledCaller, _ what: CompiledResource, _ asked: CompiledQuestion
  ) -> Grants {
    var grants = Grants()
    if what.policy >= 0 {
      for index in covering(Int(what.policy)) {
        let row = tables.parts.rows[Int(tables.parts.covering[index])]
        let naming = tables.parts.namings[Int(row.principal) * tables.parts.callers.count + caller]
        if naming == 0 { continue }
        let value = applies(row)
        if row.isDeny { deny = deny.or(value) } else { grants.add(value, as: naming) }
      }
    }
    if what.ignoresPolicy { grants = Grants() }
    if asked.isStorage, what.isRestrictedPublic, who.kind != .service,
      who.account < 0 || who.account != what.account
    {
      grants = Grants()
    }
    if asked.isStorage, what.hasGrants {
      grants.account = grants.account.or(.maybe)
      grants.everyone = grants.everyone.or(.maybe)
      isOpen = true
    }
    return grants
  }

  private func grant(
    _ who: CompiledCaller, _ what: CompiledResource, _ asked: CompiledQuestion, identity: Tri,
    limits: Tri, _ side: Grants
  ) -> Tri {
    let named = side.account.or(side.role).or(side.everyone).or(side.direct)
    guard who.hasIdentitySide else { return named }
    let own = identity.and(limits)
    if isCrossAccount(who, what) { return own.and(named) }
    let isDelegated = (asked.needsTrust && text != 0) || (asked.needsKey && text != 0 && what.isKey)
    let path = isDelegated ? own.and(side.account) : own
    return side.direct.or(side.everyone).or(side.role.and(limits)).or(path)
  }

  // MARK: Statements

  /// Whether some policy of a list allows; what denies is added to `deny`.
  private mutating func verdict(of list: Range<Int>) -> Tri {
    var allow = Tri.no
    for place in list { allow = allow.or(verdict(of: Int(tables.parts.lists[place]))) }
    return allow
  }

  private mutating func verdict(of document: Int) -> Tri {
    var allow = Tri.no
    for index in covering(document) {
      let row = tables.parts.rows[Int(tables.parts.covering[index])]
      let value = applies(row)
      if row.isDeny { deny = deny.or(value) } else { allow = allow.or(value) }
    }
    return allow
  }

  /// The statements of a document that cover the question.
  private func covering(_ document: Int) -> Range<Int> {
    let place = document * tables.parts.questions.count + question
    return Int(tables.parts.coveringStarts[place])..<Int(tables.parts.coveringStarts[place + 1])
  }

  private mutating func applies(_ row: CompiledRow) -> Tri {
    let element = tables.parts.elements[Int(row.element)]
    let covers = tables.parts.outcomes[place(element, last: text)]
    if covers == 0 { return .no }
    if covers & PartOutcome.isOpen != 0 {
      isOpen = true
      return .maybe
    }
    if row.block < 0 { return .yes }
    let block = tables.parts.blocks[Int(row.block)]
    let last = block.resources < 0 ? 0 : Int(tables.parts.classes[block.resources + resource])
    let place = place(block, last: last)
    let keys = tables.parts.freeKeys[place]
    let outcome = tables.parts.outcomes[place]
    if outcome & PartOutcome.isOpen != 0 || keys & seen != 0 { isOpen = true }
    seen |= keys
    return Tri(rawValue: outcome & PartOutcome.value) ?? .maybe
  }

  private func place(_ table: OutcomeTable, last: Int) -> Int {
    var place = 0
    if table.callers >= 0 { place = Int(tables.parts.classes[table.callers + caller]) }
    if table.questions >= 0 {
      place = place * table.questionCount + Int(tables.parts.classes[table.questions + question])
    }
    return table.offset + place * table.resourceCount + last
  }
}
