import Documents
import Policy

/// One decision with its reasons, prepared once for every format.
package struct DecisionView: Sendable {
  /// Who asks, in the words of whoever asked.
  package var principal: String
  /// For example `kms:Decrypt`.
  package var action: String
  /// What it is asked on.
  package var resource: String
  /// The decision.
  package var answer: Answer
  /// The answer as a sentence that begins with `Yes`, `No` or `Only if`.
  package var explanation: String
  /// What must be so for a conditional answer.
  package var conditions: [String]
  /// The statements that bear on it: those that deny first.
  package var statements: [StatementView]
  /// What no policy allows, where the answer is no.
  package var missing: [MissingView]

  /// Prepares a decision.
  ///
  /// - Parameters:
  ///   - decision: The decision.
  ///   - principal: Who asks, as the user knows them.
  ///   - action: What is asked for.
  ///   - resource: What it is asked on.
  package init(_ decision: Decision, principal: String, action: String, resource: String) {
    self.principal = principal
    self.action = action
    self.resource = resource
    answer = decision.answer
    conditions = decision.openConditions.map(\.text)
    let denies = decision.denies.map(StatementView.init)
    statements = []
    missing = []
    explanation = ""
    // A policy that is attached twice, to a user and its group, is cited once.
    statements = distinct(denies + decision.allows.map(StatementView.init))
    if answer == .denied { missing = distinct(decision.missing).map(view) }
    explanation = sentence(denies)
  }

  private var request: String { "\(principal) may use \(action) on \(resource)" }

  private func sentence(_ denies: [StatementView]) -> String {
    switch answer {
    case .allowed: return "Yes: \(request)."
    case .conditional:
      return conditions.isEmpty
        ? "Only under conditions that are not known: \(request)."
        : "Only if \(Wording.list(conditions)): \(request)."
    case .denied:
      if let deny = denies.first(where: \.isCertain) { return "No: \(deny.name) denies it." }
      if let first = missing.first { return "No: \(first.text)." }
      return "No: no values of the open conditions satisfy all statements at once."
    }
  }

  private func distinct<Reason: Hashable>(_ reasons: [Reason]) -> [Reason] {
    var seen: Set<Reason> = []
    return reasons.filter { seen.insert($0).inserted }
  }

  private func view(_ missing: Missing) -> MissingView {
    switch missing {
    case .never(let why): return MissingView(layer: nil, policy: nil, text: why)
    case .notNamed:
      return MissingView(
        layer: Layer.resource.rawValue, policy: nil,
        text: "the policy of \(resource) does not let \(principal) in for \(action)")
    case .noAllow(let layer, let policy):
      return MissingView(layer: layer.rawValue, policy: policy, text: noAllow(layer, policy))
    }
  }

  private func noAllow(_ layer: Layer, _ policy: String?) -> String {
    let name = policy.map { " \($0)" } ?? ""
    let rest = "has no Allow for \(action) on \(resource)"
    switch layer {
    case .identity: return "no policy of \(principal) allows \(action) on \(resource)"
    case .boundary: return "the permissions boundary\(name) \(rest)"
    case .session: return "the session policy \(rest)"
    case .serviceControl:
      return "the level of the organisation with the service control policy\(name) \(rest)"
    case .resourceControl:
      return "the level of the organisation with the resource control policy\(name) \(rest)"
    case .resource: return "the policy of \(resource) has no Allow for \(action)"
    }
  }
}

/// One statement that bears on a decision.
package struct StatementView: Sendable, Hashable {
  /// `Allow` or `Deny`.
  package var effect: String
  /// What sort of policy it counts as: `identity`, `boundary`, `resource` …
  package var layer: String
  /// The policy's name, or that of the resource it is attached to.
  package var policy: String
  /// For example `permissions boundary`.
  package var policyKind: String
  /// The statement's Sid, if it has one.
  package var sid: String?
  /// Where it stands.
  package var origin: Origin
  /// Whether it applies whatever the open conditions are.
  package var isCertain: Bool
  /// What stays open of it, as the statement's own tests.
  package var conditions: [String]

  /// Whether it is the Allow that every level of an organisation has anyway: it grants nothing, and
  /// texts for people leave it out.
  var isCeilingAllow: Bool {
    effect == Effect.allow.rawValue
      && [Layer.serviceControl.rawValue, Layer.resourceControl.rawValue].contains(layer)
  }

  init(_ reason: StatementReason) {
    effect = reason.effect.rawValue
    layer = reason.layer.rawValue
    policy = reason.policyName
    policyKind = reason.policyKind.rawValue
    sid = reason.sid
    origin = reason.origin
    isCertain = reason.applies == .yes
    conditions = reason.open.map { OpenCondition(test: $0, mustHold: true).text }
  }

  /// The statement in words.
  var name: String {
    let statement = sid.map { "the statement \($0)" } ?? "a statement"
    let belongs = policyKind == "trust policy" || policyKind == "resource policy"
    return "\(statement) of the \(policyKind)\(belongs ? " of" : "") \(policy)"
  }

  /// The file and line.
  var place: String { origin.place }
}

/// Something that no policy allows.
package struct MissingView: Sendable {
  /// What sort of policy; nil for what no policy can allow.
  package var layer: String?
  /// The policy's name, where it is one.
  package var policy: String?
  /// What is missing, as a clause.
  package var text: String
}
