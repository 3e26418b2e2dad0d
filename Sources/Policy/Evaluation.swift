/// The evaluation of one request, in the order of the specification; three-valued where keys are
/// free. With every key fixed it is the exact two-valued answer.
/// Source: IAM User Guide, "Policy evaluation logic".
struct Evaluation {
  let request: Request
  var context: RequestContext
  /// What the resource is matched as: `*` for actions that know no resource.
  private let matchedResource: String
  private let isCrossAccount: Bool

  init(_ request: Request, context: RequestContext) {
    self.request = request
    self.context = context
    let isStarOnly = request.asked.isStarOnly
    matchedResource = isStarOnly ? "*" : request.resource
    isCrossAccount =
      request.caller.account != nil && request.resourceAccount != nil
      && request.caller.account != request.resourceAccount
  }

  /// What one layer's policies say.
  struct Verdict {
    var allow = Tri.no
    var deny = Tri.no
    var reasons: [StatementReason] = []
  }

  /// Whether the request is allowed; `reasons` collects what bears on it.
  func allowed(reasons: inout Decision) -> Tri {
    if let fixed = FixedRules.answer(for: request) {
      if let why = fixed.why { reasons.missing.append(.never(why)) }
      return Tri(fixed.isAllowed)
    }
    let caller = callerSide(&reasons)
    let ceiling = ceilings(&reasons)
    let resource = resourceSide(&reasons)
    let granted = grant(caller: caller, resource: resource, &reasons)
    let denied = caller.deny.or(ceiling.deny).or(resource.deny)
    return granted.and(ceiling.allow).and(denied.negated)
  }

  // MARK: The caller's side

  private struct CallerSide {
    var identity = Tri.no
    /// Boundary and session policies together.
    var limits = Tri.yes
    var deny = Tri.no
  }

  private func callerSide(_ reasons: inout Decision) -> CallerSide {
    guard request.caller.hasIdentitySide else { return CallerSide() }
    let policies = request.policies
    let identity = verdict(of: policies.identity, .identity, &reasons)
    var side = CallerSide(identity: identity.allow, limits: .yes, deny: identity.deny)
    if request.caller.kind == .root { side.identity = .yes }
    if let boundary = policies.boundary {
      let verdict = verdict(of: [boundary], .boundary, &reasons)
      if verdict.allow == .no { reasons.missing.append(.noAllow(.boundary, policy: boundary.name)) }
      side.limits = side.limits.and(verdict.allow)
      side.deny = side.deny.or(verdict.deny)
    }
    if let session = policies.session {
      let verdict = verdict(of: session, .session, &reasons)
      if verdict.allow == .no { reasons.missing.append(.noAllow(.session, policy: nil)) }
      side.limits = side.limits.and(verdict.allow)
      side.deny = side.deny.or(verdict.deny)
    } else if request.caller.kind == .federatedUser {
      side.limits = .no
    }
    return side
  }

  // MARK: Ceilings

  private func ceilings(_ reasons: inout Decision) -> (allow: Tri, deny: Tri) {
    var allow = Tri.yes
    var deny = Tri.no
    if let levels = request.policies.serviceControl,
      FixedRules.bindsServiceControl(request.caller)
    {
      for level in levels {
        let verdict = verdict(of: level, .serviceControl, &reasons)
        if verdict.allow == .no {
          reasons.missing.append(.noAllow(.serviceControl, policy: level.first?.name))
        }
        allow = allow.and(verdict.allow)
        deny = deny.or(verdict.deny)
      }
    }
    if let levels = request.policies.resourceControl, bindsResourceControl {
      for level in levels {
        let verdict = verdict(of: level, .resourceControl, &reasons)
        if verdict.allow == .no {
          reasons.missing.append(.noAllow(.resourceControl, policy: level.first?.name))
        }
        allow = allow.and(verdict.allow)
        deny = deny.or(verdict.deny)
      }
    }
    return (allow, deny)
  }

  private var bindsResourceControl: Bool {
    let settings = request.policies.resourceSettings
    return !settings.isInManagementAccount && !settings.isAWSManagedKey
      && FixedRules.bindsResourceControl(request.caller, request.asked)
  }

  // MARK: The resource's side

  private struct ResourceSide {
    var grants: [Naming: Tri] = [:]
    var deny = Tri.no

    func by(_ namings: Naming...) -> Tri {
      namings.reduce(.no) { $0.or(grants[$1] ?? .no) }
    }
  }

