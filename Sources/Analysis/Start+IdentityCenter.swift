import AttackGraph
import Environment

extension Starts {
  /// The people of Identity Center who are assigned some role, and whoever is assigned one without
  /// being named.
  func assigned() -> [Start] {
    let center = graph.environment.identityCenter
    let people = center.people.indices.compactMap { start(person: $0) }
    let names = StateNames(graph)
    let unnamed = graph.assigneeIDs.compactMap { id -> Start? in
      guard let node = graph.assignees(id) else { return nil }
      var way = StartWay(
        .unnamedPerson, nodes: [node],
        reason: "Identity Center; who they are is not in the snapshot")
      way.isKnown = false
      return priced(
        Start(id: id, name: names.name(node), account: names.account(node), ways: [way]))
    }
    return people + unnamed
  }

  /// Somebody of Identity Center as a start, with the factors that the snapshot tells or others.
  func start(person number: Int, with factors: [Factor]? = nil) -> Start? {
    let person = graph.environment.identityCenter.people[number]
    guard let node = graph.person(number), graph.leadsSomewhere(node) else { return nil }
    var way = Starts.way(factors ?? person.factors)
    way.nodes = [node]
    way.origin = person.origin
    return priced(
      Start(
        id: person.arn, name: person.name, account: person.account, ways: [way],
        signIn: .person(number)))
  }

  private static func way(_ factors: [Factor]?) -> StartWay {
    guard let factors else {
      var way = StartWay(
        .unknownFactor, nodes: [], reason: "Identity Center; second factor not in the snapshot")
      way.isKnown = false
      return way
    }
    if factors.isEmpty {
      return StartWay(.password, nodes: [], reason: "Identity Center without a second factor")
    }
    // A FIDO2 key beside a weaker factor is as weak as that factor.
    if factors.allSatisfy({ $0.kind == .fido2 }) {
      return StartWay(
        .securityKey, nodes: [], reason: "Identity Center and FIDO2, whose session can be stolen")
    }
    return StartWay(
      .relayedFactor, nodes: [],
      reason: "Identity Center and \(weak(factors)), which a proxy relays")
  }
}
