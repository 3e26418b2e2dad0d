/// What the service authorization reference of AWS tells a check. The table itself belongs to the
/// policy engine, which this target does not know.
package protocol ActionReference: Sendable {
  /// What is known of an action; nil for one that the reference lacks.
  func action(_ name: String) -> ReferenceAction?

  /// The type of resource with a name of a service, whatever the case of its letters.
  func resourceType(_ name: String, of service: String) -> ReferenceType?

  /// The services that have actions, as actions begin. O(table).
  func serviceNames() -> [String]

  /// The names of a service's actions. O(table).
  func actionNames(of service: String) -> [String]
}

/// An action of the reference.
package struct ReferenceAction: Sendable {
  /// As AWS writes it.
  package var name: String
  /// On what it is asked; empty for actions that know only `*`.
  package var resourceTypes: [ReferenceType]
  /// The names of those without which AWS does not authorise it.
  package var requiredTypes: [String]
  /// The condition keys of the action itself.
  package var conditionKeys: [String]

  package init(
    name: String, resourceTypes: [ReferenceType], requiredTypes: [String], conditionKeys: [String]
  ) {
    self.name = name
    self.resourceTypes = resourceTypes
    self.requiredTypes = requiredTypes
    self.conditionKeys = conditionKeys
  }
}

/// A type of resource of the reference.
package struct ReferenceType: Sendable {
  package var name: String
  /// Its form, for example `arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}`; nil where
  /// the reference gives none.
  package var arn: String?
  /// The condition keys that requests on it can carry.
  package var conditionKeys: [String]

  package init(name: String, arn: String?, conditionKeys: [String]) {
    self.name = name
    self.arn = arn
    self.conditionKeys = conditionKeys
  }

  /// Whether an ARN in which every part that is a name is `x` has this type's form.
  package func fits(_ sample: String) -> Bool {
    guard let arn else { return true }
    return ReferenceType.sample(of: arn) == sample
      || ReferenceType.fits(sample[...], parts: ReferenceType.parts(of: arn)[...])
  }

  /// The ARN of something of this type, each name an `x`.
  var sample: String? { arn.map(ReferenceType.sample) }

  static func sample(of arn: String) -> String {
    arn.replacing(/\$\{[^}]*\}/, with: "x").replacing("*", with: "x")
  }

  /// The literal text between placeholders.
  private static func parts(of arn: String) -> [Substring] {
    arn.replacing(/\$\{[^}]*\}/, with: "*").split(
      separator: "*", omittingEmptySubsequences: false)
  }

  /// A placeholder stands for any text, also none, without a separator in it.
  private static func fits(_ text: Substring, parts: ArraySlice<Substring>) -> Bool {
    guard let literal = parts.first else { return text.isEmpty }
    guard text.hasPrefix(literal) else { return false }
    let rest = text.dropFirst(literal.count)
    if parts.count == 1 { return rest.isEmpty }
    let run = rest.prefix { $0 != "/" && $0 != ":" }
    return fits(rest.dropFirst(run.count), parts: parts.dropFirst())
  }
}
