import AttackGraph
import Environment

extension Starts {
  /// The people of Identity Center who are assigned some role, and whoever is assigned one without
  /// being named. A FIDO2 factor alone is no start, as for users.
  func assigned() -> [Start] {
    let center = graph.environment.identityCenter
    let people = center.people.enumerated().compactMap { number, person -> Start? in
      guard let node = graph.person(number), graph.leadsSomewhere(node),
        let (reason, difficulty) = Starts.way(to: person)
      else { return nil }
      return Start(
        id: person.arn, name: person.name, account: person.account, nodes: [node],
        reason: reason, difficulty: difficulty, isKnown: person.factors != nil)
    }
    let names = StateNames(graph)
    let unnamed = graph.assigneeIDs.compactMap { id in
      graph.assignees(id).map {
        Start(
          id: id, name: names.name($0), account: names.account($0), nodes: [$0],
          reason: "Identity Center; who they are is not in the snapshot", difficulty: 3,
          isKnown: false)
      }
    }
    return people + unnamed
  }

  private static func way(to person: Person) -> (reason: String, difficulty: Int)? {
    guard let factors = person.factors else {
      return ("Identity Center; second factor not in the snapshot", 2)
    }
    if factors.isEmpty { return ("Identity Center without a second factor", 1) }
    let weak = Set(factors.map(\.kind)).subtracting([.fido2])
    if weak.isEmpty { return nil }
    let words = weak.map { $0 == .unknown ? "a second factor of unknown kind" : $0.rawValue }
    return (
      "Identity Center and \(words.sorted().joined(separator: ", ")), which a proxy relays", 2
    )
  }
}
