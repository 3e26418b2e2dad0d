/// A value of three-valued (Kleene) logic: what is known of a proposition when some inputs are not.
package enum Tri: UInt8, Sendable, Comparable, Hashable {
  case no = 0
  case maybe = 1
  case yes = 2

  package static func < (left: Tri, right: Tri) -> Bool { left.rawValue < right.rawValue }

  /// Kleene conjunction.
  package func and(_ other: Tri) -> Tri { min(self, other) }

  /// Kleene disjunction.
  package func or(_ other: Tri) -> Tri { max(self, other) }

  /// Kleene negation.
  package var negated: Tri {
    switch self {
    case .no: .yes
    case .maybe: .maybe
    case .yes: .no
    }
  }

  package init(_ value: Bool) { self = value ? .yes : .no }
}

/// The answer to one request.
package enum Answer: String, Sendable, Hashable, Comparable {
  /// Allowed whatever the unknown keys are.
  case allowed = "allow"
  /// Allowed for some values of the unknown keys and denied for others.
  case conditional
  /// Denied whatever the unknown keys are.
  case denied = "deny"

  /// The less is allowed, the less it is.
  package static func < (left: Answer, right: Answer) -> Bool { left.value < right.value }

  private var value: Tri {
    switch self {
    case .allowed: .yes
    case .conditional: .maybe
    case .denied: .no
    }
  }

  package init(_ value: Tri) {
    switch value {
    case .yes: self = .allowed
    case .maybe: self = .conditional
    case .no: self = .denied
    }
  }
}
