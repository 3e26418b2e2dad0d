/// `Action` or `NotAction`.
package struct ActionElement: Sendable, Hashable {
  package let patterns: [Glob]
  package let isComplement: Bool
  /// Of long lists: the places of the patterns that a service's actions can match, so that the
  /// thousand patterns of a managed policy are not tried one by one.
  private let index: ServiceIndex?

  package init(_ patterns: [String], isComplement: Bool = false) {
    self.patterns = patterns.map { Glob($0, folded: true) }
    self.isComplement = isComplement
    index = patterns.count > 8 ? ServiceIndex(self.patterns) : nil
  }

  // The index is made from the patterns.
  package static func == (left: ActionElement, right: ActionElement) -> Bool {
    left.isComplement == right.isComplement && left.patterns == right.patterns
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(patterns)
    hasher.combine(isComplement)
  }

  /// Whether the element covers an action such as `s3:GetObject`; case does not matter.
  package func matches(_ action: String) -> Bool {
    patterns.contains { $0.matches(action) } != isComplement
  }

  /// As `matches`, for an action that is asked about again and again.
  func matches(_ action: AskedAction) -> Bool {
    guard let index else { return matches(action.name) }
    return index.candidates(action.service).contains { patterns[$0].matches(action.name) }
      != isComplement
  }
}

/// Which patterns of a list can match a service's actions.
private struct ServiceIndex: Sendable {
  private var byService: [String: [Int]] = [:]
  /// Patterns whose service has a wildcard.
  private var anyService: [Int] = []

  init(_ patterns: [Glob]) {
    for (place, pattern) in patterns.enumerated() {
      let prefix = pattern.prefix
      if let colon = prefix.firstIndex(of: ":") {
        byService[String(prefix[..<colon]), default: []].append(place)
      } else {
        anyService.append(place)
      }
    }
    for service in byService.keys { byService[service]?.append(contentsOf: anyService) }
  }

  func candidates(_ service: String) -> [Int] { byService[service] ?? anyService }
}
