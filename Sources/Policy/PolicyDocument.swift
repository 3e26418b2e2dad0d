import Documents

/// What a matching statement does.
package enum Effect: String, Sendable, Hashable {
  case allow = "Allow"
  case deny = "Deny"
}

/// What sort of policy a document is, as explanations name it.
package enum PolicyKind: String, Sendable, Hashable {
  case inline = "inline policy"
  case groupInline = "group inline policy"
  case managed = "managed policy"
  case awsManaged = "AWS managed policy"
  case boundary = "permissions boundary"
  case session = "session policy"
  case serviceControl = "service control policy"
  case resourceControl = "resource control policy"
  case trust = "trust policy"
  case resource = "resource policy"
  /// A permission that the attacker has given itself on the way.
  case granted = "policy"
}

/// A policy document, compiled for matching, with where it came from.
package struct PolicyDocument: Sendable {
  package var kind: PolicyKind
  /// The policy's name, or that of the resource it is attached to.
  package var name: String
  /// Variables are replaced only from version 2012-10-17 on.
  package var hasVariables: Bool
  package var statements: [Statement]
  package var origin: Origin

  package init(
    kind: PolicyKind, name: String, hasVariables: Bool = true, statements: [Statement],
    origin: Origin = .nowhere
  ) {
    self.kind = kind
    self.name = name
    self.hasVariables = hasVariables
    self.statements = statements
    self.origin = origin
  }
}

/// One statement of a policy.
package struct Statement: Sendable {
  package var sid: String?
  package var effect: Effect
  package var actions: ActionElement
  package var resources: ResourceElement
  package var principals: PrincipalElement
  package var conditions: [Condition]
  package var origin: Origin

  package init(
    sid: String? = nil, effect: Effect, actions: ActionElement, resources: ResourceElement = .any,
    principals: PrincipalElement = .none, conditions: [Condition] = [], origin: Origin = .nowhere
  ) {
    self.sid = sid
    self.effect = effect
    self.actions = actions
    self.resources = resources
    self.principals = principals
    self.conditions = conditions
    self.origin = origin
  }
}

/// `Resource` or `NotResource`; `any` where the element is absent, as in trust policies.
package enum ResourceElement: Sendable, Hashable {
  case any
  case only([PatternText])
  case allBut([PatternText])

  package var patterns: [PatternText] {
    switch self {
    case .any: []
    case .only(let patterns), .allBut(let patterns): patterns
    }
  }

  /// Whether the element covers all that no pattern matches.
  var isComplement: Bool {
    switch self {
    case .only: false
    case .any, .allBut: true
    }
  }

  /// Whether what the element covers depends on context keys.
  var hasVariables: Bool { patterns.contains { !$0.variableKeys.isEmpty } }
}

/// `Principal` or `NotPrincipal`.
package enum PrincipalElement: Sendable, Hashable {
  /// The element is absent: right in an identity policy, matches nothing in a resource policy.
  case none
  case only([PrincipalName])
  case allBut([PrincipalName])
}

/// One name in a `Principal` element.
package enum PrincipalName: Sendable, Hashable {
  /// `"*"`: everyone, services too.
  case everyone
  /// `{"AWS": "*"}`: everyone but services.
  case everyAWS
  /// An account, by id or as its root.
  case account(String)
  /// A user, role, session or federated user by ARN, or by unique id.
  case aws(String)
  case service(String)
  case federated(String)
  case canonicalUser(String)
}

/// A text with wildcards and perhaps variables; compiled once where it has none.
package struct PatternText: Sendable, Hashable {
  package let text: String
  /// The compiled pattern when there is no variable to replace.
  let fixed: Glob?
  let pieces: [VariablePiece]
  /// Whether there is no variable to replace.
  var isFixed: Bool { fixed != nil }
  /// Whether `${…}` is a variable; in policies of before 2012-10-17 it stands for itself.
  let hasVariables: Bool

  package init(_ text: String, hasVariables: Bool = true) {
    self.text = text
    self.hasVariables = hasVariables
    pieces = hasVariables ? VariablePiece.split(text) : [.text(text)]
    let isFixed = pieces.allSatisfy {
      switch $0 {
      case .text, .character: true
      case .variable, .malformed: false
      }
    }
    fixed = isFixed ? Glob(pieces: pieces.compactMap(\.fixedPiece)) : nil
  }

  // The text and whether its variables count say all: the rest is made from them.
  package static func == (left: PatternText, right: PatternText) -> Bool {
    left.text == right.text && left.pieces.count == right.pieces.count
      && (left.fixed == nil) == (right.fixed == nil)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// The keys of the variables in the text, in lower case.
  package var variableKeys: [String] {
    pieces.compactMap { if case .variable(let key, _) = $0 { key } else { nil } }
  }

  /// The pattern with its variables replaced; nil when one has neither a value nor a default.
  package func glob(replacing value: (String) -> String?) -> Glob? {
    if let fixed { return fixed }
    guard let resolved = VariablePiece.resolve(pieces, value) else { return nil }
    return Glob(pieces: resolved)
  }

  /// The text with its variables replaced, for operators that know no wildcards.
  package func plain(replacing value: (String) -> String?) -> String? {
    if pieces.count == 1, case .text(let text) = pieces[0] { return text }
    guard let resolved = VariablePiece.resolve(pieces, value) else { return nil }
    return resolved.map { piece in
      switch piece {
      case .pattern(let text), .literal(let text): text
      }
    }.joined()
  }
}