  private func resourceSide(_ reasons: inout Decision) -> ResourceSide {
    var side = ResourceSide()
    let policies = request.policies
    if let document = policies.resource {
      for statement in document.statements where statement.actions.matches(request.asked) {
        guard
          let naming = statement.principals.naming(
            of: request.caller, effect: statement.effect, hasBoundary: policies.boundary != nil)
        else { continue }
        let applies = applies(statement)
        guard applies != .no else { continue }
        record(statement, document, .resource, naming, applies, &reasons)
        if statement.effect == .deny {
          side.deny = side.deny.or(applies)
        } else {
          side.grants[naming] = (side.grants[naming] ?? .no).or(applies)
        }
      }
    }
    let storage = StorageRules(request: request, isCrossAccount: isCrossAccount)
    if storage.ignoresResourcePolicy { side.grants = [:] }
    if storage.isBlockedAsPublic {
      side.grants = [:]
      reasons.missing.append(.never("the bucket restricts public access, and its policy is public"))
    }
    if let naming = storage.listedNaming { side.grants[naming] = .yes }
    return side
  }

  // MARK: Both sides

  private func grant(caller: CallerSide, resource: ResourceSide, _ reasons: inout Decision) -> Tri {
    guard request.caller.hasIdentitySide else {
      let granted = resource.by(.account, .role, .everyone, .direct)
      if granted == .no { reasons.missing.append(.notNamed) }
      return granted
    }
    let own = caller.identity.and(caller.limits)
    if isCrossAccount {
      let named = resource.by(.account, .role, .everyone, .direct)
      if named == .no { reasons.missing.append(.notNamed) }
      if request.isBehindAccessPoint { return named }
      if caller.identity == .no { reasons.missing.append(.noAllow(.identity, policy: nil)) }
      return own.and(named)
    }
    var path = own
    if FixedRules.needsDelegation(request.asked.name, on: matchedResource) {
      let delegated = resource.by(.account)
      if delegated == .no, resource.by(.role, .everyone, .direct) == .no {
        reasons.missing.append(.notNamed)
      }
      path = path.and(delegated)
    }
    let direct = resource.by(.direct, .everyone).or(resource.by(.role).and(caller.limits))
    if caller.identity == .no, direct == .no {
      reasons.missing.append(.noAllow(.identity, policy: nil))
    }
    return direct.or(path)
  }

  // MARK: Statements

  private func verdict(
    of documents: [PolicyDocument], _ layer: Layer, _ reasons: inout Decision
  ) -> Verdict {
    var verdict = Verdict()
    for document in documents {
      // By index: a copy of every statement that is passed over would cost more than its match.
      for index in document.statements.indices
      where document.statements[index].actions.matches(request.asked) {
        let statement = document.statements[index]
        // A resource control policy names everyone; other caller-side policies name nobody.
        let applies = applies(statement)
        guard applies != .no else { continue }
        record(statement, document, layer, nil, applies, &reasons)
        if statement.effect == .deny {
          verdict.deny = verdict.deny.or(applies)
        } else {
          verdict.allow = verdict.allow.or(applies)
        }
      }
    }
    return verdict
  }

  /// Whether a statement of any layer that covers the action applies for some values of the free
  /// keys.
  func mayApply(_ statement: Statement) -> Bool { applies(statement, for: .allow) != .no }

  /// Whether a statement that covers the action applies.
  private func applies(_ statement: Statement) -> Tri {
    applies(statement, for: Polarity(statement.effect))
  }

  private func applies(_ statement: Statement, for polarity: Polarity) -> Tri {
    let covers = statement.resources.coverage(of: matchedResource, in: context, for: polarity)
    if covers == .no { return .no }
    return covers.and(context.outcome(of: statement.conditions, for: polarity))
  }

  private func record(
    _ statement: Statement, _ document: PolicyDocument, _ layer: Layer, _ naming: Naming?,
    _ applies: Tri, _ reasons: inout Decision
  ) {
    let open =
      applies == .maybe
      ? context.openTests(among: statement.conditions, for: Polarity(statement.effect)) : []
    let reason = StatementReason(
      layer: layer, policyKind: document.kind, policyName: document.name, sid: statement.sid,
      effect: statement.effect, origin: statement.origin, naming: naming, applies: applies,
      open: open)
    if statement.effect == .allow {
      reasons.allows.append(reason)
    } else {
      reasons.denies.append(reason)
    }
  }
}
