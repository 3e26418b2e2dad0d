/// One that asks, with all that its side brings to a decision.
package struct AskingCaller: Sendable {
  package var caller: Caller
  package var identity: [PolicyDocument]
  package var boundary: PolicyDocument?
  /// Session policies; nil when none were passed.
  package var session: [PolicyDocument]?
  /// Service control policies of its account, level by level; nil without an organisation.
  package var serviceControl: [[PolicyDocument]]?
  /// What is stated of context keys for this caller, and how others are judged.
  package var context: RequestContext

  package init(
    caller: Caller, identity: [PolicyDocument], boundary: PolicyDocument? = nil,
    session: [PolicyDocument]? = nil, serviceControl: [[PolicyDocument]]? = nil,
    context: RequestContext = RequestContext(world: .open)
  ) {
    self.caller = caller
    self.identity = identity
    self.boundary = boundary
    self.session = session
    self.serviceControl = serviceControl
    self.context = context
  }
}

/// What is asked: an action, and the keys that the question itself fixes.
package struct AskedQuestion: Sendable {
  package var action: String
  /// By key in lower case; they go before what is stated for the caller.
  package var context: [String: KeyState]

  package init(action: String, context: [String: KeyState] = [:]) {
    self.action = action
    self.context = context
  }
}

/// What is asked for, with all that its side brings to a decision.
package struct AskedResource: Sendable {
  /// The resource's ARN, or `*`.
  package var arn: String
  /// The account that owns it; nil where nobody knows.
  package var account: String?
  package var policy: PolicyDocument?
  package var settings: ResourceSettings
  /// Tags by lower-case key; nil where they are not known.
  package var tags: [String: String]?
  /// Resource control policies of its account, level by level.
  package var resourceControl: [[PolicyDocument]]?

  package init(
    arn: String, account: String?, policy: PolicyDocument? = nil,
    settings: ResourceSettings = ResourceSettings(), tags: [String: String]? = nil,
    resourceControl: [[PolicyDocument]]? = nil
  ) {
    self.arn = arn
    self.account = account
    self.policy = policy
    self.settings = settings
    self.tags = tags
    self.resourceControl = resourceControl
  }
}

extension AskingCaller {
  /// The request that this caller makes: what ``decide(_:)`` is asked.
  package func request(_ question: AskedQuestion, on resource: AskedResource) -> Request {
    var context = context
    for (key, state) in question.context { context[key] = state }
    context.setResourceTags(resource.tags)
    return Request(
      caller: caller, action: question.action, resource: resource.arn,
      resourceAccount: resource.account, context: context,
      policies: PolicyInputs(
        identity: identity, boundary: boundary, session: session, serviceControl: serviceControl,
        resourceControl: resource.resourceControl, resource: resource.policy,
        resourceSettings: resource.settings))
  }

  /// All documents of this side.
  var documents: [PolicyDocument] {
    identity + [boundary].compactMap(\.self) + (session ?? [])
      + (serviceControl ?? []).flatMap(\.self)
  }
}

extension AskedResource {
  /// All documents of this side.
  var documents: [PolicyDocument] {
    [policy].compactMap(\.self) + (resourceControl ?? []).flatMap(\.self)
  }
}
