import Policy
import Techniques

/// The service authorization reference that the binary carries.
package struct EmbeddedActionReference: ActionReference {
  package init() {}

  package func action(_ name: String) -> ReferenceAction? {
    guard let facts = ServiceReference.facts(of: name) else { return nil }
    let service = String(facts.name.prefix { $0 != ":" })
    return ReferenceAction(
      name: facts.name,
      resourceTypes: facts.resourceTypes.map {
        resourceType($0, of: service) ?? ReferenceType(name: $0, arn: nil, conditionKeys: [])
      },
      requiredTypes: facts.requiredResourceTypes, conditionKeys: facts.conditionKeys)
  }

  package func resourceType(_ name: String, of service: String) -> ReferenceType? {
    ServiceReference.resourceType(name, of: service).map {
      ReferenceType(name: name, arn: $0.arn, conditionKeys: $0.conditionKeys)
    }
  }

  package func serviceNames() -> [String] {
    Set(ServiceReference.allActions.map { String($0.prefix { $0 != ":" }) }).sorted()
  }

  package func actionNames(of service: String) -> [String] {
    ServiceReference.allActions.filter { $0.hasPrefix(service + ":") }
      .compactMap { ServiceReference.facts(of: $0)?.name }
  }
}
