/// What the service authorization reference says of an action.
package struct ActionFacts: Sendable, Hashable {
  /// As AWS writes it, for example `s3:GetObject`.
  package var name: String
  package var accessLevel: String
  /// The types of resource the action is authorised against; empty for those that know only `*`.
  package var resourceTypes: [String]
  /// Those of them without which AWS does not authorise it.
  package var requiredResourceTypes: [String]
  package var conditionKeys: [String]
}

/// The embedded service authorization reference.
package enum ServiceReference {
  /// The reference's version, date, and the services that resource control policies reach.
  package static let version: String = EmbeddedTable.serviceAuthorization.head.first ?? ""
  package static let updated: String =
    EmbeddedTable.serviceAuthorization.head.dropFirst().first ?? ""

  private static let resourceControlled: Set<String> = Set(
    (EmbeddedTable.serviceAuthorization.head.dropFirst(2).first ?? "").split(separator: ",").map(
      String.init))

  /// The facts of an action, nil for one that AWS does not know. O(log actions).
  package static func facts(of action: String) -> ActionFacts? {
    guard
      let cells = EmbeddedTable.serviceAuthorization.cells(of: action.asciiLowercasedText),
      cells.count == 5
    else { return nil }
    return ActionFacts(
      name: cells[1], accessLevel: cells[2],
      resourceTypes: cells[3].split(separator: ",").map {
        String($0.hasSuffix("!") ? $0.dropLast() : $0)
      },
      requiredResourceTypes: cells[3].split(separator: ",").filter { $0.hasSuffix("!") }.map {
        String($0.dropLast())
      },
      conditionKeys: cells[4].split(separator: ",").map(String.init))
  }

  /// The ARN format and the condition keys of a service's type of resource, whatever the case of its
  /// letters; nil for one that AWS does not know. O(log types).
  package static func resourceType(_ name: String, of service: String)
    -> (arn: String, conditionKeys: [String])?
  {
    let key = (service + ":" + name).asciiLowercasedText
    guard let cells = EmbeddedTable.resourceTypes.cells(of: key), cells.count == 3 else {
      return nil
    }
    return (cells[1], cells[2].split(separator: ",").map(String.init))
  }

  /// Whether an action has no resource types: it is authorised against the literal `*`.
  package static func isStarOnly(_ action: String) -> Bool {
    facts(of: action)?.resourceTypes.isEmpty ?? false
  }

  /// Whether resource control policies reach the service of an action.
  package static func isResourceControlled(_ action: String) -> Bool {
    let service = action.asciiLowercasedText.prefix { $0 != ":" }
    return resourceControlled.contains(String(service))
  }

  /// Every action in lower case, sorted. O(table); ask once.
  package static var allActions: [String] { EmbeddedTable.serviceAuthorization.keys }
}
