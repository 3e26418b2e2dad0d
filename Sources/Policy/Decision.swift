import Documents

/// A kind of policy that can allow, deny or withhold.
package enum Layer: String, Sendable, Hashable {
  case identity
  case boundary
  case session
  case serviceControl = "service control policy"
  case resourceControl = "resource control policy"
  case resource
}

/// A statement that bears on a decision.
package struct StatementReason: Sendable {
  package var layer: Layer
  package var policyKind: PolicyKind
  package var policyName: String
  package var sid: String?
  package var effect: Effect
  package var origin: Origin
  /// How the statement names the caller, in resource policies.
  package var naming: Naming?
  /// Whether the statement applies for certain.
  package var applies: Tri
  /// The tests that stay open.
  package var open: [Condition]
}

/// Why a request is not allowed, beside statements that deny it.
package enum Missing: Sendable, Hashable {
  case noAllow(Layer, policy: String?)
  /// The resource policy does not name the caller, where it would have to.
  case notNamed
  /// Nobody's policies can allow this.
  case never(String)
}

/// The answer to a request, with its reasons.
package struct Decision: Sendable {
  package var answer: Answer
  package var allows: [StatementReason]
  package var denies: [StatementReason]
  package var missing: [Missing]

  /// The tests that stay open where the answer is conditional: what must hold of Allows, and must
  /// not of Denies.
  package var openConditions: [OpenCondition] {
    guard answer == .conditional else { return [] }
    var seen: Set<String> = []
    var open: [OpenCondition] = []
    for reason in allows + denies where reason.applies == .maybe {
      for test in reason.open {
        let condition = OpenCondition(test: test, mustHold: reason.effect == .allow)
        if seen.insert(condition.text).inserted { open.append(condition) }
      }
    }
    return open
  }
}

/// A test on an unknown key that must, or must not, hold for a request to be allowed.
package struct OpenCondition: Sendable {
  package var test: Condition
  package var mustHold: Bool

  package init(test: Condition, mustHold: Bool) {
    self.test = test
    self.mustHold = mustHold
  }

  /// The condition in words, for example `aws:SourceIp is in 203.0.113.0/24`.
  package var text: String {
    let values = test.values.map(\.text).joined(separator: " or ")
    let quantifier: String
    switch (test.quantifier, mustHold) {
    case (.single, _): quantifier = ""
    case (.forAllValues, true), (.forAnyValue, false): quantifier = "every value of "
    case (.forAnyValue, true), (.forAllValues, false): quantifier = "some value of "
    }
    if test.comparison == .null {
      let isAbsent = (values.asciiLowercasedText == "true") == mustHold
      return test.writtenKey + (isAbsent ? " is absent" : " is present")
    }
    let verb = OpenCondition.verbs[test.comparison] ?? ("is", "is not")
    let optional = test.ifExists && mustHold ? " (or is absent)" : ""
    return quantifier + test.writtenKey + " " + (mustHold ? verb.0 : verb.1) + " " + values
      + optional
  }

  private static let verbs: [Comparison: (String, String)] = [
    .stringEquals: ("is", "is not"), .stringNotEquals: ("is not", "is"),
    .stringEqualsIgnoreCase: ("is", "is not"), .stringNotEqualsIgnoreCase: ("is not", "is"),
    .stringLike: ("matches", "does not match"), .stringNotLike: ("does not match", "matches"),
    .arnEquals: ("matches", "does not match"), .arnLike: ("matches", "does not match"),
    .arnNotEquals: ("does not match", "matches"), .arnNotLike: ("does not match", "matches"),
    .ipAddress: ("is in", "is not in"), .notIPAddress: ("is not in", "is in"),
    .numericLessThan: ("is below", "is not below"),
    .numericLessThanEquals: ("is at most", "is above"),
    .numericGreaterThan: ("is above", "is at most"),
    .numericGreaterThanEquals: ("is at least", "is below"),
    .numericNotEquals: ("is not", "is"),
    .dateLessThan: ("is before", "is not before"),
    .dateLessThanEquals: ("is not after", "is after"),
    .dateGreaterThan: ("is after", "is not after"),
    .dateGreaterThanEquals: ("is not before", "is before"), .dateNotEquals: ("is not", "is"),
  ]
}
