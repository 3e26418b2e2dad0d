import Environment
import Policy
import Techniques

/// What is asked for through access points, and once the attacker has written a policy.
extension TechniqueEvaluator {
  /// The subjects of which some object can be asked for, by its own name or through an access point.
  func objects(
    _ need: TechniquePlan.PlannedNeed, _ asker: Asker, _ subjects: SubjectUniverse
  ) -> AccessSet {
    let objects = universes.objects(of: subjects)
    var reached = objects.image(allowed(need, asker, objects.universe))
    for through in universes.accessPoints(of: subjects) {
      reached = reached.union(
        through.image(
          points: allowed(need, asker, through.points),
          behind: allowed(need, asker, through.parts.universe)))
    }
    return reached
  }

  /// As `allowed`, once the attacker has written the candidates' policies. Only whoever acts within
  /// their account can do that, so nobody where it is not known.
  func opened(
    _ need: TechniquePlan.PlannedNeed, _ asker: Asker, _ universe: Universe
  ) -> AccessSet {
    guard universe.account == asker.policyClass.caller.account else { return .empty }
    let opened = universes.opened(universe)
    // The policy grants everything to everyone.
    if !universe.isBehindAccessPoints, asker.policyClass.isUnopposed(in: need.action),
      universes.library.resourceControl(of: universe.account) == nil
    {
      return AccessSet(opened.all)
    }
    return allowed(need, asker, opened)
  }

  /// The subjects of which some object can be asked for through an access point whose policy the
  /// attacker has written.
  func openedAccessPoints(
    _ plan: TechniquePlan, _ asker: Asker, _ subjects: SubjectUniverse
  ) -> AccessSet {
    var reached = AccessSet.empty
    for through in universes.accessPoints(of: subjects) {
      let points = points(of: through)
      var parts = AccessSet(through.parts.universe.all)
      for need in plan.needs where !parts.isEmpty {
        switch need.place {
        case .accessPointsOfSubject:
          let written = allowed(need, asker, points.universe)
          parts = parts.intersection(through.parts(of: written, among: points.members))
        case .objectsOfOpenedAccessPoints:
          parts = parts.intersection(
            through.parts(
              points: opened(need, asker, through.points),
              behind: allowed(need, asker, through.parts.universe)))
        default: continue
        }
      }
      reached = reached.union(through.parts.image(parts))
    }
    return reached
  }

  /// The access points through which something is asked for, among all of their account.
  func points(of through: AccessPointUniverse) -> SubjectUniverse {
    universes.subjects(
      .resource(ResourceKind.accessPoint.rawValue), in: through.points.account)
  }
}
